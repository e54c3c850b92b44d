public import Cairo
public import Features
import Geometry
public import LandReport

/// Draws a sheet.
public struct MapRenderer: Sendable {
  public var paper = Paper.a4
  /// Nil: whichever shows the land larger.
  public var landscape: Bool?
  public var scale = MapScale.fit
  /// Dots in an inch, for PNG.
  public var resolution = 150.0
  public var drawsLabels = true
  public var language: Language

  public init(language: Language) { self.language = language }

  /// A drawn sheet.
  public struct Sheet: Sendable {
    public let bytes: [UInt8]
    public let layout: SheetLayout
    public let legend: Legend
    /// Labels of the first map, and how many found no room on all.
    public let labels: [PlacedLabel]
    public let omittedLabels: Int
  }

  /// - Throws: a `DataError` where there is nothing to draw, the land does not fit at a stated scale, or Cairo or its
  ///   fonts are missing.
  public func draw(_ content: MapContent, as format: Canvas.Format) throws(DataError) -> Sheet {
    let layout = try SheetLayout(content, paper: paper, landscape: landscape, scale: scale)
    let canvas = try Canvas(
      format,
      width: layout.width,
      height: layout.height,
      resolution: resolution,
      title: content.title[language],
      date: content.date
    )
    let shown = content.panes.map { pane in pane.layers.map { LayerDrawing.shown($0, in: layout.ground) } }
    let legend = Legend(content, shown: shown)
    var placed: [[PlacedLabel]] = []
    var omitted = 0
    for (number, pane) in content.panes.enumerated() {
      let (labels, left) = map(pane, shown[number], number, layout, canvas)
      placed.append(labels)
      omitted += left
    }
    let furniture = SheetFurniture(canvas: canvas, layout: layout, content: content, language: language)
    furniture.title()
    var notes = omitted > 0 ? [Self.omitted(omitted)] : []
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

  private static func omitted(_ count: Int) -> Phrase {
    Phrase(zh: "有 \(count) 处注记在此比例尺下放不下，未注", en: "\(count) labels find no room at this scale")
  }

  private func map(
    _ pane: MapPane,
    _ shown: [[[Int]]],
    _ number: Int,
    _ layout: SheetLayout,
    _ canvas: Canvas
  ) -> ([PlacedLabel], Int) {
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
    let size = 2.0 * k
    var inner = frame.expanded(by: -0.8 * k)
    if pane.title != nil { inner.minY += 6 * k }
    var placement = LabelPlacement(frame: inner, lineHeight: size * 1.3) {
      canvas.measure($0, size: size).width + 0.4 * k
    }
    if drawsLabels { placement.place(wishes(pane, layout, projection)) }
    draw(placement.placed, canvas, size)
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
    return (placement.placed, placement.omitted)
  }

  private func wishes(_ pane: MapPane, _ layout: SheetLayout, _ projection: SheetProjection) -> [LabelPlacement.Wish] {
    let ground = layout.ground
    var wishes: [LabelPlacement.Wish] = []
    for layer in pane.layers {
      guard let label = layer.label else { continue }
      for feature in 0..<layer.geometry.count where layer.classOf[feature] != nil {
        let box = layer.geometry.box(of: feature)
        // No circle of a millimetre fits: no label either, and no work.
        guard box.intersects(ground), min(box.width, box.height) * projection.millimetresPerUnit > 1,
          case let lines = label(feature), !lines.isEmpty,
          let circle = InteriorCircle(layer.geometry, feature: feature)
        else { continue }
        let edges = PolygonEdges(layer.geometry, largestPartOf: feature)
        wishes.append(
          LabelPlacement.Wish(
            lines: lines.map { PlainText.line($0, limit: 40) },
            x: projection.x(circle.x),
            y: projection.y(circle.y),
            radius: circle.radius * projection.millimetresPerUnit,
            holds: { edges.holds(projection.ground($0)) }
          )
        )
      }
    }
    return wishes
  }

  private func draw(_ labels: [PlacedLabel], _ canvas: Canvas, _ size: Double) {
    for label in labels {
      guard let anchor = label.anchor else { continue }
      canvas.setColour(.black)
      canvas.setLine(size * 0.06)
      canvas.move(anchor.x, anchor.y)
      let box = label.box
      canvas.line(min(max(anchor.x, box.minX), box.maxX), min(max(anchor.y, box.minY), box.maxY))
      canvas.stroke()
      canvas.circle(anchor.x, anchor.y, size * 0.14)
      canvas.fill()
    }
    for label in labels {
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

extension SheetProjection {
  /// The ground under a box on the sheet.
  func ground(_ box: Box) -> Box {
    Box(
      minX: midX + (box.minX - originX) / millimetresPerUnit,
      minY: midY - (box.maxY - originY) / millimetresPerUnit,
      maxX: midX + (box.maxX - originX) / millimetresPerUnit,
      maxY: midY - (box.minY - originY) / millimetresPerUnit
    )
  }
}
