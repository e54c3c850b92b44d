import Features
import Geometry
import LandModel

/// Indicators within limits: R17, or any limits of a user's own pack.
///
/// A plan breaks an upper limit where the least that it demands (or the single value) lies above it, and a lower limit where
/// the most that it allows lies below it; a bare figure is both.
enum IndicatorLimitsRule {
  private static let quantities: [(name: String, quantity: IndicatorQuantity, title: LocalizedText, unit: String)] = [
    ("far", .plotRatio, LocalizedText(chinese: "容积率", english: "plot ratio"), ""),
    ("density", .buildingDensity, LocalizedText(chinese: "建筑密度", english: "building density"), "%"),
    ("green", .greenRatio, LocalizedText(chinese: "绿地率", english: "green ratio"), "%"),
    ("height", .height, LocalizedText(chinese: "建筑限高", english: "height limit"), "m"),
  ]
  /// Shares of an industrial parcel that stand in fields of their own.
  private static let shares: [(limit: String, field: StandardField, title: LocalizedText)] = [
    ("office-land.max", .officeLand, LocalizedText(chinese: "行政办公用地比例", english: "share of office land")),
    ("office-floor.max", .officeFloor, LocalizedText(chinese: "行政办公建筑比例", english: "share of office floor")),
  ]

  static func evaluate(_ recorder: inout RuleRecorder) throws {
    for plan in recorder.inputs.plans {
      guard let rows = try RuleOverlay.subjects(&recorder, nil, plan.layer) else { continue }
      for (name, quantity, title, unit) in quantities {
        let limits = (recorder.limit("\(name).min"), recorder.limit("\(name).max"))
        guard limits.0 != nil || limits.1 != nil else { continue }
        if rows.isEmpty {
          recorder.measured(0)
          continue
        }
        guard let column = try recorder.indicator(quantity, plan.layer) else { continue }
        recorder.measured(rows.count { column.entries[$0]?.hasFigure ?? false })
        for row in rows {
          guard let entry = column.entries[row], entry.hasFigure else { continue }
          compare(&recorder, plan.layer, row, entry, limits, title, unit)
        }
      }
      for share in shares { self.share(&recorder, plan.layer, rows, share) }
      for clause in recorder.rule.clauses { try byIndustry(&recorder, clause, plan.layer, rows) }
    }
  }

  private static func share(
    _ recorder: inout RuleRecorder,
    _ layer: RuleLayer,
    _ rows: [Int],
    _ share: (limit: String, field: StandardField, title: LocalizedText)
  ) {
    guard let most = recorder.limit(share.limit), !rows.isEmpty else { return }
    guard let column = layer.loaded.column(share.field) else {
      return recorder.need(.field, share.field.rawValue, at: layer.title)
    }
    recorder.measured(rows.count { column.number($0) != nil })
    for row in rows {
      guard let value = column.number(row), value > most.value else { continue }
      var finding = recorder.finding(.aboveLimit, layer, row)
      finding.item = share.title
      (finding.value, finding.limit, finding.unit) = (RuleFigure.short(value), most.text, "%")
      recorder.add(finding, evidence: layer.geometry, row)
    }
  }

  /// The least plot ratio of a parcel by the first digits of its industry; a clause without figures wants them.
  private static func byIndustry(
    _ recorder: inout RuleRecorder,
    _ clause: RuleClause,
    _ layer: RuleLayer,
    _ rows: [Int]
  ) throws {
    guard !rows.isEmpty else { return }
    guard !clause.byClass.isEmpty else { return recorder.need(.limit, "by_class", at: clause.name) }
    guard let industries = layer.loaded.column(.industry) else {
      return recorder.need(.field, StandardField.industry.rawValue, at: layer.title)
    }
    guard let ratios = try recorder.indicator(.plotRatio, layer) else { return }
    let words = clause.byClass.keys.sorted { ($1.count, $0) < ($0.count, $1) }
    var checked = 0
    for row in rows {
      let industry = (industries.text(row) ?? "").drop { $0.isASCII && $0.isLetter }
      guard let word = words.first(where: { industry.hasPrefix($0) }), let stated = clause.byClass[word],
        let least = recorder.resolve(stated, word), let entry = ratios.entries[row], entry.hasFigure
      else { continue }
      checked += 1
      compare(&recorder, layer, row, entry, (least, nil), clause.name ?? LocalizedText("far"), "")
    }
    recorder.measured(checked)
  }

  private static func compare(
    _ recorder: inout RuleRecorder,
    _ layer: RuleLayer,
    _ row: Int,
    _ entry: IndicatorColumn.Entry,
    _ limits: (least: ResolvedLimit?, most: ResolvedLimit?),
    _ title: LocalizedText,
    _ unit: String
  ) {
    var broken: [(RuleFinding.Matter, ResolvedLimit)] = []
    if let most = limits.most, let demanded = entry.binding, demanded > most.value {
      broken.append((.aboveLimit, most))
    }
    if let least = limits.least, let allowed = (entry.upper ?? entry.lower)?.doubleValue, allowed < least.value {
      broken.append((.belowLimit, least))
    }
    for (matter, limit) in broken {
      var finding = recorder.finding(matter, layer, row)
      finding.item = title
      finding.value = entry.indicator.written.trimmed
      finding.limit = limit.text
      finding.unit = unit
      recorder.add(finding, evidence: layer.geometry, row)
    }
  }
}
