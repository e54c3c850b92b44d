internal import Features

/// Text that a driver hands over without decoding (CSV, MapInfo without a charset, DXF of unknown code page): found
/// by its not being UTF-8, its encoding detected once for all batches.
struct TextRepair {
  /// What the user states, else what was detected.
  private(set) var encoding: TextEncoding?
  /// Values with bytes that had no meaning in it, until they are taken for a note.
  var replaced = 0

  init(stated: TextEncoding?) {
    encoding = stated
  }

  /// Decodes the columns that are not UTF-8.
  mutating func repair(_ columns: inout [Column], place: Place) -> [LoadNote] {
    let broken = columns.indices.filter { index in
      guard case .texts(let texts) = columns[index].storage else { return false }
      return !UTF8Check.isValid(texts.bytes)
    }
    guard !broken.isEmpty else { return [] }
    var notes: [LoadNote] = []
    if encoding == nil {
      encoding = OGREncoding.detect(sample(columns, broken), at: place, notes: &notes).encoding
    }
    guard let encoding, let decoder = TextDecoder(encoding) else { return notes }
    for index in broken {
      guard case .texts(let texts) = columns[index].storage else { continue }
      var decoded = TextColumn()
      for row in 0..<texts.count {
        var value: [UInt8] = []
        let failures = Array(texts.bytes[texts.range(row)]).withUnsafeBufferPointer {
          RawText.append($0, decoder, to: &value)
        }
        if failures > 0 { replaced += 1 }
        decoded.append(utf8: value)
      }
      columns[index] = Column(columns[index].field, storage: .texts(decoded), validity: columns[index].validity)
    }
    return notes
  }

  private func sample(_ columns: [Column], _ broken: [Int]) -> [UInt8] {
    var sample: [UInt8] = []
    for index in broken {
      guard case .texts(let texts) = columns[index].storage else { continue }
      for row in 0..<texts.count where sample.count < 200_000 {
        let value = texts.bytes[texts.range(row)]
        if value.contains(where: { $0 >= 0x80 }) { sample += Array(value) + [0x0A] }
      }
    }
    return sample
  }

  static func replacedNote(_ count: Int, encoding: String, at place: Place) -> LoadNote {
    LoadNote(
      code: OGRNoteCode.textReplaced.rawValue,
      at: place,
      text:
        "\(English.counted(count, "value holds", "values hold")) bytes without a meaning in \(encoding); they show as \u{FFFD}. State the encoding "
        + "where it is another.",
      arguments: [String(count), encoding]
    )
  }
}
