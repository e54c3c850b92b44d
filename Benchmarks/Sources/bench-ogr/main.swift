// Reading a GeoPackage and a FlatGeobuf into columns, against a C loop that only drains OGR's Arrow stream.
//
//     bench-ogr [FEATURES]        both, taking turns in one process; prints the ratios of the least and of the median processor time
//     bench-ogr drain|read FILE   one of them once, for counting instructions (valgrind --tool=callgrind)

import ArrowDrain
import BenchSupport
import Features
import Foundation
import OGR

/// Processor time of the process: both sides work on one thread, and other programs do not count.
func seconds(_ body: () throws -> Void) rethrows -> Double {
  let before = clock()
  try body()
  return Double(clock() - before) / Double(CLOCKS_PER_SEC)
}

func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

func compare(_ path: String, expected: Int) throws {
  var drains: [Double] = []
  var reads: [Double] = []
  for _ in 0..<21 {
    var drained: Int64 = 0
    drains.append(seconds { drained = arrow_drain(path) })
    var count = 0
    reads.append(try seconds { count = try OGRDataset.open(path).read().count })
    guard drained == Int64(expected), count == expected else {
      print("counts differ: \(drained), \(count), \(expected)")
      exit(1)
    }
  }
  // What else runs on the machine only ever adds time.
  let (drain, read) = (drains.min() ?? 0, reads.min() ?? 0)
  let name = URL(fileURLWithPath: path).pathExtension
  print(
    String(
      format:
        "%@: C drains the stream in %.0f ms, columns in %.0f ms: ratio %.2f (at most 1.30 wanted), of medians %.2f",
      name,
      1000 * drain,
      1000 * read,
      read / drain,
      median(reads) / median(drains)
    )
  )
}

let arguments = CommandLine.arguments
switch arguments.count > 2 ? arguments[1] : "" {
case "drain": print(arrow_drain(arguments[2]))
case "read": print(try OGRDataset.open(arguments[2]).read().count)
default:
  let count = arguments.count > 1 ? Int(arguments[1]) ?? 200_000 : 200_000
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("landplan-bench-ogr-\(count)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  let parcels = makeParcels(count, metres: true)
  for (format, name) in [(OGRWriteFormat.geoPackage, "parcels.gpkg"), (.flatGeobuf, "parcels.fgb")] {
    let path = folder.appendingPathComponent(name).path
    try OGRWriter.write([parcels], to: path, format: format, options: .init(overwrite: true))
    try compare(path, expected: count)
  }
}
