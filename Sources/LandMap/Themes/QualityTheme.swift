import Features
public import LandAnalysis
public import LandModel
import LandReport

/// Defects of a layer by kind, over its features.
public enum QualityTheme {
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
      var made = MapClass(key: "defect:\(kind.rawValue)", title: kind.name, style: style)
      made.isCounted = true
      return made
    }
    return (
      MapLayer(loaded.layer.geometry, schemes.mapClass("base", "backdrop", title: loaded.phrase)),
      MapLayer(
        geometry: result.evidence,
        classes: classes,
        classOf: result.findings.map { finding in kinds.firstIndex(of: finding.kind) },
        areas: [],
        labels: result.findings.map { finding in
          [finding.features.prefix(2).map { loaded.label(of: $0) }.joined(separator: " / ")].filter { !$0.isEmpty }
        }
      )
    )
  }
}
