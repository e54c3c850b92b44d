import ArgumentParser
import Features
import Geometry
import LandAnalysis
import LandMap
import LandModel
import LandReport
import PROJ

/// `landplan reuse`: idle land and plants, and which of them can take a tenant.
struct ReuseCommand: AnsweringCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "reuse",
      abstract: say(
        zh: "闲置用地与厂房：按令53号认定，用地与建筑两本账，意向企业的候选与排除原因。",
        en:
          "Idle land and plants: judged by the order of 2012, land and floor as two ledgers, candidates for tenants and why others are excluded."
      )
    )
  }

  @OptionGroup var input: InputOptions

  @Option(
    name: .long,
    help: ArgumentHelp(
      say(
        zh: "意向企业：项目中的编号，或 YAML 文件；默认项目中的全部。",
        en: "A tenant of the project by id, or a YAML file; default: all of the project."
      ),
      valueName: "id|path"
    )
  )
  var tenant: String?

  @Option(
    name: .customLong("as-of"),
    help: ArgumentHelp(say(zh: "认定日期；默认项目日期。", en: "Day judged for; default: the project's."), valueName: "YYYY-MM-DD")
  )
  var asOf: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      say(zh: "评分与字段的配置（YAML）。", en: "Profile of weights, ranges and fields (YAML)."),
      valueName: "path"
    )
  )
  var profile: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      say(
        zh: "候选地块写成图形文件，格式由后缀决定；GeoJSON 为经纬度。",
        en: "Write the candidates as shapes; the ending tells the format, GeoJSON is in longitude and latitude."
      ),
      valueName: "path"
    )
  )
  var shapes: String?

  @OptionGroup var measure: MeasureOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var shapeOptions: ShapeOptions

  func validate() throws {
    if let asOf, CalendarDate(asOf) == nil {
      throw ValidationError(say(zh: "--as-of 应为 YYYY-MM-DD", en: "--as-of must be YYYY-MM-DD"))
    }
  }

  func run() throws {
    let answer = try answer()
    if let shapes { try shapeOptions.write(answer.shapes(), to: shapes, output) }
    try output.write(answer)
  }

  func answer() throws -> CommandAnswer {
    let done = try analyse()
    let (park, profile) = (done.park, done.profile)
    let inputs = Inputs(project: park.project, layers: park.layers, failures: [])
    let claimed = done.claims.claims.first { $0.quantity?.kind == .landAndFloorArea }?.quantity?
      .area(labelled: done.gauge.basis)
    let facts = [
      Fact("project", Phrase(zh: "项目", en: "project"), .text(park.project.file)),
      Fact("as_of", Phrase(zh: "截止日期", en: "as of"), .text(done.day.description)),
      Fact("profile", Phrase(zh: "评分配置", en: "profile"), .phrase(Phrase(profile.title))),
    ]
    let document = ReuseDocument.make(
      findings: done.judge.flatMap { judge in park.layer(.idleLand).map { judge.findings($0) } } ?? [],
      ledgers: done.ledgers,
      claimed: claimed,
      matches: done.matches,
      low: done.low,
      profile: profile,
      facts: facts + done.gauge.facts,
      notes: inputs.notes + done.gauge.notes + done.ruleNotes,
      limit: output.format == .table ? 60 : nil
    )
    var answer = CommandAnswer(document: document, hasFindings: false) {
      [try ReuseShapes.layer(done.matches, crs: done.reference, language: language)]
    }
    answer.maps = {
      let idle = done.judge.flatMap { judge in park.layer(.idleLand).map { judge.findings($0) } } ?? []
      return try done.matches.map { entry in
        try PageMaps.reuse(entry.tenant, entry.matches, idle, language, done.gauge.crs?.metresPerUnit ?? 1)
      }
    }
    return answer
  }

  /// The candidates, and what they were judged by.
  struct Analysis {
    let park: LoadedProject
    let profile: ReuseProfile
    let claims: ClaimSet
    let day: CalendarDate
    /// Nil where the order is not in force on the day.
    let judge: IdleJudge?
    let ledgers: IdleStock?
    let matches: [(tenant: Tenant, matches: [ReuseMatch])]
    /// Plants below the plot ratio of low use.
    let low: [ReuseCandidate]
    let gauge: LayerMeasure
    let reference: CRSReference

    var ruleNotes: [Note] {
      if judge != nil { return [] }
      return [
        Note(
          .warning,
          code: "reuse.no-rule",
          Phrase(
            zh: "\(day) 时没有生效的闲置土地认定办法，未作认定",
            en: "on \(day) no order on idle land is in force: none is judged"
          )
        )
      ]
    }
  }

  func analyse() throws -> Analysis {
    guard Project.file(at: input.source) != nil else { throw CommandError.notAProject(input.source) }
    let profile = try ReuseProfile.load(profile)
    var loader = try input.loader()
    // Lots and lines are cut with each other here: invalid ones are repaired, and said so.
    loader.options.repairs = true
    let park = try loader.project(input.source)
    guard let crs = park.crs else { throw CommandError.noCRS(Place(file: park.project.file)) }
    guard let day = asOf.flatMap({ CalendarDate($0) }) ?? park.project.asOf else {
      throw ValidationError(say(zh: "项目没有日期，请用 --as-of 指定", en: "the project states no day: give one with --as-of"))
    }
    let basis = try measure.basis(for: park, crs)
    let gauge = LayerMeasure(basis: basis, crs: crs, measure: try AreaMeasure(crs: crs, basis: basis))
    let claims = try ClaimSet.load(for: park.project)
    let candidates = try ReuseStock(park, profile: profile, measure: { try gauge.areas($0) }).candidates()
    let limit = profile.value("low-use.far")
    return Analysis(
      park: park,
      profile: profile,
      claims: claims,
      day: day,
      judge: IdleJudge.Rule(park.project.thresholds, on: day).map { rule in
        IdleJudge(profile: profile, rule: rule, asOf: day)
      },
      ledgers: try ParkReport(park, claims: claims, basis: basis) { try gauge.areas($0) }.idle,
      matches: try tenants(of: park).map { tenant in
        (tenant: tenant, matches: ReuseMatcher(tenant: tenant, profile: profile).match(candidates))
      },
      low: candidates.filter { candidate in
        guard candidate.kind == .plant, let land = candidate.facts.land, land > 0, let built = candidate.facts.built
        else {
          return false
        }
        return built / land < limit
      },
      gauge: gauge,
      reference: CRSReference(crs.code ?? crs.definition, origin: .stated)
    )
  }

  /// The tenants asked for: a file's, one of the project's, or all of them.
  private func tenants(of park: LoadedProject) throws -> [Tenant] {
    guard let tenant else { return park.tenants }
    if Project.isProjectFile(tenant) {
      return try Tenant.parse(String(decoding: InputFile.bytes(tenant, limit: 4 << 20), as: UTF8.self), file: tenant)
    }
    if let found = park.tenants.first(where: { $0.id == tenant }) { return [found] }
    throw CommandError.unknownTenant(tenant, park.tenants.map(\.id))
  }
}
