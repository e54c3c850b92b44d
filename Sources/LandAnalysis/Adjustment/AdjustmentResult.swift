import AreaAccount
public import Geometry
public import LandModel

/// Two versions of a plan compared: lineage, transfer, figures, scope and class of change.
public struct AdjustmentResult: Sendable {
  /// The plan before (调整前).
  public let before: PlanState
  /// The plan after (调整后).
  public let after: PlanState
  /// The land that parcels of both versions share.
  public let graph: OverlayGraph
  /// What became of each parcel.
  public let lineage: Lineage
  /// Land by class before and class after.
  public let matrix: TransferMatrix
  /// Capacity, footprint, green land, facilities and roads of each version.
  public let figures: (before: PlanFigures, after: PlanFigures)
  /// The classification that codes are booked by; nil: codes are compared as texts.
  public let classification: LandUseClassification?
  /// Codes that the classification does not know, in order.
  public let unknownCodes: [String]
  /// Changed land against the declared scope; nil where none is declared.
  public let scope: ScopeCheck?
  /// The profile that classes the change.
  public let profile: AdjustmentProfile
  /// The class of change by the profile, and why.
  public let verdict: ChangeVerdict
  /// Basis of all areas.
  public let basis: AreaBasis
  /// Road red lines of both versions; nil without such layers.
  public let redlines: RedlineChange?
  /// Control lines of both versions; nil where no layer shows those before.
  public let controlLines: ControlLineChange?
  /// Length of road centre lines within the plan; nil without such a layer.
  public let roadLengths: RoadLengths?

  /// Compares two versions of a plan, both on one basis.
  ///
  /// - Parameters:
  ///   - before: the plan before.
  ///   - after: the plan after.
  ///   - scope: polygons of the declared adjustment; nil where none is declared.
  ///   - redlines: road red lines of both versions with their widths, where there are such layers.
  ///   - controlLines: control lines of both versions; nil where no layer shows those before.
  ///   - roadLengths: road centre lines of both versions; nil where there is no such layer.
  ///   - classification: the one that codes are booked by; nil: every code stands for itself.
  ///   - level: 1, 2 or 3, the level that the transfer is booked at.
  ///   - profile: the classes of change, and what counts as redrawing.
  public init(
    before: PlanState,
    after: PlanState,
    scope: GeometryColumns? = nil,
    redlines: RedlineChange? = nil,
    controlLines: ControlLineChange? = nil,
    roadLengths: RoadLengths? = nil,
    classification: LandUseClassification?,
    level: Int,
    profile: AdjustmentProfile
  ) throws {
    self.before = before
    self.after = after
    self.profile = profile
    self.redlines = redlines
    self.controlLines = controlLines
    self.roadLengths = roadLengths
    self.classification = classification
    basis = before.basis
    let graph = OverlayGraph(before, after)
    let lineage = try Lineage(graph, before: before, after: after, thresholds: profile.thresholds)
    matrix = try TransferMatrix(graph, before: before, after: after, classification: classification, level: level)
    figures = (PlanFigures(before, classification), PlanFigures(after, classification))
    let codes = Set((before.codes + after.codes).compactMap { $0 })
    unknownCodes =
      classification.map { version in codes.filter { version.match($0).landUseClass == nil }.sorted() } ?? []
    self.scope = scope.map { ScopeCheck($0, lineage, before: before, after: after) }
    let metrics = ChangeMetrics(
      lineage,
      before: before,
      after: after,
      graph: graph,
      redlines: redlines,
      controlLines: controlLines,
      classification: classification
    )
    verdict = ChangeVerdict(profile, metrics.values)
    self.graph = graph
    self.lineage = lineage
  }
}

/// Changed land against the scope that was declared.
public struct ScopeCheck: Sendable {
  /// A changed parcel and its land outside, m². `isRedrawn`: it differs by slivers only.
  public struct Outside: Sendable {
    /// Number in ``Lineage/records``.
    public let record: Int
    /// Its land outside the scope, m² on the basis.
    public let area: Double
    /// True where the parcel was only redrawn: listed, but no change.
    public let isRedrawn: Bool
  }

  /// Changed and redrawn parcels with land outside, in order of the records; up to 0.005 m² are rounding.
  public let outside: [Outside]
  /// Changed parcels that have an area, redrawn ones not counted.
  public let changedCount: Int
  /// Their area, m² on the basis.
  public let changedArea: Double

  init(_ scope: GeometryColumns, _ lineage: Lineage, before: PlanState, after: PlanState) {
    var outside: [Outside] = []
    var count = 0
    var sum = 0.0
    let tree = BoxTree(scope.boxes())
    for (number, record) in lineage.records.enumerated() where record.kind != .unchanged {
      let state = record.after == nil ? before : after
      let feature = record.after ?? record.before[0]
      let plane = state.geometry.planeArea(of: feature)
      guard plane > 0 else { continue }
      let isRedrawn = record.kind == .redrawn
      if !isRedrawn {
        count += 1
        sum += record.area
      }
      let box = state.geometry.box(of: feature)
      let inside = tree.items(in: box).reduce(0.0) {
        $0 + state.geometry.intersectionArea(feature, with: scope, $1)
      }
      let rest = (plane - inside) / plane * state.areas[feature]
      if rest > 0.005 { outside.append(Outside(record: number, area: rest, isRedrawn: isRedrawn)) }
    }
    self.outside = outside
    changedCount = count
    changedArea = sum
  }
}

/// Road centre lines within the plan before and after, in m.
public struct RoadLengths: Sendable {
  /// m before.
  public let before: Double
  /// m after.
  public let after: Double
  /// True where one layer stands for both versions.
  public let isOneLayer: Bool

  /// Lengths of both versions, in m.
  public init(before: Double, after: Double, isOneLayer: Bool) {
    (self.before, self.after, self.isOneLayer) = (before, after, isOneLayer)
  }
}

/// Road red lines before and after.
public struct RedlineChange: Sendable {
  /// Land within red lines, m² on the basis.
  public let areaBefore: Double
  /// m² on the basis.
  public let areaAfter: Double
  /// Names and widths (m) of red lines whose land changed by more than slivers.
  public let changed: [(label: String, width: Double?)]

  /// Compares the red lines of two versions as the parcels of a plan are compared.
  ///
  /// - Parameters:
  ///   - before: red lines of the plan before, as polygons.
  ///   - after: red lines of the plan after.
  ///   - widths: width in m of each red line of both versions; nil where it is not stated.
  ///   - thresholds: what counts as redrawing.
  /// - Throws: what GEOS throws for polygons that are not valid.
  public init(
    before: PlanState,
    after: PlanState,
    widths: (before: [Double?], after: [Double?]),
    thresholds: AdjustmentProfile.Thresholds
  ) throws {
    let graph = OverlayGraph(before, after)
    let lineage = try Lineage(graph, before: before, after: after, thresholds: thresholds)
    areaBefore = before.areas.reduce(0, +)
    areaAfter = after.areas.reduce(0, +)
    changed = lineage.records.filter { !$0.kind.isUnchanged && $0.kind != .attributesChanged }.map { record in
      let label = record.after.map { after.labels[$0] } ?? before.labels[record.before[0]]
      let all = record.before.map { widths.before[$0] } + [record.after.flatMap { widths.after[$0] }]
      return (label, all.compactMap { $0 }.max())
    }
  }
}
