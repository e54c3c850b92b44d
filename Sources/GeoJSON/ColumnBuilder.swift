import Features

/// One field under construction: takes values of any JSON type, and widens when they differ.
///
/// nothing → boolean | integer | real | text | json; integer → real where every value so far is exact as a double; any
/// other mixture → json, each earlier value as its JSON text.
struct ColumnBuilder {
  enum Shape { case empty, boolean, integer, real, text, json }

  let name: String
  /// The name's bytes as they stood in the file, for fast comparison; nil where it had escapes.
  let rawName: [UInt8]
  private(set) var shape = Shape.empty
  /// Rows that have a value or a null so far.
  private(set) var rows = 0
  /// Values that came after the column was found to be of several types, and the place of the first.
  private(set) var mixed = 0
  private(set) var firstMixed = 0

  private var booleans: [Bool] = []
  private var integers: [Int64] = []
  private var reals: [Double] = []
  private var texts = TextColumn()
  /// Empty while no row is null.
  private var validity: [Bool] = []
  private var largestInteger: UInt64 = 0

  init(name: String, rawName: [UInt8]) {
    self.name = name
    self.rawName = rawName
  }

  /// Fills with nulls up to `row`.
  @inline(__always)
  mutating func pad(to row: Int) {
    if rows < row { padSlowly(to: row) }
  }

  private mutating func padSlowly(to row: Int) {
    if validity.isEmpty { validity = Array(repeating: true, count: rows) }
    let missing = row - rows
    validity.append(contentsOf: repeatElement(false, count: missing))
    switch shape {
    case .empty: break
    case .boolean: booleans.append(contentsOf: repeatElement(false, count: missing))
    case .integer: integers.append(contentsOf: repeatElement(0, count: missing))
    case .real: reals.append(contentsOf: repeatElement(0, count: missing))
    case .text, .json: for _ in 0..<missing { texts.append(utf8: EmptyCollection<UInt8>()) }
    }
    rows = row
  }

  @inline(__always)
  private mutating func didAppend() {
    // A row is valid unless the list says otherwise; while it is empty, no null was seen.
    if !validity.isEmpty { validity.append(true) }
    rows += 1
  }

  mutating func append(_ value: Bool) -> Bool {
    if shape == .empty { start(.boolean) }
    guard shape == .boolean else { return false }
    booleans.append(value)
    didAppend()
    return true
  }

  mutating func append(_ value: Int64) -> Bool {
    if shape == .empty { start(.integer) }
    switch shape {
    case .integer:
      integers.append(value)
      largestInteger = max(largestInteger, value.magnitude)
    case .real:
      guard value.magnitude <= 1 << 53 else { return false }
      reals.append(Double(value))
    default: return false
    }
    didAppend()
    return true
  }

  mutating func append(_ value: Double) -> Bool {
    if shape == .empty { start(.real) }
    if shape == .integer, largestInteger <= 1 << 53 {
      reals = integers.map { Double($0) }
      integers = []
      shape = .real
    }
    guard shape == .real else { return false }
    reals.append(value)
    didAppend()
    return true
  }

  mutating func append(text: UnsafeBufferPointer<UInt8>) -> Bool {
    if shape == .empty { start(.text) }
    guard shape == .text else { return false }
    texts.append(utf8: text)
    didAppend()
    return true
  }

  /// Appends the text of a JSON value of any type; the column becomes json.
  mutating func append(json: UnsafeBufferPointer<UInt8>, at offset: Int) {
    if shape != .json {
      if shape != .empty { firstMixed = offset }
      widen()
    }
    if firstMixed > 0 { mixed += 1 }
    texts.append(utf8: json)
    didAppend()
  }

  private mutating func start(_ shape: Shape) {
    self.shape = shape
    switch shape {
    case .empty: break
    case .boolean: booleans = Array(repeating: false, count: rows)
    case .integer: integers = Array(repeating: 0, count: rows)
    case .real: reals = Array(repeating: 0, count: rows)
    case .text, .json: texts = TextColumn(repeatElement("", count: rows))
    }
  }

  /// Turns what is there into JSON texts.
  private mutating func widen() {
    var wide = TextColumn()
    var buffer = ByteBuffer()
    for row in 0..<rows {
      buffer.removeAll()
      if validity.isEmpty || validity[row] {
        switch shape {
        case .empty: break
        case .boolean: buffer.append(booleans[row] ? "true" : "false")
        case .integer: buffer.append(integer: integers[row])
        case .real: buffer.append(number: reals[row])
        case .text, .json: texts.withUTF8(row) { buffer.append(quoted: $0) }
        }
      }
      wide.append(utf8: buffer.bytes)
    }
    texts = wide
    booleans = []
    integers = []
    reals = []
    shape = .json
  }

  /// Forgets the values, and keeps what they showed of the field's type, for the next batch.
  mutating func reset() {
    booleans = []
    integers = []
    reals = []
    texts = TextColumn()
    validity = []
    rows = 0
  }

  /// The field as its values so far show it.
  var fieldType: FieldType {
    switch shape {
    case .boolean: .boolean
    case .integer: .integer
    case .real: .real
    case .json: .json
    case .text, .empty: .text
    }
  }

  /// The finished column of `count` rows. One without any value is a text column of nulls.
  mutating func finish(count: Int) -> Column {
    pad(to: count)
    if shape == .empty { start(.text) }
    let nulls = validity.isEmpty ? nil : validity
    let storage: Column.Storage
    switch shape {
    case .boolean: storage = .booleans(booleans)
    case .integer: storage = .integers(integers)
    case .real: storage = .reals(reals)
    case .text, .json, .empty: storage = .texts(texts)
    }
    return Column(Field(name, fieldType), storage: storage, validity: nulls)
  }
}

extension TextColumn {
  /// The bytes of one value, without making a string.
  func withUTF8(_ row: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    let range = range(row)
    bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
  }
}
