/// English words that go by the number before them.
public enum English {
  /// A number with its word, and with the verb where the words hold one: `1 name does`, `3 names do`.
  ///
  /// - Parameters:
  ///   - count: how many.
  ///   - one: the words after a 1.
  ///   - many: the words after any other number; nil: `one` with an s.
  public static func counted(_ count: Int, _ one: String, _ many: String? = nil) -> String {
    "\(count) \(word(count, one, many))"
  }

  /// The words without the number.
  public static func word(_ count: Int, _ one: String, _ many: String? = nil) -> String {
    count == 1 ? one : many ?? one + "s"
  }
}
