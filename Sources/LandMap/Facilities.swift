import Features
import LandReport

/// The symbols of facilities: `Resources/facilities.csv`.
struct Facilities: Sendable {
  struct Entry: Sendable {
    let key: String
    let glyph: String
    let title: Phrase
    let words: [String]
  }

  let entries: [Entry]

  static func embedded() throws(DataError) -> Facilities { try cached.get() }

  private static let cached: Result<Facilities, DataError> = {
    do throws(DataError) {
      return .success(try Facilities(String(decoding: PackageResources.facilities_csv, as: UTF8.self)))
    } catch {
      return .failure(error)
    }
  }()

  /// Reads the table; no cell has a comma. The last entry is for what no word names.
  init(_ table: String) throws(DataError) {
    var result: [Entry] = []
    for (number, line) in table.split(separator: "\n").enumerated().dropFirst() {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map { String($0) }
      guard cells.count == 5, !cells[0].isEmpty, !cells[1].isEmpty else {
        throw DataError(
          .configuration,
          code: MapErrorCode.scheme.rawValue,
          at: Place(file: "facilities.csv", line: number + 1),
          found: "a line that is no facility",
          expected: "five cells",
          advice: ""
        )
      }
      let words = cells[4].split(separator: "|").map { $0.lowercased() }
      result.append(Entry(key: cells[0], glyph: cells[1], title: Phrase(zh: cells[2], en: cells[3]), words: words))
    }
    entries = result
  }

  /// The entries that a field names, `社区服务中心、文化活动站`, each once and in the field's order.
  func named(by written: String) -> [Entry] {
    var result: [Entry] = []
    for part in written.lowercased().split(whereSeparator: { "、，,；;/+\n".contains($0) }) {
      let text = part.filter { !$0.isWhitespace }
      if text.isEmpty || text == "-" || text == "无" { continue }
      let found = entries.first { entry in entry.words.contains { text.contains($0.filter { $0 != " " }) } }
      guard let entry = found ?? entries.last, !result.contains(where: { $0.key == entry.key }) else { continue }
      result.append(entry)
    }
    return result
  }
}
