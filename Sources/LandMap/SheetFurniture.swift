import Cairo
import Foundation
import Geometry
import LandReport

/// What stands round the maps: title, legend, north arrow, scale bar, facts, grid.
struct SheetFurniture {
  let canvas: Canvas
  let layout: SheetLayout
  let content: MapContent
  let language: Language
  private var k: Double { layout.enlargement }

  func title() {
    var size = 6 * k
    let words = PlainText.line(content.title[language], limit: 120)
    let room = layout.width - 2 * layout.margin - 30 * k
    let measured = canvas.measure(words, size: size, bold: true).width
    if measured > room { size *= max(room / measured, 0.3) }
    canvas.draw(text: words, x: layout.margin, y: layout.margin - 2 * k, size: size, bold: true)
    if let subtitle = content.subtitle {
      let words = fitted(PlainText.line(subtitle[language], limit: 160), size: 2.8 * k, room)
      canvas.draw(text: words, x: layout.margin, y: layout.margin + 6.3 * k, size: 2.8 * k, colour: .grey)
    }
    if content.isSynthetic {
      let words = language == .zh ? "虚构数据" : "SYNTHETIC DATA"
      canvas.draw(
        text: words,
        x: layout.width - layout.margin,
        y: layout.margin,
        size: 3.6 * k,
        bold: true,
        anchor: .trailing,
        colour: Colour(0.7, 0, 0)
      )
    }
  }

  /// A text cut short with … where it is wider than the room.
  func fitted(_ words: String, size: Double, _ room: Double) -> String {
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

  // MARK: Panel

  func panel(_ legend: Legend, notes: [Phrase]) {
    let box = layout.panel
    var y = northAndBar(box)
    let bottom = facts(box, notes)
    canvas.draw(
      text: language == .zh ? "图例" : "Legend",
      x: box.minX,
      y: y,
      size: 3.4 * k,
      bold: true
    )
    y += 5.6 * k
    rows(legend.rows, Box(minX: box.minX, minY: y, maxX: box.maxX, maxY: bottom - 1.5 * k))
  }

  private func northAndBar(_ box: Box) -> Double {
    let x = box.minX + 6 * k
    let top = box.minY
    canvas.setColour(.black)
    canvas.move(x, top + 3.5 * k)
    canvas.line(x + 3 * k, top + 13 * k)
    canvas.line(x, top + 10.8 * k)
    canvas.close()
    canvas.fill()
    canvas.setLine(0.25 * k)
    canvas.move(x, top + 3.5 * k)
    canvas.line(x - 3 * k, top + 13 * k)
    canvas.line(x, top + 10.8 * k)
    canvas.close()
    canvas.stroke()
    canvas.draw(text: "N", x: x, y: top - 1 * k, size: 3.2 * k, bold: true, anchor: .centre)
    let scale = "1:" + Self.grouped(layout.scale)
    canvas.draw(text: scale, x: box.minX + 14 * k, y: top + 0.5 * k, size: 3.8 * k, bold: true)
    bar(box.minX + 14 * k, top + 9.5 * k, box.width - 20 * k)
    return top + 18 * k
  }

  /// A scale bar of four fields, at most `room` mm long.
  private func bar(_ x: Double, _ y: Double, _ room: Double) {
    let metres = ScaleBar.field(scale: layout.scale, room: room)
    let field = metres * 1000 / layout.scale
    for number in 0..<4 {
      canvas.rectangle(x + Double(number) * field, y, field, 1.4 * k)
      canvas.setColour(number.isMultiple(of: 2) ? .black : .white)
      canvas.fill()
    }
    canvas.rectangle(x, y, 4 * field, 1.4 * k)
    canvas.setColour(.black)
    canvas.setLine(0.15 * k)
    canvas.stroke()
    let isLong = metres * 4 >= 4000
    for number in [0, 2, 4] {
      let value = metres * Double(number) / (isLong ? 1000 : 1)
      var words = Self.short(value)
      if number == 4 { words += isLong ? " km" : " m" }
      canvas.draw(text: words, x: x + Double(number) * field, y: y + 1.7 * k, size: 2.3 * k, anchor: .centre)
    }
  }

  static func short(_ value: Double) -> String {
    value == value.rounded() ? grouped(value) : "\((value * 100).rounded() / 100)"
  }

  /// 5000 as `5,000`.
  static func grouped(_ value: Double) -> String {
    let digits = String(Int(value.rounded()))
    var result = ""
    for (number, digit) in digits.enumerated() {
      if number > 0, (digits.count - number).isMultiple(of: 3), digits[digits.startIndex] != "-" || number > 1 {
        result += ","
      }
      result.append(digit)
    }
    return result
  }

  /// The facts at the foot of the panel; gives where they begin.
  private func facts(_ box: Box, _ notes: [Phrase]) -> Double {
    let size = 2.3 * k
    var lines = content.facts.map { fact in
      "\(fact.label[language])\(language == .zh ? "：" : ": ")\(PlainText.line(fact.value[language], limit: 160))"
    }
    lines += (content.notes + notes).map { PlainText.line($0[language], limit: 240) }
    let heights = lines.map { canvas.measure($0, size: size, width: box.width).height + 0.5 * k }
    let top = box.maxY - heights.reduce(0, +)
    canvas.setColour(.grey)
    canvas.setLine(0.15 * k)
    canvas.move(box.minX, top - 1 * k)
    canvas.line(box.maxX, top - 1 * k)
    canvas.stroke()
    var y = top
    for (line, height) in zip(lines, heights) {
      canvas.draw(text: line, x: box.minX, y: y, size: size, width: box.width)
      y += height
    }
    return top - 1.5 * k
  }

  // MARK: Legend

  private func rows(_ rows: [Legend.Row], _ box: Box) {
    guard !rows.isEmpty else { return }
    let height = min(5 * k, box.height / Double(rows.count))
    let isSmall = height < 2.4 * k
    // More classes than lines: two columns without areas would hide figures; letters get smaller, and what is left
    // is summed in the last line.
    let step = isSmall ? 2.4 * k : height
    let capacity = max(Int(box.height / step), 1)
    let shown = rows.count <= capacity ? rows[...] : rows.prefix(capacity - 1)
    var y = box.minY
    for row in shown {
      swatch(row, box.minX, y, 7 * k, step * 0.72)
      line(row.mapClass.title[language], row.area, box, y, step)
      y += step
    }
    let rest = rows[shown.endIndex...]
    guard !rest.isEmpty else { return }
    let words = language == .zh ? "其余 \(rest.count) 类（颜色见图）" : "\(rest.count) more classes"
    line(words, rest.contains { $0.area != nil } ? rest.reduce(0.0) { $0 + ($1.area ?? 0) } : nil, box, y, step)
  }

  private func line(_ title: String, _ area: Double?, _ box: Box, _ y: Double, _ step: Double) {
    let size = min(2.6 * k, step * 0.62)
    let top = y + (step * 0.72 - canvas.measure("国", size: size).height) / 2
    var room = box.width - 9 * k
    if let area {
      let words = LegendFigure.hectares(area) + (language == .zh ? " 公顷" : " ha")
      room -= canvas.measure(words, size: size).width + 1.5 * k
      canvas.draw(text: words, x: box.maxX, y: top, size: size, anchor: .trailing)
    }
    canvas.draw(text: fitted(PlainText.line(title), size: size, room), x: box.minX + 9 * k, y: top, size: size)
  }

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
    guard let line = style.line else { return }
    if row.isPoint {
      canvas.circle(x + width / 2, y + height / 2, 0.8 * k)
      canvas.setColour(style.fill ?? line)
      canvas.fill()
      return
    }
    canvas.setColour(line)
    canvas.setLine(style.lineWidth * k, dash: style.dash.map { $0 * k })
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

/// The scale bar's arithmetic.
public enum ScaleBar {
  /// Metres in one of four fields that together are at most `room` mm long: 1, 2, 2.5 or 5 times a power of ten.
  public static func field(scale: Double, room: Double) -> Double {
    let most = room / 4 * scale / 1000
    var power = 0.001
    while power * 10 <= most { power *= 10 }
    for step in [5, 2.5, 2] where step * power <= most { return step * power }
    return power
  }
}

/// Areas in a legend.
public enum LegendFigure {
  /// m² as hectares with two digits, four below a hundredth.
  public static func hectares(_ squareMetres: Double) -> String {
    let value = squareMetres / 10_000
    let digits = value < 0.01 && value > 0 ? 4 : 2
    return String(format: "%.\(digits)f", value)
  }
}
