import Features
public import Geometry
public import LandModel

/// One version of a plan, ready to be compared: its polygons, what names them, and their areas on the chosen basis.
public struct PlanState: Sendable {
  /// What people call the version.
  public let title: LocalizedText
  /// The parcels' polygons, in a plane system.
  public let geometry: GeometryColumns
  /// What people call each parcel.
  public let labels: [String]
  /// Land-use codes as written; nil where there is none.
  public let codes: [String?]
  /// Area of each parcel in m² on ``basis``, not rounded.
  public let areas: [Double]
  /// Basis of ``areas``.
  public let basis: AreaBasis
  /// By quantity, where the layer has the field.
  public let indicators: [IndicatorQuantity: IndicatorColumn]
  /// Facilities as written, with their capacity where the layer states one.
  public let facilities: [String?]
  /// 设施规模 of each parcel as written; nil where there is none.
  public let capacities: [String?]

  /// Number of parcels.
  public var count: Int { geometry.count }

  /// A version of a plan from its layer.
  ///
  /// - Parameters:
  ///   - layer: the parcels of the plan.
  ///   - code: the field of land-use codes; nil: the one that plays the part.
  ///   - id: the field of names; nil: the one that plays the part.
  ///   - areas: of each feature in m² on the basis.
  ///   - basis: the one that the areas are on.
  ///   - plotRatioScale: the scale of plot ratios written as bare numbers; nil: told by their size.
  /// - Throws: a `DataError` for a field that the layer does not have.
  public init(
    _ layer: LoadedLayer,
    code: String? = nil,
    id: String? = nil,
    areas: [Double],
    basis: AreaBasis,
    plotRatioScale: Indicator.Scale? = nil
  ) throws {
    title = layer.entry?.title ?? LocalizedText(layer.layer.name)
    geometry = layer.layer.geometry
    self.areas = areas
    self.basis = basis
    let codeColumn = try code.map { try layer.requiredColumn($0) } ?? layer.column(.landUseCode)
    let idColumn = try id.map { try layer.requiredColumn($0) }
    labels = (0..<layer.count).map { feature in idColumn?.text(feature) ?? layer.label(of: feature) }
    codes = (0..<layer.count).map { feature in
      let text = codeColumn?.text(feature)?.filter { !$0.isNewline }
      return text?.isEmpty ?? true ? nil : text
    }
    let facilityColumn = layer.column(.facilities)
    facilities = (0..<layer.count).map { facilityColumn?.text($0) }
    let capacityColumn = layer.column(.facilityCapacity)
    capacities = (0..<layer.count).map { capacityColumn?.text($0) }
    var indicators: [IndicatorQuantity: IndicatorColumn] = [:]
    for quantity in IndicatorQuantity.allCases {
      indicators[quantity] = try IndicatorColumn(
        quantity,
        of: layer,
        scale: quantity == .plotRatio ? plotRatioScale : nil
      )
    }
    self.indicators = indicators
  }
}

extension Indicator {
  /// What two versions are compared by: `2.0` and `２.０` say the same.
  struct Meaning: Hashable {
    let reading: Reading
    let scale: Scale
    let text: String?
  }

  var meaning: Meaning {
    if case .unreadable = reading { return Meaning(reading: reading, scale: scale, text: written) }
    return Meaning(reading: reading, scale: scale, text: nil)
  }
}
