public import Geometry
public import LandReport

/// A class of features that are drawn alike, and have one line in the legend.
public struct MapClass: Sendable, Hashable {
  /// What features are assigned to the class by.
  public var key: String
  /// What people read.
  public var title: Phrase
  /// How its features are drawn.
  public var style: MapStyle
  /// True where the legend says how many there are in place of an area.
  public var isCounted = false

  /// A class of a map.
  public init(key: String, title: Phrase, style: MapStyle) {
    self.key = key
    self.title = title
    self.style = style
  }
}

/// The lines of a feature's label.
public typealias FeatureLabel = @Sendable (Int) -> [String]

/// Features with their classes. All layers of a map are in one plane system.
public struct MapLayer: Sendable {
  /// In the system of the map, metres.
  public var geometry: GeometryColumns
  /// In the order of the legend.
  public var classes: [MapClass]
  /// The class of each feature; nil: not drawn.
  public var classOf: [Int?]
  /// m² on the sheet's basis, for the legend; empty: the legend has no areas for the layer.
  public var areas: [Double]
  /// The land of each class in m², once however many features lie over it: the legend has these in place of sums of
  /// `areas` where all features of a class are on the sheet, and none where only some are. Empty: sums.
  public var classAreas: [Double] = []
  /// Lines of a feature's label, the most important first, empty for none; asked only where there may be room. Nil: no
  /// labels.
  public var label: FeatureLabel?
  /// How many times larger than others the letters of its labels are.
  public var labelEnlargement = 1.0
  /// How urgent the label of each feature is: what is urgent is placed before all else, and led out however small its
  /// feature. Empty: none is.
  public var labelUrgency: [Int] = []
  /// True for labels that say what the colours say too, as codes on patches: they stand in their features or nowhere, and
  /// all are left out where most would be.
  public var labelsRepeatColours = false
  /// True for labels that stand in the part of a feature that the frame shows.
  public var labelsInFrame = false
  /// The feature of the map's main layer that a feature belongs to, as a setback line to its parcel; a sheet of a block
  /// has those of its own. Empty, or nil: it belongs to the land.
  public var owners: [Int?] = []
  /// True for what only sheets of large scale show: an index leaves it out.
  public var isDetail = false
  /// Where a feature's symbol points to, degrees from north over east; empty: north.
  public var directions: [Double] = []

  /// A layer of a map; `classOf` gives each feature's class by its place in `classes`, nil: it is not drawn.
  public init(
    geometry: GeometryColumns,
    classes: [MapClass],
    classOf: [Int?],
    areas: [Double] = [],
    labels: [[String]] = []
  ) {
    self.geometry = geometry
    self.classes = classes
    self.classOf = classOf
    self.areas = areas
    label = Self.lookup(labels)
  }

  private static func lookup(_ labels: [[String]]) -> FeatureLabel? {
    if labels.isEmpty { return nil }
    return { feature in labels[feature] }
  }

  /// The labels of all features; empty: none.
  public var labels: [[String]] {
    get {
      guard let label else { return [] }
      return (0..<geometry.count).map { label($0) }
    }
    set { label = Self.lookup(newValue) }
  }

  /// A layer of one class.
  public init(_ geometry: GeometryColumns, _ mapClass: MapClass, areas: [Double] = [], labels: [[String]] = []) {
    self.init(
      geometry: geometry,
      classes: [mapClass],
      classOf: Array(repeating: 0, count: geometry.count),
      areas: areas,
      labels: labels
    )
  }
}

/// One map on the sheet; a sheet of several shows the same land in each.
public struct MapPane: Sendable {
  /// Above the pane; nil: nothing.
  public var title: Phrase?
  /// From the bottom up.
  public var layers: [MapLayer]
  /// True where panes show the same classes at different times: the legend sets their areas side by side.
  public var isState: Bool

  /// A pane of these layers, the lowest first.
  public init(title: Phrase? = nil, layers: [MapLayer], isState: Bool = false) {
    self.title = title
    self.layers = layers
    self.isState = isState
  }
}

/// What a sheet shows, before it has paper and scale.
public struct MapContent: Sendable {
  /// What people read.
  public var title: Phrase
  /// Below the title; nil: nothing.
  public var subtitle: Phrase?
  /// Side by side.
  public var panes: [MapPane]
  /// The lines of the title block: CRS, date, basis, source.
  public var facts: [(label: Phrase, value: Phrase)]
  /// What the legend's areas are of; nil: where they count land beyond the frame that is said.
  public var legendNote: Phrase?
  /// Sentences under them.
  public var notes: [Phrase]
  /// True where the data is made up, which the sheet then says.
  public var isSynthetic: Bool
  /// Metres in a unit of the coordinates.
  public var metresPerUnit: Double
  /// The day of the document, `YYYY-MM-DD`.
  public var date: String?
  /// Land to show; nil: all that is drawn.
  public var extent: Box?
  /// Rows of figures under the map.
  public var table: MapTable?
  /// A small map of where the sheet lies.
  public var inset: MapInset?
  /// How the legend is set.
  public var legendForm = LegendForm.list

  /// A map with its panes, and the facts that stand beside it.
  public init(
    title: Phrase,
    subtitle: Phrase? = nil,
    panes: [MapPane],
    facts: [(label: Phrase, value: Phrase)] = [],
    notes: [Phrase] = [],
    isSynthetic: Bool = false,
    metresPerUnit: Double = 1,
    date: String? = nil,
    extent: Box? = nil
  ) {
    self.title = title
    self.subtitle = subtitle
    self.panes = panes
    self.facts = facts
    self.notes = notes
    self.isSynthetic = isSynthetic
    self.metresPerUnit = metresPerUnit
    self.date = date
    self.extent = extent
  }

  /// The land to show, in the coordinates' unit.
  public var shownExtent: Box {
    if let extent { return extent }
    var box = Box.empty
    for layer in panes.flatMap(\.layers) { box.extend(layer.geometry.extent) }
    return box
  }
}
