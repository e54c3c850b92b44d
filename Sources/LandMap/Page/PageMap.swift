import Geometry
public import LandReport

/// A map to stand in a page: what it shows, and to which rows of which tables its shapes belong.
public struct PageMap: Sendable {
  /// A layer and the rows of its features. Features of one class with the same rows are one shape.
  public struct Layer: Sendable {
    /// What is drawn.
    public var layer: MapLayer
    /// The rows that a feature stands in, the one to go to first; empty: none. An empty list: no feature has any.
    public var rows: [[PageFigure.Row]]
    /// True where the layer's labels are written on the map.
    public var isLabelled: Bool
    /// True for a layer that helps to find one's way: it neither sets the extent nor is it counted in the legend.
    public var isContext: Bool

    /// A layer of a page's map, and the rows of the table that its features stand in.
    public init(
      _ layer: MapLayer,
      rows: [[PageFigure.Row]] = [],
      isLabelled: Bool = false,
      isContext: Bool = false
    ) {
      self.layer = layer
      self.rows = rows
      self.isLabelled = isLabelled
      self.isContext = isContext
    }
  }

  /// The table in whose section the map stands.
  public var table: String
  /// Above the map.
  public var title: Phrase
  /// From the bottom up.
  public var layers: [Layer]
  /// Metres in a unit of the coordinates; nil: the coordinates are degrees.
  public var metresPerUnit: Double?

  /// A map beside the table of this name.
  public init(table: String, title: Phrase, layers: [Layer], metresPerUnit: Double?) {
    self.table = table
    self.title = title
    self.layers = layers
    self.metresPerUnit = metresPerUnit
  }

  /// The same as a part of a larger document, whose tables have this prefix.
  public func inSection(_ section: String, _ heading: Phrase) -> PageMap {
    var result = self
    result.table = "\(section):\(table)"
    result.title = Phrase(zh: "\(heading.zh)：\(title.zh)", en: "\(heading.en): \(title.en)")
    result.layers = layers.map { layer in
      var layer = layer
      layer.rows = layer.rows.map { rows in rows.map { .init("\(section):\($0.table)", $0.number) } }
      return layer
    }
    return result
  }

  /// Land that the map shows: that of its subject with a margin.
  var extent: Box {
    var box = Box.empty
    for layer in layers where !layer.isContext {
      for feature in 0..<layer.layer.geometry.count where layer.layer.classOf[feature] != nil {
        box.extend(layer.layer.geometry.box(of: feature))
      }
    }
    guard !box.isEmpty else { return box }
    return box.expanded(by: max(box.width, box.height, metresPerUnit == nil ? 1e-4 : 10) * 0.04)
  }
}
