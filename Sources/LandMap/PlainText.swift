/// Text of attributes as it may stand on a sheet: one line, of bounded length, without control characters and without
/// those that turn the direction of what follows. Everything else, markup included, is shown as written.
public enum PlainText {
  /// One line without control characters, cut to `limit` characters.
  public static func line(_ written: String, limit: Int = 60) -> String {
    var result = String.UnicodeScalarView()
    var count = 0
    for scalar in written.unicodeScalars {
      if count == limit {
        result.append("…")
        break
      }
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: result.append(" ")
      case .format, .surrogate, .privateUse, .unassigned: continue
      default: result.append(scalar)
      }
      count += 1
    }
    return String(result)
  }
}
