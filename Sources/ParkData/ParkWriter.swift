import Features
import GeoJSON
import Geometry

extension ParkLayer {
  /// The layer as the program's own columns, in EPSG:4546.
  func columns() -> Layer {
    var builder = GeometryColumns.Builder()
    for record in records { ParkLayer.append(record.shape, to: &builder) }
    var table = AttributeTable(rowCount: records.count)
    for (k, field) in fields.enumerated() {
      var column = Column(field)
      for record in records { column.append(record.values[k]) }
      table.add(column)
    }
    return Layer(
      name: name,
      geometry: builder.finish(),
      table: table,
      crs: CRSReference(ParkFacts.crs, origin: .stated),
      format: "GeoJSON"
    )
  }

  private static func append(_ shape: Shape, to builder: inout GeometryColumns.Builder) {
    func ring(_ points: [GridPoint]) {
      builder.beginRing()
      for p in points {
        // Whole millimetres divided once: the nearest double to the decimal that is written.
        builder.add(
          x: Double(p.x + Int(ParkFacts.origin.x) * 1000) / 1000,
          y: Double(p.y + Int(ParkFacts.origin.y) * 1000) / 1000
        )
      }
      builder.endRing()
    }
    switch shape {
    case .area(let parts):
      builder.beginFeature(parts.count == 1 ? .polygon : .multiPolygon)
      for part in parts {
        builder.beginPart()
        for points in part.rings { ring(points + points.prefix(1)) }
        builder.endPart()
      }
    case .line(let points):
      builder.beginFeature(.lineString)
      builder.beginPart()
      ring(points)
      builder.endPart()
    case .point(let point):
      builder.beginFeature(.point)
      builder.beginPart()
      ring([point])
      builder.endPart()
    }
    builder.endFeature()
  }

  /// The layer as GeoJSON in its older projected form, one feature a line, with a member that says it is synthetic.
  func geoJSON() -> [UInt8] {
    let bytes = GeoJSON.bytes(columns(), options: .init(decimals: 3, crs: ParkFacts.crs, name: name))
    let marker = Array("\"features\"".utf8)
    guard let at = bytes.indices.first(where: { bytes[$0...].starts(with: marker) }) else { return bytes }
    return bytes[..<at] + Array("\"synthetic\":true,".utf8) + bytes[at...]
  }
}
