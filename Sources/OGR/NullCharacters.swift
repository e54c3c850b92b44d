internal import Features

/// The character U+0000, at which GDAL's texts end and which tables of text do not allow: U+FFFD stands for it.
enum NullCharacters {
  /// The column with U+FFFD in each place of U+0000; nil where it has none.
  static func replaced(in column: Column) -> Column? {
    guard case .texts(let texts) = column.storage, texts.bytes.contains(0) else { return nil }
    var written = TextColumn()
    for row in 0..<column.count { written.append(texts[row].replacing("\0", with: "\u{FFFD}")) }
    return Column(
      column.field,
      storage: .texts(written),
      validity: (0..<column.count).map { !column.isNull($0) }
    )
  }

  /// That it was replaced in the field at this place.
  static func note(at place: Place) -> LoadNote {
    LoadNote(
      code: OGRNoteCode.nullCharacter.rawValue,
      at: place,
      text: "texts hold the character U+0000, where the format's texts would end; U+FFFD was written for it"
    )
  }
}
