internal import CGDAL
internal import Features

/// The fields that LIBKML makes of a placemark's elements, beside those of its data.
///
/// How a placemark is drawn is no attribute: these fields are not read. The others are, where a placemark has the element. Under
/// LIBKML's own names (`tessellate`, `begin` …) a field of the data would be taken for the element, and lose its values.
enum KMLElements {
  /// What GDAL is told once: names of the fields that no data has.
  static let settings: [(String, String)] =
    [
      ("LIBKML_TIMESTAMP_FIELD", "TimeStamp_when"), ("LIBKML_BEGIN_FIELD", "TimeSpan_begin"),
      ("LIBKML_END_FIELD", "TimeSpan_end"),
    ] + drawing.map { ("LIBKML_\($0.uppercased())_FIELD", prefix + $0) }

  private static let drawing = ["altitudeMode", "tessellate", "extrude", "visibility", "drawOrder", "icon"]
  private static let prefix = "landplan:drawing:"
  private static let elements: Set = ["Name", "description", "TimeStamp_when", "TimeSpan_begin", "TimeSpan_end"]

  /// The fields of a layer that are attributes: none of drawing, and those of elements that at least one feature has.
  static func attributes(
    _ fields: [OGRFieldPlan],
    of layer: OGRLayerH,
    in library: GDALLibrary
  ) -> [OGRFieldPlan] {
    let data = fields.filter { !$0.field.name.hasPrefix(prefix) }
    var empty = data.filter { elements.contains($0.field.name) }
    let table = library.table
    table.pointee.OGR_L_ResetReading(layer)
    while !empty.isEmpty, let feature = table.pointee.OGR_L_GetNextFeature(layer) {
      defer { table.pointee.OGR_F_Destroy(feature) }
      empty.removeAll { table.pointee.OGR_F_IsFieldSetAndNotNull(feature, $0.index) != 0 }
    }
    table.pointee.OGR_L_ResetReading(layer)
    return data.filter { plan in !empty.contains { $0.index == plan.index } }
  }
}
