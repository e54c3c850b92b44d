import Features
import Geometry

/// Collects polygons and their fields `id`, `code`, `far`, `declared` into a layer.
struct LayerMaker {
  private let name: String
  private var builder = GeometryColumns.Builder()
  private var ids: [Int64] = []
  private var codes = TextColumn()

  init(name: String) {
    self.name = name
  }

  mutating func begin() {
    builder.beginFeature(.polygon)
    builder.beginPart()
  }

  mutating func ring(_ points: [Lattice.Point]) {
    builder.beginRing()
    for point in points { builder.add(x: point.x, y: point.y) }
    builder.endRing()
  }

  mutating func end(id: Int, code: String) {
    builder.endPart()
    builder.endFeature()
    ids.append(Int64(id))
    codes.append(code)
  }

  mutating func finish() -> Layer {
    let geometry = builder.finish()
    let areas = (0..<geometry.count).map { (geometry.planeArea(of: $0) * 100).rounded() / 100 }
    let far = ids.map { Double($0 % 7) * 0.5 + 0.5 }
    let table = AttributeTable(
      columns: [
        Column(Field("id", .integer), storage: .integers(ids), validity: nil),
        Column(Field("code", .text), storage: .texts(codes), validity: nil),
        Column(Field("far", .real), storage: .reals(far), validity: nil),
        Column(Field("declared", .real), storage: .reals(areas), validity: nil),
      ],
      rowCount: ids.count
    )
    return Layer(name: name, geometry: geometry, table: table, crs: CRSReference("EPSG:4546", origin: .stated))
  }
}

/// Sine and cosine by their series, in plain arithmetic, so that every machine gives the same last bit.
enum Trig {
  static func sin(_ angle: Double) -> Double {
    var x = angle.truncatingRemainder(dividingBy: 2 * .pi)
    if x > .pi { x -= 2 * .pi }
    if x > .pi / 2 { x = .pi - x }
    if x < -.pi / 2 { x = -.pi - x }
    let square = x * x
    var term = x
    var sum = x
    for k in 1...10 {
      term *= -square / Double(2 * k * (2 * k + 1))
      sum += term
    }
    return sum
  }

  static func cos(_ angle: Double) -> Double {
    sin(angle + .pi / 2)
  }
}
