public import Geometry
import LandReport

/// A site over its surroundings, with the land that it shares with other layers.
public enum SiteTheme {
  public static func layer(_ site: GeometryColumns, name: String, area: Double) throws -> MapLayer {
    let schemes = try MapSchemes.embedded()
    return MapLayer(
      site,
      schemes.mapClass("site", "site", title: Phrase(name)),
      areas: [area] + Array(repeating: 0, count: max(site.count - 1, 0)),
      labels: [[name, LegendFigure.hectares(area) + " ha"]] + Array(repeating: [], count: max(site.count - 1, 0))
    )
  }
}
