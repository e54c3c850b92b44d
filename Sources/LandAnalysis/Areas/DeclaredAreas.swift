public import Features
public import Geometry
public import LandModel

/// The unit of a declared-area field's figures, where none is written beside a figure.
public struct DeclaredFieldUnit: Sendable, Hashable {
  /// How the unit is known.
  public enum Origin: String, Sendable {
    /// The project or the user states it.
    case stated
    /// The ratio of declared to measured areas.
    case ratio
    /// The field's name, `面积亩`.
    case name
    /// Nothing tells: m².
    case assumed
  }

  /// The unit of the field.
  public let unit: AreaUnit
  /// How it is known.
  public let origin: Origin
  /// Features whose own ratio tells another unit, with it; empty where the stated unit is not what the ratios tell.
  public let others: [Int: AreaUnit]

  /// The unit that is stated, else what the field's name says, else what the ratio of most figures to the measured areas tells,
  /// else m²: as ``DeclaredAreaUnit`` has it.
  ///
  /// - Parameters:
  ///   - column: the declared areas.
  ///   - stated: what the project or the user says.
  ///   - measured: area of each feature in m², 0 where it has none; nil where nothing is measured.
  public init(of column: Column, stated: AreaUnit?, measured: [Double]?) {
    let declared = (0..<column.count).map { LayerCheck.declaredValue(column, $0) }
    let inferred = measured.map { DeclaredUnit.infer(declared: declared, measured: $0) }
    let byName = DeclaredUnit.unit(inName: column.field.name)
    if let stated {
      (unit, origin) = (stated, .stated)
    } else if let byName {
      (unit, origin) = (byName, .name)
    } else if let told = inferred?.unit {
      (unit, origin) = (told, .ratio)
    } else {
      (unit, origin) = (.squareMetre, .assumed)
    }
    let own = inferred?.unit == unit ? inferred?.others ?? [] : []
    others = Dictionary(own.map { ($0.feature, $0.unit) }) { first, _ in first }
  }

  /// The same for other features of the field: without those that are in a unit of their own.
  var ofField: DeclaredFieldUnit { DeclaredFieldUnit(unit: unit, origin: origin) }

  private init(unit: AreaUnit, origin: Origin) { (self.unit, self.origin, others) = (unit, origin, [:]) }

  /// The unit of one feature's figure.
  public func unit(of feature: Int) -> AreaUnit { others[feature] ?? unit }
}

/// What a layer's features declare as their areas: figures in the unit of the field, with a unit of their own (`72.5亩`), or in
/// m² and mu together (`48357.35（72.5360）`).
public struct DeclaredAreas: Sendable {
  /// The field's unit; nil where the layer has no such field.
  public let unit: DeclaredFieldUnit?
  /// Feature by feature, labelled with the basis; nil where it declares none that can be read.
  public let areas: [Area?]
  /// How the texts were read.
  public let reading: DeclaredReading

  /// Reads a layer's field of declared areas.
  ///
  /// - Parameters:
  ///   - layer: the register.
  ///   - column: the field; nil: the one that plays the part.
  ///   - measured: area of each feature in m², 0 where it has none, to tell the unit by; nil where nothing is measured.
  ///   - unit: the field's unit where it is known; nil: what the project states, else told by ratio, name, m².
  ///   - basis: what the areas are labelled with.
  public init(
    _ layer: LoadedLayer,
    field column: Column? = nil,
    measured: [Double]?,
    unit known: DeclaredFieldUnit? = nil,
    basis: AreaBasis
  ) {
    var reading = DeclaredReading()
    guard let column = column ?? layer.column(.declaredArea) else {
      (unit, areas, self.reading) = (nil, Array(repeating: nil, count: layer.count), reading)
      return
    }
    let unit = known ?? DeclaredFieldUnit(of: column, stated: layer.entry?.declaredUnit, measured: measured)
    areas = (0..<layer.count).map { feature in
      column.text(feature).flatMap {
        reading.area($0, in: unit.unit(of: feature), basis: basis, label: layer.label(of: feature))
      }
    }
    self.unit = unit
    self.reading = reading
  }
}
