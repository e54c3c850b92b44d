import Features
import Foundation
public import Geometry
public import LandAnalysis
public import LandModel
public import LandReport

/// A site over its surroundings: its outline, its parts where it has several, its boundary points where they are few.
public enum SiteTheme {
  /// Boundary points beyond which they are not numbered.
  private static let mostPoints = 60

  /// - Parameter area: of the site, m².
  public static func layers(
    _ site: Site,
    area: Double,
    parts: [Dossier.Part],
    language: Language
  ) throws -> [MapLayer] {
    let schemes = try MapSchemes.embedded()
    let name = site.name
    var outline = MapLayer(
      site.geometry,
      schemes.mapClass("site", "site", title: Phrase(name)),
      areas: [area] + Array(repeating: 0, count: max(site.geometry.count - 1, 0))
    )
    var result: [MapLayer] = []
    let geometry = site.parts.layer.geometry
    let polygonal = (0..<geometry.count).filter { geometry.kinds[$0].isPolygonal }
    if polygonal.count > 1, parts.count == geometry.count {
      var layer = MapLayer(geometry, schemes.mapClass("site", "part"))
      layer.classOf = (0..<geometry.count).map { geometry.kinds[$0].isPolygonal ? 0 : nil }
      layer.label = { [parts[$0].label, LegendFigure.inHectares(parts[$0].area.squareMetres, language)] }
      result.append(layer)
    } else {
      outline.labels = [[name, LegendFigure.inHectares(area, language), LegendFigure.inMu(area, language)]]
    }
    result.append(outline)
    if let points = points(site.geometry, schemes) { result.append(points) }
    return result
  }

  /// The corners of the outline, numbered through.
  private static func points(_ geometry: GeometryColumns, _ schemes: MapSchemes) -> MapLayer? {
    var builder = GeometryColumns.Builder()
    var labels: [[String]] = []
    for feature in 0..<geometry.count {
      for ring in geometry.rings(of: feature) {
        for i in geometry.vertices(ofRing: ring).dropLast() {
          builder.add(point: (geometry.x[i], geometry.y[i]))
          labels.append(["J\(labels.count + 1)"])
        }
      }
    }
    guard !labels.isEmpty, labels.count <= mostPoints else { return nil }
    return MapLayer(builder.finish(), schemes.mapClass("site", "point"), labels: labels)
  }

  /// The corners with coordinates and the way to the next, m; nil where they are too many for a sheet.
  private static func corners(_ geometry: GeometryColumns, _ metresPerUnit: Double) -> MapTable? {
    var rows: [[Phrase]] = []
    for feature in 0..<geometry.count {
      for ring in geometry.rings(of: feature) {
        for i in geometry.vertices(ofRing: ring).dropLast() {
          let (dx, dy) = (geometry.x[i + 1] - geometry.x[i], geometry.y[i + 1] - geometry.y[i])
          let length = (dx * dx + dy * dy).squareRoot() * metresPerUnit
          let figures =
            [geometry.y[i], geometry.x[i]].map { String(format: "%.3f", $0) } + [String(format: "%.2f", length)]
          rows.append((["J\(rows.count + 1)"] + figures).map { Phrase($0) })
        }
      }
    }
    guard !rows.isEmpty, rows.count <= mostPoints else { return nil }
    return MapTable(
      title: Phrase(zh: "界址点", en: "Boundary points"),
      columns: [
        .init(Phrase(zh: "点号", en: "Point")), .init(Phrase(zh: "X（北）", en: "X (north)"), isNumber: true),
        .init(Phrase(zh: "Y（东）", en: "Y (east)"), isNumber: true),
        .init(Phrase(zh: "到下点m", en: "To next m"), isNumber: true),
      ],
      rows: rows
    )
  }

  /// What the site overlaps, layer by layer; without layers its boundary points, or its parts where these are many.
  /// Areas on the dossier's basis.
  public static func table(_ dossier: Dossier, _ site: Site, metresPerUnit: Double) -> MapTable? {
    var rows: [[Phrase]] = []
    let whole = dossier.area.squareMetres
    func add(_ layer: Phrase, _ name: Phrase, _ area: Double) {
      let share = whole > 0 ? String(format: "%.1f", area / whole * 100) : ""
      rows.append([layer, name, Phrase(LegendFigure.hectares(area)), Phrase(LegendFigure.mu(area)), Phrase(share)])
    }
    // Layers that the site does not meet, and scopes that it lies in, say nothing of it.
    // What stands in the way comes first: not all rows fit where there are many layers.
    let met = dossier.overlaps.filter { overlap in
      overlap.role != .scope && overlap.classes.contains { !$0.name.isEmpty && $0.area.squareMetres >= 1 }
    }
    let ordered = met.filter { $0.role == .controlLine } + met.filter { $0.role != .controlLine && $0.role != .zones }
    for overlap in ordered + met.filter({ $0.role == .zones }) {
      for entry in overlap.classes.sorted(by: { $0.area.squareMetres > $1.area.squareMetres })
      where entry.area.squareMetres >= 1 {
        let name = entry.name.isEmpty ? Phrase(zh: "（未覆盖）", en: "(not covered)") : Phrase(entry.name)
        add(Phrase(overlap.layer), name, entry.area.squareMetres)
      }
    }
    if rows.isEmpty {
      if let corners = corners(site.geometry, metresPerUnit) { return corners }
      for part in dossier.parts { add(Phrase(zh: "地块", en: "Parcel"), Phrase(part.label), part.area.squareMetres) }
    }
    guard !rows.isEmpty else { return nil }
    return MapTable(
      title: Phrase(zh: "地块与各图层", en: "What the site overlaps"),
      columns: [
        .init(Phrase(zh: "图层", en: "Layer")), .init(Phrase(zh: "类别", en: "Class")),
        .init(Phrase(zh: "公顷", en: "ha"), isNumber: true), .init(Phrase(zh: "亩", en: "mu"), isNumber: true),
        .init(Phrase(zh: "占比%", en: "%"), isNumber: true),
      ],
      rows: rows
    )
  }

  /// The project's zones with the sheet's frame.
  public static func inset(_ zones: LoadedLayer, around ground: Box) throws -> MapInset {
    let schemes = try MapSchemes.embedded()
    var builder = GeometryColumns.Builder()
    builder.add(box: ground)
    var extent = zones.layer.geometry.extent
    extent.extend(ground)
    return MapInset(
      layers: [
        MapLayer(zones.layer.geometry, schemes.mapClass("inset", "block")),
        MapLayer(builder.finish(), schemes.mapClass("inset", "focus")),
      ],
      extent: extent
    )
  }
}
