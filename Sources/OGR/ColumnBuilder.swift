internal import Features

/// One attribute column under construction. A class, so that filling it copies nothing.
final class ColumnBuilder {
  let field: Field
  var booleans: [Bool] = []
  var integers: [Int64] = []
  var reals: [Double] = []
  var texts = TextColumn()
  private var validity: [Bool]?
  private(set) var count = 0

  init(_ field: Field) {
    self.field = field
  }

  func append(boolean value: Bool) {
    booleans.append(value)
    tallyValid()
  }

  func append(integer value: Int64) {
    integers.append(value)
    tallyValid()
  }

  func append(real value: Double) {
    reals.append(value)
    tallyValid()
  }

  func append(utf8 value: UnsafeBufferPointer<UInt8>) {
    texts.append(utf8: value)
    tallyValid()
  }

  func append(text value: String) {
    texts.append(value)
    tallyValid()
  }

  func appendNull() {
    if validity == nil { validity = Array(repeating: true, count: count) }
    validity?.append(false)
    count += 1
    switch field.type {
    case .boolean: booleans.append(false)
    case .integer: integers.append(0)
    case .real: reals.append(0)
    case .text, .date, .dateTime, .json, .binary: texts.append("")
    }
  }

  /// Records values that were appended to the storage at once. `bits` has one bit for each (1: valid), from bit
  /// `offset` on; nil where all are valid.
  func tally(_ added: Int, bits: UnsafePointer<UInt8>?, offset: Int) {
    if let bits {
      if validity == nil { validity = Array(repeating: true, count: count) }
      for index in offset..<offset + added { validity?.append(bits[index >> 3] >> UInt8(index & 7) & 1 == 1) }
    } else {
      validity?.append(contentsOf: repeatElement(true, count: added))
    }
    count += added
  }

  private func tallyValid() {
    validity?.append(true)
    count += 1
  }

  /// Makes room for more values, of which texts take `share` times the bytes that are here.
  func reserve(_ more: Int, share: Double) {
    switch field.type {
    case .boolean: booleans.reserveCapacity(count + more)
    case .integer: integers.reserveCapacity(count + more)
    case .real: reals.reserveCapacity(count + more)
    case .text, .date, .dateTime, .json, .binary:
      texts.reserve(values: more, bytes: Int(Double(texts.bytes.count) * share))
    }
  }

  /// The column, and an empty builder.
  func finish() -> Column {
    let storage: Column.Storage
    switch field.type {
    case .boolean: storage = .booleans(booleans)
    case .integer: storage = .integers(integers)
    case .real: storage = .reals(reals)
    case .text, .date, .dateTime, .json, .binary: storage = .texts(texts)
    }
    let column = Column(field, storage: storage, validity: validity)
    booleans = []
    integers = []
    reals = []
    texts = TextColumn()
    validity = nil
    count = 0
    return column
  }
}
