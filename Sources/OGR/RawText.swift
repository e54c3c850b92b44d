internal import Features

/// Decoding of values that a fixed width may have cut in the middle of a character.
enum RawText {
  /// The text without a character cut off at the end, and how many units had no meaning.
  static func decode(_ bytes: UnsafeBufferPointer<UInt8>, _ encoding: TextEncoding) -> (text: String, replaced: Int) {
    var result: [UInt8] = []
    let replaced = append(bytes, TextDecoder(encoding), to: &result)
    return (String(decoding: result, as: UTF8.self), replaced)
  }

  /// Appends the value as UTF-8. Returns how many units had no meaning and became U+FFFD.
  static func append(_ bytes: UnsafeBufferPointer<UInt8>, _ decoder: TextDecoder?, to result: inout [UInt8]) -> Int {
    guard let decoder else {
      result.append(contentsOf: bytes)
      return 0
    }
    let start = result.count
    let replaced = decoder.decode(bytes, into: &result)
    // The replacement of a cut character is the last one; the width lost it, not the encoding.
    if replaced > 0, result.count - start >= 3, result.suffix(3).elementsEqual([0xEF, 0xBF, 0xBD]) {
      result.removeLast(3)
      return replaced - 1
    }
    return replaced
  }
}

extension RawText {
  /// A C string's text; nil where there is none or it is empty.
  static func string(_ pointer: UnsafePointer<CChar>?) -> String? {
    guard let pointer, pointer.pointee != 0 else { return nil }
    return String(cString: pointer)
  }
}
