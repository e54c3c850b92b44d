public import Features

/// The sentences for what loading or measuring noticed, in both languages.
public enum NoteText {
  /// Notes that tell of data that is not in the output any more.
  private static let losses: Set = ["ogr.text-cut", "ogr.without-geometry-left-out"]
  /// Notes that tell of values that are not what they were.
  private static let changes: Set = ["ogr.stored-otherwise", "ogr.null-character", "ogr.control-character"]

  /// The note with its place before it; without a Chinese sentence the English one stands in.
  public static func note(_ note: LoadNote, level: Note.Level? = nil) -> Note {
    let level = level ?? (losses.contains(note.code) ? .defect : changes.contains(note.code) ? .warning : .remark)
    let english = note.place.description
    let en = (english.isEmpty ? note.text : "\(english): \(note.text)").shortened(to: 2000)
    guard let entry = ErrorCatalogue.entry(for: note.code) else {
      return Note(level, code: note.code, Phrase(en))
    }
    let place = ErrorText.chinese(note.place)
    let zh = ErrorText.filled(entry.found, note.arguments.map(\.shortenedForMessage)).shortened(to: 2000)
    return Note(level, code: note.code, Phrase(zh: place.isEmpty ? zh : "\(place)：\(zh)", en: en))
  }
}
