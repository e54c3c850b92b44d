import ArgumentParser
import Features
import Foundation
import Geometry
import LandAnalysis
import LandMap
import LandModel
import LandReport
import PROJ

/// `landplan approvals`: where land stands in the pipeline, as of one or several days.
struct ApprovalsCommand: AnsweringCommand {
  /// What the land is split for.
  enum Subject: String, ExpressibleByArgument, CaseIterable {
    case parcel
    case zone
    case park
  }

  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "approvals",
      abstract: say(
        zh: "审批状态：各阶段覆盖、批而未供、供而未用、林地缺口、失效与到期；有问题时退出码为 1。",
        en:
          "Approval status as of a day: stages reached, approved but not supplied, forest without consent, lapsed documents; exit code 1 on findings."
      ),
      discussion: say(
        zh: "数据来源为项目，或批次图层（各批次为面，有阶段、文号、日期）。问题指：供而未批、林地缺口、未用而失效的文件、"
          + "申报面积不符、无法识别的阶段或日期。",
        en:
          "The source is a project, or a layer of batches (polygons with stage, document and date). Findings are land supplied "
          + "without approval, forest without consent, documents that lapsed unused, declared areas that differ, and stages "
          + "or dates that cannot be read."
      )
    )
  }

  @OptionGroup var input: InputOptions

  @Option(
    name: .customLong("as-of"),
    help: ArgumentHelp(
      say(
        zh: "截止日期：一日、列表（逗号分隔）或区间与步长 2015-12-31..2021-12-31/1y（y、m、d）；默认取项目的日期，否则取最近一个批次的日期。",
        en:
          "Day, list, or range with step 2015-12-31..2021-12-31/1y (y, m, d); default: the project's day, else the latest batch's."
      ),
      valueName: "date"
    )
  )
  var asOf: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      say(zh: "按 parcel（宗地）、zone（片区）或 park（整体）统计。", en: "A row for each parcel, zone, or the park alone."),
      valueName: "parcel|zone|park"
    )
  )
  var by: Subject?

  @OptionGroup(title: say(zh: "批次图层", en: "Batches")) var fields: ApprovalFieldOptions

  @Option(
    name: .long,
    help: ArgumentHelp(
      say(zh: "统计对象图层（没有项目时）：文件[:图层]。", en: "Layer of subjects, where there is no project: a file[:layer]."),
      valueName: "source"
    )
  )
  var subjects: String?

  @Option(
    name: .long,
    help: ArgumentHelp(say(zh: "统计对象的编号字段。", en: "Field that names the subjects."), valueName: "field")
  )
  var id: String?

  @Option(
    name: .long,
    help: ArgumentHelp(say(zh: "林地一张图：文件[:图层]。", en: "The forest map: a file[:layer]."), valueName: "source")
  )
  var forest: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      say(
        zh: "规划图层，用于可供年限（没有项目时）：文件[:图层]。",
        en: "The plan, for years of supply, where there is no project: a file[:layer]."
      ),
      valueName: "source"
    )
  )
  var plan: String?

  @Option(
    name: .customLong("landuse"),
    help: ArgumentHelp(
      say(
        zh: "现状地类图层，用于工业用地率（没有项目时）：文件[:图层]。",
        en: "Current land use, for the industrial share, where there is no project: a file[:layer]."
      ),
      valueName: "source"
    )
  )
  var landUse: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      say(
        zh: "无面状图形的登记：某日的另一份登记，日期=文件；可重复。",
        en: "For registers without polygons: another register and the day that it shows, DATE=SOURCE; may be repeated."
      ),
      valueName: "date=source"
    )
  )
  var snapshot: [String] = []

  @Option(
    name: .customLong("terms"),
    help: ArgumentHelp(
      say(zh: "期限规则：national 或地方做法（如 yunnan）。", en: "Term rules: national, or a local practice such as yunnan."),
      valueName: "profile"
    )
  )
  var terms: String = TermRules.national

  @Option(
    name: .long,
    help: ArgumentHelp(
      say(
        zh: "把未覆盖地块写成文件，按后缀定格式；GeoJSON 为经纬度。",
        en: "Write the uncovered pieces; the ending tells the format, GeoJSON is in longitude and latitude."
      ),
      valueName: "path"
    )
  )
  var shapes: String?

  @OptionGroup var measure: MeasureOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var shapeOptions: ShapeOptions

  /// Rows of a long table that a terminal shows.
  private static let shown = 40

  func validate() throws {
    if let asOf, DateSeries(asOf) == nil {
      throw ValidationError(
        say(
          zh: "--as-of \(asOf)：应为日期 2021-12-31、逗号分隔的列表，或区间 2015-12-31..2021-12-31/1y",
          en: "--as-of \(asOf): expected a day 2021-12-31, a list with commas, or a range 2015-12-31..2021-12-31/1y"
        )
      )
    }
    let profiles = try TermRules.profiles()
    if !profiles.contains(terms) {
      let list = profiles.joined(separator: ", ")
      throw ValidationError(say(zh: "--terms \(terms)：应为 \(list) 之一", en: "--terms \(terms): one of \(list)"))
    }
  }

  func run() throws {
    if Project.file(at: input.source) == nil {
      let layers = try registerLayers(input.source)
      if !layers.contains(where: \.hasPolygons) { return try runRegister(layers) }
    }
    let answer = try answer()
    if let shapes { try shapeOptions.write(answer.shapes(), to: shapes, output) }
    try output.write(answer)
    if answer.hasFindings { throw ExitCode(Exit.findings) }
  }

  func answer() throws -> CommandAnswer {
    let (result, sources, gauge) = try analyse()
    let source = Fact("source", Phrase(zh: "来源", en: "source"), .text(input.source))
    let document = try ApprovalsDocument.make(
      result,
      facts: [source] + gauge.facts,
      claims: try sources.claims(result, measure: gauge),
      unit: measure.unit,
      limit: output.format == .table ? Self.shown : nil,
      notes: sources.notes + gauge.notes
    )
    let crs = sources.batches.crs.map { CRSReference($0.code ?? $0.definition, origin: .stated) }
    var answer = CommandAnswer(document: document, hasFindings: result.hasFindings) {
      [ApprovalsShapes.layer(result, crs: crs, language: language)]
    }
    answer.maps = { try PageMaps.approvals(result, catalogue: .embedded(), gauge.crs?.metresPerUnit ?? 1) }
    return answer
  }

  /// The account of the batches.
  func analyse() throws -> (ApprovalsResult, ApprovalSources, LayerMeasure) {
    let sources = try ApprovalSources(self)
    let gauge = try measure.measure(for: sources.batches, projectBasis: sources.project?.basis)
    let catalogue = try StageCatalogue.embedded()
    let measured = try gauge.areas(sources.batches.layer.geometry)
    let records = try ApprovalRecords(
      sources.batches,
      fields: fields.fields(catalogue),
      catalogue: catalogue,
      measured: measured,
      statedUnit: fields.areaUnit
    )
    let days = dates(sources, records)
    let result = try ApprovalsResult(
      ApprovalsResult.Input(
        records: records,
        subjects: try sources.subjects(by, id: id),
        forest: sources.forest?.layer.geometry,
        idle: sources.idle?.layer.geometry,
        landForRates: try sources.landForRates(asOf: days.last ?? .latest)
      ),
      dates: days,
      catalogue: catalogue,
      rules: try TermRules.embedded(profile: terms),
      thresholds: sources.thresholds,
      basis: gauge.basis,
      measure: { columns, basis in
        guard basis != gauge.basis, let crs = gauge.crs else { return try gauge.areas(columns) }
        return try AreaMeasure(crs: crs, basis: basis).areas(of: columns)
      }
    )
    return (result, sources, gauge)
  }

  /// The layers of a source; the tables of a folder that holds nothing else count as one register.
  private func registerLayers(_ source: String) throws -> [LoadedLayer] {
    let loader = try ApprovalSources.options(self).loader()
    do {
      return try loader.open(source).layers
    } catch let error as DataError where error.code == LandModelError.folderOfTables.rawValue {
      let names = try FileManager.default.contentsOfDirectory(atPath: source).filter {
        ["csv", "tsv", "xlsx"].contains(($0 as NSString).pathExtension.lowercased())
      }
      return try names.sorted().flatMap { name in
        try loader.open((source as NSString).appendingPathComponent(name)).layers
      }
    }
  }

  /// Counts the entries of tables and points, which have no area of their own.
  private func runRegister(_ layers: [LoadedLayer]) throws {
    let catalogue = try StageCatalogue.embedded()
    func records(_ layers: [LoadedLayer], on day: CalendarDate?) throws -> [RegisterTally.Snapshot] {
      try layers.map { layer in
        let records = try ApprovalRecords(
          layer,
          fields: fields.fields(catalogue),
          catalogue: catalogue,
          measured: nil,
          statedUnit: fields.areaUnit
        )
        return RegisterTally.Snapshot(records, on: day)
      }
    }
    var snapshots = try records(layers, on: nil)
    for text in snapshot {
      let parts = text.split(separator: "=", maxSplits: 1).map { String($0) }
      guard parts.count == 2, let day = CalendarDate(parts[0]) else {
        throw ValidationError(say(zh: "--snapshot \(text)：应为 日期=文件", en: "--snapshot \(text): expected DATE=SOURCE"))
      }
      snapshots += try records(try registerLayers(parts[1]), on: day)
    }
    let latest = snapshots.flatMap(\.records.documents).compactMap(\.approvedOn).max() ?? CalendarDate.latest
    let dates = asOf.flatMap { DateSeries($0) }?.dates ?? [latest]
    let basis = measure.basis ?? .geodesic
    try output.write(
      RegisterDocument.make(
        try RegisterTally(snapshots, dates: dates, catalogue: catalogue, basis: basis),
        facts: [Fact("source", Phrase(zh: "来源", en: "source"), .text(input.source))],
        unit: measure.unit,
        notes: []
      )
    )
  }

  /// The days asked for; else the project's, else that of the latest batch: the same input gives the same answer.
  private func dates(_ sources: ApprovalSources, _ records: ApprovalRecords) -> [CalendarDate] {
    if let series = asOf.flatMap({ DateSeries($0) }) { return series.dates }
    let latest = records.documents.compactMap(\.approvedOn).max()
    return [sources.project?.asOf ?? latest ?? CalendarDate.latest]
  }
}
