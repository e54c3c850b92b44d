// Rounding is the C library's; the import links it.
#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The type of a field, as the source states it or as its values show.
public enum FieldType: String, Sendable, CaseIterable {
  /// True or false.
  case boolean
  /// Whole numbers of 64 bits with a sign.
  case integer
  /// Double precision numbers.
  case real
  /// Unicode text of any length.
  case text
  /// `YYYY-MM-DD`
  case date
  /// ISO 8601 date and time
  case dateTime
  /// Any JSON value, kept as its text: objects, arrays, and fields whose values are of several types.
  case json
  /// Bytes, kept as upper-case hexadecimal text.
  case binary
}

/// Name and type of a column, and what formats with a fixed layout say about it.
public struct Field: Sendable, Hashable {
  /// The name in the source, decoded; columns are found by it.
  public var name: String
  /// What ``Column/Storage`` the values have, and what a text among them means.
  public var type: FieldType
  /// Longest text in characters, or digits of a number; nil where the source sets no limit.
  public var width: Int?
  /// Digits after the decimal point; nil where not fixed.
  public var precision: Int?
  /// The name for people, where the source has one.
  public var alias: String?

  /// A field; without `width`, `precision` and `alias` nothing is said about them.
  public init(_ name: String, _ type: FieldType, width: Int? = nil, precision: Int? = nil, alias: String? = nil) {
    self.name = name
    self.type = type
    self.width = width
    self.precision = precision
    self.alias = alias
  }
}

/// One attribute of one feature.
public enum Value: Sendable, Hashable {
  /// No value. Never equal to an empty text.
  case null
  /// True or false.
  case boolean(Bool)
  /// A whole number.
  case integer(Int64)
  /// A number; it may be NaN or infinite where the source has such.
  case real(Double)
  /// Text, date, date-time or hexadecimal binary, as the column's field says.
  case text(String)
  /// The text of a JSON value.
  case json(String)
}

/// One attribute of all features.
public struct Column: Sendable {
  /// The values, one array for all rows. What stands at the place of a null has no meaning.
  public enum Storage: Sendable {
    /// For ``FieldType/boolean``.
    case booleans([Bool])
    /// For ``FieldType/integer``.
    case integers([Int64])
    /// For ``FieldType/real``.
    case reals([Double])
    /// Also for date, dateTime, json and binary: the field says which.
    case texts(TextColumn)

    /// Number of values, those that stand for null included.
    var count: Int {
      switch self {
      case .booleans(let values): values.count
      case .integers(let values): values.count
      case .reals(let values): values.count
      case .texts(let values): values.count
      }
    }
  }

  /// Name and type. The name may be changed at will; the type must stay one that the storage is for.
  public var field: Field
  /// The values; ``validity`` says which of them are null.
  public private(set) var storage: Storage
  /// False where the value is null; nil where none is.
  public private(set) var validity: [Bool]?

  /// An empty column of the field's type.
  public init(_ field: Field) {
    self.field = field
    switch field.type {
    case .boolean: storage = .booleans([])
    case .integer: storage = .integers([])
    case .real: storage = .reals([])
    case .text, .date, .dateTime, .json, .binary: storage = .texts(TextColumn())
    }
  }

  /// A column filled at once by a reader. `validity` has one entry for each value, or is nil where none is null.
  public init(_ field: Field, storage: Storage, validity: [Bool]?) {
    precondition(validity.map { $0.count == storage.count } ?? true, "one entry of validity for each value")
    self.field = field
    self.storage = storage
    self.validity = validity
  }

  /// Number of rows, nulls included.
  public var count: Int { storage.count }

  /// True where the row, counted from 0, has no value.
  public func isNull(_ row: Int) -> Bool {
    validity.map { !$0[row] } ?? false
  }

  /// Number of rows without a value, counted at each call.
  public var nullCount: Int {
    validity?.lazy.filter { !$0 }.count ?? 0
  }

  /// The value of a row, counted from 0. The storage is quicker where many are read.
  public subscript(row: Int) -> Value {
    if isNull(row) { return .null }
    switch storage {
    case .booleans(let values): return .boolean(values[row])
    case .integers(let values): return .integer(values[row])
    case .reals(let values): return .real(values[row])
    case .texts(let values): return field.type == .json ? .json(values[row]) : .text(values[row])
    }
  }

  /// The value as text for tables and joins: numbers in their shortest form, JSON strings without quotes never
  /// occur (a JSON string is a text), null as nil.
  public func text(_ row: Int) -> String? {
    switch self[row] {
    case .null: nil
    case .boolean(let value): value ? "true" : "false"
    case .integer(let value): String(value)
    case .real(let value): Column.shortest(value)
    case .text(let value): value
    case .json(let value): value
    }
  }

  /// The value as a number; nil where it is null or no number. Text is not parsed here.
  public func number(_ row: Int) -> Double? {
    switch self[row] {
    case .integer(let value): Double(value)
    case .real(let value): value
    default: nil
    }
  }

  /// A whole number without decimal point, any other as its shortest text.
  public static func shortest(_ value: Double) -> String {
    if abs(value) < 1e15, let whole = Int64(exactly: value) { return String(whole) }
    return "\(value)"
  }

  /// Appends a value of the column's own type, or null; a whole number is taken by a column of reals. A value of any other
  /// type is a mistake of the caller: it becomes null, and `false` is returned.
  @discardableResult
  public mutating func append(_ value: Value) -> Bool {
    let fits = appendToStorage(value)
    if !fits { appendNull() }
    if fits { validity?.append(true) }
    return fits || value == .null
  }

  /// Each case empties the storage before it appends, so that the array has one owner and grows in place.
  private mutating func appendToStorage(_ value: Value) -> Bool {
    switch storage {
    case .booleans(var values):
      guard case .boolean(let value) = value else { return false }
      storage = .integers([])
      values.append(value)
      storage = .booleans(values)
    case .integers(var values):
      guard case .integer(let value) = value else { return false }
      storage = .booleans([])
      values.append(value)
      storage = .integers(values)
    case .reals(var values):
      let number: Double
      switch value {
      case .real(let real): number = real
      case .integer(let whole): number = Double(whole)
      default: return false
      }
      storage = .booleans([])
      values.append(number)
      storage = .reals(values)
    case .texts(var values):
      switch value {
      case .text(let text), .json(let text):
        storage = .booleans([])
        values.append(text)
        storage = .texts(values)
      default: return false
      }
    }
    return true
  }

  private mutating func appendNull() {
    if validity == nil { validity = Array(repeating: true, count: count) }
    switch storage {
    case .booleans(var values):
      storage = .integers([])
      values.append(false)
      storage = .booleans(values)
    case .integers(var values):
      storage = .booleans([])
      values.append(0)
      storage = .integers(values)
    case .reals(var values):
      storage = .booleans([])
      values.append(0)
      storage = .reals(values)
    case .texts(var values):
      storage = .booleans([])
      values.append("")
      storage = .texts(values)
    }
    validity?.append(false)
  }

  /// The named rows, in the order given.
  public func selecting(_ rows: some Collection<Int>) -> Column {
    let storage: Storage
    switch self.storage {
    case .booleans(let values): storage = .booleans(rows.map { values[$0] })
    case .integers(let values): storage = .integers(rows.map { values[$0] })
    case .reals(let values): storage = .reals(rows.map { values[$0] })
    case .texts(let values):
      var texts = TextColumn()
      values.bytes.withUnsafeBufferPointer { bytes in
        for row in rows { texts.append(utf8: UnsafeBufferPointer(rebasing: bytes[values.range(row)])) }
      }
      storage = .texts(texts)
    }
    let validity = self.validity.map { validity in rows.map { validity[$0] } }
    return Column(field, storage: storage, validity: validity?.contains(false) == true ? validity : nil)
  }
}
