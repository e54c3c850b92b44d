import AreaAccount
import Geometry
public import LandModel

/// Planned and current construction land, which the rates set supply against (domain: 可供年限, 工业用地率).
public struct LandForRates: Sendable {
  /// A layer with which of its features are construction land, and which of these industry and storage.
  public struct Layer: Sendable {
    let geometry: GeometryColumns
    let construction: [Int]
    let industry: [Int]

    /// Codes of industry, mining and storage (工矿仓储) in the guide of 2023; other classifications go through the crosswalk.
    private static let industrial = CodeSelection(["10", "11"])

    /// Nil where the layer has no codes that are known.
    public init?(_ loaded: LoadedLayer, asOf day: CalendarDate, otherGrassland: OtherGrassland) throws {
      let layer = try RuleLayer(loaded, asOf: day)
      guard layer.classification != nil else { return nil }
      func rows(_ selection: CodeSelection) -> [Int] {
        guard let version = layer.classification else { return [] }
        return (0..<layer.count).filter { feature in
          layer.geometry.kinds[feature].isPolygonal
            && selection.contains(layer.code(feature), in: version, otherGrassland: otherGrassland) == .yes
        }
      }
      geometry = layer.geometry
      construction = rows(CodeSelection(threeClass: .construction))
      industry = rows(Self.industrial)
    }
  }

  /// The plan in the version asked about (after, where there are two); several plans count as one.
  public var plans: [Layer]
  /// Current land use; nil where there is none.
  public var landUse: Layer?

  /// Plans and current land use; without either no rate has a figure.
  public init(plans: [Layer] = [], landUse: Layer? = nil) {
    self.plans = plans
    self.landUse = landUse
  }

  /// The areas of each subject, in m² on the basis.
  func inputs(
    of subjects: GeometryColumns,
    basis: AreaBasis,
    measure: (GeometryColumns) throws -> [Double]
  ) throws -> [RateInputs] {
    guard !plans.isEmpty || landUse != nil else {
      return Array(
        repeating: RateInputs(planned: nil, isPlanned: false, construction: nil, industry: nil),
        count: subjects.count
      )
    }
    let tiles = try SubjectTiles(subjects, areas: try measure(subjects), isPlane: basis == .plane, measure: measure)
    var planned = GeometryColumns()
    var covered = GeometryColumns()
    for plan in plans {
      planned.append(plan.geometry.selecting(plan.construction))
      covered.append(plan.geometry)
    }
    let used = landUse.map { $0.geometry.selecting($0.construction) } ?? GeometryColumns()
    let industrial = landUse.map { $0.geometry.selecting($0.industry) } ?? GeometryColumns()
    let overlays = [planned, covered, used, industrial].map {
      OverlayLayer($0, classes: [Int32](repeating: 0, count: $0.count))
    }
    let batch = try AccountEngine(overlays: overlays).account(tiles.geometry)
    let areas = batch.areas(sharing: tiles.areas)
    var sums = [[Double]](repeating: [0, 0, 0, 0], count: subjects.count)
    for tile in 0..<tiles.geometry.count {
      for row in batch.rows(of: tile) {
        for layer in 0..<4 where !batch.classes(row: row, layer: layer).isEmpty {
          sums[tiles.subjects[tile]][layer] += areas[row]
        }
      }
    }
    return try sums.map { sum in
      RateInputs(
        planned: try plans.isEmpty ? nil : Area(squareMetres: sum[0], basis: basis),
        isPlanned: sum[1] > 1,
        construction: try landUse == nil ? nil : Area(squareMetres: sum[2], basis: basis),
        industry: try landUse == nil ? nil : Area(squareMetres: sum[3], basis: basis)
      )
    }
  }
}

/// A subject's planned and current construction land. Nil: no such layer.
public struct RateInputs: Sendable {
  /// Planned construction land of the subject; nil: no plan is at hand.
  public let planned: Area?
  /// True where a plan covers any of the subject.
  public let isPlanned: Bool
  /// Construction land of today; nil: no current land use is at hand.
  public let construction: Area?
  /// 工矿仓储用地: industry, mining and storage within it; nil: no current land use is at hand.
  public let industry: Area?

  /// The areas of a subject, all on one basis.
  public init(planned: Area?, isPlanned: Bool, construction: Area?, industry: Area?) {
    self.planned = planned
    self.isPlanned = isPlanned
    self.construction = construction
    self.industry = industry
  }
}

/// A rate that has a figure, or the reason why it has none.
public enum ApprovalRate: Sendable, Equatable {
  /// Years for ``ApprovalStatus/yearsOfSupply(_:)``, percent for ``ApprovalStatus/industrialShare(_:)``.
  case figure(Double)
  /// There is no figure.
  case missing(Missing)

  /// Why a rate has no figure.
  public enum Missing: String, Sendable, CaseIterable {
    /// No plan is at hand.
    case noPlan = "no-plan"
    /// No plan covers any of the subject.
    case notPlanned = "not-planned"
    /// Nothing was supplied within the last five years: there is no pace to go by.
    case noSupplyYet = "no-supply-in-five-years"
    /// No current land use is at hand.
    case noLandUse = "no-land-use"
    /// The subject has no construction land.
    case noConstruction = "no-construction-land"
  }
}

extension ApprovalStatus {
  /// Years for which land is left at the pace of the last five: (planned construction − supplied) / (supply of the last five years /
  /// 5). Negative where more is supplied than is planned.
  public func yearsOfSupply(_ inputs: RateInputs) -> ApprovalRate {
    guard let planned = inputs.planned else { return .missing(.noPlan) }
    guard inputs.isPlanned else { return .missing(.notPlanned) }
    let recent = suppliedRecently.squareMetres
    guard recent > 0 else { return .missing(.noSupplyYet) }
    return .figure((planned.squareMetres - supplied.squareMetres) / (recent / 5))
  }

  /// Industry, mining and storage as a share of construction land, in percent.
  public func industrialShare(_ inputs: RateInputs) -> ApprovalRate {
    guard let construction = inputs.construction, let industry = inputs.industry else { return .missing(.noLandUse) }
    guard construction.squareMetres > 0 else { return .missing(.noConstruction) }
    return .figure(industry.squareMetres / construction.squareMetres * 100)
  }

  /// All land that a valid supply covers.
  public var supplied: Area {
    area { state in known.supply.map { state.contains(.stage($0)) } ?? false }
  }

  /// Land whose first valid supply is dated within the five years before the day, the day included.
  public var suppliedRecently: Area { area { $0.contains(.suppliedRecently) } }
}
