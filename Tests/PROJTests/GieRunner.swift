import Foundation
import PROJ

/// Replays PROJ's own test vectors (`.gie`) through the binding's operators.
///
/// The language: `operation` (or `crs_src` with `crs_dst`), `direction`, `tolerance`, `accept` a point, `expect` its
/// image or a failure, `roundtrip` n times. Points of two numbers go the binding's batch way, longer ones with height
/// and time. What the runner does not read (`require_grid` without the grid) is counted as left out.
struct GieRunner {
  /// One `expect` or `roundtrip` that did not hold.
  struct Failure {
    /// `file:line`
    let place: String
    let text: String
  }

  private(set) var checks = 0
  private(set) var leftOut = 0
  private(set) var failures: [Failure] = []

  private let file: String
  private var usesInitRules = false
  private var definition = ""
  private var source: String?
  private var target: String?
  private var operation: Operator?
  private var direction = Operator.Direction.forward
  private var tolerance = 0.0005
  private var accepted: [Double] = []
  private var needsGrid = false

  init(file: String, text: String) {
    self.file = file
    for (line, tag, arguments) in GieRunner.commands(text) {
      run(line, tag, arguments.trimmingCharacters(in: .whitespaces))
    }
  }

  private static let tags: Set<String> = [
    "operation", "crs_src", "crs_dst", "direction", "tolerance", "accept", "expect", "roundtrip",
    "use_proj4_init_rules",
    "require_grid",
  ]

  /// Commands between `<gie…>` and `</gie…>`: line number, tag, arguments with continued lines joined.
  private static func commands(_ text: String) -> [(Int, String, String)] {
    var commands: [(Int, String, String)] = []
    var isInside = false
    var isStrict = false
    var continues = false
    for (i, raw) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      var line = raw.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).first.map(String.init) ?? ""
      line = line.trimmingCharacters(in: .whitespaces)
      if line.hasPrefix("<gie") {
        isInside = true
        isStrict = line.hasPrefix("<gie-strict")
      }
      if line.hasPrefix("</gie") { isInside = false }
      guard isInside, !line.isEmpty, !line.hasPrefix("<") else { continue }
      let hasMore = line.hasSuffix("\\")
      if hasMore { line.removeLast() }
      let words = line.split(maxSplits: 1, whereSeparator: \.isWhitespace).map(String.init)
      if continues, let last = commands.indices.last {
        commands[last].2 += " " + line
      } else if let tag = words.first, tags.contains(tag) {
        commands.append((i + 1, tag, words.count > 1 ? words[1] : ""))
      } else if !isStrict, let last = commands.indices.last, !line.hasPrefix("---"), !line.hasPrefix("===") {
        commands[last].2 += " " + line
      }
      continues = hasMore
    }
    return commands
  }

  private mutating func run(_ line: Int, _ tag: String, _ arguments: String) {
    switch tag {
    case "use_proj4_init_rules": usesInitRules = arguments.hasPrefix("true")
    case "operation": begin(arguments)
    case "crs_src":
      source = arguments
      beginPair()
    case "crs_dst":
      target = arguments
      beginPair()
    case "require_grid": needsGrid = true
    case "direction": direction = arguments.hasPrefix("f") ? .forward : .inverse
    case "tolerance": tolerance = GieRunner.metres(arguments) ?? tolerance
    case "accept": accepted = GieRunner.numbers(arguments)
    case "expect": expect(line, arguments)
    case "roundtrip": roundtrip(line, arguments)
    default: break
    }
  }

  private mutating func reset() {
    direction = .forward
    tolerance = 0.0005
    needsGrid = false
    accepted = []
  }

  private mutating func begin(_ given: String) {
    // gie itself allows blanks around "=" and semicolons between steps.
    let text = given.replacing(/\s*=\s*/, with: "=").replacing(";", with: " ")
    reset()
    source = nil
    target = nil
    definition = text
    var message = ""
    operation = Operator(pipeline: text, message: &message, usingInitRules: usesInitRules)
  }

  private mutating func beginPair() {
    guard let source, let target else { return }
    reset()
    definition = source + " " + target
    var message = ""
    operation = Operator(source: source, target: target, message: &message, usingInitRules: usesInitRules)
    self.source = nil
    self.target = nil
  }

  private mutating func expect(_ line: Int, _ arguments: String) {
    if needsGrid {
      leftOut += 1
      return
    }
    checks += 1
    let isFailure = arguments.hasPrefix("failure")
    guard let operation else {
      if !isFailure { fail(line, "no operation: \(definition)") }
      return
    }
    if isFailure, accepted.isEmpty { return fail(line, "made: \(definition)") }
    let image = transform(accepted, operation, direction)
    if isFailure {
      if image.allSatisfy(\.isFinite) { fail(line, "expected a failure, got \(image)") }
      return
    }
    var expected = GieRunner.numbers(arguments)
    if operation.isAngular(input: false, direction: direction) { expected = GieRunner.radians(expected) }
    let distance = distance(image, expected, isInput: false, direction, operation)
    if !(distance <= tolerance) { fail(line, "\(distance) m from \(expected): \(image)") }
  }

  private mutating func roundtrip(_ line: Int, _ arguments: String) {
    // One vector asks for a round trip before it gives a point.
    if needsGrid || accepted.isEmpty {
      leftOut += 1
      return
    }
    checks += 1
    guard let operation else { return fail(line, "no operation: \(definition)") }
    let words = arguments.split(maxSplits: 1, whereSeparator: \.isWhitespace).map(String.init)
    let times = words.first.flatMap { Int($0) } ?? 100
    let allowed = words.count > 1 ? GieRunner.metres(words[1]) ?? tolerance : tolerance
    let isAngular = operation.isAngular(input: true, direction: direction)
    // With height and time, which some operations mix into x and y.
    let given = accepted + Array(repeating: 0, count: max(0, 4 - accepted.count))
    let start = isAngular ? GieRunner.radians(given) : given
    var point = start
    for _ in 0..<times {
      point = raw(point, operation, direction)
      point = raw(point, operation, direction == .forward ? .inverse : .forward)
    }
    let distance = distance(point, start, isInput: true, direction, operation)
    if !(distance <= allowed) { fail(line, "roundtrip \(distance) m") }
  }

  private mutating func fail(_ line: Int, _ text: String) {
    failures.append(Failure(place: "\(file):\(line)", text: text))
  }

  private func transform(_ point: [Double], _ operation: Operator, _ direction: Operator.Direction) -> [Double] {
    raw(operation.isAngular(input: true, direction: direction) ? GieRunner.radians(point) : point, operation, direction)
  }

  private func raw(_ point: [Double], _ operation: Operator, _ direction: Operator.Direction) -> [Double] {
    guard point.count >= 2 else { return [.infinity, .infinity] }
    if point.count == 2 {
      var (x, y) = (point[0], point[1])
      operation.transform(x: &x, y: &y, count: 1, direction: direction)
      return [x, y]
    }
    let result = operation.transform(
      (point[0], point[1], point[2], point.count > 3 ? point[3] : 0),
      direction: direction
    )
    return Array([result.x, result.y, result.z, result.t].prefix(point.count))
  }

  /// Metres between two points: along the ellipsoid for angles, straight otherwise, heights included.
  private func distance(
    _ a: [Double],
    _ b: [Double],
    isInput: Bool,
    _ direction: Operator.Direction,
    _ operation: Operator
  ) -> Double {
    guard a.count >= 2, b.count >= 2, a.allSatisfy(\.isFinite) else { return .infinity }
    let up = a.count > 2 && b.count > 2 ? a[2] - b[2] : 0
    let inDegrees = operation.isInDegrees(input: isInput, direction: direction)
    guard inDegrees || operation.isAngular(input: isInput, direction: direction) else {
      return hypot(hypot(a[0] - b[0], a[1] - b[1]), up)
    }
    let factor = inDegrees ? 1 : 180 / Double.pi
    let along = geodesic.distance(
      from: (longitude: a[0] * factor, latitude: a[1] * factor),
      to: (longitude: b[0] * factor, latitude: b[1] * factor)
    )
    return hypot(along, up)
  }

  /// On the operation's own sphere where it states one; ellipsoids of the Earth are all alike for a tolerance.
  private var geodesic: Geodesic {
    for word in definition.split(separator: " ") {
      let plain = word.hasPrefix("+") ? word.dropFirst() : word
      if plain.hasPrefix("R=") || plain.hasPrefix("a="), let axis = Double(plain.dropFirst(2)) {
        return Geodesic(semiMajorAxis: axis, flattening: 0)
      }
    }
    return Geodesic(semiMajorAxis: 6_378_137, flattening: 1 / 298.257222101)
  }

  private static func radians(_ point: [Double]) -> [Double] {
    point.enumerated().map { $0.offset < 2 ? $0.element * .pi / 180 : $0.element }
  }

  private static func metres(_ text: String) -> Double? {
    let units = ["km": 1e3, "m": 1, "dm": 1e-1, "cm": 1e-2, "mm": 1e-3, "um": 1e-6, "nm": 1e-9]
    let plain = text.filter { !$0.isWhitespace }
    let number = plain.prefix { $0.isNumber || "+-.".contains($0) || $0 == "e" }
    guard let value = Double(number) else { return nil }
    return units[String(plain.dropFirst(number.count))].map { value * $0 } ?? value
  }

  /// Numbers with `_` between digits, or degrees and minutes such as `12d30'36.5"E`.
  private static func numbers(_ text: String) -> [Double] {
    text.split(whereSeparator: \.isWhitespace).compactMap { word in
      Double(word.replacing("_", with: "")) ?? sexagesimal(word)
    }
  }

  private static func sexagesimal(_ word: Substring) -> Double? {
    guard let letter = word.last, "NSEW".contains(letter) || word.contains("d") else { return nil }
    let parts = word.split { "d'\"NSEW-".contains($0) }.compactMap { Double($0) }
    guard !parts.isEmpty else { return nil }
    let value = zip(parts, [1, 60, 3600.0]).reduce(0) { $0 + $1.0 / $1.1 }
    return "SW".contains(letter) || word.hasPrefix("-") ? -value : value
  }
}
