import Features
import Geometry

/// Walks a document object by object: first the members of an object (skipping their values), then each value by its
/// rule.
struct Validator {
  var scanner: Scanner
  private(set) var findings: [GeoJSON.Finding] = []
  private let path: String
  private let limit: Int
  private let file: MappedFile
  let powers = DecimalPowers.shared
  /// The number of the feature under way, for messages.
  private var featureNumber = 0
  /// No `crs` member says that coordinates are something else than longitude and latitude.
  var isLonLat = true
  private var lines: LineCounter

  /// Reading ends when the limit is reached.
  private struct LimitReached: Error {}

  struct Member {
    var name: String
    var nameOffset: Int
    var value: Int
  }

  init(_ file: MappedFile, path: String, limit: Int) {
    self.file = file
    self.path = path
    self.limit = limit
    scanner = Scanner(base: file.base, count: file.count)
    lines = LineCounter(scanner: scanner)
  }

  mutating func run() -> [GeoJSON.Finding] {
    do {
      var reader = DocumentReader(file)
      do { try reader.open() } catch let fault as Fault where fault.code == .notGeoJSON {
        try report(.root, at: fault.offset, within: fault.offset, "the root is no object")
        return findings
      }
      scanner.pos = reader.scanner.pos
      while scanner.pos < scanner.end {
        try root()
        skipSeparators()
      }
    } catch let fault as Fault {
      let text = fault.found + (fault.expected.isEmpty ? "" : "; expected \(fault.expected)")
      try? report(.syntax, at: fault.offset, within: fault.offset, text, [fault.found, fault.expected])
    } catch {
      // The limit: what was found so far is the answer.
    }
    return findings
  }

  private mutating func skipSeparators() {
    scanner.skipSpace()
    while scanner.byte == 0x1E {
      scanner.pos += 1
      scanner.skipSpace()
    }
  }

  mutating func report(
    _ code: GeoJSONFindingCode,
    at offset: Int,
    within: Int,
    _ text: String,
    _ arguments: [String] = []
  ) throws {
    if findings.count >= limit { throw LimitReached() }
    let (line, column) = lines.position(offset)
    let outer = lines.position(within)
    let feature = featureNumber > 0 ? "#\(featureNumber)" : nil
    findings.append(
      GeoJSON.Finding(
        code: code,
        place: Place(file: path, feature: feature, line: line, column: column),
        withinLine: outer.line,
        withinColumn: outer.column,
        text: text,
        arguments: arguments
      )
    )
  }

  /// The members of the object at an offset; the cursor ends behind the object. Names that stand twice are reported.
  mutating func members(of object: Int) throws -> [Member] {
    scanner.pos = object + 1
    var list: [Member] = []
    var names: Set<String> = []
    if scanner.accept(UInt8(ascii: "}")) { return list }
    repeat {
      let name = try scanner.memberName()
      let decoded = try scanner.decoded(name)
      if !names.insert(decoded).inserted {
        let text = "the member “\(decoded)” stands twice in one object"
        try report(.duplicateMember, at: name.start - 1, within: object, text, [decoded])
        list.removeAll { $0.name == decoded }
      }
      list.append(Member(name: decoded, nameOffset: name.start - 1, value: scanner.pos))
      try scanner.skipValue()
    } while try scanner.anotherMember()
    return list
  }

  // Objects.

  private mutating func root() throws {
    let start = scanner.pos
    featureNumber = 0
    guard scanner.byte == UInt8(ascii: "{") else { throw scanner.unexpected("the end of the file or another object") }
    let list = try members(of: start)
    let end = scanner.pos
    isLonLat = !list.contains { $0.name == "crs" }
    guard let type = try typeName(list, in: start, expected: "a GeoJSON type") else {
      scanner.pos = end
      return
    }
    switch type {
    case "FeatureCollection": try collection(list, at: start)
    case "Feature": try feature(list, at: start)
    default: try geometry(list, type, at: start)
    }
    scanner.pos = end
  }

  private mutating func collection(_ list: [Member], at start: Int) throws {
    try common(list, at: start)
    try reserved(["coordinates", "geometries", "geometry", "properties"], list, "FeatureCollection", at: start)
    guard let features = try required("features", list, at: start) else { return }
    guard try isArray(features, "an array", in: start) else { return }
    try elements(of: features.value) { validator, element in
      validator.featureNumber += 1
      guard validator.scanner.base[element] == UInt8(ascii: "{") else {
        try validator.report(.wrongType, at: element, within: features.value, "every feature must be an object", [])
        return
      }
      let list = try validator.members(of: element)
      guard let type = list.first(where: { $0.name == "type" }) else {
        return try validator.missing("type", at: element)
      }
      if try validator.string(type) != "Feature" {
        let found = validator.scanner.excerpt(type.value)
        let text = "the type is \(found); an element of “features” has the type “Feature”"
        try validator.report(.unknownType, at: type.value, within: element, text, [found, "Feature"])
      }
      try validator.feature(list, at: element)
    }
    featureNumber = 0
  }

  private mutating func feature(_ list: [Member], at start: Int) throws {
    try common(list, at: start)
    try reserved(["coordinates", "geometries", "features"], list, "Feature", at: start)
    if let id = list.first(where: { $0.name == "id" }) {
      let byte = scanner.base[id.value]
      if byte != quote && byte != UInt8(ascii: "-") && byte &- 48 > 9 {
        try wrongType(id, "a string or a number", in: start)
      }
    }
    if let properties = try required("properties", list, at: start) {
      let byte = scanner.base[properties.value]
      if byte != UInt8(ascii: "{") && byte != UInt8(ascii: "n") {
        try wrongType(properties, "an object or null", in: start)
      }
    }
    guard let member = try required("geometry", list, at: start) else { return }
    switch scanner.base[member.value] {
    case UInt8(ascii: "n"): break
    case UInt8(ascii: "{"): try geometry(at: member.value)
    default: try wrongType(member, "an object or null", in: start)
    }
  }

  private mutating func geometry(at start: Int) throws {
    let list = try members(of: start)
    guard let type = try typeName(list, in: start, expected: "the type of a geometry") else { return }
    try geometry(list, type, at: start)
  }

  private mutating func geometry(_ list: [Member], _ type: String, at start: Int) throws {
    guard let kind = GeometryKind(geoJSON: type) else {
      let known = ["Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon"]
      let names = known + ["GeometryCollection", "Feature", "FeatureCollection"]
      let right = names.first { $0.lowercased() == type.lowercased() }
      let text = "the type “\(type)” is unknown" + (right.map { "; it is spelt “\($0)”" } ?? "")
      let place = list.first { $0.name == "type" }?.value ?? start
      return try report(.unknownType, at: place, within: start, text, [type, right ?? "the type of a geometry"])
    }
    try common(list, at: start)
    try reserved(["properties", "geometry", "features"], list, "geometry", at: start)
    if kind == .collection { return try geometries(list, at: start) }
    guard let coordinates = try required("coordinates", list, at: start) else { return }
    guard try isArray(coordinates, "an array", in: start) else { return }
    try check(coordinates.value, kind, geometry: start)
  }

  private mutating func geometries(_ list: [Member], at start: Int) throws {
    guard let member = try required("geometries", list, at: start) else { return }
    guard try isArray(member, "an array", in: start) else { return }
    var count = 0
    try elements(of: member.value) { validator, element in
      count += 1
      guard validator.scanner.base[element] == UInt8(ascii: "{") else {
        let text = "the geometries of a collection must be objects"
        return try validator.report(.wrongType, at: element, within: start, text, [])
      }
      let inner = try validator.members(of: element)
      guard let type = try validator.typeName(inner, in: element, expected: "the type of a geometry") else { return }
      if type == "GeometryCollection" {
        let text = "a collection within a collection should be avoided"
        try validator.report(.nestedCollection, at: element, within: member.value, text)
      }
      try validator.geometry(inner, type, at: element)
    }
    if count == 1 {
      let text = "a collection of one geometry should be that geometry, or its multi-part type"
      try report(.singleCollection, at: member.value, within: member.value, text)
    }
  }
}
