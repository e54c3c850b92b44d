import Features
public import Geometry
import PROJ

extension LayerCheck {
  /// A missing or unreadable system; coordinates that contradict it: a `.prj` in degrees over metres, swapped axes, a
  /// zone prefix too many, missing, or of another zone.
  static func coordinates(_ layer: LoadedLayer, _ context: Context) -> [Finding] {
    guard layer.layer.geometry.vertexCount > 0 else { return [] }
    if let problem = layer.crsProblem {
      return [Finding(.unreadableCRS, .error, at: layer.place(), problem.found, [problem.found])]
    }
    guard let crs = layer.crs else { return withoutCRS(layer) }
    guard context.checksCoordinates else { return [] }
    return CoordinateCheck.findings(for: layer.layer.geometry.extent, in: crs).map { finding($0, layer) }
  }

  /// What in a layer's coordinates does not fit its system, but for a layer that merely reaches beyond the system's area.
  ///
  /// - Parameters:
  ///   - layer: with its system.
  ///   - extent: the box of all features, for a layer whose features are not at hand.
  public static func coordinateFindings(_ layer: LoadedLayer, within extent: Box? = nil) -> [Finding] {
    let box = extent ?? layer.layer.geometry.extent
    guard let crs = layer.crs, !CoordinateCheck.isUsual(box, in: crs) else { return [] }
    return CoordinateCheck.findings(for: box, in: crs).filter { $0.code != .partlyOutside }.map { finding($0, layer) }
  }

  private static func finding(_ found: CoordinateFinding, _ layer: LoadedLayer) -> Finding {
    let expected = found.expectedWords
    return Finding(
      code: found.code.rawValue,
      severity: found.isCertain ? .error : .warning,
      place: layer.place(),
      text: found.text + (expected.isEmpty ? "" : "; expected \(expected)")
        + (found.advice.isEmpty ? "" : ". \(found.advice)"),
      arguments: found.arguments + [expected]
    )
  }

  /// No system: what the numbers look like, and how to state it.
  private static func withoutCRS(_ layer: LoadedLayer) -> [Finding] {
    let likely = likelySystem(layer.layer.geometry.extent) ?? "EPSG:4546"
    let missing = Finding(
      .missingCRS,
      .warning,
      at: layer.place(),
      "no coordinate reference system; areas can only be plane, in the coordinates' own unit. "
        + "State it with --source-crs, for example \(likely)",
      [likely]
    )
    return layer.contradictions().map { finding($0, layer) } + [missing]
  }

  /// The system of China that coordinates of this size can be in: longitude and latitude, or the zone of their prefix.
  private static func likelySystem(_ box: Box) -> String? {
    switch (CoordinateRange(box.minX, box.maxX), CoordinateRange(box.minY, box.maxY)) {
    case (.longitude, .latitude), (.latitude, .longitude): ChineseDatum.cgcs2000.geographicCode
    case (.prefixedEasting(let zone), .northing), (.northing, .prefixedEasting(let zone)):
      ChineseZone(.cgcs2000, prefix: zone)?.code
    default: nil
    }
  }
}

extension ChineseDatum {
  fileprivate var geographicCode: String { "EPSG:\(geographicEPSG)" }
}
