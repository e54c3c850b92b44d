import Features

/// One column as a writer needs it: the quoted key with its colon, and values straight from the storage.
final class ColumnText {
  let name: String
  let key: [UInt8]
  private let storage: Column.Storage
  private let validity: [Bool]?
  private let isJSON: Bool

  init(_ column: Column) {
    name = column.field.name
    var buffer = ByteBuffer(capacity: 64)
    buffer.append(quoted: name)
    buffer.append(UInt8(ascii: ":"))
    key = Array(buffer.bytes)
    storage = column.storage
    validity = column.validity
    isJSON = column.field.type == .json
  }

  func isNull(_ row: Int) -> Bool { validity.map { !$0[row] } ?? false }

  /// Appends one value as JSON. False where it is a number that JSON cannot express and became null.
  @discardableResult
  func append(_ row: Int, to buffer: inout ByteBuffer) -> Bool {
    if let validity, !validity[row] {
      buffer.append("null")
      return true
    }
    switch storage {
    case .booleans(let values): buffer.append(values[row] ? "true" : "false")
    case .integers(let values): buffer.append(integer: values[row])
    case .reals(let values):
      guard values[row].isFinite else {
        buffer.append("null")
        return false
      }
      buffer.append(real: values[row])
    case .texts(let values):
      let range = values.range(row)
      values.bytes.withUnsafeBufferPointer { bytes in
        let text = UnsafeBufferPointer(rebasing: bytes[range])
        if isJSON { ColumnText.append(json: text, to: &buffer) } else { ColumnText.append(text: text, to: &buffer) }
      }
    }
    return true
  }

  /// Text from any reader: bytes that are no UTF-8 are repaired with U+FFFD, so that the document stays readable.
  private static func append(text: UnsafeBufferPointer<UInt8>, to buffer: inout ByteBuffer) {
    if text.allSatisfy({ $0 < 0x80 }) || String(validating: text, as: UTF8.self) != nil {
      buffer.append(quoted: text)
    } else {
      buffer.append(quoted: String(decoding: text, as: UTF8.self))
    }
  }

  /// JSON text as it is, on one line; text that is no JSON becomes a string.
  private static func append(json text: UnsafeBufferPointer<UInt8>, to buffer: inout ByteBuffer) {
    guard isValueJSON(text) else { return append(text: text, to: &buffer) }
    guard text.contains(where: { $0 < 0x20 }) else { return buffer.append(text) }
    var isInString = false
    var isEscaped = false
    for byte in text {
      if isInString {
        if isEscaped {
          isEscaped = false
        } else if byte == backslash {
          isEscaped = true
        } else if byte == quote {
          isInString = false
        }
      } else {
        if byte <= 0x20 { continue }
        if byte == quote { isInString = true }
      }
      buffer.append(byte)
    }
  }

  /// True where the text is one JSON value.
  private static func isValueJSON(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var padded = Array(text)
    padded.append(contentsOf: repeatElement(0, count: MappedFile.padding))
    return padded.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return false }
      var scanner = Scanner(base: base, count: text.count)
      do {
        try scanner.skipValue()
      } catch {
        return false
      }
      scanner.skipSpace()
      return scanner.pos >= text.count
    }
  }
}
