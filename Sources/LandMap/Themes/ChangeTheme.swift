import Features
import Geometry
public import LandAnalysis
import LandModel
import LandReport

/// A plan before and after, and what became of each parcel, side by side.
public enum ChangeTheme {
  /// The plan before, the plan after, and what changed.
  public static func panes(_ result: AdjustmentResult, before: MapLayer, after: MapLayer) throws -> [MapPane] {
    var (old, new): (Set<Int>, Set<Int>) = ([], [])
    for record in result.lineage.records where !record.kind.isUnchanged {
      old.formUnion(record.before)
      if let after = record.after { new.insert(after) }
    }
    return [
      MapPane(title: Phrase(zh: "调整前", en: "Before"), layers: [labelled(before, only: old)], isState: true),
      MapPane(title: Phrase(zh: "调整后", en: "After"), layers: [labelled(after, only: new)], isState: true),
      MapPane(title: Phrase(zh: "变化", en: "Change"), layers: [try changes(result)]),
    ]
  }

  /// What has not changed needs no label here.
  private static func labelled(_ layer: MapLayer, only features: Set<Int>) -> MapLayer {
    guard let label = layer.label else { return layer }
    var result = layer
    result.label = { features.contains($0) ? label($0) : [] }
    return result
  }

  /// The after-parcels by what became of their land, and the removed ones.
  static func changes(_ result: AdjustmentResult) throws -> MapLayer {
    let schemes = try MapSchemes.embedded()
    let entries = schemes.entries("change")
    var geometry = GeometryColumns()
    var classOf: [Int?] = []
    var areas: [Double] = []
    var labels: [[String]] = []
    for record in result.lineage.records {
      let key = key(record)
      classOf.append(entries.firstIndex { $0.key == key })
      areas.append(record.area)
      if let after = record.after {
        geometry.append(feature: after, of: result.after.geometry)
        labels.append(record.kind.isUnchanged ? [] : [result.after.labels[after]])
      } else if let before = record.before.first {
        geometry.append(feature: before, of: result.before.geometry)
        labels.append([result.before.labels[before]])
      } else {
        classOf.removeLast()
        areas.removeLast()
      }
    }
    return MapLayer(
      geometry: geometry,
      classes: entries.map { schemes.mapClass("change", $0.key) },
      classOf: classOf,
      areas: areas,
      labels: labels
    )
  }

  private static func key(_ record: Lineage.Record) -> String {
    switch record.kind {
    case .unchanged, .redrawn: "unchanged"
    case .split: "split"
    case .merged: "merged"
    case .boundaryAdjusted, .reshaped: "reshaped"
    case .attributesChanged: record.attributes.contains(.use) ? "recoded" : "other"
    case .new: "new"
    case .removed: "removed"
    }
  }
}
