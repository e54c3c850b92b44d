import Features
public import LandModel
import LandReport

/// The zones of a project, each with a line of its own.
public enum OverviewTheme {
  /// Wide lines below narrow ones, so that where boundaries run together all are seen.
  ///
  /// - Parameter areas: m² of each zone.
  public static func zones(_ loaded: LoadedLayer, areas: [Double]) throws -> MapLayer {
    let schemes = try MapSchemes.embedded()
    let styles = schemes.entries("zone").map(\.style)
    let name = loaded.column(.name) ?? loaded.column(.id)
    let order = (0..<loaded.count).sorted { a, b in
      let (one, two) = (areas.isEmpty ? 0 : areas[a], areas.isEmpty ? 0 : areas[b])
      return one == two ? a < b : one > two
    }
    var classes: [MapClass] = []
    var classOf: [Int?] = Array(repeating: nil, count: loaded.count)
    for (number, feature) in order.enumerated() {
      var style = styles.isEmpty ? schemes["base", "zone"].style : styles[number % styles.count]
      style.lineWidth = 1.5 - Double(min(number, 6)) * 0.17
      let title = name?.text(feature).flatMap { $0.isEmpty ? nil : $0 } ?? loaded.label(of: feature)
      classes.append(MapClass(key: "zone:\(feature)", title: Phrase(title), style: style))
      classOf[feature] = number
    }
    var layer = MapLayer(geometry: loaded.layer.geometry, classes: classes, classOf: classOf, areas: areas)
    layer.labels = classOf.map { number in number.map { [classes[$0].title.zh] } ?? [] }
    layer.labelEnlargement = 1.3
    return layer
  }
}
