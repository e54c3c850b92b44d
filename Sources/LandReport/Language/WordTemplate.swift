/// A text with places: `{}` when matched, `{0}`, `{1}` … when filled.
struct WordTemplate {
  let text: String

  init(_ text: String) {
    self.text = text
  }

  /// What stands in the places, where the whole text matches: each place as little as it can, the last one all the rest.
  func match(_ message: String) -> [String]? {
    let pieces = text.split(separator: "{}", omittingEmptySubsequences: false)
    guard let first = pieces.first, let last = pieces.last, message.hasPrefix(first) else { return nil }
    if pieces.count == 1 { return message == text ? [] : nil }
    var found: [String] = []
    var start = message.index(message.startIndex, offsetBy: first.count)
    for piece in pieces.dropFirst().dropLast() {
      guard let next = message.range(of: String(piece), from: start) else { return nil }
      found.append(String(message[start..<next.lowerBound]))
      start = next.upperBound
    }
    let rest = message[start...]
    guard rest.hasSuffix(last) else { return nil }
    return found + [String(rest.dropLast(last.count))]
  }

  func filled(with found: [String]) -> String {
    var result = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      result += rest[..<open]
      if let place = Int(rest[rest.index(after: open)..<close]), found.indices.contains(place) {
        result += found[place]
      }
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }
}

extension String {
  /// Where a text occurs first from an index on.
  func range(of text: String, from start: Index) -> Range<Index>? {
    self[start...].firstRange(of: text)
  }
}
