public import Features
public import LandModel
import LandReport

/// Features by the values of any field.
public enum ValueTheme {
  /// One class for all without a field.
  ///
  /// - Parameter known: the values in their order, where several layers share one legend; else those with the most land
  ///   come first.
  public static func layer(
    _ loaded: LoadedLayer,
    by column: Column?,
    among known: [String] = [],
    areas: [Double],
    label: FeatureLabel?
  ) throws -> MapLayer {
    let schemes = try MapSchemes.embedded()
    guard let column else {
      let mapClass = schemes.mapClass("base", "plain", title: loaded.phrase)
      var layer = MapLayer(loaded.layer.geometry, mapClass, areas: areas)
      layer.label = label
      return layer
    }
    var sums: [String: Double] = [:]
    var values: [String] = []
    for feature in 0..<loaded.count {
      let value = column.text(feature) ?? ""
      values.append(value)
      sums[value, default: 0] += areas.isEmpty ? 1 : areas[feature]
    }
    let order =
      known.isEmpty
      ? sums.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
      : known + (sums.keys.contains("") ? [""] : [])
    var classes: [MapClass] = []
    for value in order {
      let title = value.isEmpty ? Phrase(zh: "（空）", en: "(none)") : Phrase(value)
      let style = value.isEmpty ? schemes["base", "unknown"].style : schemes.valueStyle(classes.count)
      classes.append(MapClass(key: "value:\(value)", title: title, style: style))
    }
    let numbers = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
    var layer = MapLayer(
      geometry: loaded.layer.geometry,
      classes: classes,
      classOf: values.map { numbers[$0] },
      areas: areas
    )
    layer.label = label
    return layer
  }
}
