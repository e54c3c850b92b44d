public import Features
import Foundation
public import LandModel

/// Labels of parcels: number, code, plot ratio, area.
public enum ParcelLabels {
  /// - Parameter code: the field of land-use codes, where it is not a common one.
  public static func lines(
    _ loaded: LoadedLayer,
    code: Column?,
    areas: [Double]
  ) -> FeatureLabel {
    let id = loaded.column(.id) ?? loaded.column(.name)
    let use = code ?? loaded.column(.landUseCode)
    let ratio = loaded.column(.plotRatioMax) ?? loaded.column(.plotRatio)
    return { feature in
      let first = [id?.text(feature), use?.text(feature)].compactMap { $0 }.filter { !$0.isEmpty }
      var second: [String] = []
      if let ratio = ratio?.text(feature), ratio.contains(where: \.isNumber) { second.append(ratio) }
      if !areas.isEmpty { second.append(LegendFigure.hectares(areas[feature]) + " ha") }
      return first.isEmpty ? [] : first + [second.joined(separator: " · ")].filter { !$0.isEmpty }
    }
  }

  /// Codes alone, for patches of current land use, whose numbers nobody looks for on a map.
  public static func codes(_ loaded: LoadedLayer, code: Column?) -> FeatureLabel? {
    guard let use = code ?? loaded.column(.landUseCode) else { return nil }
    return { feature in [use.text(feature)].compactMap { $0 }.filter { !$0.isEmpty } }
  }

  /// The values of named fields, one a line.
  public static func lines(fields: [Column]) -> FeatureLabel {
    { feature in fields.compactMap { $0.text(feature) }.filter { !$0.isEmpty } }
  }
}
