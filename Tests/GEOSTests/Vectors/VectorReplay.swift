import Foundation
import GEOS
import Geometry

/// How one test of a vector file came out.
enum VectorOutcome: Sendable, Hashable {
  case agrees
  case differs(String)
  /// The binding has no such operation.
  case notBound

  init(_ agrees: Bool, _ found: @autoclosure () -> String) {
    self = agrees ? .agrees : .differs(found())
  }
}

/// Replays the tests of one case through the binding. What counts as agreement follows GEOS's own XML tester:
/// geometries exactly equal once normalised, truth values and numbers equal, buffers by area and distance, overlay
/// identities by area; results of overlays must besides be valid.
///
/// Shapes here carry no precision model. A file's fixed model is applied as it would act: inputs rounded to its grid
/// on reading, overlays computed on it, other results rounded to it.
struct VectorReplay {
  let file: VectorFile
  let a: Shape
  let b: Shape?

  init(_ file: VectorFile, _ vectorCase: VectorFile.Case) throws {
    self.file = file
    a = try Self.read(vectorCase.a, of: file)
    b = try vectorCase.b.map { try Self.read($0, of: file) }
  }

  func run(_ test: VectorFile.Test) -> VectorOutcome {
    do {
      let outcome = try outcome(of: test)
      if test.expected == "exception", outcome == .agrees { return .agrees }
      return outcome
    } catch {
      return VectorOutcome(test.expected == "exception", "\(error)")
    }
  }

  /// Reads text, or binary in hexadecimal digits, in the file's precision.
  static func read(_ text: String, of file: VectorFile) throws -> Shape {
    let isHex = text.first.map { $0.isHexDigit && $0 != "a" && $0 != "b" } ?? false
    let shape = try isHex ? Shape(hexWKB: text) : Shape(wkt: text)
    guard let gridSize = file.gridSize, try !isOnGrid(shape, gridSize) else { return shape }
    return try shape.rounded(toGrid: gridSize, rule: .pointwise)
  }

  /// True where rounding would change nothing. It is then left out, as it drops degenerate rings, which GEOS's reader
  /// does not.
  private static func isOnGrid(_ shape: Shape, _ gridSize: Double) throws -> Bool {
    let text = try shape.wkt()
    return text.split { !($0.isNumber || ".-+e".contains($0)) }.compactMap { Double($0) }
      .allSatisfy { ($0 / gridSize).rounded() == $0 / gridSize }
  }

  private func outcome(of test: VectorFile.Test) throws -> VectorOutcome {
    if let outcome = try predicate(test) { return outcome }
    if let outcome = try overlay(test) { return outcome }
    if let outcome = try measured(test) { return outcome }
    if let outcome = try constructed(test) { return outcome }
    return .notBound
  }

  func operand(_ name: String, default fallback: Shape) -> Shape {
    switch name.lowercased() {
    case "a": a
    case "b": b ?? a
    default: fallback
    }
  }

  private func truth(_ value: Bool, _ test: VectorFile.Test) -> VectorOutcome {
    VectorOutcome("\(value)" == test.expected.lowercased(), "\(value)")
  }

  /// As C reads an argument: nothing is 0.
  private func number(_ text: String) throws -> Double {
    if text.isEmpty { return 0 }
    guard let value = Double(text) else { throw CocoaError(.formatting) }
    return value
  }
}

// Truth values.
extension VectorReplay {
  private func predicate(_ test: VectorFile.Test) throws -> VectorOutcome? {
    let one = operand(test.arguments[0], default: a)
    switch test.operation {
    case "isvalid": return truth(try one.isValid(), test)
    case "issimple": return truth(try one.isSimple(), test)
    default: break
    }
    guard b != nil else { return nil }
    let two = operand(test.arguments[1], default: b ?? a)
    switch test.operation {
    case "relate": return truth(try one.relate(two, matches: test.arguments[2]), test)
    case "equalstopo": return truth(try one.equals(two), test)
    case "equalsexact": return truth(try one.equalsExactly(two), test)
    case "equalsnorm": return truth(try one.normalised().equalsExactly(two.normalised()), test)
    case "iswithindistance": return truth(try one.isWithin(distance: number(test.arguments[2]), of: two), test)
    default: break
    }
    return try file.isPrepared ? prepared(one, two, test) : plain(one, two, test)
  }

  private func plain(_ one: Shape, _ two: Shape, _ test: VectorFile.Test) throws -> VectorOutcome? {
    switch test.operation {
    case "intersects": truth(try one.intersects(two), test)
    case "contains": truth(try one.contains(two), test)
    case "covers": truth(try one.covers(two), test)
    case "coveredby": truth(try one.isCovered(by: two), test)
    case "within": truth(try one.isWithin(two), test)
    case "touches": truth(try one.touches(two), test)
    case "crosses": truth(try one.crosses(two), test)
    case "overlaps": truth(try one.overlaps(two), test)
    case "disjoint": truth(try one.isDisjoint(from: two), test)
    default: nil
    }
  }

  private func prepared(_ one: Shape, _ two: Shape, _ test: VectorFile.Test) throws -> VectorOutcome? {
    let one = try PreparedShape(one)
    return switch test.operation {
    case "intersects": truth(try one.intersects(two), test)
    case "contains": truth(try one.contains(two), test)
    case "covers": truth(try one.covers(two), test)
    case "coveredby": truth(try one.isCovered(by: two), test)
    case "within": truth(try one.isWithin(two), test)
    case "touches": truth(try one.touches(two), test)
    case "crosses": truth(try one.crosses(two), test)
    case "overlaps": truth(try one.overlaps(two), test)
    case "disjoint": truth(try one.isDisjoint(from: two), test)
    default: nil
    }
  }

  /// The same predicate asked of the prepared geometry; nil for tests that are none.
  func runPrepared(_ test: VectorFile.Test) -> VectorOutcome? {
    guard b != nil else { return nil }
    do {
      return try prepared(
        operand(test.arguments[0], default: a),
        operand(test.arguments[1], default: b ?? a),
        test
      )
    } catch {
      return .differs("\(error)")
    }
  }
}

// Overlays.
extension VectorReplay {
  private func overlay(_ test: VectorFile.Test) throws -> VectorOutcome? {
    var name = test.operation
    var gridSize = file.gridSize
    for (suffix, grid) in [("ng", file.gridSize ?? 0), ("sin", file.gridSize ?? 0), ("sr", nil)] as [(String, Double?)]
    {
      guard ["intersection", "union", "difference", "symdifference"].contains(where: { name == $0 + suffix })
      else { continue }
      name.removeLast(suffix.count)
      // The argument of the snap-rounding forms is a scale.
      gridSize = try grid ?? 1 / number(test.arguments[2].isEmpty ? "1" : test.arguments[2])
      break
    }
    let one = operand(test.arguments[0], default: a)
    let two = b.map { operand(test.arguments[1], default: $0) }
    let found: Shape
    switch (name, two) {
    case ("intersection", let two?): found = try one.intersection(two, gridSize: gridSize)
    case ("difference", let two?): found = try one.difference(two, gridSize: gridSize)
    case ("symdifference", let two?): found = try one.symmetricDifference(two, gridSize: gridSize)
    case ("union", let two?): found = try one.union(two, gridSize: gridSize)
    case ("union", nil): found = try one.unaryUnion(gridSize: gridSize)
    default: return nil
    }
    let expected = try Self.read(test.expected, of: file)
    if !found.isEmpty, let defect = try found.defect() { return .differs("result is invalid: \(defect.reason)") }
    if try same(found, expected) { return .agrees }
    guard name == "union", test.operation == name else { return .differs(found.description) }
    // The plain union may also differ in where rounding put a vertex.
    let box = expected.box
    let tolerance = min(box.width, box.height) * 1e-9
    let near = try found.normalised().equalsExactly(expected.normalised(), tolerance: tolerance)
    return VectorOutcome(try near || found.equals(expected), found.description)
  }

  /// Exactly the same once normalised. Empty geometries are the same where their dimension is.
  func same(_ found: Shape, _ expected: Shape) throws -> Bool {
    if found.isEmpty && expected.isEmpty { return found.kind == expected.kind }
    return try found.normalised().equalsExactly(expected.normalised())
  }
}

// Numbers, and identities of areas.
extension VectorReplay {
  private func measured(_ test: VectorFile.Test) throws -> VectorOutcome? {
    let one = operand(test.arguments[0], default: a)
    switch test.operation {
    case "distance":
      guard let b else { return nil }
      let found = try one.distance(to: operand(test.arguments[1], default: b))
      return VectorOutcome(try found == number(test.expected), "\(found)")
    case "minclearance":
      let found = try one.minimumClearance()
      // The files write the largest double for infinity.
      return VectorOutcome(try min(found, .greatestFiniteMagnitude) == number(test.expected), "\(found)")
    case "minclearanceline":
      let found = try one.minimumClearanceLine()
      let expected = try Self.read(test.expected, of: file).normalised()
      return VectorOutcome(try found.normalised().equalsExactly(expected, tolerance: 1e-7), found.description)
    case "unionlength":
      let found = try a.unaryUnion(gridSize: 0).length
      return VectorOutcome(try abs(found - number(test.expected)) < 1e-3 * number(test.expected), "\(found)")
    case "unionarea":
      let found = try a.unaryUnion(gridSize: 0).area
      return VectorOutcome(try abs(found - number(test.expected)) < 1e-3 * number(test.expected), "\(found)")
    case "areatest":
      guard let b else { return nil }
      let found = try areaError(a, b, gridSize: file.gridSize)
      return VectorOutcome(try found <= number(test.expected), "\(found)")
    case "overlayareatest":
      guard let b, a.area > 0, b.area > 0 else { return .agrees }
      let found = try areaError(a, b, gridSize: file.gridSize ?? 0) / (a.area + b.area)
      return VectorOutcome(found < 1e-6, "\(found)")
    default:
      return nil
    }
  }

  /// The largest error in the identities that tie the areas of all overlays of two shapes together.
  private func areaError(_ a: Shape, _ b: Shape, gridSize: Double?) throws -> Double {
    let both = try a.intersection(b, gridSize: gridSize).area
    let onlyA = try a.difference(b, gridSize: gridSize).area
    let onlyB = try b.difference(a, gridSize: gridSize).area
    let either = try a.symmetricDifference(b, gridSize: gridSize).area
    let union = try a.union(b, gridSize: gridSize).area
    return [
      a.area - both - onlyA, b.area - both - onlyB, onlyA + onlyB - either, both + either - union,
      union - both - onlyA - onlyB,
    ].map(abs).reduce(0, max)
  }
}

// Shapes from one shape.
extension VectorReplay {
  private func constructed(_ test: VectorFile.Test) throws -> VectorOutcome? {
    let one = operand(test.arguments[0], default: a)
    if let outcome = try buffered(one, test) { return outcome }
    let found: Shape
    switch test.operation {
    case "getboundary": found = try one.boundary()
    case "getcentroid": found = try onGrid(one.centroid())
    case "getinteriorpoint": found = try onGrid(one.pointOnSurface())
    case "convexhull": found = try one.convexHull()
    case "densify": found = try onGrid(one.densified(length: number(test.arguments[1])))
    case "polygonize": found = try one.polygonize().polygons
    case "linemerge": found = try Shape.collection(one.lineMerged().members())
    case "buildarea": found = try one.buildArea()
    case "makevalid": found = try one.makeValid(.linework)
    case "simplifydp": found = try one.simplified(tolerance: number(test.arguments[1]))
    case "simplifytp": found = try one.simplifiedPreservingTopology(tolerance: number(test.arguments[1]))
    default: return nil
    }
    let expected = try Self.read(test.expected, of: file)
    if try same(found, expected) { return .agrees }
    guard ["buildarea", "makevalid"].contains(test.operation) else { return .differs(found.description) }
    return VectorOutcome(try found.equals(expected), found.description)
  }

  private func onGrid(_ shape: Shape) throws -> Shape {
    guard let gridSize = file.gridSize, try !Self.isOnGrid(shape, gridSize) else { return shape }
    return try shape.rounded(toGrid: gridSize, rule: .pointwise)
  }

  private func buffered(_ one: Shape, _ test: VectorFile.Test) throws -> VectorOutcome? {
    guard test.operation.hasPrefix("buffer") else { return nil }
    let distance = try number(test.arguments[1])
    let segments = test.arguments[2].isEmpty ? 8 : Int(try number(test.arguments[2]))
    var style = BufferStyle(quadrantSegments: segments)
    let expected = try Self.read(test.expected, of: file)
    let found: Shape
    switch test.operation {
    case "buffer": found = try onGrid(one.buffer(distance, style: style))
    case "buffermitredjoin":
      style.join = .mitre
      found = try onGrid(one.buffer(distance, style: style))
    case "buffersinglesided":
      found = try one.singleSidedBufferLine(distance, left: test.arguments[3] != "right", style: style)
    default: return nil
    }
    if !found.isEmpty, let defect = try found.defect() { return .differs("result is invalid: \(defect.reason)") }
    guard found.kind == expected.kind else { return .differs("a \(found.kind)") }
    if found.isEmpty && expected.isEmpty { return .agrees }
    if found.isEmpty || expected.isEmpty { return .differs("empty: \(found.isEmpty)") }
    return try matches(found, expected, distance: distance, byArea: test.operation != "buffersinglesided")
  }

  /// Buffers agree where they differ in less than a thousandth of the area, and their outlines by less than a
  /// hundredth of the distance.
  private func matches(_ found: Shape, _ expected: Shape, distance: Double, byArea: Bool) throws -> VectorOutcome {
    var outlines = (found, expected)
    if byArea {
      let share = try found.symmetricDifference(expected).area / expected.area
      if !(share < 1e-3) { return .differs("areas differ by \(share)") }
      outlines = try (found.boundary(), expected.boundary())
    }
    // The quick way first: vertex by vertex. Densified Hausdorff distances of large outlines take seconds.
    let limit = max(abs(distance) / 100, 1e-8)
    if try outlines.0.normalised().equalsExactly(outlines.1.normalised(), tolerance: limit / 1.5) { return .agrees }
    let apart = try outlines.0.hausdorffDistance(to: outlines.1, densifyFraction: 0.25)
    return VectorOutcome(apart <= limit, "outlines are \(apart) apart")
  }
}
