internal import Features
internal import Geometry

/// What several formats cannot keep, in one wording.
enum WriteNotes {
  /// That a field has another name in the file.
  static func renamed(_ name: String, to written: String, in format: OGRWriteFormat, at place: Place) -> LoadNote {
    var place = place
    place.field = name
    return LoadNote(
      code: OGRNoteCode.fieldRenamed.rawValue,
      at: place,
      text: "the field \(name) is called \(written) in \(format.rawValue)",
      arguments: [name, written]
    )
  }

  /// That of collections only the polygons were written; nil where there is none.
  static func onlyPolygons(_ geometry: GeometryColumns, at place: Place) -> LoadNote? {
    let collections = geometry.kinds.lazy.filter { $0 == .collection }.count
    guard collections > 0 else { return nil }
    return LoadNote(
      code: OGRNoteCode.onlyPolygons.rawValue,
      at: place,
      text: "of \(English.counted(collections, "geometry collection")) only the polygons were written",
      arguments: [String(collections)]
    )
  }
}
