public import Geometry
public import LandReport

/// Figures under the map: the indicators of a sheet's parcels, a ranking, a list of findings.
public struct MapTable: Sendable {
  /// A column of the table beside a map.
  public struct Column: Sendable {
    /// At its head.
    public var title: Phrase
    /// True where its cells stand at the trailing side.
    public var isNumber: Bool

    /// A column with its head.
    public init(_ title: Phrase, isNumber: Bool = false) {
      self.title = title
      self.isNumber = isNumber
    }
  }

  /// At its head.
  public var title: Phrase
  /// From left to right.
  public var columns: [Column]
  /// A cell for each column.
  public var rows: [[Phrase]]
  /// What helps where not all rows fit.
  public var advice: Phrase?

  /// A table beside a map.
  public init(title: Phrase, columns: [Column], rows: [[Phrase]]) {
    self.title = title
    self.columns = columns
    self.rows = rows
  }
}

/// A small map in the margin that shows where the sheet lies.
public struct MapInset: Sendable {
  /// From the bottom up; classes are drawn, labels are not.
  public var layers: [MapLayer]
  /// The land that the inset shows, in the coordinates' unit.
  public var extent: Box

  /// The part of these layers within an extent of the ground.
  public init(layers: [MapLayer], extent: Box) {
    self.layers = layers
    self.extent = extent
  }
}

/// How the legend states areas.
public enum LegendForm: Sendable {
  /// Hectares behind each class.
  case list
  /// Hectares and mu, with bars that fall from the whole to what is left: the classes in their order, the last is the
  /// rest. `whole` in m².
  case waterfall(whole: Double, title: Phrase)
}
