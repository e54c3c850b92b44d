// The area kernel on a small fixed fabric, one thread: what instructions.sh counts under callgrind.
//   bench-kernel CASE        CASE: shapes (makes the fabric only), pairs, sweep, zones, validity
import AreaAccount
import Foundation
import Geometry

/// A whole number from a place, the same on every machine.
func noise(_ seed: UInt64, _ i: Int) -> Double {
  var z = seed &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(truncatingIfNeeded: i) &* 0xBF58_476D_1CE4_E5B9
  z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
  z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
  return Double((z ^ (z >> 31)) >> 11) * 0x1p-53
}

/// How far a corner lies out: free for rings of few corners, a winding line with a rough edge for zones of thousands.
func roughness(_ seed: UInt64, _ k: Int, of corners: Int) -> Double {
  guard corners > 100 else { return 0.6 + 0.4 * noise(seed, k) }
  let (knot, within) = k.quotientAndRemainder(dividingBy: 100)
  let next = (knot + 1) % (corners / 100)
  let share = Double(within) / 100
  return 0.7 + 0.3 * (noise(seed, knot) * (1 - share) + noise(seed, next) * share) + 0.003 * noise(seed &+ 99, k)
}

/// A ring round a centre: corners on a square's outline pulled in by noise, which is star-shaped and needs no sine.
func addRing(_ builder: inout GeometryColumns.Builder, x: Double, y: Double, size: Double, corners: Int, seed: UInt64) {
  builder.beginFeature(.polygon)
  builder.beginPart()
  builder.beginRing()
  for k in 0..<corners {
    let along = 4 * Double(k) / Double(corners)
    let side = Int(along)
    let t = 2 * (along - Double(side)) - 1
    let pull = size * roughness(seed, k, of: corners)
    let (dx, dy) = [(t, -1.0), (1.0, t), (-t, 1.0), (-1.0, -t)][side]
    builder.add(x: x + dx * pull, y: y + dy * pull)
  }
  builder.endRing()
  builder.endPart()
  builder.endFeature()
}

/// Rings scattered over a square of 2 km.
func scattered(_ count: Int, size: Double, corners: Int, seed: UInt64) -> GeometryColumns {
  var builder = GeometryColumns.Builder()
  for k in 0..<count {
    addRing(
      &builder,
      x: 500_000 + 2000 * noise(seed, 2 * k),
      y: 2_500_000 + 2000 * noise(seed, 2 * k + 1),
      size: size,
      corners: corners,
      seed: seed &+ UInt64(k) &+ 1
    )
  }
  return builder.finish()
}

let parcels = scattered(4000, size: 30, corners: 16, seed: 1)
let stages = scattered(120, size: 120, corners: 40, seed: 2)
let plan = scattered(400, size: 90, corners: 24, seed: 3)
let zones = scattered(4, size: 700, corners: 8000, seed: 4)

func layer(_ columns: GeometryColumns, classes: Int) -> OverlayLayer {
  OverlayLayer(columns, classes: (0..<columns.count).map { Int32($0 % classes) })
}

var answer = 0.0
switch CommandLine.arguments.dropFirst().first ?? "" {
case "shapes": answer = Double(parcels.vertexCount + stages.vertexCount + plan.vertexCount + zones.vertexCount)
case "pairs":
  for subject in 0..<400 {
    for other in 0..<stages.count { answer += parcels.intersectionArea(subject, with: stages, other) }
  }
case "sweep":
  let engine = AccountEngine(overlays: [layer(stages, classes: 5), layer(plan, classes: 12)])
  answer = try engine.account(parcels, threads: 1).areas.reduce(0, +)
case "zones":
  let engine = AccountEngine(overlays: [layer(zones, classes: 4)])
  answer = try engine.account(parcels, threads: 1).areas.reduce(0, +)
case "validity":
  for columns in [parcels, stages, plan, zones] {
    for feature in 0..<columns.count where columns.mayBeInvalid(feature) { answer += 1 }
  }
default:
  print("usage: bench-kernel shapes|pairs|sweep|zones|validity")
  exit(2)
}
print(answer)
