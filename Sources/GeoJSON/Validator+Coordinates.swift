import Geometry

// Coordinates against their geometry's type.
extension Validator {
  /// Checks the array at an offset as coordinates of a kind; `geometry` is where the geometry object begins.
  mutating func check(_ array: Int, _ kind: GeometryKind, geometry: Int) throws {
    switch kind {
    case .point: _ = try position(array, within: geometry)
    case .multiPoint: _ = try positions(array)
    case .lineString: try line(array)
    case .multiLineString: try arrays(array) { try $0.line($1) }
    case .polygon: try polygon(array, geometry: geometry)
    case .multiPolygon: try arrays(array) { try $0.polygon($1, geometry: geometry) }
    case .null, .collection: break
    }
  }

  /// Calls `body` for each element, all of which must be arrays; one finding for each array that holds something else.
  private mutating func arrays(_ array: Int, _ body: (inout Validator, Int) throws -> Void) throws {
    var isReported = false
    try elements(of: array) { validator, element in
      if validator.scanner.base[element] == UInt8(ascii: "[") { return try body(&validator, element) }
      if isReported { return }
      isReported = true
      let found = validator.describe(element)
      let text = "\(found) stands where an array of positions belongs: this needs to be nested more deeply"
      try validator.report(.shallowCoordinates, at: element, within: array, text, [found])
    }
  }

  private struct Ends {
    var count = 0
    var first: [Double] = []
    var last: [Double] = []
    var hasOther = false
    var twiceArea = 0.0
  }

  /// Checks an array of positions.
  private mutating func positions(_ array: Int) throws -> Ends {
    var ends = Ends()
    var previous: (x: Double, y: Double) = (0, 0)
    try elements(of: array) { validator, element in
      ends.count += 1
      guard validator.scanner.base[element] == UInt8(ascii: "[") else {
        ends.hasOther = true
        let found = validator.describe(element)
        let text = "\(found) stands where a position belongs: this needs to be nested more deeply"
        return try validator.report(.shallowCoordinates, at: element, within: array, text, [found])
      }
      let numbers = try validator.position(element, within: array)
      guard numbers.count >= 2 else {
        ends.hasOther = true
        return
      }
      if ends.first.isEmpty { ends.first = numbers }
      let local = (x: numbers[0] - ends.first[0], y: numbers[1] - ends.first[1])
      ends.twiceArea += previous.x * local.y - previous.y * local.x
      previous = local
      ends.last = numbers
    }
    return ends
  }

  /// Checks one position and returns its numbers; fewer than two where it is none.
  private mutating func position(_ array: Int, within: Int) throws -> [Double] {
    var numbers: [Double] = []
    var isReported = false
    try elements(of: array) { validator, element in
      guard validator.isNumber(element) else {
        if isReported { return }
        isReported = true
        let text = "each element of a position must be a number, but one is \(validator.describe(element))"
        return try validator.report(.positionElement, at: element, within: array, text)
      }
      validator.scanner.pos = element
      let number = try validator.scanner.number()
      numbers.append(try validator.scanner.double(number, from: element, validator.powers))
    }
    if isReported { return [] }
    if numbers.count < 2 {
      let text = "a position must have two or more numbers, but has \(numbers.count)"
      try report(.shortPosition, at: array, within: array, text, [String(numbers.count)])
    } else if numbers.count > 3 {
      let text = "a position should have no more than three numbers, but has \(numbers.count)"
      try report(.longPosition, at: array, within: array, text, [String(numbers.count)])
    }
    if isLonLat, numbers.count >= 2, numbers[0].magnitude > 180 || numbers[1].magnitude > 90 {
      let text = "\(numbers[0]), \(numbers[1]) is no longitude and latitude"
      try report(.outOfRange, at: array, within: array, text, ["\(numbers[0])", "\(numbers[1])"])
      isLonLat = false
    }
    return numbers
  }

  private mutating func line(_ array: Int) throws {
    let ends = try positions(array)
    if ends.count < 2 {
      try report(.shortLine, at: array, within: array, "a line must have two or more positions")
    }
  }

  private mutating func polygon(_ array: Int, geometry: Int) throws {
    var isShell = true
    var turns = false
    try arrays(array) { validator, ring in
      let ends = try validator.positions(ring)
      defer { isShell = false }
      if ends.hasOther { return }
      if ends.count < 4 {
        let text = "a ring must have four or more positions, but has \(ends.count)"
        try validator.report(.shortRing, at: ring, within: ring, text, [String(ends.count)])
      }
      if ends.first != ends.last {
        let text = "the first and last positions of a ring must be the same"
        try validator.report(.unclosedRing, at: ring, within: ring, text)
      }
      if isShell ? ends.twiceArea < 0 : ends.twiceArea > 0 { turns = true }
    }
    if turns {
      let text = "shells run counter-clockwise and holes clockwise (right-hand rule)"
      try report(.rightHandRule, at: array, within: geometry, text)
    }
  }
}
