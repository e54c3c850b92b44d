/// Bytes under construction, with room asked for once for many appends.
struct ByteBuffer: ~Copyable {
  private var memory: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int = 1 << 12) {
    memory = .allocate(capacity: capacity)
    self.capacity = capacity
  }

  deinit { memory.deallocate() }

  var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: memory, count: count) }

  mutating func removeAll() { count = 0 }

  /// Forgets what was appended after `length`.
  mutating func truncate(to length: Int) { count = min(count, length) }

  /// Makes room for `more` bytes.
  @inline(__always)
  mutating func reserve(_ more: Int) {
    if count + more > capacity { grow(more) }
  }

  @inline(never)
  private mutating func grow(_ more: Int) {
    let larger = max(capacity * 2, count + more)
    let new = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    new.update(from: memory, count: count)
    memory.deallocate()
    memory = new
    capacity = larger
  }

  /// Lets `body` write at the end, after room was reserved; it returns where it stopped.
  @inline(__always)
  mutating func extend(_ room: Int, _ body: (UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8>) {
    reserve(room)
    count = body(memory + count) - memory
  }

  @inline(__always)
  mutating func append(_ byte: UInt8) {
    reserve(1)
    memory[count] = byte
    count += 1
  }

  @inline(__always)
  mutating func append(_ text: StaticString) {
    append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  @inline(__always)
  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let source = bytes.baseAddress else { return }
    reserve(bytes.count)
    (memory + count).update(from: source, count: bytes.count)
    count += bytes.count
  }

  mutating func append(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { append($0) }
  }

  mutating func append(text: String) {
    var text = text
    text.withUTF8 { append($0) }
  }

  mutating func append(integer: Int64) {
    extend(20) { NumberText.write(integer, to: $0) }
  }

  /// The shortest text that reads back to the same double; a whole number has no point.
  mutating func append(number: Double) {
    extend(400) { NumberText.writeShortest(number, to: $0) }
  }

  /// The shortest text that reads back to the same double, with a point or an exponent, so that it stays a real.
  mutating func append(real: Double) {
    extend(400) { start in
      let end = NumberText.writeShortest(real, to: start)
      for byte in UnsafeBufferPointer(start: start, count: end - start) {
        if byte == UInt8(ascii: ".") || byte == UInt8(ascii: "e") { return end }
      }
      end[0] = UInt8(ascii: ".")
      end[1] = UInt8(ascii: "0")
      return end + 2
    }
  }

  /// Text as a JSON string: quotes, backslashes and control characters escaped, anything else as it is.
  mutating func append(quoted text: UnsafeBufferPointer<UInt8>) {
    append(quote)
    var plain = 0
    for i in 0..<text.count {
      let byte = text[i]
      if byte >= 0x20 && byte != quote && byte != backslash { continue }
      append(UnsafeBufferPointer(rebasing: text[plain..<i]))
      plain = i + 1
      append(escaped: byte)
    }
    append(UnsafeBufferPointer(rebasing: text[plain...]))
    append(quote)
  }

  mutating func append(quoted text: String) {
    var text = text
    text.withUTF8 { append(quoted: $0) }
  }

  private mutating func append(escaped byte: UInt8) {
    append(backslash)
    switch byte {
    case quote, backslash: append(byte)
    case 0x08: append(UInt8(ascii: "b"))
    case 0x09: append(UInt8(ascii: "t"))
    case 0x0A: append(UInt8(ascii: "n"))
    case 0x0C: append(UInt8(ascii: "f"))
    case 0x0D: append(UInt8(ascii: "r"))
    default:
      append("u00")
      append(UInt8(ascii: "0") + byte >> 4)
      let low = byte & 15
      append(low < 10 ? UInt8(ascii: "0") + low : UInt8(ascii: "a") + low - 10)
    }
  }
}
