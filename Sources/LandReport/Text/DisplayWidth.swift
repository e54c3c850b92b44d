/// How many terminal columns a text takes: Chinese, Japanese and Korean characters and full-width forms take two,
/// combining marks none (Unicode Standard Annex 11, East Asian Width W and F; ambiguous ones count one).
public func displayWidth(_ text: some StringProtocol) -> Int {
  var width = 0
  for scalar in text.unicodeScalars { width += displayWidth(scalar) }
  return width
}

func displayWidth(_ scalar: Unicode.Scalar) -> Int {
  let value = scalar.value
  if value < 0x300 { return value < 0x20 || (0x7F..<0xA0).contains(value) ? 0 : 1 }
  switch scalar.properties.generalCategory {
  case .nonspacingMark, .enclosingMark, .format: return 0
  default: break
  }
  return isWide(value) ? 2 : 1
}

private func isWide(_ value: UInt32) -> Bool {
  switch value {
  case 0x1100...0x115F, 0x231A...0x231B, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF,
    0x4E00...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F,
    0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
    true
  default: false
  }
}

/// The text padded with spaces to a width in terminal columns.
func padded(_ text: String, to width: Int, _ alignment: TableColumn.Alignment) -> String {
  let gap = String(repeating: " ", count: max(0, width - displayWidth(text)))
  return alignment == .leading ? text + gap : gap + text
}

/// The text cut to a width in terminal columns, with an ellipsis where something is gone.
func truncated(_ text: String, to width: Int) -> String {
  guard displayWidth(text) > width else { return text }
  var result = ""
  var used = 0
  for character in text {
    let next = displayWidth(String(character))
    if used + next > width - 1 { break }
    result.append(character)
    used += next
  }
  return result + "…"
}

/// Control characters made visible, so that data cannot move the cursor or colour the terminal.
func printable(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: { isControl($0) }) else { return text }
  var result = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\n": result.append("⏎")
    case "\t": result.append(" ")
    case _ where isControl(scalar): result.append("\u{FFFD}")
    default: result.append(scalar)
    }
  }
  return String(result)
}

/// C0 and C1 controls and the bidirectional overrides that can reorder a line.
private func isControl(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: true
  default: false
  }
}
