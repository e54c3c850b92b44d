import AreaAccount
import Foundation
import GEOS
import Geometry

/// The area of every set operation on some polygons, from one account: a rectangle round all of them, split by a
/// layer in which each polygon is a class.
struct SetAreas {
  /// Area by the set of polygons it lies in.
  var areas: [[Int32]: Double] = [:]
  /// Area of all polygons, the measure of what is negligible.
  var scale = 0.0
  let count: Int

  init(_ polygons: GeometryColumns) throws {
    count = polygons.count
    let box = polygons.extent
    guard !box.isEmpty else { return }
    let frame = Shapes.rectangle(box.minX, box.minY, box.maxX, box.maxY)
    let batch = try AccountEngine(overlays: [OverlayLayer(polygons)]).account(Shapes.columns([[[frame]]]))
    for row in 0..<batch.rowCount { areas[batch.classes(row: row, layer: 0)] = batch.areas[row] }
    for feature in 0..<count { scale += polygons.planeArea(of: feature) }
  }

  private func sum(_ isIn: ([Int32]) -> Bool) -> Double {
    areas.filter { isIn($0.key) }.values.reduce(0, +)
  }

  var union: Double { sum { !$0.isEmpty } }
  var intersection: Double { sum { $0.count == count } }
  var symmetricDifference: Double { sum { $0.count % 2 == 1 } }
  /// What lies in the given polygon and no other.
  func difference(_ first: Int32) -> Double { sum { $0 == [first] } }

  /// The area of an operation by the name that JTS, GEOS and polygon-clipping have for it.
  func area(_ operation: String, first: Int32 = 0) -> Double? {
    switch operation {
    case "union": union
    case "intersection": intersection
    case "difference": difference(first)
    case "symdifference", "xor": symmetricDifference
    default: nil
    }
  }
}

/// One case of a JTS test file.
struct XMLCase {
  struct Operation {
    var name: String
    var first: String
    var second: String
    var hasPrecision: Bool
    var expected: String
  }

  var description: String
  var a: String
  var b: String
  var operations: [Operation]

  /// The cases of a file whose precision model is floating; none where it is a grid, as results are then rounded.
  static func cases(in text: String) -> [XMLCase] {
    let head = text.components(separatedBy: "<case")[0]
    if head.contains("scale=") || head.contains("FLOATING_SINGLE") { return [] }
    return text.components(separatedBy: "<case").dropFirst().map { part in
      let operations = part.components(separatedBy: "<op").dropFirst().map { operation -> Operation in
        let head = operation.components(separatedBy: ">")[0]
        let body = operation.dropFirst(head.count + 1).components(separatedBy: "<")[0]
        return Operation(
          name: attribute("name", head),
          first: attribute("arg1", head),
          second: attribute("arg2", head),
          hasPrecision: !attribute("arg3", head).isEmpty,
          expected: body.trimmed
        )
      }
      return XMLCase(
        description: element("desc", part),
        a: element("a", part),
        b: element("b", part),
        operations: operations
      )
    }
  }

  private static func attribute(_ name: String, _ head: String) -> String {
    let normal = head.replacingOccurrences(of: "'", with: "\"").replacingOccurrences(of: " = ", with: "=")
    guard let start = normal.range(of: "\(name)=\"", options: .caseInsensitive) else { return "" }
    return normal[start.upperBound...].components(separatedBy: "\"")[0].lowercased()
  }

  private static func element(_ name: String, _ text: String) -> String {
    guard let start = text.range(of: "<\(name)>"), let end = text.range(of: "</\(name)>") else { return "" }
    return String(text[start.upperBound..<end.lowerBound]).trimmed
  }
}

extension String {
  var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}

extension Shape {
  /// Well-known text, or well-known binary in hex, as the JTS tests have both.
  convenience init(text: String) throws {
    if text.prefix(2) == "00" || text.prefix(2) == "01" {
      try self.init(hexWKB: text)
    } else {
      try self.init(wkt: text)
    }
  }
}

/// The polygons of a GeoJSON file, one feature each, with its properties.
func readPolygons(_ file: URL) throws -> (columns: GeometryColumns, properties: [[String: Any]]) {
  let json = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any] ?? [:]
  var features = json["features"] as? [[String: Any]] ?? []
  if features.isEmpty && json["geometry"] != nil { features = [json] }
  var builder = GeometryColumns.Builder()
  for feature in features {
    let geometry = feature["geometry"] as? [String: Any] ?? [:]
    let isMulti = geometry["type"] as? String == "MultiPolygon"
    let coordinates = geometry["coordinates"] as? [Any] ?? []
    let polygons = (isMulti ? coordinates : [coordinates]) as? [[[[Double]]]] ?? []
    let rings = polygons.filter { !$0.isEmpty }.map { polygon in
      polygon.map { ring -> Ring in
        let open = ring.first == ring.last ? ring.dropLast() : ring[...]
        return open.map { SIMD2($0[0], $0[1]) }
      }
    }
    Shapes.append(rings, to: &builder)
  }
  return (builder.finish(), features.map { $0["properties"] as? [String: Any] ?? [:] })
}
