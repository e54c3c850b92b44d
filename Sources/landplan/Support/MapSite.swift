import ArgumentParser
import Features
import Foundation
import Geometry
import LandAnalysis
import LandMap
import LandModel
import LandReport
import PROJ

/// The sheet of a site: where it lies, what the layers say of it, its parts and boundary points.
struct MapSite {
  let command: MapCommand
  let sources: MapSources
  let arguments: [String]

  func content() throws -> MapContent {
    let query = try QueryCommand.parse([command.input.source] + command.others + arguments)
    let found = try query.found()
    let geometry = found.site.geometry
    let basis = try command.basis ?? query.usualBasis(found)
    let dossier = try query.dossier(found, basis: basis)
    let park =
      try Project.file(at: command.input.source) == nil
      ? nil
      : command.input.loader(validates: false)
        .project(command.input.source, roles: [.plan, .landUse, .zones, .controlLine, .roads, .batches])
    var layers = try background(park, basis, found.crs)
    layers += try SiteTheme.layers(
      found.site,
      area: dossier.area.squareMetres,
      parts: dossier.parts,
      language: language
    )
    let box = geometry.extent
    var facts = MapSources.facts(
      found.crs,
      basis,
      command.asOf ?? found.asOf,
      [command.input.shownSource] + command.others
    )
    if let park { facts[facts.count - 1].value = Phrase(park.project.name) }
    facts.append((Phrase(zh: "地块面积", en: "Area of the site"), Self.figures(dossier.areas)))
    var content = MapContent(
      title: Phrase(zh: "地块：\(found.site.name)", en: "Site: \(found.site.name)"),
      subtitle: park.map { Phrase($0.project.name) },
      panes: [MapPane(layers: layers)],
      facts: facts,
      isSynthetic: park?.project.isSynthetic ?? false,
      metresPerUnit: found.crs.metresPerUnit ?? 1,
      date: (command.asOf ?? found.asOf).map { "\($0)" },
      // At a stated scale the paper decides how much of the surroundings is seen.
      extent: command.sheet.scale == .fit
        ? box.expanded(by: Self.surroundings(max(box.width, box.height), found.crs, park)) : box
    )
    if park != nil {
      content.legendNote = Phrase(
        zh: "现状地类的面积为图框内所见图斑的整块面积之和，地块内的面积见下表",
        en: "Areas of land use: the whole of the patches seen in the frame; those within the site are in the table"
      )
    }
    content.table = SiteTheme.table(dossier, found.site, metresPerUnit: content.metresPerUnit)
    if let zones = park?.layers(.zones).first {
      content.inset = try SiteTheme.inset(zones, around: content.shownExtent)
    }
    return content
  }

  /// How much is seen round a site of a size: half of it where it is small, at least 150 m then, else as much as shows
  /// where it lies, because a larger part would cost it its scale.
  private static func surroundings(_ size: Double, _ crs: CRS, _ park: LoadedProject?) -> Double {
    guard park != nil else { return size * 0.12 }
    return max(size * 0.04, min(size * 0.5, 150 / (crs.metresPerUnit ?? 1)))
  }

  private func background(_ park: LoadedProject?, _ basis: AreaBasis, _ crs: CRS) throws -> [MapLayer] {
    guard let park else { return [] }
    let gauge = LayerMeasure(basis: basis, crs: crs, measure: try AreaMeasure(crs: crs, basis: basis))
    let uses = try park.layers(.landUse).map { layer in
      try LandUseTheme.layer(
        layer,
        code: nil,
        classification: try MapSources.classification(layer, code: nil, asOf: command.asOf ?? park.project.asOf),
        level: command.level,
        areas: try gauge.areas(layer.layer.geometry),
        label: nil
      )
    }
    return uses + (try sources.context(park, within: nil))
  }

  /// The area on each basis, in hectares and mu.
  private static func figures(_ areas: [Area]) -> Phrase {
    func text(_ language: Language) -> String {
      areas.map { area in
        let name = area.basis.name[language]
        let figures = [
          String(format: "%.4f", area.squareMetres / 10_000), String(format: "%.4f", area.squareMetres * 15 / 10_000),
        ].map { LegendFigure.grouped($0) }
        return language == .zh
          ? "\(name) \(figures[0]) 公顷、\(figures[1]) 亩" : "\(name) \(figures[0]) ha, \(figures[1]) mu"
      }.joined(separator: language == .zh ? "；" : "; ")
    }
    return Phrase(zh: text(.zh), en: text(.en))
  }
}
