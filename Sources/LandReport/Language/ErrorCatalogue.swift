import LandModel

/// The Chinese sentences of errors, notes and findings, by code: `Resources/messages_zh.csv`. `{0}`, `{1}` … stand for
/// the arguments, `{1+}` for all from the second on. A test holds every code of every module against the table.
public enum ErrorCatalogue {
  /// The parts of one sentence.
  public struct Entry: Sendable {
    /// What was found; of notes and findings the whole sentence.
    public var found: String
    /// What was expected; empty where there is nothing to say.
    public var expected: String
    /// What to do; empty where there is nothing to say.
    public var advice: String
  }

  /// The entry of a code, nil where the catalogue has none.
  public static func entry(for code: String) -> Entry? {
    table[code]
  }

  /// Read at the first message in Chinese; a damaged table leaves the English sentences, and fails a test.
  private static let table: [String: Entry] = {
    guard let text = try? CSVReader.parse(utf8: PackageResources.messages_zh_csv, file: "messages_zh.csv") else {
      return [:]
    }
    let entries = text.rows.filter { $0.count == 4 }.map {
      ($0[0], Entry(found: $0[1], expected: $0[2], advice: $0[3]))
    }
    return Dictionary(entries) { first, _ in first }
  }()
}
