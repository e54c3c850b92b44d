import Features
import Geometry

/// What the reader noticed, counted with the first place of each kind.
struct NoteBook {
  typealias Occurrences = Scanner.Occurrences

  var untyped = Occurrences()
  var bareGeometries = Occurrences()
  var unreadableCRS: (text: String, offset: Int)?
  var notLonLat: Box?
  /// Names in order of first sight.
  private var foreign: [(name: String, seen: Occurrences)] = []
  private var duplicates: [(name: String, seen: Occurrences)] = []

  mutating func foreign(_ name: String, at offset: Int) { NoteBook.add(name, offset, &foreign) }
  mutating func duplicate(_ name: String, at offset: Int) { NoteBook.add(name, offset, &duplicates) }

  private static func add(_ name: String, _ offset: Int, _ list: inout [(name: String, seen: Occurrences)]) {
    for i in list.indices where list[i].name == name { return list[i].seen.add(at: offset) }
    // A file that uses names as data must not make this list grow without end.
    if list.count == 64 { return list[63].seen.add(at: offset) }
    list.append((name, Occurrences()))
    list[list.count - 1].seen.add(at: offset)
  }

  func list(_ reader: DocumentReader, path: String) -> [LoadNote] {
    var notes: [LoadNote] = []
    func add(
      _ code: GeoJSONNoteCode,
      at offset: Int?,
      field: String? = nil,
      _ text: String,
      _ arguments: [String]
    ) {
      var place = Place(file: path, field: field)
      if let offset {
        let (line, column) = reader.scanner.lineAndColumn(offset)
        place.line = line
        place.column = column
      }
      notes.append(LoadNote(code: code.rawValue, at: place, text: text, arguments: arguments))
    }
    func counted(_ code: GeoJSONNoteCode, _ seen: Occurrences, _ text: String) {
      if seen.count > 0 { add(code, at: seen.first, "\(seen.count) \(text)", [String(seen.count)]) }
    }
    if let (text, offset) = unreadableCRS {
      add(.unreadableCRS, at: offset, "the crs member \(text) names no coordinate system known here", [text])
    }
    if let box = notLonLat {
      let numbers = [box.minX, box.minY, box.maxX, box.maxY].map { Column.shortest($0) }
      let text = "no crs member, and coordinates that are no longitude and latitude: \(numbers.joined(separator: ", "))"
      add(.notLonLat, at: nil, text, numbers)
    }
    for (name, seen) in duplicates {
      let text = "the member “\(name)” stands twice in one object; the first counts (\(seen.count) times)"
      add(.duplicateMember, at: seen.first, text, [name, String(seen.count)])
    }
    for column in reader.columns where column.mixed > 0 {
      let text = "values of several types; kept as JSON"
      add(.mixedTypes, at: column.firstMixed, field: column.name, text, [String(column.mixed)])
    }
    counted(.untypedFeature, untyped, "features without a type")
    counted(.bareGeometry, bareGeometries, "geometries where features belong; read as features")
    counted(.zDropped, reader.zPositions, "features had Z or M values, which are not kept")
    counted(.loneSurrogate, reader.scanner.loneSurrogates, "halves of surrogate pairs read as U+FFFD")
    counted(.rawControl, reader.scanner.rawControls, "control characters stand unescaped in strings")
    if let first = foreign.first {
      let names = foreign.map(\.name).joined(separator: ", ")
      let total = foreign.reduce(0) { $0 + $1.seen.count }
      add(.foreignMembers, at: first.seen.first, "members that are not kept: \(names)", [names, String(total)])
    }
    return notes
  }
}
