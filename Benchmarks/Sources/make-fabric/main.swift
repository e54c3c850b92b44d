// Writes the benchmark fabrics: make-fabric COUNT FOLDER [gpkg|fgb]
import Fabric
import Features
import Geometry
import OGR

let arguments = CommandLine.arguments
guard arguments.count >= 3, let count = Int(arguments[1]), count > 0 else {
  print("usage: make-fabric COUNT FOLDER [gpkg|fgb]")
  throw UsageError()
}
let ending = arguments.count > 3 ? arguments[3] : "gpkg"
let format: OGRWriteFormat = ending == "fgb" ? .flatGeobuf : .geoPackage
for layer in [
  Fabric.parcels(count: count), Fabric.adjusted(count: count), Fabric.stages(count: count), Fabric.zones(count: count),
] {
  let path = "\(arguments[2])/\(layer.name).\(ending)"
  try OGRWriter.write([layer], to: path, format: format, options: OGRWriteOptions(overwrite: true))
  print("\(path): \(layer.count) features, \(layer.geometry.vertexCount) vertices")
}

struct UsageError: Error {}
