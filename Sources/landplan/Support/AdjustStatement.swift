import ArgumentParser
import Features
import Geometry
import LandAnalysis
import LandModel
import LandReport
import PROJ

extension AdjustCommand {
  /// The answer for one version: balance table, indicators, figures. The layers of a folder count as one plan.
  func statement() throws -> CommandAnswer {
    let opened = try input.loader().open(input.source)
    if let failure = opened.failures.first, opened.layers.isEmpty { throw failure }
    var layers = opened.layers.filter(\.hasPolygons)
    guard let first = layers.first else { throw CommandError.notAProject(input.source) }
    var plane = try crs.map { try CRS($0) }
    if plane == nil, first.crs?.isGeographic == true { plane = try PlaneSystem.fitting(first) }
    if let plane { layers = try layers.map { try $0.crs == plane ? $0 : $0.transformed(to: plane) } }
    let gauge = try measure.measure(for: layers[0])
    let states = try layers.map { try state($0, gauge, code: code, id: id) }
    let title = layers.count == 1 ? states[0].title : LocalizedText(input.source)
    guard let whole = PlanState(joining: states, title: title) else { throw CommandError.notAProject(input.source) }
    let version = try Self.classification(layers, code: code)
    let result = try PlanStatement(whole, classification: version, level: level)
    let facts = [
      Fact("source", Phrase(zh: "来源", en: "source"), .text(input.source)),
      Fact("layers", Phrase(zh: "图层", en: "layers"), .integer(layers.count)),
      Fact("parcels", Phrase(zh: "地块", en: "parcels"), .integer(whole.count)),
      Fact("codes", Phrase(zh: "分类", en: "classification"), version.map { .text($0.document) } ?? .missing),
    ]
    let document = ReportDocument(
      command: "adjust",
      title: Phrase(zh: "规划用地平衡与指标", en: "Balance and indicators of a plan"),
      facts: facts + gauge.facts,
      tables: try PlanStatementDocument.tables(result, unit: measure.unit),
      notes: Inputs(project: nil, layers: layers, failures: opened.failures).notes + gauge.notes
    )
    return CommandAnswer(document: document, hasFindings: false) {
      throw ValidationError(say(zh: "--shapes 需要前后两版", en: "--shapes needs two versions"))
    }
  }

  /// The rules on the version after a step, for the findings on changed land, and their evidence in the step's plane.
  func changeRules(_ step: Comparison, _ number: Int) throws -> (report: RuleReport, evidence: GeometryColumns) {
    let versions = [input.source] + others
    let isProject = Project.file(at: input.source) != nil
    let named =
      isProject
      ? [input.source] + (plan.map { ["--plan", $0] } ?? []) : [versions[number + 1], "--before", versions[number]]
    let parts =
      isProject
      ? []
      : [("code", code), ("id", id)].flatMap { part, name in
        name.map { ["--field", "\(part)=\($0)"] } ?? []
      }
    let words = named + parts + input.words + ["--basis", step.result.basis.rawValue]
    guard let command = try RulesCommand.parseAsRoot(words) as? RulesCommand else {
      throw CommandError.notAProject(input.source)
    }
    let (report, sources, _) = try command.evaluate()
    guard let own = sources.crs, let wanted = try step.crs.map({ try CRS($0) }), own != wanted,
      report.evidence.vertexCount > 0
    else { return (report, report.evidence) }
    let area = try Transformation.degrees(of: report.evidence.extent, in: own)
    return (report, try Transformation(from: own, to: wanted, area: area).transform(report.evidence))
  }
}
