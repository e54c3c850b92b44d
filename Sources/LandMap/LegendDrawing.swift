import Cairo
import Features
import Foundation
import Geometry
import LandReport

/// Draws the legend: a patch, a name and an area for each class.
struct LegendDrawing {
  let canvas: Canvas
  let language: Language
  let form: LegendForm
  let enlargement: Double
  private var k: Double { enlargement }
  private var hectareWord: String { language == .zh ? " 公顷" : " ha" }

  func draw(_ rows: [Legend.Row], _ box: Box) {
    guard !rows.isEmpty else { return }
    if case .waterfall(let whole, let title) = form, whole > 0 {
      waterfall(rows, whole, title, box)
      return
    }
    let wraps = rows.map { isLong($0, box) }
    let weights = wraps.reduce(0) { $0 + ($1 ? Self.tall : 1) }
    let height = min(5 * k, box.height / weights)
    let isSmall = height < 2.4 * k
    // More classes than lines: two columns without areas would hide figures; letters get smaller, and what is left
    // is summed in the last line.
    let step = isSmall ? 2.4 * k : height
    let capacity = max(Int(box.height / step), 1)
    let shown = !isSmall || rows.count <= capacity ? rows[...] : rows.prefix(capacity - 1)
    var y = box.minY
    for (number, row) in shown.enumerated() {
      let isTall = wraps[number] && !isSmall
      let down = isTall ? (Self.tall - 1) * step / 2 : 0
      swatch(row, box.minX, y + down, 7 * k, step * 0.72)
      line(row.mapClass.title[language], figure(row), box, y, step, isTall: isTall)
      y += isTall ? step * Self.tall : step
    }
    let rest = rows[shown.endIndex...]
    guard !rest.isEmpty else { return }
    let words =
      language == .zh
      ? "其余 \(rest.count) 类（颜色见图）" : English.counted(rest.count, "more class", "more classes")
    let sum = rest.reduce(0.0) { $0 + ($1.area ?? 0) }
    line(words, rest.contains { $0.area != nil } ? LegendFigure.hectares(sum) + hectareWord : nil, box, y, step)
  }

  /// How many times a row of two lines is as high as one of one.
  private static let tall = 1.5

  /// Whether a name is wider than its room in the usual letters.
  private func isLong(_ row: Legend.Row, _ box: Box) -> Bool {
    let size = 2.6 * k
    let room = self.room(figure(row), box, size)
    return canvas.measure(PlainText.line(row.mapClass.title[language]), size: size).width > room
  }

  private func room(_ figure: String?, _ box: Box, _ size: Double) -> Double {
    box.width - 9 * k - (figure.map { canvas.measure($0, size: size).width + 1.5 * k } ?? 0)
  }

  private func figure(_ row: Legend.Row) -> String? {
    if row.stateAreas.contains(where: { $0 != nil }) {
      return row.stateAreas.map { $0.map { LegendFigure.hectares($0) } ?? "0" }.joined(separator: " → ") + hectareWord
    }
    if row.mapClass.isCounted { return language == .zh ? "\(row.count) 处" : "\(row.count)" }
    return row.area.map { LegendFigure.hectares($0) + hectareWord }
  }

  private func line(
    _ title: String,
    _ figure: String?,
    _ box: Box,
    _ y: Double,
    _ step: Double,
    isTall: Bool = false
  ) {
    let size = min(2.6 * k, step * 0.62)
    let height = canvas.measure("国", size: size).height
    let full = isTall ? step * Self.tall : step
    let top = y + (full - step * 0.28 - height) / 2
    if let figure { canvas.draw(text: figure, x: box.maxX, y: top, size: size, anchor: .trailing) }
    let room = room(figure, box, size)
    let fitting = FittedText(canvas)
    let words = PlainText.line(title)
    guard isTall else {
      canvas.draw(text: fitting.cut(words, size: size, room), x: box.minX + 9 * k, y: top, size: size)
      return
    }
    for (number, line) in fitting.lines(words, size: size, room).enumerated() {
      canvas.draw(
        text: line,
        x: box.minX + 9 * k,
        y: top + (Double(number) - 0.5) * height * 0.92,
        size: size
      )
    }
  }

  // MARK: Waterfall

  /// The whole, what each reason takes from it, and what is left, with bars on one scale.
  private func waterfall(_ rows: [Legend.Row], _ whole: Double, _ title: Phrase, _ box: Box) {
    let step = min(8.2 * k, box.height / Double(rows.count + 1))
    let size = min(2.5 * k, step * 0.34)
    var y = box.minY
    fallLine(title[language], whole, sign: "", (0, 1), Colour(0.35, 0.35, 0.35), box, y, step, size)
    y += step
    var remaining = whole
    for (number, row) in rows.enumerated() {
      guard let area = row.area else { continue }
      swatch(row, box.minX, y, 7 * k, step * 0.66)
      let isRest = number == rows.count - 1
      let from = isRest ? 0 : (remaining - area) / whole
      let to = isRest ? area / whole : remaining / whole
      if !isRest { remaining -= area }
      fallLine(
        row.mapClass.title[language],
        area,
        sign: isRest ? "= " : "− ",
        (max(from, 0), min(to, 1)),
        row.mapClass.style.fill ?? .grey,
        box,
        y,
        step,
        size
      )
      y += step
    }
  }

  private func fallLine(
    _ title: String,
    _ area: Double,
    sign: String,
    _ bar: (from: Double, to: Double),
    _ colour: Colour,
    _ box: Box,
    _ y: Double,
    _ step: Double,
    _ size: Double
  ) {
    let left = box.minX + 9 * k
    let mu = LegendFigure.mu(area) + (language == .zh ? " 亩" : " mu")
    let room = box.maxX - left
    canvas.draw(text: sign + mu, x: box.maxX, y: y - 0.4 * k, size: size, bold: true, anchor: .trailing)
    let width = canvas.measure(sign + mu, size: size, bold: true).width + 1.5 * k
    let words = FittedText(canvas).cut(PlainText.line(title), size: size, room - width)
    canvas.draw(text: words, x: left, y: y - 0.4 * k, size: size)
    let barTop = y + step * 0.46
    let figure = LegendFigure.hectares(area) + hectareWord
    // One scale for all bars, whatever figure stands behind them.
    let figureWidth = canvas.measure("00,000.00" + hectareWord, size: size * 0.88).width + 1.5 * k
    canvas.draw(text: figure, x: box.maxX, y: barTop - step * 0.06, size: size * 0.88, anchor: .trailing)
    let scale = room - figureWidth
    canvas.rectangle(left + bar.from * scale, barTop, max((bar.to - bar.from) * scale, 0.15 * k), step * 0.22)
    canvas.setColour(colour)
    canvas.fill()
    canvas.rectangle(left, barTop, scale, step * 0.22)
    canvas.setColour(Colour(0.6, 0.6, 0.6))
    canvas.setLine(0.08 * k)
    canvas.stroke()
  }

  // MARK: Patches

  private func swatch(_ row: Legend.Row, _ x: Double, _ y: Double, _ width: Double, _ height: Double) {
    let style = row.mapClass.style
    let box = Box(minX: x, minY: y, maxX: x + width, maxY: y + height)
    if row.isPolygonal, let fill = style.fill {
      canvas.rectangle(x, y, width, height)
      canvas.setColour(fill)
      canvas.fill()
    }
    if row.isPolygonal, let hatch = style.hatch {
      canvas.saving {
        canvas.rectangle(x, y, width, height)
        canvas.clip()
        HatchLines.draw(canvas, hatch, in: box, spacing: 1.6 * k)
      }
    }
    if let symbol = style.symbol {
      // No larger than the line that it stands in.
      SymbolDrawing(canvas: canvas, enlargement: min(k, height / 3.6)).key(symbol, style, box)
      return
    }
    guard let line = style.line else { return }
    if row.isPoint {
      canvas.circle(x + width / 2, y + height / 2, 0.8 * k)
      canvas.setColour(style.fill ?? line)
      canvas.fill()
      return
    }
    canvas.setColour(line)
    // A thick line must leave something of the patch to see.
    canvas.setLine(min(style.lineWidth * k, height * 0.3), dash: style.dash.map { $0 * k })
    if row.isPolygonal {
      canvas.rectangle(x, y, width, height)
    } else {
      canvas.move(x, y + height / 2)
      canvas.line(x + width, y + height / 2)
    }
    canvas.stroke()
    canvas.setLine(0.2)
  }
}

/// Areas in a legend.
public enum LegendFigure {
  /// m² as hectares with two digits, four below a hundredth, and thousands set off.
  public static func hectares(_ squareMetres: Double) -> String {
    let value = squareMetres / 10_000
    return grouped(String(format: "%.\(value < 0.01 && value > 0 ? 4 : 2)f", value))
  }

  /// A number with thousands set off, its decimals as they are.
  public static func grouped(_ text: String) -> String {
    let parts = text.split(separator: ".", maxSplits: 1)
    guard let first = parts.first, let whole = Double(first) else { return text }
    return SheetFurniture.grouped(whole) + (parts.count == 2 ? "." + parts[1] : "")
  }

  /// The same with its unit.
  static func inHectares(_ squareMetres: Double, _ language: Language) -> String {
    hectares(squareMetres) + (language == .zh ? " 公顷" : " ha")
  }

  /// m² as mu with its unit.
  static func inMu(_ squareMetres: Double, _ language: Language) -> String {
    mu(squareMetres) + (language == .zh ? " 亩" : " mu")
  }

  /// m² as mu with two digits and thousands set off.
  public static func mu(_ squareMetres: Double) -> String {
    grouped(String(format: "%.2f", squareMetres * 15 / 10_000))
  }
}
