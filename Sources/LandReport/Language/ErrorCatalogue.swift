/// The Chinese sentences of errors and notes, by code. `{0}`, `{1}` … stand for the error's arguments.
public enum ErrorCatalogue {
  public struct Entry: Sendable {
    public var found: String
    public var expected: String
    public var advice: String

    init(_ found: String, expected: String = "", advice: String = "") {
      self.found = found
      self.expected = expected
      self.advice = advice
    }
  }

  /// The entry of a code, nil where the catalogue has none.
  public static func entry(for code: String) -> Entry? {
    table[code]
  }

  private static let table: [String: Entry] = [:]
}
