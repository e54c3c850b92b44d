import Foundation
import TestSupport

/// A folder of one test, removed at its end.
final class Scratch {
  let folder: URL

  init() throws {
    folder = try TestData.scratch()
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  /// Writes a file and gives its path.
  func write(_ name: String, _ text: String) throws -> String {
    try write(name, Data(text.utf8))
  }

  func write(_ name: String, _ bytes: Data) throws -> String {
    let url = folder.appendingPathComponent(name)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try bytes.write(to: url)
    return url.path
  }

  func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  /// A GeoJSON layer of squares in a projected system: properties as JSON, lower left corner, side.
  static func squares(
    _ squares: [(properties: String, x: Double, y: Double, side: Double)],
    name: String = "squares",
    epsg: Int? = 4546
  ) -> String {
    let features = squares.map { square in
      let (x, y, s) = (square.x, square.y, square.side)
      let ring = "[[\(x),\(y)],[\(x + s),\(y)],[\(x + s),\(y + s)],[\(x),\(y + s)],[\(x),\(y)]]"
      return
        #"{"type":"Feature","properties":\#(square.properties),"geometry":{"type":"Polygon","coordinates":[\#(ring)]}}"#
    }
    return collection(features, name: name, epsg: epsg)
  }

  static func collection(_ features: [String], name: String = "squares", epsg: Int? = 4546) -> String {
    let crs = epsg.map { #""crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::\#($0)"}},"# } ?? ""
    return #"{"type":"FeatureCollection","name":"\#(name)",\#(crs)"features":[\#(features.joined(separator: ",\n"))]}"#
  }
}
