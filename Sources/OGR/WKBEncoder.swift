internal import Geometry

/// Writes features of columns as little-endian 2D well-known binary.
struct WKBEncoder {
  private(set) var bytes: [UInt8] = []

  /// The feature's bytes replace what was there. Empty for a null geometry. `promotes` writes polygons and lines as
  /// the multi type, for formats whose layers hold one type.
  mutating func encode(_ columns: GeometryColumns, feature: Int, promotes: Bool = false) {
    bytes.removeAll(keepingCapacity: true)
    let parts = columns.parts(of: feature)
    switch columns.kinds[feature] {
    case .null: return
    case .collection: bytes = columns.collections[feature] ?? []
    case .point where promotes:
      header(4)
      let vertices = columns.vertices(of: feature)
      put(UInt32(vertices.count))
      for vertex in vertices {
        header(1)
        self.vertex(columns, vertex)
      }
    case .point:
      header(1)
      let vertices = columns.vertices(of: feature)
      if let first = vertices.first { vertex(columns, first) } else { emptyPoint() }
    case .multiPoint:
      header(4)
      let vertices = columns.vertices(of: feature)
      put(UInt32(vertices.count))
      for vertex in vertices {
        header(1)
        self.vertex(columns, vertex)
      }
    case .lineString where !promotes: line(columns, columns.rings(of: feature).first)
    case .lineString, .multiLineString:
      header(5)
      let rings = columns.rings(of: feature)
      put(UInt32(rings.count))
      for ring in rings { line(columns, ring) }
    case .polygon where !promotes: polygon(columns, parts.first)
    case .polygon, .multiPolygon:
      header(6)
      put(UInt32(parts.count))
      for part in parts { polygon(columns, part) }
    }
  }

  private mutating func header(_ code: UInt32) {
    bytes.append(1)
    put(code)
  }

  private mutating func line(_ columns: GeometryColumns, _ ring: Int?) {
    header(2)
    vertices(columns, ring.map { columns.vertices(ofRing: $0) } ?? 0..<0)
  }

  private mutating func polygon(_ columns: GeometryColumns, _ part: Int?) {
    header(3)
    let rings = part.map { columns.rings(ofPart: $0) } ?? 0..<0
    put(UInt32(rings.count))
    for ring in rings { vertices(columns, columns.vertices(ofRing: ring)) }
  }

  private mutating func vertices(_ columns: GeometryColumns, _ range: Range<Int>) {
    put(UInt32(range.count))
    for index in range { vertex(columns, index) }
  }

  private mutating func vertex(_ columns: GeometryColumns, _ index: Int) {
    put(columns.x[index].bitPattern)
    put(columns.y[index].bitPattern)
  }

  private mutating func emptyPoint() {
    put(Double.nan.bitPattern)
    put(Double.nan.bitPattern)
  }

  private mutating func put<Word: FixedWidthInteger>(_ value: Word) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }
}
