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

/// The width of the longest part of a text that is not broken, an id, a date, a number; only the first `most` characters
/// count.
func longestWord(_ text: String, atMost most: Int = 400) -> Int {
  var breaker = LineBreaker(width: .max)
  for character in text.prefix(most) { breaker.add(character) }
  breaker.finish()
  return breaker.longest
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
  /// The width of the widest word so far.
  private(set) var longest = 0

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
    if startsWord(character, isWide) { endWord() }
    word.append(character)
    wordWidth += columns
    if wordWidth > width { breakWord() }
    if lineWidth + wordWidth > width, !line.isEmpty { endLine() }
  }

  private func startsWord(_ character: Character, _ isWide: Bool) -> Bool {
    guard let last = word.last, !Self.opening.contains(last) else { return false }
    // A word of Latin letters or digits stays whole, and may begin a line behind a Chinese character.
    return isWide ? !Self.closing.contains(character) : displayWidth(String(last)) > 1
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
    longest = max(longest, wordWidth)
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
