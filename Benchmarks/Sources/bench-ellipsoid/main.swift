import Foundation
import Geometry

/// Speed of the official ellipsoid area routine on one thread and on all: vertices of the layer a second, and points
/// with those that densifying adds.
///
///     swift run -c release bench-ellipsoid [parcels]
let parcels = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 50_000
let measure = EllipsoidArea(.cgcs2000, falseEasting: 500_000)

/// Star-shaped parcels of 16 vertices, about 100 m wide, on a grid around the middle of a zone; no randomness.
func layer(_ count: Int) -> GeometryColumns {
  var builder = GeometryColumns.Builder()
  builder.reserve(features: count, vertices: count * 17)
  for i in 0..<count {
    let x = 420_000 + Double(i % 400) * 150
    let y = 2_600_000 + Double(i / 400) * 150
    builder.beginFeature(.polygon)
    builder.beginPart()
    builder.beginRing()
    for k in 0..<16 {
      let angle = Double(k) / 16 * 2 * .pi
      let radius = 40 + 15 * Double((i &* 31 &+ k &* 17) % 10) / 10
      builder.add(x: x + radius * cos(angle), y: y + radius * sin(angle))
    }
    builder.endRing()
    builder.endPart()
    builder.endFeature()
  }
  return builder.finish()
}

func seconds(_ body: () -> Void) -> Double {
  let clock = ContinuousClock()
  return (0..<5).map { _ in
    let time = clock.measure(body).components
    return Double(time.seconds) + Double(time.attoseconds) * 1e-18
  }.min() ?? .infinity
}

func rate(_ name: String, _ vertices: Int, _ time: Double) {
  print("\(name): \(String(format: "%.2f", Double(vertices) / time / 1e6)) million vertices/s")
}

let columns = layer(parcels)
var sum = 0.0
let one = seconds { sum = measure.areas(of: columns, threads: 1).reduce(0, +) }
rate("ellipsoid, 1 thread", columns.vertexCount, one)
let cores = ProcessInfo.processInfo.activeProcessorCount
let all = seconds { sum = measure.areas(of: columns, threads: cores).reduce(0, +) }
rate("ellipsoid, \(cores) threads", columns.vertexCount, all)
let plane = seconds { sum = (0..<columns.count).map { columns.planeArea(of: $0) }.reduce(0, +) }
print("ellipsoid / plane on one thread: \(String(format: "%.1f", one / plane)) times")
print("area of \(parcels) parcels: \(sum) m²")
