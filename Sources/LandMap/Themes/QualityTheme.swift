import Cairo
import Features
public import LandAnalysis
public import LandModel
import LandReport

/// Defects of a layer by kind, over its features.
public enum QualityTheme {
  /// The layer's features behind, and the ground of each defect by its kind in front.
  public static func layers(
    _ loaded: LoadedLayer,
    _ result: QualityResult
  ) throws -> (background: MapLayer, defects: MapLayer) {
    let schemes = try MapSchemes.embedded()
    let kinds = QualityFinding.Kind.allCases
    let classes = kinds.enumerated().map { number, kind in
      var style = schemes.valueStyle(number)
      style.lineWidth = 0.5
      style.line = style.fill
      style.ringsSmall = true
      if kind == .duplicateID {
        // Often the same land as a repeated polygon: a line round it hides nothing.
        style.fill = nil
        style.hatch = nil
        style.line = .black
        style.ringEnlargement = 1.4
      }
      var made = MapClass(key: "defect:\(kind.rawValue)", title: kind.name, style: style)
      made.isCounted = true
      return made
    }
    // One label for what is found several times in the same features.
    var named: Set<[Int]> = []
    let labels = result.findings.map { finding -> [String] in
      guard named.insert(finding.features).inserted else { return [] }
      var ids: [String] = []
      for feature in finding.features.prefix(2) where !ids.contains(loaded.label(of: feature)) {
        ids.append(loaded.label(of: feature))
      }
      return [ids.joined(separator: " / ")].filter { !$0.isEmpty }
    }
    return (
      MapLayer(
        loaded.layer.geometry,
        schemes.mapClass("base", "backdrop", title: Phrase(zh: "受检图层的要素", en: "Features of the layers checked"))
      ),
      MapLayer(
        geometry: result.evidence,
        classes: classes,
        classOf: result.findings.map { finding in kinds.firstIndex(of: finding.kind) },
        areas: [],
        labels: labels
      )
    )
  }
}
