/// Texts that come from data, as a terminal may get them: control characters, which could move its cursor or change what
/// stands there, become visible signs.
public enum TerminalText {
  /// A text for one line; line breaks are controls too.
  public static func line(_ text: String) -> String { printable(text) }

  /// A text of several lines.
  public static func lines(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { printable(String($0)) }.joined(separator: "\n")
  }
}
