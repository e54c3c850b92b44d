import Cairo
import Features
import Geometry
import LandReport

/// Draws the table under the map.
struct TableDrawing {
  let canvas: Canvas
  let table: MapTable
  let layout: TableLayout
  let language: Language
  let enlargement: Double
  private var k: Double { enlargement }

  func draw(_ box: Box) {
    var title = PlainText.line(table.title[language], limit: 120)
    let left = table.rows.count - layout.shown
    if left > 0 {
      title +=
        language == .zh
        ? "（另有 \(left) 行，此纸张放不下）" : " (\(English.counted(left, "more row does", "more rows do")) not fit on this paper)"
      if let advice = table.advice { title += language == .zh ? "；\(advice.zh)" : "; \(advice.en)" }
    }
    canvas.draw(text: title, x: box.minX, y: box.minY, size: 2.6 * k, bold: true)
    let top = box.minY + TableLayout.head * k
    let width = layout.widths.reduce(0, +)
    for group in 0..<layout.groups {
      let first = group * layout.rowsPerGroup
      guard first < layout.shown else { break }
      let rows = first..<min(first + layout.rowsPerGroup, layout.shown)
      draw(rows, left: box.minX + Double(group) * (width + TableLayout.gap * k), top: top)
    }
  }

  private func draw(_ rows: Range<Int>, left: Double, top: Double) {
    let width = layout.widths.reduce(0, +)
    canvas.rectangle(left, top, width, layout.rowHeight)
    canvas.setColour(Colour(0.92, 0.92, 0.92))
    canvas.fill()
    cells(table.columns.map(\.title), left, top, isHead: true)
    for (number, row) in rows.enumerated() {
      cells(table.rows[row], left, top + Double(number + 1) * layout.rowHeight, isHead: false)
    }
    let bottom = top + Double(rows.count + 1) * layout.rowHeight
    canvas.setColour(Colour(0.55, 0.55, 0.55))
    canvas.setLine(0.1 * k)
    for number in 0...(rows.count + 1) {
      let y = top + Double(number) * layout.rowHeight
      canvas.move(left, y)
      canvas.line(left + width, y)
    }
    var x = left
    for column in [0] + layout.widths {
      x += column
      canvas.move(x, top)
      canvas.line(x, bottom)
    }
    canvas.stroke()
  }

  private func cells(_ cells: [Phrase], _ left: Double, _ top: Double, isHead: Bool) {
    let fitting = FittedText(canvas)
    var x = left
    for (column, cell) in cells.enumerated() {
      let width = layout.widths[column]
      let words = fitting.cut(PlainText.line(cell[language], limit: 120), size: layout.size, width - 1.2 * k)
      let y = top + (layout.rowHeight - canvas.measure("国", size: layout.size).height) / 2
      let isNumber = table.columns[column].isNumber && !isHead
      canvas.draw(
        text: words,
        x: isNumber ? x + width - 0.6 * k : x + 0.6 * k,
        y: y,
        size: layout.size,
        bold: isHead,
        anchor: isNumber ? .trailing : .leading
      )
      x += width
    }
  }
}

/// Texts cut short to a width.
struct FittedText {
  let canvas: Canvas

  init(_ canvas: Canvas) { self.canvas = canvas }

  /// A text cut short with … where it is wider than the room.
  func cut(_ words: String, size: Double, _ room: Double) -> String {
    if canvas.measure(words, size: size).width <= room { return words }
    var (low, high) = (0, words.count)
    while low < high {
      let middle = (low + high + 1) / 2
      if canvas.measure(words.prefix(middle) + "…", size: size).width <= room {
        low = middle
      } else {
        high = middle - 1
      }
    }
    return words.prefix(low) + "…"
  }

  /// A text on two lines, broken at its last blank that fits, else between characters; the second line is cut short.
  func lines(_ words: String, size: Double, _ room: Double) -> [String] {
    if canvas.measure(words, size: size).width <= room { return [words] }
    var end = words.startIndex
    var blank: String.Index?
    for index in words.indices {
      let next = words.index(after: index)
      if canvas.measure(words[..<next] + "", size: size).width > room { break }
      if words[index] == " " { blank = index }
      end = next
    }
    // A code stays before its name, and a word in one piece, unless that leaves half of the line empty.
    let line = words[..<(blank ?? end)]
    if let blank, canvas.measure(line + "", size: size).width > room * 0.4 {
      return [String(line), cut(String(words[words.index(after: blank)...]), size: size, room)]
    }
    return [String(words[..<end]), cut(String(words[end...]), size: size, room)]
  }
}
