public import Features
import Foundation
import Geometry

/// Parcels that are the same in every run: star-shaped polygons of 8 to 60 vertices (median 16) on a grid, one in fifty with a
/// hole, with six attributes of a land register. Longitude and latitude near Fuzhou by default; `metres` gives
/// CGCS2000 3-degree coordinates of the same place instead.
public func makeParcels(_ count: Int, metres: Bool = false) -> Layer {
  var random = SplitMix(state: 42)
  var builder = GeometryColumns.Builder()
  builder.reserve(features: count, vertices: count * 20)
  let side = Int(Double(count).squareRoot().rounded(.up))
  let (originX, originY, cell) = metres ? (430_000.0, 2_880_000.0, 60.0) : (119.1, 25.9, 0.0006)
  var areas: [Double] = []
  for i in 0..<count {
    let x = originX + cell * Double(i % side)
    let y = originY + cell * Double(i / side)
    let vertices = 8 + Int(random.unit() * random.unit() * 32) + (random.unit() < 0.05 ? 20 : 0)
    builder.beginFeature(.polygon)
    builder.beginPart()
    addStar(&builder, &random, x, y, cell * 0.42, vertices, outward: 1)
    if i % 50 == 7 { addStar(&builder, &random, x, y, cell * 0.1, 8, outward: -1) }
    builder.endPart()
    builder.endFeature()
    areas.append((random.unit() * 9000 + 500).rounded())
  }
  let table = AttributeTable(columns: attributes(count, areas, &random), rowCount: count)
  let crs = metres ? CRSReference("EPSG:4549", origin: .stated) : CRSReference.geoJSON
  return Layer(name: "parcels", geometry: builder.finish(), table: table, crs: crs)
}

private func addStar(
  _ builder: inout GeometryColumns.Builder,
  _ random: inout SplitMix,
  _ x: Double,
  _ y: Double,
  _ radius: Double,
  _ vertices: Int,
  outward: Double
) {
  builder.beginRing()
  for k in 0..<vertices {
    let angle = outward * 2 * Double.pi * Double(k) / Double(vertices)
    let r = radius * (0.75 + 0.25 * random.unit())
    builder.add(x: x + r * cos(angle), y: y + r * sin(angle))
  }
  builder.endRing()
}

private func attributes(_ count: Int, _ areas: [Double], _ random: inout SplitMix) -> [Column] {
  let uses = [("0701", "城镇住宅用地"), ("1001", "工业用地"), ("0901", "商业用地"), ("1401", "公园绿地"), ("1207", "城镇村道路用地")]
  var number = TextColumn()
  var code = TextColumn()
  var name = TextColumn()
  var ratio: [Double] = []
  var year: [Int64] = []
  for i in 0..<count {
    let use = uses[Int(random.unit() * 5)]
    number.append("350104-\(1000 + i / 1000)-\(i % 1000)")
    code.append(use.0)
    name.append(use.1)
    ratio.append((random.unit() * 35).rounded() / 10)
    year.append(Int64(1998 + random.unit() * 25))
  }
  return [
    Column(Field("DKBH", .text), storage: .texts(number), validity: nil),
    Column(Field("YDDM", .text), storage: .texts(code), validity: nil),
    Column(Field("YDMC", .text), storage: .texts(name), validity: nil),
    Column(Field("MJ", .real), storage: .reals(areas), validity: nil),
    Column(Field("RJL", .real), storage: .reals(ratio), validity: nil),
    Column(Field("NF", .integer), storage: .integers(year), validity: nil),
  ]
}

/// SplitMix64 (Steele, Lea and Flood 2014).
struct SplitMix {
  var state: UInt64

  mutating func unit() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Double((z ^ (z >> 31)) >> 11) * 0x1p-53
  }
}
