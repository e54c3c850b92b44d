import Features
import Geometry

/// Collects polygons and their fields `id`, `code`, `far`, `declared` into a layer.
struct LayerMaker {
  private let name: String
  private var builder = GeometryColumns.Builder()
  private var ids: [Int64] = []
  private var codes = TextColumn()
  private var ratios: [Double] = []

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

  /// - Parameter far: the plot ratio; it must follow from the parcel's place, so that a parcel that is the same in two
  ///   versions has the same in both, however many parcels come before it. Nil: from the number.
  mutating func end(id: Int, code: String, far: Double? = nil) {
    builder.endPart()
    builder.endFeature()
    ids.append(Int64(id))
    codes.append(code)
    ratios.append(far ?? Double(id % 7) * 0.5 + 0.5)
  }

  /// - Parameter fields: further fields, one value for each feature.
  mutating func finish(_ fields: [Column] = []) -> Layer {
    let geometry = builder.finish()
    let areas = (0..<geometry.count).map { (geometry.planeArea(of: $0) * 100).rounded() / 100 }
    let table = AttributeTable(
      columns: [
        Column(Field("id", .integer), storage: .integers(ids), validity: nil),
        Column(Field("code", .text), storage: .texts(codes), validity: nil),
        Column(Field("far", .real), storage: .reals(ratios), validity: nil),
        Column(Field("declared", .real), storage: .reals(areas), validity: nil),
      ] + fields,
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
