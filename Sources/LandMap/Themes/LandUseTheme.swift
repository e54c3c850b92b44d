import Cairo
public import Features
public import LandModel
import LandReport

/// Parcels or patches by land use, in the colours of their classification.
public enum LandUseTheme {
  /// - Parameters:
  ///   - level: of the classes; finer codes are drawn as the class above.
  ///   - areas: m², of each feature.
  public static func layer(
    _ loaded: LoadedLayer,
    code: Column?,
    classification: LandUseClassification?,
    level: Int,
    areas: [Double],
    label: FeatureLabel?
  ) throws -> MapLayer {
    let schemes = try MapSchemes.embedded()
    let catalogue = try LandUseCatalogue.embedded()
    var found: [String: (order: Int, mapClass: MapClass)] = [:]
    var keys: [String] = []
    let column = code ?? loaded.column(.landUseCode)
    let unknown = schemes.mapClass("base", "unknown")
    let line = schemes["base", "parcel"].style
    for feature in 0..<loaded.count {
      guard let written = column?.text(feature), let classification,
        let landUse = upper(classification.match(written).landUseClass, level, classification),
        let fill = colour(landUse, classification, catalogue)
      else {
        keys.append(unknown.key)
        found[unknown.key] = (.max, unknown)
        continue
      }
      keys.append(landUse.code)
      if found[landUse.code] == nil {
        var style = line
        style.fill = fill
        let order = classification.classes.firstIndex(of: landUse) ?? 0
        let name = Phrase(landUse: "\(landUse.code) \(landUse.name)")
        found[landUse.code] = (
          order, MapClass(key: "use:\(classification.id.rawValue):\(landUse.code)", title: name, style: style)
        )
      }
    }
    let ordered = found.sorted { ($0.value.order, $0.key) < ($1.value.order, $1.key) }
    let numbers = Dictionary(uniqueKeysWithValues: ordered.enumerated().map { ($1.key, $0) })
    var layer = MapLayer(
      geometry: loaded.layer.geometry,
      classes: ordered.map(\.value.mapClass),
      classOf: keys.map { numbers[$0] },
      areas: areas
    )
    layer.label = label
    return layer
  }

  private static func upper(_ found: LandUseClass?, _ level: Int, _ version: LandUseClassification) -> LandUseClass? {
    var current = found
    while let it = current, it.level > level, let parent = it.parent { current = version[parent] }
    return current
  }

  /// The class's own colour, that of the class above it, or that of its successor in the guide of 2023.
  static func colour(
    _ landUse: LandUseClass,
    _ version: LandUseClassification,
    _ catalogue: LandUseCatalogue,
    below: Bool = false
  ) -> Colour? {
    var current: LandUseClass? = landUse
    while let it = current {
      if let colour = it.colour.flatMap({ Colour(hex: $0) }) { return colour }
      let successor = version.crosswalk(it.code, to: .guide2023).targets.first.flatMap { catalogue[.guide2023]?[$0] }
      if let colour = successor?.colour.flatMap({ Colour(hex: $0) }) { return colour }
      if below { break }
      current = it.parent.flatMap { version[$0] }
    }
    // A class without a colour of its own, nor above it, has that of its first part.
    for part in version.classes where part.parent == landUse.code {
      if let colour = colour(part, version, catalogue, below: true) { return colour }
    }
    return nil
  }
}
