public import Cairo
public import Features
import Geometry
public import LandReport

/// Draws a sheet.
public struct MapRenderer: Sendable {
  /// The sheet.
  public var paper = Paper.a4
  /// Nil: whichever shows the land larger.
  public var landscape: Bool?
  /// One that is stated, or the largest that fits.
  public var scale = MapScale.fit
  /// Dots in an inch, for PNG.
  public var resolution = 150.0
  /// False leaves out the names of parcels.
  public var drawsLabels = true
  /// Letters in an SVG as outlines, which need no font where they are read and cannot be searched.
  public var outlines = false
  /// Of everything written on the sheet.
  public var language: Language

  /// The usual choices in a language.
  public init(language: Language) { self.language = language }

  func layout(_ content: MapContent) throws(DataError) -> SheetLayout {
    try SheetLayout(content, paper: paper, landscape: landscape, scale: scale, language: language)
  }

  /// A drawn sheet.
  public struct Sheet: Sendable {
    /// The file.
    public let bytes: [UInt8]
    /// Where things stand on the sheet.
    public let layout: SheetLayout
    /// As drawn.
    public let legend: Legend
    /// Labels of the first map, and the first lines of those that found no room on all.
    public let labels: [PlacedLabel]
    /// Names of parcels that had no room.
    public let omittedLabels: [String]
  }

  /// - Throws: a `DataError` where there is nothing to draw, the land does not fit at a stated scale, or Cairo or its
  ///   fonts are missing.
  public func draw(_ content: MapContent, as format: Canvas.Format) throws(DataError) -> Sheet {
    let layout = try layout(content)
    let canvas = try Canvas(
      format,
      width: layout.width,
      height: layout.height,
      resolution: resolution,
      title: content.title[language],
      date: content.date,
      outlines: outlines
    )
    let shown = content.panes.map { pane in pane.layers.map { LayerDrawing.shown($0, in: layout.ground) } }
    let legend = Legend(content, shown: shown, ground: layout.ground)
    var placed: [[PlacedLabel]] = []
    var omitted: [String] = []
    for (number, pane) in content.panes.enumerated() {
      let (labels, left) = map(pane, shown[number], number, layout, canvas)
      placed.append(labels)
      omitted += left
    }
    let furniture = SheetFurniture(canvas: canvas, layout: layout, content: content, language: language)
    furniture.title()
    if let table = content.table, let room = layout.table, let arranged = layout.tableLayout {
      let drawing = TableDrawing(
        canvas: canvas,
        table: table,
        layout: arranged,
        language: language,
        enlargement: layout.enlargement
      )
      drawing.draw(room)
    }
    var notes = omitted.isEmpty ? [] : [Self.omitted(omitted)]
    let isDense = shown.joined().contains { features in
      LayerDrawing.isTooDense(features.reduce(0) { $0 + $1.count }, layout.frames[0])
    }
    if isDense { notes.append(Self.withoutLines) }
    furniture.panel(legend, notes: notes)
    return Sheet(
      bytes: try canvas.finish(),
      layout: layout,
      legend: legend,
      labels: placed.first ?? [],
      omittedLabels: omitted
    )
  }

  private static let withoutLines = Phrase(
    zh: "地块过密，此比例尺下不绘地块界线",
    en: "Parcels are too dense at this scale for their lines to be drawn"
  )

  /// How many labels are missing and of what, as far as a line holds them.
  static func omitted(_ labels: [String]) -> Phrase {
    // One name that many features have is told once.
    var counts: [String: Int] = [:]
    var order: [String] = []
    for label in labels {
      counts[label, default: 0] += 1
      if counts[label] == 1 { order.append(label) }
    }
    let names = order.prefix(8).map { name in
      let count = counts[name] ?? 1
      return PlainText.line(name, limit: 20) + (count > 1 ? " ×\(count)" : "")
    }.joined(separator: ", ")
    let more = order.count > 8 ? " …" : ""
    return Phrase(
      zh: "\(labels.count) 处注记在此比例尺下放不下，未注：\(names)\(more)",
      en: "Labels that find no room at this scale: \(labels.count) (\(names)\(more))"
    )
  }

  private func map(
    _ pane: MapPane,
    _ shown: [[[Int]]],
    _ number: Int,
    _ layout: SheetLayout,
    _ canvas: Canvas
  ) -> ([PlacedLabel], [String]) {
    let frame = layout.frames[number]
    let projection = layout.projection(number)
    let k = layout.enlargement
    canvas.saving {
      canvas.rectangle(frame.minX, frame.minY, frame.width, frame.height)
      canvas.clip()
      for (layer, features) in zip(pane.layers, shown) {
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
    GridDrawing(canvas: canvas, layout: layout).draw(number)
    let labels = placement(pane, shown, layout, number, canvas)
    draw(labels.placed, canvas)
    if let title = pane.title {
      canvas.draw(
        text: PlainText.line(title[language]),
        x: frame.minX + 1.5 * k,
        y: frame.minY + 0.8 * k,
        size: 3.2 * k,
        bold: true,
        halo: 0.5 * k
      )
    }
    return (labels.placed, labels.omitted)
  }

  private func placement(
    _ pane: MapPane,
    _ shown: [[[Int]]],
    _ layout: SheetLayout,
    _ number: Int,
    _ canvas: Canvas
  ) -> LabelPlacement {
    let (k, frame, projection) = (layout.enlargement, layout.frames[number], layout.projection(number))
    var inner = frame.expanded(by: -0.8 * k)
    if pane.title != nil { inner.minY += 6 * k }
    var placement = LabelPlacement(frame: inner, sizes: .standard(k)) { canvas.measure($0, size: 1).width }
    guard drawsLabels else { return placement }
    let wishes = LabelWishes(pane, layout, projection)
    guard !wishes.wishes.isEmpty else { return placement }
    for box in wishes.symbols { placement.reserve(box) }
    // Many features leave no empty land worth the search.
    if shown.joined().reduce(0, { $0 + $1.count }) < 20_000 {
      let drawn = wishes.drawnLand(inner, cell: 1.5 * k)
      placement.isEmpty = { drawn.isEmpty($0) }
    }
    var wanted = wishes.wishes
    let repeating = wanted.filter(\.repeatsColour)
    if !repeating.isEmpty {
      // Codes on a few of the patches only would look as if the others had none.
      var trial = placement
      trial.place(repeating)
      if trial.placed.count * 2 < wishes.repeating { wanted.removeAll { $0.repeatsColour } }
    }
    placement.place(wanted)
    return placement
  }

  private func draw(_ labels: [PlacedLabel], _ canvas: Canvas) {
    for label in labels {
      guard let anchor = label.anchor else { continue }
      let size = label.size
      canvas.setColour(.black)
      canvas.setLine(size * 0.06)
      canvas.move(anchor.x, anchor.y)
      let box = label.box
      canvas.line(min(max(anchor.x, box.minX), box.maxX), min(max(anchor.y, box.minY), box.maxY))
      canvas.stroke()
      if label.isAtSymbol { continue }
      canvas.circle(anchor.x, anchor.y, size * 0.14)
      canvas.fill()
    }
    for label in labels {
      let size = label.size
      let step = label.box.height / Double(label.lines.count)
      for (number, line) in label.lines.enumerated() {
        let height = canvas.measure(line, size: size).height
        canvas.draw(
          text: line,
          x: label.box.midX,
          y: label.box.minY + Double(number) * step + (step - height) / 2,
          size: size,
          anchor: .centre,
          halo: size * 0.14
        )
      }
    }
  }
}
