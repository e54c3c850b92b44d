public import LandModel

/// The figures that the conditions of a profile ask for; a figure that cannot be had from the layers at hand is absent.
struct ChangeMetrics {
  let values: [String: Double]

  private static let residential = CodeSelection(["07"], except: ["0702"])
  private static let publicFacilities = CodeSelection(["08", "0702"])

  /// - Parameter classification: of the codes; nil: what asks for kinds of use is absent.
  init(
    _ lineage: Lineage,
    before: PlanState,
    after: PlanState,
    graph: OverlayGraph,
    redlines: RedlineChange?,
    controlLines: ControlLineChange?,
    classification: LandUseClassification?
  ) {
    var values: [String: Double] = [:]
    let changed = lineage.records.filter { !$0.kind.isUnchanged }
    let total = max(before.areas.reduce(0, +), after.areas.reduce(0, +))
    let intensity: Set<Lineage.Attribute> = [.plotRatio, .buildingDensity, .greenRatio, .height]
    func count(_ isMet: (Lineage.Record) -> Bool) -> Double { Double(changed.count(where: isMet)) }
    values["use.count"] = count { $0.attributes.contains(.use) }
    values["intensity.count"] = count { !intensity.isDisjoint(with: $0.attributes) && !$0.attributes.contains(.use) }
    values["facilities.count"] = count { $0.attributes.contains(.facilities) }
    values["restructured.count"] = count {
      [.split, .merged, .reshaped, .new, .removed].contains($0.kind)
    }
    let boundary = changed.filter { $0.kind == .boundaryAdjusted }
    let moved = boundary.reduce(0.0) { $0 + max($1.gained, $1.lost) }
    values["boundary.area"] = moved
    values["boundary.share"] = boundary.map { max($0.gained, $0.lost) / max($0.area, 1e-9) * 100 }.max() ?? 0
    values["changed.share"] = total > 0 ? changed.reduce(0.0) { $0 + $1.area } / total * 100 : 0
    if let classification {
      func isIn(_ selection: CodeSelection) -> (String) -> Bool {
        { selection.contains($0, in: classification) == .yes }
      }
      values["plot-ratio.residential"] = Self.ratioChange(changed, before, after, isIn(Self.residential))
      values["plot-ratio.public"] = Self.ratioChange(changed, before, after, isIn(Self.publicFacilities))
      values["public.removed"] = Double(Self.lostSites(lineage, before, after, isIn(Self.publicFacilities)))
    }
    if let redlines { values["redline.width"] = redlines.changed.compactMap(\.width).max() ?? 0 }
    if let controlLines { values["lines.cancelled"] = Double(controlLines.cancelled.count) }
    self.values = values
  }

  /// The largest change of the upper plot ratio of a parcel that keeps its kind of use, percent; absent without figures.
  private static func ratioChange(
    _ changed: [Lineage.Record],
    _ before: PlanState,
    _ after: PlanState,
    _ isWanted: (String) -> Bool
  ) -> Double? {
    guard let old = before.indicators[.plotRatio], let new = after.indicators[.plotRatio] else { return nil }
    var largest = 0.0
    for record in changed {
      guard let feature = record.after, let parent = record.before.first, let code = after.codes[feature],
        isWanted(code),
        let was = before.codes[parent], isWanted(was)
      else { continue }
      let (a, b) = (old.entries[parent], new.entries[feature])
      guard let from = (a?.upper ?? a?.lower)?.doubleValue, let to = (b?.upper ?? b?.lower)?.doubleValue, from > 0
      else {
        continue
      }
      largest = max(largest, abs(to - from) / from * 100)
    }
    return largest
  }

  /// Parcels of public facilities none of whose land is of such a use afterwards.
  private static func lostSites(
    _ lineage: Lineage,
    _ before: PlanState,
    _ after: PlanState,
    _ isPublicCode: (String) -> Bool
  ) -> Int {
    func isPublic(_ code: String?) -> Bool { code.map(isPublicCode) ?? false }
    var kept: Set<Int> = []
    for record in lineage.records {
      if let feature = record.after, isPublic(after.codes[feature]) { kept.formUnion(record.before) }
    }
    return before.codes.indices.count { isPublic(before.codes[$0]) && !kept.contains($0) }
  }
}

/// The class of change by a profile, and why.
public struct ChangeVerdict: Sendable {
  /// A condition of a class of the profile, with the figure that the comparison gives.
  public struct Reason: Sendable {
    /// The condition with its limit and source.
    public let condition: AdjustmentProfile.Condition
    /// nil: cannot be evaluated with the layers given.
    public let value: Double?
    /// True where the figure meets the condition; false too where there is no figure.
    public let isMet: Bool
    /// Id of the class whose condition it is.
    public let changeClass: String
  }

  /// nil where nothing changed.
  public let changeClass: AdjustmentProfile.ChangeClass?
  /// Every condition of the profile.
  public let reasons: [Reason]

  init(_ profile: AdjustmentProfile, _ metrics: [String: Double]) {
    reasons = profile.classes.flatMap { changeClass in
      changeClass.conditions.map { condition in
        let value = metrics[condition.metric]
        return Reason(
          condition: condition,
          value: value,
          isMet: value.map { condition.isMet(by: $0) } ?? false,
          changeClass: changeClass.id
        )
      }
    }
    let met = Set(reasons.filter(\.isMet).map(\.changeClass))
    let hasChange = ["changed.share", "lines.cancelled"].contains { (metrics[$0] ?? 0) > 0 }
    changeClass = hasChange ? profile.classes.first { met.contains($0.id) || $0.conditions.isEmpty } : nil
  }
}
