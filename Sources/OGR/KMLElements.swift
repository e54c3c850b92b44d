internal import CGDAL
internal import Features

/// The fields that LIBKML makes of a placemark's elements, beside those of its data.
///
/// Under the driver's own names (`Name`, `begin`, `visibility` …) it takes a field of the data for the element, and the one or the
/// other is lost; so it is given names that no data has. How a placemark is drawn is no attribute, and is not read. The other
/// elements are fields under their usual names, where a placemark has them.
enum KMLElements {
  /// What GDAL is told once.
  static let settings = (elements + drawing).map { ("LIBKML_\($0.uppercased())_FIELD", prefix + $0) }

  private static let elements = ["Name", "description", "timestamp", "begin", "end"]
  private static let drawing = ["altitudeMode", "tessellate", "extrude", "visibility", "drawOrder", "icon"]
  private static let prefix = "landplan:kml:"

  /// The fields of a layer that are attributes: those of elements that at least one feature has, and those of the data.
  static func attributes(
    _ fields: [OGRFieldPlan],
    of layer: OGRLayerH,
    in library: GDALLibrary,
    place: Place,
    notes: inout [LoadNote]
  ) -> [OGRFieldPlan] {
    let data = fields.filter { !$0.field.name.hasPrefix(prefix) }
    let found = filled(fields.filter { plan in elements.contains { prefix + $0 == plan.field.name } }, layer, library)
    // Names that differ in case alone are one name to most formats.
    var taken = Set(data.map { $0.field.name.lowercased() })
    let named = found.map { plan in
      var plan = plan
      let name = String(plan.field.name.dropFirst(prefix.count))
      plan.field.name = name
      var number = 2
      while !taken.insert(plan.field.name.lowercased()).inserted {
        plan.field.name = "\(name)_\(number)"
        number += 1
      }
      if plan.field.name != name { notes.append(OGRFieldPlan.repeated(name, plan.field.name, at: place)) }
      return plan
    }
    return named + data
  }

  /// Those of the fields in which at least one feature has a value.
  private static func filled(_ fields: [OGRFieldPlan], _ layer: OGRLayerH, _ library: GDALLibrary) -> [OGRFieldPlan] {
    var empty = fields
    let table = library.table
    table.pointee.OGR_L_ResetReading(layer)
    while !empty.isEmpty, let feature = table.pointee.OGR_L_GetNextFeature(layer) {
      defer { table.pointee.OGR_F_Destroy(feature) }
      empty.removeAll { table.pointee.OGR_F_IsFieldSetAndNotNull(feature, $0.index) != 0 }
    }
    table.pointee.OGR_L_ResetReading(layer)
    return fields.filter { plan in !empty.contains { $0.index == plan.index } }
  }
}
