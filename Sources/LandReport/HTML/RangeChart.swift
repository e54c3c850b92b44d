/// A chart of horizontal bars from one value to another, hand-written SVG: bars from zero, a waterfall, a funnel.
/// Every figure stands beside its bar as text, so that nothing hangs on colour.
struct RangeChart: PageChart {
  struct Bar {
    var from: Double
    var to: Double
    /// Number of the series, which gives the colour.
    var series: Int
    /// What stands at the bar's end.
    var text: String
  }

  struct Row {
    var label: String
    var bars: [Bar]
  }

  var title: String
  /// Names of the series; a key is drawn where there are several.
  var series: [String]
  var rows: [Row]
  /// True for a funnel: bars stand centred, a figure beside each.
  var isCentred = false

  private static let labelColumns = 34
  private static let columnWidth = 6.6
  private static let width = 760.0
  private static let figureWidth = 112.0
  private static let barHeight = 14.0

  /// The SVG element, or nothing where there is nothing to draw.
  func svg(id: String) -> String {
    let largest = rows.flatMap(\.bars).map { max($0.from, $0.to) }.max() ?? 0
    guard largest > 0 else { return "" }
    let columns = rows.map { min(displayWidth($0.label), Self.labelColumns) }.max() ?? 0
    let left = Double(columns) * Self.columnWidth + 14
    let scale = (Self.width - left - Self.figureWidth) / largest
    var y = series.count > 1 ? 26.0 : 6.0
    let top = y - 4
    var parts = key()
    for row in rows {
      let height = Double(row.bars.count) * Self.barHeight
      let label = HTMLText.escaped(truncated(row.label, to: Self.labelColumns))
      parts.append(text(label, x: left - 8, y: y + height / 2 + 4, "end"))
      for (place, bar) in row.bars.enumerated() {
        parts += drawn(bar, left: left, top: y + Double(place) * Self.barHeight, scale: scale, largest: largest)
      }
      y += height + 7
    }
    if !isCentred {
      parts.append(
        "<line class=\"axis\" x1=\"\(number(left))\" y1=\"\(number(top))\" x2=\"\(number(left))\" y2=\"\(number(y))\"/>"
      )
    }
    let head =
      "<svg viewBox=\"0 0 \(number(Self.width)) \(number(y + 4))\" role=\"img\" aria-labelledby=\"\(id)\">"
      + "<title id=\"\(id)\">\(HTMLText.escaped(title))</title>"
    return head + parts.joined() + "</svg>"
  }

  private func drawn(_ bar: Bar, left: Double, top: Double, scale: Double, largest: Double) -> [String] {
    let low = min(bar.from, bar.to)
    let length = max((max(bar.from, bar.to) - low) * scale, 0.8)
    let shift = isCentred ? (largest - (max(bar.from, bar.to) - low)) / 2 * scale : low * scale
    let x = left + shift
    let figure = HTMLText.escaped(bar.text)
    let rect =
      "<rect class=\"s\(bar.series)\" x=\"\(number(x))\" y=\"\(number(top))\" width=\"\(number(length))\" "
      + "height=\"\(number(Self.barHeight - 2))\"/>"
    return [rect, text(figure, x: x + length + 5, y: top + Self.barHeight - 4, "start")]
  }

  private func key() -> [String] {
    guard series.count > 1 else { return [] }
    var x = 8.0
    var parts: [String] = []
    for (place, name) in series.enumerated() {
      parts.append("<rect class=\"s\(place)\" x=\"\(number(x))\" y=\"4\" width=\"12\" height=\"12\"/>")
      parts.append(text(HTMLText.escaped(name), x: x + 17, y: 14, "start"))
      x += 17 + Double(displayWidth(name)) * Self.columnWidth + 22
    }
    return parts
  }

  private func text(_ escaped: String, x: Double, y: Double, _ anchor: String) -> String {
    "<text x=\"\(number(x))\" y=\"\(number(y))\" text-anchor=\"\(anchor)\">\(escaped)</text>"
  }

  /// One decimal, no locale.
  private func number(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    let sign = tenths < 0 ? "-" : ""
    return "\(sign)\(tenths.magnitude / 10).\(tenths.magnitude % 10)"
  }
}
