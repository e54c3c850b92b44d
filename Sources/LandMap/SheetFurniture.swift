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
      let words = FittedText(canvas).cut(PlainText.line(subtitle[language], limit: 160), size: 2.8 * k, room)
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

  // MARK: Panel

  func panel(_ legend: Legend, notes: [Phrase]) {
    let box = layout.panel
    var y = northAndBar(box)
    var bottom = facts(box, notes)
    if let inset = content.inset { bottom = self.inset(inset, box, bottom: bottom) }
    canvas.draw(
      text: language == .zh ? "图例" : "Legend",
      x: box.minX,
      y: y,
      size: 3.4 * k,
      bold: true
    )
    y += 5.6 * k
    let ofSheet = Phrase(zh: "面积为图框内所见要素的整块面积之和", en: "Areas: the whole of the features seen in the frame")
    if let note = content.legendNote ?? (legend.isOfSheet ? ofSheet : nil) {
      let size = 2.1 * k
      canvas.draw(text: note[language], x: box.minX, y: y, size: size, colour: .grey, width: box.width)
      y += canvas.measure(note[language], size: size, width: box.width).height + 0.8 * k
    }
    let drawing = LegendDrawing(canvas: canvas, language: language, form: content.legendForm, enlargement: k)
    drawing.draw(legend.rows, Box(minX: box.minX, minY: y, maxX: box.maxX, maxY: bottom - 1.5 * k))
  }

  /// The small map above the facts; gives where it begins.
  private func inset(_ inset: MapInset, _ box: Box, bottom: Double) -> Double {
    let extent = inset.extent
    guard !extent.isEmpty, extent.width > 0, extent.height > 0 else { return bottom }
    let height = min(max(box.width * extent.height / extent.width, 18 * k), 38 * k)
    let frame = Box(minX: box.minX, minY: bottom - 2 * k - height, maxX: box.maxX, maxY: bottom - 2 * k)
    let scale = min((frame.width - 2 * k) / extent.width, (frame.height - 2 * k) / extent.height)
    let projection = SheetProjection(
      originX: frame.midX,
      originY: frame.midY,
      midX: extent.midX,
      midY: extent.midY,
      millimetresPerUnit: scale
    )
    canvas.saving {
      canvas.rectangle(frame.minX, frame.minY, frame.width, frame.height)
      canvas.clip()
      for layer in inset.layers {
        let features = LayerDrawing.shown(layer, in: extent.expanded(by: 2 * k / scale))
        let isDense = LayerDrawing.isTooDense(features.reduce(0) { $0 + $1.count }, frame)
        let drawing = LayerDrawing(
          canvas: canvas,
          projection: projection,
          frame: frame,
          enlargement: k,
          isDense: isDense
        )
        drawing.draw(layer, features, isDense: isDense)
      }
    }
    canvas.rectangle(frame.minX, frame.minY, frame.width, frame.height)
    canvas.setColour(.black)
    canvas.setLine(0.2 * k)
    canvas.stroke()
    let top = frame.minY - 4.6 * k
    let title = language == .zh ? "区位图" : "Location"
    canvas.draw(text: title, x: box.minX, y: top, size: 2.8 * k, bold: true)
    return top
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
