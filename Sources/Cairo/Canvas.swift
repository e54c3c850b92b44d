internal import CCairo
public import Features

/// A page to draw on, in millimetres from its upper left corner, x to the right and y down. One page, one format.
public final class Canvas {
  /// What the page is written as.
  public enum Format: String, Sendable, CaseIterable {
    case png, svg, pdf
  }

  /// Takes what Cairo writes.
  private final class Sink {
    var bytes: [UInt8] = []
  }

  let library: CairoLibrary
  var functions: CCairoTable { library.table.pointee }
  let context: CCairoContextH
  private let surface: CCairoSurfaceH
  private let format: Format
  private let sink = Sink()
  let text: TextSetter
  /// True for an SVG whose text is written as text: Cairo draws outlines of letters there.
  let writesText: Bool
  var svgTexts = SVGTexts()

  /// - Parameters:
  ///   - width: of the page, mm.
  ///   - height: of the page, mm.
  ///   - resolution: dots in an inch, for PNG.
  ///   - title: of the document, in a PDF.
  ///   - date: of the document as PDF states it, `YYYY-MM-DD`; never today's, so that the same input gives the same bytes.
  ///   - outlines: of letters in an SVG, in place of text that can be searched and changed and needs the reader's fonts.
  /// - Throws: `map.cairo-missing`, `map.fonts-missing`.
  public init(
    _ format: Format,
    width: Double,
    height: Double,
    resolution: Double,
    title: String,
    date: String?,
    outlines: Bool = false
  ) throws(DataError) {
    writesText = format == .svg && !outlines
    library = try CairoLibrary.shared()
    // First what can fail: nothing of Cairo's is held yet.
    text = try TextSetter(library)
    self.format = format
    let table = library.table.pointee
    let closure = Unmanaged.passUnretained(sink).toOpaque()
    let points = 72 / 25.4
    let dots = resolution / 25.4
    switch format {
    case .png:
      surface = table.cairo_image_surface_create(
        Int32(CCAIRO_FORMAT_RGB24),
        Int32((width * dots).rounded()),
        Int32((height * dots).rounded())
      )
    case .pdf:
      surface = table.cairo_pdf_surface_create_for_stream(Canvas.write, closure, width * points, height * points)
      table.cairo_pdf_surface_set_metadata(surface, Int32(CCAIRO_PDF_TITLE), title)
      table.cairo_pdf_surface_set_metadata(surface, Int32(CCAIRO_PDF_CREATOR), "LandPlan")
      table.cairo_pdf_surface_set_metadata(
        surface,
        Int32(CCAIRO_PDF_CREATE_DATE),
        (date ?? "2000-01-01") + "T00:00:00Z"
      )
    case .svg:
      surface = table.cairo_svg_surface_create_for_stream(Canvas.write, closure, width * points, height * points)
    }
    context = table.cairo_create(surface)
    let unit = format == .png ? dots : points
    table.cairo_scale(context, unit, unit)
    table.cairo_set_line_join(context, Int32(CCAIRO_ROUND))
    if format == .png { table.cairo_set_antialias(context, Int32(CCAIRO_ANTIALIAS_FAST)) }
    setColour(.white)
    table.cairo_paint(context)
  }

  deinit {
    functions.cairo_destroy(context)
    functions.cairo_surface_destroy(surface)
  }

  private static let write: CCairoWrite = { closure, data, length in
    guard let closure, let data else { return 0 }
    let sink = Unmanaged<Sink>.fromOpaque(closure).takeUnretainedValue()
    sink.bytes.append(contentsOf: UnsafeBufferPointer(start: data, count: Int(length)))
    return 0
  }

  /// The finished page. Nothing can be drawn after.
  /// - Throws: `map.cairo-failed` with Cairo's words, for example where a PNG would be too large.
  public func finish() throws(DataError) -> [UInt8] {
    var status = functions.cairo_status(context)
    if status == 0 {
      switch format {
      case .png:
        let closure = Unmanaged.passUnretained(sink).toOpaque()
        status = functions.cairo_surface_write_to_png_stream(surface, Canvas.write, closure)
      case .pdf, .svg:
        functions.cairo_show_page(context)
        functions.cairo_surface_finish(surface)
        status = functions.cairo_surface_status(surface)
      }
    }
    guard status == 0 else {
      let words = String(cString: functions.cairo_status_to_string(status))
      throw DataError(
        .output,
        code: CairoErrorCode.failed.rawValue,
        found: "Cairo could not draw the page: \(words)",
        expected: "",
        advice: "Take a smaller paper or fewer dots (--dpi)",
        arguments: [words]
      )
    }
    return writesText ? svgTexts.joined(to: sink.bytes) : sink.bytes
  }

  // MARK: Paths

  /// The colour of what is drawn from here on.
  public func setColour(_ colour: Colour) {
    functions.cairo_set_source_rgba(context, colour.red, colour.green, colour.blue, colour.alpha)
  }

  /// Width and dashes in mm.
  public func setLine(_ width: Double, dash: [Double] = []) {
    functions.cairo_set_line_width(context, width)
    functions.cairo_set_dash(context, dash, Int32(dash.count), 0)
  }

  /// Begins a path at a point; all coordinates are millimetres from the upper left corner, y downwards.
  public func move(_ x: Double, _ y: Double) { functions.cairo_move_to(context, x, y) }
  /// A straight line from where the path is.
  public func line(_ x: Double, _ y: Double) { functions.cairo_line_to(context, x, y) }
  /// A straight line back to where the path began.
  public func close() { functions.cairo_close_path(context) }
  /// Adds a rectangle to the path.
  public func rectangle(_ x: Double, _ y: Double, _ width: Double, _ height: Double) {
    functions.cairo_rectangle(context, x, y, width, height)
  }
  /// Adds a circle to the path.
  public func circle(_ x: Double, _ y: Double, _ radius: Double) {
    functions.cairo_new_sub_path(context)
    functions.cairo_arc(context, x, y, radius, 0, 2 * .pi)
  }

  /// Each of these takes up the path.
  public func fill() { functions.cairo_fill(context) }
  /// Draws the line of the path, and ends it.
  public func stroke() { functions.cairo_stroke(context) }
  /// Keeps what is drawn from here on within the path, and ends it.
  public func clip() { functions.cairo_clip(context) }

  /// Runs `body`, after which clip, colour and lines are as before.
  public func saving(_ body: () -> Void) {
    functions.cairo_save(context)
    body()
    functions.cairo_restore(context)
  }
}
