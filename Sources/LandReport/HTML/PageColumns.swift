/// What a table needs of a page's width: which columns stay on one line, and on paper which way the page lies and how
/// large its letters are, so that no figure and no identifier is ever broken.
struct PageColumns {
  enum Kind {
    /// Figures: right-aligned, one line.
    case number
    /// Names, codes, days: one line.
    case short
    /// Sentences: they wrap between words.
    case text
    /// Sentences with a word longer than a column: they wrap anywhere.
    case unbroken
  }

  let kinds: [Kind]
  /// The table is printed across the long side of the paper.
  let isWide: Bool
  /// Size of letters in print, in tenths of a point.
  let printSize: Int

  /// Columns of text up to this many characters stay on one line (a Chinese character counts two).
  private static let short = 26
  /// Characters that a column of sentences gets at least.
  private static let least = 20
  /// Rows that are looked at; the others of a long table are like them.
  private static let sample = 2_000

  init(_ table: Table, heads: [String], _ text: (Cell) -> String) {
    var kinds: [Kind] = []
    var widths: [Int] = []
    for (place, column) in table.columns.enumerated() {
      var natural = 0
      var word = 0
      for row in table.rows.prefix(Self.sample) where row.cells.indices.contains(place) {
        let words = text(row.cells[place]).unicodeScalars.prefix(HTMLText.longest)
        natural = max(natural, displayWidth(String(words)))
        word = max(word, Self.longestWord(words))
      }
      let head = Self.longestWord(heads[place].unicodeScalars.prefix(200)) + 2
      let isNumber = column.alignment == .trailing
      let kind: Kind =
        isNumber && natural <= 60 ? .number : natural <= Self.short ? .short : word > 44 ? .unbroken : .text
      kinds.append(kind)
      switch kind {
      case .number, .short: widths.append(max(natural, head))
      case .text: widths.append(max(head, word, min(natural, Self.least)))
      case .unbroken: widths.append(max(head, Self.least))
      }
    }
    self.kinds = kinds
    let characters = Double(widths.reduce(0, +))
    // Points of padding at the sides of a cell, and of a character of one point's size.
    func needed(_ size: Int) -> Double { Double(widths.count) * 4.6 + characters * Double(size) / 10 * 0.56 }
    let (tall, wide) = (520.0, 768.0)
    if let size = [75, 72, 69, 66, 63, 60].first(where: { needed($0) <= tall }) {
      (isWide, printSize) = (false, size)
    } else {
      isWide = true
      printSize = stride(from: 75, through: 42, by: -3).first { needed($0) <= wide } ?? 42
    }
  }

  /// What no line end may stand in: Chinese text breaks between any two characters, other text at spaces.
  private static func longestWord(_ text: some Sequence<Unicode.Scalar>) -> Int {
    var (longest, run) = (0, 0)
    for scalar in text {
      let width = displayWidth(scalar)
      if scalar == " " || scalar == "/" || width > 1 { run = 0 } else { run += width }
      longest = max(longest, run, width)
    }
    return longest
  }
}
