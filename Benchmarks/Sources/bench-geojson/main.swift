// GeoJSON read and written, against GDAL on the same file in the same run.
//
//     swift run -c release --package-path Benchmarks bench-geojson [--features 200000]

import BenchSupport
import Features
import Foundation
import GeoJSON
import Geometry

let count = option("features").flatMap { Int($0) } ?? 200_000
let folder = try scratchFolder()
defer { try? FileManager.default.removeItem(at: folder) }

let layer = makeParcels(count)
let path = folder.appendingPathComponent("parcels.geojson").path
let copy = folder.appendingPathComponent("copy.geojson").path
let vertices = layer.geometry.vertexCount

let (writing, _) = try measure { try GeoJSON.write(layer, to: path, overwrite: true) }
let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
let megabytes = Double(size) / 1e6
func rate(_ m: Timing) -> String {
  String(format: "%7.0f MB/s, %.0f for each processor second", megabytes / m.seconds, megabytes / m.processor)
}

// One phase many times over, for a profiler: --phase read, --phase write.
if let phase = option("phase") {
  for _ in 0..<20 { if phase == "read" { _ = try GeoJSON.read(path) } else { _ = GeoJSON.bytes(layer).count } }
  exit(0)
}

print("\(count) features, \(vertices) vertices, \(String(format: "%.1f", megabytes)) MB, 7 decimals")
let (encoding, _) = measure(runs: 3) { GeoJSON.bytes(layer).count }
report("write, to a file", writing, rate(writing))
report("write, to memory", encoding, rate(encoding))

let (reading, loaded) = try measure { try GeoJSON.read(path) }
report("read", reading, rate(reading))

// Seventeen digits, as programs write that do not round.
let full = folder.appendingPathComponent("full.geojson").path
try GeoJSON.write(layer, to: full, options: GeoJSON.WriteOptions(decimals: nil))
let fullSize = try FileManager.default.attributesOfItem(atPath: full)[.size] as? Int ?? 0
let (readingFull, _) = try measure(runs: 3) { try GeoJSON.read(full) }
report("read, all digits", readingFull, String(format: "%7.0f MB/s", Double(fullSize) / 1e6 / readingFull.processor))

try GeoJSON.write(loaded, to: copy)
let isIdentical = FileManager.default.contentsEqual(atPath: path, andPath: copy)
print("read and written again:", isIdentical ? "the same bytes" : "DIFFERENT BYTES")

// GDAL: reading to a format that costs next to nothing, and the difference that writing GeoJSON makes.
let flat = folder.appendingPathComponent("parcels.fgb").path
if let toFlat = run(["ogr2ogr", "-f", "FlatGeobuf", "-lco", "SPATIAL_INDEX=NO", flat, path]),
  let fromFlat = run(["ogrinfo", "-ro", "-al", "-so", flat]),
  let back = run([
    "ogr2ogr", "-f", "GeoJSON", "-lco", "RFC7946=YES", folder.appendingPathComponent("gdal.geojson").path, flat,
  ]),
  let scan = run(["ogrinfo", "-ro", "-al", "-so", path])
{
  report(
    "GDAL: ogrinfo -al -so (reads every feature)",
    scan,
    String(format: "read ratio %.1f", scan.processor / reading.processor)
  )
  report("GDAL: GeoJSON to FlatGeobuf", toFlat)
  report("GDAL: FlatGeobuf, ogrinfo", fromFlat)
  report(
    "GDAL: FlatGeobuf to GeoJSON",
    back,
    String(format: "write ratio %.1f", (back.processor - fromFlat.processor) / writing.processor)
  )
} else {
  print("GDAL's programs are not installed (gdal-bin): no ratio")
}
if !isIdentical { exit(1) }
