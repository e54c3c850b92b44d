import Features
import GEOS
import Geometry

extension LayerCheck {
  /// Features whose area would be wrong or missing.
  static func geometry(_ layer: LoadedLayer) -> [Finding] {
    var findings: [Finding] = []
    if let first = layer.invalidities.first {
      findings.append(
        Finding(
          .invalidGeometry,
          .error,
          at: layer.place(of: first.feature),
          "\(English.counted(layer.invalidities.count, "feature is not a valid polygon", "features are not valid polygons")); the first: \(first.reason) at \(first.x), \(first.y)",
          ["\(layer.invalidities.count)", first.reason, "\(first.x)", "\(first.y)"]
        )
      )
    }
    let counted: [(GeometryFlags, FindingCode, String)] = [
      (.null, .nullGeometry, "features have no geometry"),
      (.empty, .emptyGeometry, "features have an empty geometry"),
      (.shortRing, .shortRing, "features have a ring of fewer than three distinct vertices"),
    ]
    for (flag, code, text) in counted {
      let features = layer.flagged(flag)
      // A table without geometry is no defect.
      guard let first = features.first, features.count < layer.count || flag != .null else { continue }
      findings.append(
        Finding(code, .warning, at: layer.place(of: first), "\(features.count) \(text)", ["\(features.count)"])
      )
    }
    let others = layer.flagged(.notPolygon)
    if let first = others.first, layer.layer.geometry.kinds.contains(where: \.isPolygonal) {
      findings.append(
        Finding(
          .mixedGeometry,
          .warning,
          at: layer.place(of: first),
          "\(others.count) of \(layer.count) features are points, lines or collections among polygons",
          ["\(others.count)", "\(layer.count)"]
        )
      )
    }
    return findings
  }
}
