// Writes the benchmark fabrics: make-fabric COUNT FOLDER [gpkg|fgb|plan]
// gpkg, fgb: the layers of the comparison, in that format; plan: a project of a plan before and after under ten constraints.
import Fabric
import Features
import Foundation
import Geometry
import OGR

let arguments = CommandLine.arguments
guard arguments.count >= 3, let count = Int(arguments[1]), count > 0 else {
  print("usage: make-fabric COUNT FOLDER [gpkg|fgb|plan]")
  exit(2)
}
let kind = arguments.count > 3 ? arguments[3] : "gpkg"
let format: OGRWriteFormat = kind == "fgb" ? .flatGeobuf : .geoPackage
let folder = arguments[2]
try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)

func write(_ layers: [Layer]) throws {
  for layer in layers {
    let path = "\(folder)/\(layer.name).\(kind == "fgb" ? "fgb" : "gpkg")"
    try OGRWriter.write([layer], to: path, format: format, options: OGRWriteOptions(overwrite: true))
    print("\(path): \(layer.count) features, \(layer.geometry.vertexCount) vertices")
  }
}

func write(_ text: String, to name: String) throws {
  try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
}

if kind == "plan" {
  try write(Fabric.plan(count: count))
  try write(Fabric.planProject, to: "landplan.yaml")
} else {
  let (flawed, planted) = Fabric.flawed(count: count)
  let adjusted = Fabric.adjusted(count: count)
  try write([
    Fabric.parcels(count: count), adjusted, Fabric.redrawn(adjusted), flawed, Fabric.stages(count: count),
    Fabric.zones(count: count),
  ])
  let lines = ["kind,count"] + planted.sorted { $0.key < $1.key }.map { "\($0.key),\($0.value)" }
  try write(lines.joined(separator: "\n") + "\n", to: "planted.csv")
}
