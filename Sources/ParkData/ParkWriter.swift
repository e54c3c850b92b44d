import Features

extension ParkLayer {
  /// The layer as GeoJSON in its older projected form, one feature a line, marked synthetic.
  func geoJSON() -> String {
    func coordinate(_ millimetres: Int) -> String {
      let fraction = String(millimetres % 1000)
      return "\(millimetres / 1000)." + String(repeating: "0", count: 3 - fraction.count) + fraction
    }
    func position(_ p: GridPoint) -> String {
      "[" + coordinate(p.x + Int(ParkFacts.origin.x) * 1000) + "," + coordinate(p.y + Int(ParkFacts.origin.y) * 1000) + "]"
    }
    func ring(_ ring: [GridPoint]) -> String { "[" + (ring + ring.prefix(1)).map(position).joined(separator: ",") + "]" }
    func rings(_ polygon: Polygon) -> String { "[" + polygon.rings.map(ring).joined(separator: ",") + "]" }
    func geometry(_ shape: Shape) -> String {
      switch shape {
      case .area(let parts) where parts.count == 1: "{\"type\":\"Polygon\",\"coordinates\":" + rings(parts[0]) + "}"
      case .area(let parts):
        "{\"type\":\"MultiPolygon\",\"coordinates\":[" + parts.map(rings).joined(separator: ",") + "]}"
      case .line(let line):
        "{\"type\":\"LineString\",\"coordinates\":[" + line.map(position).joined(separator: ",") + "]}"
      case .point(let p): "{\"type\":\"Point\",\"coordinates\":" + position(p) + "}"
      }
    }
    func json(_ value: Value) -> String {
      switch value {
      case .null: "null"
      case .boolean(let value): value ? "true" : "false"
      case .integer(let value): String(value)
      case .real(let value): Column.shortest(value)
      case .text(let value): "\"\(value)\""
      case .json(let value): value
      }
    }
    var text = "{\"type\":\"FeatureCollection\",\"name\":\"\(name)\",\"synthetic\":true,"
    text += "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::4546\"}},\"features\":[\n"
    text += records.map { record in
      let properties = zip(fields, record.values).map { "\"\($0.name)\":" + json($1) }.joined(separator: ",")
      return "{\"type\":\"Feature\",\"properties\":{" + properties + "},\"geometry\":" + geometry(record.shape) + "}"
    }.joined(separator: ",\n")
    return text + "\n]}\n"
  }
}
