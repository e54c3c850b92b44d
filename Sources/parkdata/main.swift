import Foundation
import ParkData

// make-park [FOLDER]: writes the demonstration park, by default to GeoData/park of the working folder.
let folder = CommandLine.arguments.dropFirst().first ?? "GeoData/park"
do {
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  for (name, bytes) in ParkData.files() {
    try Data(bytes).write(to: URL(fileURLWithPath: folder).appendingPathComponent(name), options: .atomic)
  }
} catch {
  FileHandle.standardError.write(Data("make-park: \(error.localizedDescription)\n".utf8))
  exit(4)
}
