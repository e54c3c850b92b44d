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
  /// Limits of figures for which no field is known yet.
  private static let unknownFields = ["office-land.max", "office-floor.max"]

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
    }
    for name in unknownFields where recorder.limit(name) != nil {
      recorder.need(
        .field,
        name,
        at: LocalizedText(chinese: "行政办公及生活服务设施的用地、建筑比例", english: "shares of office land and floor")
      )
    }
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
