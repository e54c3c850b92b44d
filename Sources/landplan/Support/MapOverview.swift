import Features
import Geometry
import LandMap
import LandModel
import LandReport
import PROJ

/// A project's zones over its land use.
struct MapOverview {
  let sources: MapSources

  init(_ sources: MapSources) { self.sources = sources }

  func content() throws -> MapContent {
    let command = sources.command
    guard Project.file(at: command.input.source) != nil else { throw CommandError.notAProject(command.input.source) }
    let park = try command.input.loader(validates: false)
      .project(command.input.source, roles: [.zones, .landUse, .plan, .roads])
    guard let first = park.layers(.landUse).first ?? park.layers(.plan).last ?? park.layers(.zones).first else {
      throw CommandError.notAProject(command.input.source)
    }
    let gauge = try sources.measure(first, park.project.basis)
    var facts = MapSources.facts(park.crs, gauge.basis, command.asOf ?? park.project.asOf, [])
    facts[facts.count - 1].value = Phrase(park.project.name)
    var layers: [MapLayer] = []
    let used = park.layers(.landUse).isEmpty ? Array(park.layers(.plan).suffix(1)) : park.layers(.landUse)
    for layer in used {
      let version = try MapSources.classification(layer, code: command.code, asOf: command.asOf ?? park.project.asOf)
      if let version { facts.append(MapSources.classificationFact(version)) }
      var made = try LandUseTheme.layer(
        layer,
        code: nil,
        classification: version,
        level: min(command.level, 1),
        areas: MapSources.areas(layer, gauge),
        label: nil
      )
      // Patches without their lines: at this scale the zones are what is looked for.
      for number in made.classes.indices { made.classes[number].style.line = nil }
      layers.append(made)
    }
    for zones in park.layers(.zones) {
      layers.append(try OverviewTheme.zones(zones, areas: MapSources.areas(zones, gauge)))
    }
    return MapContent(
      title: Phrase(park.project.name),
      subtitle: Phrase(zh: "片区与现状用地", en: "Zones over current land use"),
      panes: [MapPane(layers: layers)],
      facts: facts,
      notes: [Phrase(zh: "片区之间有重叠，面积不可相加", en: "Zones overlap: their areas do not add up")],
      isSynthetic: park.project.isSynthetic,
      metresPerUnit: park.crs?.metresPerUnit ?? 1,
      date: (command.asOf ?? park.project.asOf).map { "\($0)" }
    )
  }
}
