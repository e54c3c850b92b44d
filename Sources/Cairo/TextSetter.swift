internal import CCairo
internal import Features

/// Sets text with Pango, in Noto Sans CJK. Measures do not depend on the page's format: hinting is off.
final class TextSetter {
  /// Layout units in a millimetre, so that glyph positions are fine.
  static let units = 100.0
  private let library: CairoLibrary
  private let surface: CCairoSurfaceH
  private let context: CCairoContextH
  private let layout: CPangoLayoutH
  private let font: CPangoFontH

  struct Style: Hashable {
    var size: Double
    var isBold: Bool
    var width: Double?
  }

  private struct Key: Hashable {
    var text: String
    var style: Style
  }
  private var sizes: [Key: TextSize] = [:]

  init(_ library: CairoLibrary) throws(DataError) {
    self.library = library
    let table = library.table.pointee
    surface = table.cairo_image_surface_create(Int32(CCAIRO_FORMAT_RGB24), 1, 1)
    context = table.cairo_create(surface)
    layout = table.pango_cairo_create_layout(context)
    font = table.pango_font_description_new()
    let options = table.cairo_font_options_create()
    table.cairo_font_options_set_hint_style(options, Int32(CCAIRO_HINT_STYLE_NONE))
    table.cairo_font_options_set_hint_metrics(options, Int32(CCAIRO_HINT_METRICS_OFF))
    table.cairo_font_options_set_antialias(options, Int32(CCAIRO_ANTIALIAS_GRAY))
    let pango = table.pango_layout_get_context(layout)
    table.pango_cairo_context_set_font_options(pango, options)
    table.pango_context_set_round_glyph_positions(pango, 0)
    table.cairo_font_options_destroy(options)
    table.pango_font_description_set_family(font, "Noto Sans CJK SC, Noto Sans, sans-serif")
    prepare("国土 Land", Style(size: 3, isBold: false, width: nil))
    guard table.pango_layout_get_unknown_glyphs_count(layout) == 0 else {
      throw DataError(
        .output,
        code: CairoErrorCode.fonts.rawValue,
        found: "no font with Chinese characters",
        expected: "Noto Sans CJK",
        advice: "Install it: apt install fonts-noto-cjk"
      )
    }
  }

  deinit {
    let table = library.table.pointee
    table.pango_font_description_free(font)
    table.g_object_unref(layout)
    table.cairo_destroy(context)
    table.cairo_surface_destroy(surface)
  }

  private func prepare(_ text: String, _ style: Style) {
    let table = library.table.pointee
    table.pango_font_description_set_absolute_size(font, style.size * Self.units * Double(CPANGO_SCALE))
    table.pango_font_description_set_weight(font, style.isBold ? 700 : 400)
    table.pango_layout_set_font_description(layout, font)
    let width = style.width.map { Int32($0 * Self.units * Double(CPANGO_SCALE)) } ?? -1
    table.pango_layout_set_width(layout, width)
    table.pango_layout_set_wrap(layout, Int32(CPANGO_WRAP_WORD_CHAR))
    table.pango_layout_set_text(layout, text, -1)
  }

  func measure(_ text: String, _ style: Style) -> TextSize {
    let key = Key(text: text, style: style)
    if let known = sizes[key] { return known }
    prepare(text, style)
    var (width, height): (Int32, Int32) = (0, 0)
    library.table.pointee.pango_layout_get_size(layout, &width, &height)
    let unit = Double(CPANGO_SCALE) * Self.units
    let size = TextSize(width: Double(width) / unit, height: Double(height) / unit)
    sizes[key] = size
    return size
  }

  /// The lines that a text is broken into, and how far below its top the first one stands, mm.
  func lines(_ text: String, _ style: Style) -> (lines: [String], baseline: Double) {
    prepare(text, style)
    let table = library.table.pointee
    let baseline = Double(table.pango_layout_get_baseline(layout)) / (Double(CPANGO_SCALE) * Self.units)
    let bytes = Array(text.utf8)
    let count = table.pango_layout_get_line_count(layout)
    guard count > 1 else { return ([text], baseline) }
    let lines = (0..<count).compactMap { number -> String? in
      guard let line = table.pango_layout_get_line_readonly(layout, number) else { return nil }
      let (start, end) = (Int(line.pointee.start), Int(line.pointee.start) + Int(line.pointee.length))
      guard start >= 0, end <= bytes.count, start <= end else { return nil }
      return String(decoding: bytes[start..<end], as: UTF8.self)
    }
    return (lines, baseline)
  }

  /// Draws at the context's origin.
  func draw(_ text: String, _ style: Style, on target: CCairoContextH, outline: Bool) {
    prepare(text, style)
    let table = library.table.pointee
    table.cairo_scale(target, 1 / Self.units, 1 / Self.units)
    table.cairo_move_to(target, 0, 0)
    if outline {
      table.pango_cairo_layout_path(target, layout)
    } else {
      table.pango_cairo_show_layout(target, layout)
    }
  }
}

/// Extent of a text, mm.
public struct TextSize: Sendable, Hashable {
  /// From the first to the last character of the longest line, mm.
  public var width: Double
  /// Of all lines, mm.
  public var height: Double
}

extension Canvas {
  /// Which part of a text stands at the place it is given.
  public enum Anchor: Sendable {
    case leading, centre, trailing
  }

  /// The extent that ``draw(text:x:y:size:bold:anchor:colour:width:halo:rotation:)`` takes.
  public func measure(_ words: String, size: Double, bold: Bool = false, width: Double? = nil) -> TextSize {
    text.measure(words, TextSetter.Style(size: size, isBold: bold, width: width))
  }

  /// Sets a text whose box has its top at `y`.
  ///
  /// - Parameters:
  ///   - size: of the font, mm.
  ///   - width: where lines break; nil: never.
  ///   - halo: width of the white rim round it, mm; 0 for none.
  ///   - turned: reads upwards.
  @discardableResult
  public func draw(
    text words: String,
    x: Double,
    y: Double,
    size: Double,
    bold: Bool = false,
    anchor: Anchor = .leading,
    colour: Colour = .black,
    width: Double? = nil,
    halo: Double = 0,
    turned: Bool = false
  ) -> TextSize {
    let style = TextSetter.Style(size: size, isBold: bold, width: width)
    let extent = text.measure(words, style)
    let shift = anchor == .leading ? 0 : anchor == .centre ? extent.width / 2 : extent.width
    if writesText {
      let broken = text.lines(words, style)
      svgTexts.add(
        broken.lines.map { ($0, text.measure($0, TextSetter.Style(size: size, isBold: bold, width: nil)).width) },
        x: x,
        y: y,
        shift: shift,
        step: extent.height / Double(max(broken.lines.count, 1)),
        baseline: broken.baseline,
        SVGTexts.Look(size: size, isBold: bold, colour: colour, halo: halo, turned: turned)
      )
      return extent
    }
    if halo > 0 {
      place(x, y, shift, turned) {
        text.draw(words, style, on: context, outline: true)
        setColour(.white)
        setLine(halo * 2 * TextSetter.units)
        stroke()
      }
    }
    place(x, y, shift, turned) {
      setColour(colour)
      text.draw(words, style, on: context, outline: false)
    }
    return extent
  }

  private func place(_ x: Double, _ y: Double, _ shift: Double, _ turned: Bool, _ body: () -> Void) {
    saving {
      functions.cairo_translate(context, x, y)
      if turned { functions.cairo_rotate(context, -.pi / 2) }
      functions.cairo_translate(context, -shift, 0)
      body()
    }
    functions.cairo_new_path(context)
  }
}
