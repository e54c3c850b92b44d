public import Features
public import Geometry
import LandModel
import LandReport

/// A map cut into sheets of one scale, row by row from the north-west, with an index.
public struct MapSeries: Sendable {
  /// One sheet of the series.
  public struct Sheet: Sendable {
    /// `A1`: row and column.
    public let name: String
    /// What it shows of the ground.
    public let ground: Box
    /// With its own title and layers.
    public let content: MapContent
  }

  /// In the order of their numbers.
  public let sheets: [Sheet]
  /// The whole, with the sheets' frames and names.
  public let index: MapContent
  /// True where the sheets are wider than high.
  public let landscape: Bool

  /// The share of a sheet that its neighbours show too.
  private static let overlap = 0.04
  /// More sheets than anybody wants by mistake.
  private static let most = 400

  /// - Throws: a `DataError` where there is nothing to draw, or the scale gives more than 400 sheets.
  public init(_ content: MapContent, _ renderer: MapRenderer) throws(DataError) {
    let extent = content.shownExtent
    landscape = renderer.landscape ?? true
    guard case .oneTo(let scale) = renderer.scale, !extent.isEmpty else {
      throw DataError(
        .input,
        code: MapErrorCode.empty.rawValue,
        found: "nothing to draw",
        expected: "features with coordinates",
        advice: "Check the source and --where"
      )
    }
    // A sheet that shows one point has the frame of all.
    var probe = content
    probe.extent = Box(minX: extent.midX, minY: extent.midY, maxX: extent.midX, maxY: extent.midY)
    let frame = try SheetLayout(probe, paper: renderer.paper, landscape: landscape, scale: renderer.scale).ground
    let (width, height) = (frame.width * (1 - Self.overlap), frame.height * (1 - Self.overlap))
    // Wrong coordinates may ask for more sheets than can be counted.
    func count(_ sheets: Double) -> Int { Int(min(max(sheets.rounded(.up), 1), 1e9)) }
    let (columns, rows) = (count(extent.width / width), count(extent.height / height))
    guard columns * rows <= Self.most else {
      throw DataError(
        .configuration,
        code: MapErrorCode.tooMany.rawValue,
        found: "\(columns * rows) sheets at 1:\(Int(scale))",
        expected: "at most \(Self.most)",
        advice: "Take a smaller scale or a larger paper",
        arguments: ["\(columns * rows)", "\(Int(scale))", "\(Self.most)"]
      )
    }
    let left = extent.midX - width * Double(columns) / 2
    let top = extent.midY + height * Double(rows) / 2
    var cells: [(name: String, row: Int, column: Int, box: Box)] = []
    for row in 0..<rows {
      for column in 0..<columns {
        let x = left + (Double(column) + 0.5) * width
        let y = top - (Double(row) + 0.5) * height
        let box = Box(
          minX: x - frame.width / 2,
          minY: y - frame.height / 2,
          maxX: x + frame.width / 2,
          maxY: y + frame.height / 2
        )
        guard Self.isDrawn(content, in: box) else { continue }
        cells.append((Self.letters(row) + "\(column + 1)", row, column, box))
      }
    }
    let names = Dictionary(uniqueKeysWithValues: cells.map { ([$0.row, $0.column], $0.name) })
    let total = cells.count
    let inset = Self.inset
    sheets = cells.enumerated().map { number, cell in
      var own = content
      own.extent = Box(minX: cell.box.midX, minY: cell.box.midY, maxX: cell.box.midX, maxY: cell.box.midY)
      own.subtitle = Phrase(
        zh: "第 \(cell.name) 幅（\(number + 1)/\(total)）",
        en: "Sheet \(cell.name) (\(number + 1) of \(total))"
      )
      let around: [(String, String, Int, Int)] = [
        ("北", "N", -1, 0), ("东", "E", 0, 1), ("南", "S", 1, 0), ("西", "W", 0, -1),
      ]
      let near = around.compactMap { direction in
        names[[cell.row + direction.2, cell.column + direction.3]].map { (direction.0, direction.1, $0) }
      }
      if !near.isEmpty {
        own.facts.append(
          (
            Phrase(zh: "接图表", en: "Neighbours"),
            Phrase(
              zh: near.map { "\($0.0) \($0.2)" }.joined(separator: "，"),
              en: near.map { "\($0.1) \($0.2)" }.joined(separator: ", ")
            )
          )
        )
      }
      own.inset = try? inset(content, cell.box)
      return Sheet(name: cell.name, ground: cell.box, content: own)
    }
    index = try Self.index(content, cells.map { ($0.name, $0.box) }, scale)
  }

  /// The whole in one tone, with a sheet's frame on it.
  static func inset(_ content: MapContent, around ground: Box) throws -> MapInset {
    let schemes = try MapSchemes.embedded()
    var layers: [MapLayer] = []
    for layer in content.panes.first?.layers ?? [] where !layer.isDetail {
      guard layer.classes.contains(where: { $0.style.fill != nil }) else { continue }
      var plain = layer
      plain.classes = [schemes.mapClass("inset", "block")]
      plain.classOf = layer.classOf.map { $0.map { _ in 0 } }
      layers.append(plain)
    }
    var builder = GeometryColumns.Builder()
    builder.add(box: ground)
    layers.append(MapLayer(builder.finish(), schemes.mapClass("inset", "frame")))
    var extent = content.shownExtent
    extent.extend(ground)
    return MapInset(layers: layers, extent: extent)
  }

  private static func isDrawn(_ content: MapContent, in box: Box) -> Bool {
    content.panes.flatMap(\.layers).contains { layer in
      (0..<layer.geometry.count).contains { layer.classOf[$0] != nil && layer.geometry.box(of: $0).intersects(box) }
    }
  }

  private static func letters(_ row: Int) -> String {
    let first = row / 26
    let letters = (0..<26).map { String(UnicodeScalar(UInt8(65 + $0))) }
    return (first > 0 ? letters[(first - 1) % 26] : "") + letters[row % 26]
  }

  private static func index(
    _ content: MapContent,
    _ cells: [(String, Box)],
    _ scale: Double
  ) throws(DataError) -> MapContent {
    var builder = GeometryColumns.Builder()
    for (_, box) in cells {
      builder.add(box: box)
    }
    let mapClass = try MapSchemes.embedded().mapClass("base", "sheet")
    var result = content
    for pane in result.panes.indices {
      for layer in result.panes[pane].layers.indices { result.panes[pane].layers[layer].labels = [] }
      result.panes[pane].layers.append(MapLayer(builder.finish(), mapClass, labels: cells.map { [$0.0] }))
    }
    result.extent = cells.reduce(Box.empty) { box, cell in
      var box = box
      box.extend(cell.1)
      return box
    }
    result.subtitle = Phrase(
      zh: "分幅索引：\(cells.count) 幅，1:\(Int(scale))",
      en: "Index of \(English.counted(cells.count, "sheet")) at 1:\(Int(scale))"
    )
    return result
  }
}

extension GeometryColumns.Builder {
  mutating func add(box: Box) {
    beginFeature(.polygon)
    beginPart()
    beginRing()
    for (x, y) in [
      (box.minX, box.minY), (box.maxX, box.minY), (box.maxX, box.maxY), (box.minX, box.maxY), (box.minX, box.minY),
    ] {
      add(x: x, y: y)
    }
    endRing()
    endPart()
    endFeature()
  }
}
