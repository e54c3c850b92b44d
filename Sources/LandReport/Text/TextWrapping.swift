/// A text in lines of at most `width` terminal columns: broken at spaces and between Chinese characters, never before a
/// closing punctuation mark; a word longer than a line is broken where it must be. More than `lines` lines end with an
/// ellipsis.
package func wrapped(_ text: String, to width: Int, lines most: Int) -> [String] {
  guard width > 1, displayWidth(text) > width else { return [text] }
  var breaker = LineBreaker(width: width)
  for character in text {
    breaker.add(character)
    // Text that nobody reads on a terminal, such as a megabyte in one attribute, is not worked through.
    if breaker.lines.count > most { break }
  }
  breaker.finish()
  guard breaker.lines.count > most else { return breaker.lines }
  var shown = Array(breaker.lines.prefix(most))
  shown[most - 1] = truncated(shown[most - 1] + "……", to: width)
  return shown
}

/// Collects lines character by character.
private struct LineBreaker {
  let width: Int
  var lines: [String] = []
  /// What stands on the line for sure, and the word after it that may still go to the next line.
  private var line = ""
  private var lineWidth = 0
  private var word = ""
  private var wordWidth = 0

  init(width: Int) { self.width = width }

  mutating func add(_ character: Character) {
    let columns = displayWidth(String(character))
    let isWide = columns > 1
    if character == " " {
      endWord()
      if lineWidth < width, !line.isEmpty { append(" ", 1) }
      return
    }
    // A closing mark stays with what it closes, an opening one with what it opens; any other Chinese character may begin
    // a line.
    if isWide, !Self.closing.contains(character), !(word.last.map { Self.opening.contains($0) } ?? false) { endWord() }
    word.append(character)
    wordWidth += columns
    if wordWidth > width { breakWord() }
    if lineWidth + wordWidth > width, !line.isEmpty { endLine() }
  }

  mutating func finish() {
    endWord()
    if !line.isEmpty { endLine() }
  }

  private mutating func append(_ text: String, _ columns: Int) {
    line += text
    lineWidth += columns
  }

  private mutating func endWord() {
    append(word, wordWidth)
    word = ""
    wordWidth = 0
  }

  private mutating func endLine() {
    while line.last == " " { line.removeLast() }
    lines.append(line)
    line = ""
    lineWidth = 0
  }

  /// A word that no line can hold: all of it but the last character goes out.
  private mutating func breakWord() {
    if !line.isEmpty { endLine() }
    let last = word.removeLast()
    lines.append(word)
    word = String(last)
    wordWidth = displayWidth(word)
  }

  private static let opening: Set<Character> = ["（", "《", "〔", "“", "‘", "【"]
  private static let closing: Set<Character> = ["，", "。", "；", "：", "、", "）", "》", "〕", "”", "’", "！", "？", "％", "】"]
}

/// How wide the columns of a table may be.
package struct TextColumns {
  /// The most terminal columns of a text that is not cut or run on, and of one that is long.
  static let ordinary = 40
  static let prose = 72
  /// Texts longer than this are prose.
  private static let long = 100
  private static let narrowest = 12
  static let gap = 2

  /// The width of each column: as wide as its widest cell, up to the limits; where the table is wider than the
  /// terminal, the widest text columns give way first, down to twelve columns.
  package static func widths(
    _ head: [Int],
    _ cells: [[Int]],
    _ alignments: [TableColumn.Alignment],
    within room: Int?
  ) -> [Int] {
    var result = head.indices.map { column in
      let widest = cells.map { $0[column] }.max() ?? 0
      let limit = widest > long ? prose : ordinary
      return max(head[column], alignments[column] == .leading ? min(widest, limit) : widest)
    }
    guard let room else { return result }
    var excess = result.reduce(0, +) + gap * (result.count - 1) - room
    while excess > 0 {
      let flexible = result.indices.filter { alignments[$0] == .leading && result[$0] > max(narrowest, head[$0]) }
      guard let widest = flexible.max(by: { (result[$0], $1) < (result[$1], $0) }) else { break }
      result[widest] -= 1
      excess -= 1
    }
    return result
  }
}
