import Features

extension LayerCheck {
  /// Text that shows it was decoded in a wrong encoding: replacement characters, what GBK makes of them, C1 controls,
  /// and UTF-8 that was read as Latin-1.
  static func text(_ layer: LoadedLayer) -> [Finding] {
    layer.layer.table.columns.compactMap { column in
      guard case .texts = column.storage else { return nil }
      var count = 0
      var first: (row: Int, value: String)?
      for row in 0..<column.count {
        guard let value = column.text(row), isGarbled(value) else { continue }
        count += 1
        first = first ?? (row, value)
      }
      guard let first else { return nil }
      let name = column.field.name
      return Finding(
        .garbledText,
        .warning,
        at: layer.place(of: first.row, field: name),
        "\(English.counted(count, "value looks", "values look")) decoded in a wrong encoding, such as “\(first.value.prefix(30))”",
        [name, "\(count)", String(first.value.prefix(30))]
      )
    }
  }

  static func isGarbled(_ text: String) -> Bool {
    if text.contains("锟斤拷") || text.contains("锘") { return true }
    var previous: UInt32 = 0
    for scalar in text.unicodeScalars {
      if scalar.value == 0xFFFD || (0x80...0x9F).contains(scalar.value) { return true }
      // A lead byte of UTF-8 followed by a continuation byte, both as Latin-1 letters: Ã©, ä¸.
      if (0xC2...0xF4).contains(previous), (0xA0...0xBF).contains(scalar.value) { return true }
      previous = scalar.value
    }
    return false
  }

  /// Layers of one source that were decoded from different encodings; pure ASCII counts for none.
  static func encodings(_ layers: [LoadedLayer]) -> [Finding] {
    let encodings = Set(layers.compactMap(\.layer.encoding)).sorted()
    guard encodings.count > 1, let first = layers.first else { return [] }
    return [
      Finding(
        .mixedEncodings,
        .note,
        at: Place(file: first.layer.file),
        "the layers are in different encodings: \(encodings.joined(separator: ", "))",
        encodings
      )
    ]
  }
}
