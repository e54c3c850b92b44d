public import Features
import GEOS
import Geometry
import LandModel
import LandReport

/// A sheet for each block, and an index of them.
public struct BlockSeries: Sendable {
  /// What every sheet of the series shows.
  public let content: MapContent
  /// The blocks, one sheet each.
  public let blocks: MapBlocks
  /// The table of a block's features of the first pane's layers; nil: none.
  public var table: (@Sendable ([Int: Set<Int>]) -> MapTable?)?

  /// - Throws: a `DataError` where there are no blocks.
  public init(_ content: MapContent, _ blocks: MapBlocks) throws(DataError) {
    guard !blocks.blocks.isEmpty else {
      throw DataError(
        .input,
        code: MapErrorCode.noBlocks.rawValue,
        found: "no blocks: \(content.title.en)",
        expected: "parcel numbers with a hyphen (W03-01), a field, or a layer of zones",
        advice: "Name a field with --series-by FIELD, or --series-by zones",
        arguments: [content.title.zh]
      )
    }
    self.content = content
    self.blocks = blocks
  }

  /// The number of the block of a name.
  public func number(of name: String) throws(DataError) -> Int {
    if let found = blocks.blocks.firstIndex(where: { $0.name == name }) { return found }
    let names = blocks.blocks.prefix(12).map(\.name).joined(separator: ", ") + (blocks.blocks.count > 12 ? " …" : "")
    throw DataError(
      .configuration,
      code: MapErrorCode.unknownBlock.rawValue,
      found: "no block \(name)",
      expected: names,
      advice: "--series-by draws all of them and an index with their names",
      arguments: [name, names]
    )
  }

  /// Refuses a scale at which a block is larger than the paper.
  public func check(_ renderer: MapRenderer) throws(DataError) {
    guard case .oneTo(let scale) = renderer.scale else { return }
    for number in blocks.blocks.indices {
      var fitting = renderer
      fitting.scale = .fit
      let layout = try fitting.layout(sheet(number))
      guard layout.needed > scale * 1.0001 else { continue }
      let name = blocks.blocks[number].name
      let (stated, least) = ("\(Int(scale))", "\(Int(SheetLayout.round(up: layout.needed)))")
      throw DataError(
        .configuration,
        code: MapErrorCode.blockTooLarge.rawValue,
        found: "at 1:\(stated) block \(name) is larger than \(renderer.paper.rawValue)",
        expected: "1:\(least) or smaller",
        advice: "Take a larger --paper, a smaller --scale, or none: each sheet then has its own",
        arguments: [name, stated, renderer.paper.rawValue, least]
      )
    }
  }

  // MARK: Sheets

  /// The sheet of a block: its features in their colours, its neighbours named, the rest in outline.
  public func sheet(_ number: Int) -> MapContent {
    let block = blocks.blocks[number]
    var result = content
    for pane in result.panes.indices { result.panes[pane].layers = layers(content.panes[pane].layers, number) }
    let margin = 0.06 * max(block.box.width, block.box.height)
    result.extent = block.box.expanded(by: margin)
    result.subtitle = Phrase(
      zh: "\(block.name)（第 \(number + 1) 幅，共 \(blocks.blocks.count) 幅）",
      en: "\(block.name) (sheet \(number + 1) of \(blocks.blocks.count))"
    )
    let near = blocks.neighbours[number]
    if !near.isEmpty {
      let names = near.map { (blocks.blocks[$0.block].name, $0.direction) }
      result.facts.append(
        (
          Phrase(zh: "相邻图幅", en: "Neighbours"),
          Phrase(
            zh: names.map { "\($0.1.zh) \($0.0)" }.joined(separator: "，"),
            en: names.map { "\($0.1.en) \($0.0)" }.joined(separator: ", ")
          )
        )
      )
    }
    if let table { result.table = table(block.members) }
    result.inset = inset(number)
    return result
  }

  private func layers(_ layers: [MapLayer], _ number: Int) -> [MapLayer] {
    let block = blocks.blocks[number]
    var result: [MapLayer] = []
    guard let schemes = try? MapSchemes.embedded() else { return layers }
    var hasNeighbours = false
    for (place, layer) in layers.enumerated() {
      var own = layer
      if let members = block.members[place] {
        let others = blocks.blocks.reduce(into: Set<Int>()) { $0.formUnion($1.members[place] ?? []) }
        var outside = layer
        outside.classes = [schemes.mapClass("sheet", "outside")]
        outside.classOf = layer.classOf.indices.map { layer.classOf[$0] != nil && !others.contains($0) ? 0 : nil }
        outside.label = nil
        outside.areas = []
        result.append(outside)
        if !hasNeighbours, let near = neighbours(number, schemes) {
          result.append(near)
          hasNeighbours = true
        }
        own.classOf = layer.classOf.indices.map { members.contains($0) ? layer.classOf[$0] : nil }
      } else if !layer.owners.isEmpty {
        let members = block.members.values.reduce(into: Set<Int>()) { $0.formUnion($1) }
        own.classOf = layer.classOf.indices.map { feature in
          guard let owner = layer.owners[feature] else { return layer.classOf[feature] }
          return members.contains(owner) ? layer.classOf[feature] : nil
        }
      }
      result.append(own)
    }
    if let outline = Self.layer([block.shape], schemes.mapClass("sheet", "member")) { result.append(outline) }
    return result
  }

  /// The other blocks, each with its name on it.
  private func neighbours(_ number: Int, _ schemes: MapSchemes) -> MapLayer? {
    let others = blocks.blocks.indices.filter { $0 != number }
    let window = blocks.blocks[number].box.expanded(
      by: max(blocks.blocks[number].box.width, blocks.blocks[number].box.height)
    )
    var shapes: [Shape] = []
    var names: [[String]] = []
    for other in others where blocks.blocks[other].box.intersects(window) {
      shapes.append(blocks.blocks[other].shape)
      names.append([blocks.blocks[other].name])
    }
    guard var layer = Self.layer(shapes, schemes.mapClass("sheet", "neighbour")) else { return nil }
    layer.labels = names
    layer.labelEnlargement = 1.5
    layer.labelsInFrame = true
    return layer
  }

  private static func layer(_ shapes: [Shape], _ mapClass: MapClass) -> MapLayer? {
    guard !shapes.isEmpty else { return nil }
    var builder = GeometryColumns.Builder()
    for shape in shapes { guard (try? builder.append(shape)) != nil else { return nil } }
    return MapLayer(builder.finish(), mapClass)
  }

  private func inset(_ number: Int) -> MapInset? {
    guard let schemes = try? MapSchemes.embedded() else { return nil }
    let shapes = blocks.blocks.map(\.shape)
    guard let all = Self.layer(shapes, schemes.mapClass("inset", "block")),
      let focus = Self.layer([shapes[number]], schemes.mapClass("inset", "focus"))
    else { return nil }
    return MapInset(layers: [all, focus], extent: all.geometry.extent)
  }

  // MARK: Index

  /// The whole with the blocks' outlines and names.
  public func index() -> MapContent {
    var result = content
    guard let schemes = try? MapSchemes.embedded() else { return result }
    for pane in result.panes.indices {
      for layer in result.panes[pane].layers.indices { result.panes[pane].layers[layer].label = nil }
      result.panes[pane].layers.removeAll { $0.isDetail }
      if var outlines = Self.layer(blocks.blocks.map(\.shape), schemes.mapClass("base", "sheet")) {
        outlines.labels = blocks.blocks.map { [$0.name] }
        outlines.labelEnlargement = 1.4
        result.panes[pane].layers.append(outlines)
      }
    }
    result.table = nil
    result.notes = []
    result.subtitle = Phrase(
      zh: "图幅索引：\(blocks.blocks.count) 幅，按街区",
      en: "Index of \(English.counted(blocks.blocks.count, "sheet")), one a block"
    )
    return result
  }
}
