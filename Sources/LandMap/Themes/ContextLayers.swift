import Features
public import LandModel
import LandReport

/// Lines that lie over a project's maps: zones, control lines, red lines.
public enum ContextLayers {
  /// A layer as it stands behind a theme; nil where its role has no place there.
  public static func layer(_ loaded: LoadedLayer) throws -> MapLayer? {
    let schemes = try MapSchemes.embedded()
    switch loaded.role {
    case .zones: return MapLayer(loaded.layer.geometry, schemes.mapClass("base", "zone"))
    case .scope: return MapLayer(loaded.layer.geometry, schemes.mapClass("base", "scope"))
    case .roads: return MapLayer(loaded.layer.geometry, schemes.mapClass("base", "road"))
    case .roadRedline: return MapLayer(loaded.layer.geometry, schemes.mapClass("base", "redline"))
    case .controlLine:
      guard let kind = loaded.entry?.kind else { return nil }
      return MapLayer(loaded.layer.geometry, schemes.mapClass("control", kind.rawValue))
    default: return nil
    }
  }
}
