import ArgumentParser
import Features
import Geometry
import LandAnalysis
import LandMap
import LandModel
import LandReport
import PROJ

/// `landplan report`: a park's land account from its project file.
struct ReportCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "report",
      abstract: say(
        zh: "园区土地台账：片区、规划、现状、报批、闲置，以及报告所述与计算结果对照。",
        en: "A park's land account: zones, plans, current use, pipeline, idle stock, and the report's claims beside it."
      )
    )
  }

  @OptionGroup var input: InputOptions
  @OptionGroup var measure: MeasureOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var shapeOptions: ShapeOptions

  @Option(
    name: .customLong("as-of"),
    help: ArgumentHelp(
      say(
        zh: "截止日期，例如 2021-12-31；默认用项目文件的 as_of。",
        en: "The day that statuses and rules hold for, for example 2021-12-31; default: the project's as_of."
      ),
      valueName: "date"
    )
  )
  var asOf: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      say(
        zh: "把各节的图形写成此文件夹中的 GeoJSON 图层，附目录 index.json；写作 x.gpkg 则为一个 GeoPackage，QGIS 打开即有配色和中文标注。",
        en:
          "Write the shapes of every section as GeoJSON layers in this folder, with index.json; x.gpkg: as one GeoPackage that QGIS opens coloured and labelled."
      ),
      valueName: "path"
    )
  )
  var layers: String?

  func run() throws {
    guard Project.file(at: input.source) != nil else { throw CommandError.notAProject(input.source) }
    let day = try asOf.map { written in
      guard let day = CalendarDate(written) else { throw CommandError.noDate(written, option: "--as-of") }
      return day
    }
    var park = try input.loader().project(input.source)
    if let day { park.project.asOf = day }
    let inputs = Inputs(project: park.project, layers: park.layers, failures: [])
    guard let crs = park.crs else {
      throw CommandError.noCRS(Place(file: park.project.file))
    }
    let basis = try measure.basis(for: park, crs)
    let gauge = LayerMeasure(basis: basis, crs: crs, measure: try AreaMeasure(crs: crs, basis: basis))
    let report = try ParkReport(park, claims: .load(for: park.project), basis: basis) { try gauge.areas($0) }
    var facts = [Fact("project", Phrase(zh: "项目", en: "project"), .text(park.project.file))]
    if let asOf = park.project.asOf { facts.append(Fact("as_of", Phrase(zh: "截止日期", en: "as of"), .text("\(asOf)"))) }
    let context = LayerCheck.Context(asOf: park.project.asOf, basis: basis)
    let findings = SourceFindings.notes(try LayerCheck.findings(for: park.layers, context: context))
    // What is read by a program, kept as a workbook or sorted in a page holds every table of every section; what is read
    // from top to bottom holds the short ones, each with the command that details it.
    let isWhole = output.format != .table && output.format != .markdown
    let story = try ReportStory(
      park.project,
      source: input.source,
      asOf: park.project.asOf,
      options: input.words + ["--format", isWhole ? "json" : "table", "--lang", language.rawValue, "--quiet"],
      basis: basis,
      unit: measure.unit
    )
    if let layers {
      try LayerFolder(path: layers, options: shapeOptions, output: output).write(
        try entries(park, story),
        facts: facts + gauge.facts,
        language: language
      )
    }
    try output.write(
      ParkReportDocument.make(
        report,
        project: park.project,
        facts: facts + gauge.facts,
        unit: measure.unit,
        developable: story.developable,
        sections: isWhole
          ? OfficeSections(park: park, report: report, gauge: gauge).tables(withPoints: output.format != .html)
            + story.allTables
          : story.sections.flatMap(\.short),
        notes: inputs.notes + gauge.notes + findings + story.notes + (isWhole ? story.allNotes : story.answeringNotes)
      ),
      figures: output.format == .html ? try figures(park, gauge, story) : []
    )
  }

  /// The maps of the page: plans by land use, then what each section found, the zones over each.
  private func figures(_ park: LoadedProject, _ gauge: LayerMeasure, _ story: ReportStory) throws -> [PageFigure] {
    let metres = park.crs?.metresPerUnit
    var maps: [PageMap] = []
    for layer in park.layers(.plan) where layer.entry?.version != .before {
      let id = ["plan", layer.entry?.plan, layer.entry?.version?.rawValue].compactMap { $0 }.joined(separator: ":")
      let classification = try LayerCheck.classification(of: layer, asOf: park.project.asOf)
      let areas = try gauge.areas(layer.layer.geometry)
      maps.append(try PageMaps.landUse(layer, classification, areas: areas, table: id, metres))
    }
    maps += try story.maps()
    let zones = try park.layer(.zones).map { try PageMaps.zones($0) }
    return maps.enumerated().compactMap { number, map in
      var map = map
      if let zones { map.layers.append(zones) }
      return PageMapRenderer.figure(map, number: number, language: language)
    }
  }

  /// The layers of the folder: what the park is made of, then what each section found.
  private func entries(_ park: LoadedProject, _ story: ReportStory) throws -> [LayerFolder.Entry] {
    let own: [(LayerRole, Phrase)] = [
      (.zones, Phrase(zh: "片区", en: "Zones")), (.idleLand, Phrase(zh: "闲置土地", en: "Idle land")),
      (.plants, Phrase(zh: "闲置厂房", en: "Idle plants")), (.listed, Phrase(zh: "挂牌宗地", en: "Listed lots")),
    ]
    let inputs = own.compactMap { role, title in
      park.layer(role).map { layer in
        LayerFolder.Entry(
          name: role.rawValue,
          title: title,
          command: "landplan export \(layer.layer.file)",
          layers: [StyledLayer(layer.layer, layer)]
        )
      }
    }
    return try inputs
      + story.sections.map { section in
        LayerFolder.Entry(
          name: section.id,
          title: section.title,
          command: section.command,
          layers: try section.answer.shapes().map { StyledLayer($0) }
        )
      }
  }
}
