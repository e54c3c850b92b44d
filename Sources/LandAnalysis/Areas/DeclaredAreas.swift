public import Features
public import Geometry
public import LandModel

/// What a layer's features declare as their areas: figures in the unit of the field, with a unit of their own (`72.5亩`), or in
/// m² and mu together (`48357.35（72.5360）`).
public struct DeclaredAreas: Sendable {
  /// The field's unit; nil where the layer has no such field.
  public let unit: DeclaredAreaUnit?
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
  ///   - known: the field's unit where it is known; nil: what the project states, else told by name, ratio, m².
  ///   - basis: what the areas are labelled with.
  public init(
    _ layer: LoadedLayer,
    field column: Column? = nil,
    measured: [Double]?,
    unit known: DeclaredAreaUnit? = nil,
    basis: AreaBasis
  ) {
    var reading = DeclaredReading()
    guard let column = column ?? layer.column(.declaredArea) else {
      (unit, areas, self.reading) = (nil, Array(repeating: nil, count: layer.count), reading)
      return
    }
    let unit =
      known ?? DeclaredAreaUnit(stated: layer.entry?.declaredUnit, column: column, measured: measured ?? [])
    areas = (0..<layer.count).map { feature in
      column.text(feature).flatMap {
        reading.area($0, in: unit.unit, basis: basis, label: layer.label(of: feature))
      }
    }
    self.unit = unit
    self.reading = reading
  }
}
