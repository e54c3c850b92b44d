public import AreaAccount
public import Features
public import Geometry

/// A layer that subjects are split by, with the names of its classes.
public struct AccountLayer: Sendable {
  /// Column name in the result.
  public let name: String
  /// The layer's polygons as the engine has them, with their classes.
  public let overlay: OverlayLayer
  /// The class names by index, in order of their Unicode scalars.
  public let classNames: [String]
  /// The class of each feature, by index; -1 for none.
  public let classes: [Int32]
  /// Features without a class (null in the field); their land counts as none.
  public let unclassified: Int

  /// Indexes a layer by a field; `field` nil makes every feature a class of its own, named by its label.
  public init(name: String, _ layer: Layer, field: Column?) {
    self.name = name
    let names = (0..<layer.count).map { feature in
      field.map { $0.text(feature) } ?? layer.label(of: feature)
    }
    let sorted = Set(names.compactMap { $0 }).sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
    let numbers = Dictionary(uniqueKeysWithValues: zip(sorted, sorted.indices.map { Int32($0) }))
    classNames = sorted
    unclassified = names.lazy.filter { $0 == nil }.count
    classes = names.map { $0.flatMap { numbers[$0] } ?? -1 }
    overlay = OverlayLayer(layer.geometry, classes: classes)
  }

  /// How a set of classes is written: `a+b`, empty for none.
  public func text(_ classes: [Int32]) -> String {
    classes.map { classNames[Int($0)] }.joined(separator: "+")
  }
}

/// The area account of a layer over other layers: `landplan account`.
public struct LandAccount: Sendable {
  /// In the order of the columns.
  public let layers: [AccountLayer]
  /// Splits subjects by all layers at once, in the plane.
  public let engine: AccountEngine

  /// An account over layers; `mode` says what becomes of land that lies in several classes of one layer.
  public init(layers: [AccountLayer], mode: AccountEngine.OverlapMode) {
    self.layers = layers
    engine = AccountEngine(overlays: layers.map(\.overlay), mode: mode)
  }

  /// Accounts one batch of subjects. `basisAreas` gives each subject's area in m² on the basis asked for; nil leaves
  /// plane areas. With `pieces`, rows of large subjects are measured where they lie; without, a subject's area is shared in
  /// proportion to plane areas.
  public func account(
    _ subjects: GeometryColumns,
    basisAreas: [Double]?,
    pieces: PieceMeasure? = nil,
    threads: Int? = nil,
    progress: (@Sendable (Int) -> Void)? = nil,
    isCancelled: (@Sendable () -> Bool)? = nil
  ) throws -> (batch: AccountBatch, areas: [Double]) {
    let batch = try engine.account(subjects, threads: threads, progress: progress, isCancelled: isCancelled)
    guard let basisAreas else { return (batch, batch.areas) }
    var areas = batch.areas(sharing: basisAreas)
    try pieces?.correct(&areas, batch, subjects, basis: basisAreas)
    return (batch, areas)
  }
}
