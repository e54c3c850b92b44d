/// Strings as one byte array and offsets, as Arrow stores them: UTF-8, no allocation for each value.
public struct TextColumn: Sendable {
  /// All values as UTF-8, one behind the other, without separators.
  public private(set) var bytes: [UInt8] = []
  /// Value `i` is `bytes[offsets[i] ..< offsets[i + 1]]`; one more than there are values, the first 0.
  public private(set) var offsets: [Int] = [0]

  /// No values.
  public init() {}

  /// The values, in order.
  public init(_ values: some Sequence<String>) {
    for value in values { append(value) }
  }

  /// Number of values.
  public var count: Int { offsets.count - 1 }

  /// The value, counted from 0, as a string of its own; bytes that are no UTF-8 become U+FFFD.
  public subscript(index: Int) -> String {
    String(decoding: bytes[offsets[index]..<offsets[index + 1]], as: UTF8.self)
  }

  /// Where in ``bytes`` the value is.
  public func range(_ index: Int) -> Range<Int> { offsets[index]..<offsets[index + 1] }

  /// Appends a value.
  public mutating func append(_ value: String) {
    bytes.append(contentsOf: value.utf8)
    offsets.append(bytes.count)
  }

  /// Appends bytes that are UTF-8 already.
  public mutating func append(utf8 value: some Sequence<UInt8>) {
    bytes.append(contentsOf: value)
    offsets.append(bytes.count)
  }

  /// Appends bytes that are UTF-8 already; it is not checked.
  public mutating func append(utf8 value: UnsafeBufferPointer<UInt8>) {
    bytes.append(contentsOf: value)
    offsets.append(bytes.count)
  }

  /// Appends all values of another column.
  public mutating func append(_ other: TextColumn) {
    let base = bytes.count
    bytes.append(contentsOf: other.bytes)
    offsets.append(contentsOf: other.offsets.dropFirst().lazy.map { $0 + base })
  }

  /// Appends many values at once from one run of UTF-8 bytes, as Arrow stores them: value `i` is
  /// `bytes[offsets[i] ..< offsets[i + 1]]`. `offsets` has one entry more than there are values and never falls.
  public mutating func append(utf8 source: UnsafePointer<UInt8>, offsets ends: UnsafeBufferPointer<Int32>) {
    guard let first = ends.first, let last = ends.last else { return }
    let base = bytes.count - Int(first)
    bytes.append(contentsOf: UnsafeBufferPointer(start: source + Int(first), count: Int(last - first)))
    offsets.append(contentsOf: ends.dropFirst().lazy.map { Int($0) + base })
  }

  /// Makes room for so many more values, and for so many more bytes in them together.
  public mutating func reserve(values: Int, bytes byteCount: Int) {
    offsets.reserveCapacity(offsets.count + values)
    bytes.reserveCapacity(bytes.count + byteCount)
  }
}
