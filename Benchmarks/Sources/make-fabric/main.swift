// Writes the benchmark fabrics: make-fabric COUNT FOLDER [gpkg|fgb]
import Fabric
import Features
import Foundation
import Geometry
import OGR

let arguments = CommandLine.arguments
guard arguments.count >= 3, let count = Int(arguments[1]), count > 0 else {
  print("usage: make-fabric COUNT FOLDER [gpkg|fgb]")
  throw UsageError()
}
let ending = arguments.count > 3 ? arguments[3] : "gpkg"
let format: OGRWriteFormat = ending == "fgb" ? .flatGeobuf : .geoPackage
try FileManager.default.createDirectory(atPath: arguments[2], withIntermediateDirectories: true)
let (flawed, planted) = Fabric.flawed(count: count)
let adjusted = Fabric.adjusted(count: count)
let layers = [
  Fabric.parcels(count: count), adjusted, Fabric.redrawn(adjusted), flawed, Fabric.stages(count: count),
  Fabric.zones(count: count),
]
for layer in layers {
  let path = "\(arguments[2])/\(layer.name).\(ending)"
  try OGRWriter.write([layer], to: path, format: format, options: OGRWriteOptions(overwrite: true))
  print("\(path): \(layer.count) features, \(layer.geometry.vertexCount) vertices")
}

let lines = ["kind,count"] + planted.sorted { $0.key < $1.key }.map { "\($0.key),\($0.value)" }
try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: arguments[2] + "/planted.csv"))

struct UsageError: Error {}
