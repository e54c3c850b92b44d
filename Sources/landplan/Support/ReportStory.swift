import ArgumentParser
import Features
import Geometry
import LandAnalysis
import LandMap
import LandModel
import LandReport

/// The sections of a park's story that other commands answer: each is that command's own answer, so that no figure of the
/// report differs from the command that details it.
struct ReportStory {
  /// A command's answer as a part of the report.
  struct Section {
    /// Prefix of the section's tables: `rules`.
    let id: String
    let title: Phrase
    /// The command to type for the whole answer.
    let command: String
    let answer: CommandAnswer
    /// What of the answer stands in the report that is read.
    let short: [Table]
  }

  private(set) var sections: [Section] = []
  /// Sections that could not be told, and why.
  private(set) var notes: [Note] = []

  private let source: String
  private let options: [String]

  /// - Parameters:
  ///   - source: the project, as given.
  ///   - day: the day that statuses and rules hold for.
  ///   - options: options that each command takes: form and language.
  ///   - unit: the unit of areas; nil: each command's own.
  init(
    _ project: Project,
    source: String,
    asOf day: CalendarDate?,
    options: [String],
    basis: AreaBasis,
    unit: AreaUnit?
  ) throws {
    let onBasis = ["--basis", basis.rawValue]
    let measure = onBasis + (unit.map { ["--unit", $0.rawValue] } ?? [])
    self.source = source
    self.options = options
    let dated = day.map { ["--as-of", "\($0)"] } ?? []
    try add("quality", Phrase(zh: "数据质量", en: "Data quality"), QualityCommand.self, [], []) { answer in
      answer.tables(["summary"]).map { $0.keeping { row in row.cells[1] != .text("features") } }
    }
    if project.layer(.batches) != nil {
      try add("approvals", Phrase(zh: "审批状态", en: "Approval status"), ApprovalsCommand.self, dated, measure) { answer in
        answer.tables(["standing", "reached"])
      }
    }
    if project.hasAdjustment {
      try add("adjust", Phrase(zh: "控规调整", en: "Plan adjustment"), AdjustCommand.self, [], measure) { answer in
        answer.tables(where: { $0.hasSuffix("class") || $0.hasSuffix("summary") })
      }
    }
    if project.layer(.plan) != nil {
      try add("rules", Phrase(zh: "规则审查", en: "Rule check"), RulesCommand.self, dated, onBasis) { answer in
        answer.tables(["rules"]).map { table in
          table.keepingRulesToRead()
            .selecting(["rule", "title", "result", "findings", "severity", "area_m2", "needs"])
        }
      }
    }
    if project.layer(.idleLand) != nil || project.layer(.plants) != nil {
      try add("reuse", Phrase(zh: "闲置再利用", en: "Idle stock and reuse"), ReuseCommand.self, dated, onBasis) { answer in
        answer.tables(where: { $0 == "idle" || $0.hasPrefix("candidates:") })
      }
    }
    for (number, goal) in project.assemblies.enumerated() {
      let words = ["--zone", goal.zone] + (goal.target.map { ["--target", $0] } ?? []) + dated
      let id = number == 0 ? "assemble" : "assemble-\(number + 1)"
      let title = Phrase(zh: "土地整合", en: "Land assembly")
      try add(id, title, AssembleCommand.self, words, measure) { $0.tables(["waterfall", "quotas"]) }
    }
  }

  private mutating func add(
    _ id: String,
    _ title: Phrase,
    _ type: any AnsweringCommand.Type,
    _ words: [String],
    _ measure: [String],
    short: (ReportDocument) -> [Table]
  ) throws {
    do {
      guard let command = try type.parseAsRoot([source] + words + measure + options) as? any AnsweringCommand else {
        return
      }
      let answer = try command.answer()
      let title = named(title, by: answer.document)
      let typed = (["landplan", type._commandName, source] + words).joined(separator: " ")
      let tables = short(answer.document).map { $0.inStory(id, title, typed) }
      sections.append(Section(id: id, title: title, command: typed, answer: answer, short: tables))
    } catch let error as DataError where error.kind != .output {
      let text = Phrase(
        zh: "\(title.zh)：\(ErrorText.words(error).zh)",
        en: "\(title.en): \(ErrorText.words(error).en)"
      )
      notes.append(Note(.defect, code: error.code, text))
    }
  }

  /// The heading with the name of what the section is about, where it is about a part of the park.
  private func named(_ title: Phrase, by document: ReportDocument) -> Phrase {
    guard case .text(let zone)? = document.facts.first(where: { $0.id == "zone" })?.value else { return title }
    return Phrase(zh: "\(title.zh)：\(zone)", en: "\(title.en): \(zone)")
  }

  /// Every table of every section, for programs.
  var allTables: [Table] {
    sections.flatMap { section in
      section.answer.document.tables.map { $0.inStory(section.id, section.title, section.command) }
    }
  }

  /// The maps of every section, for a page.
  func maps() throws -> [PageMap] {
    try sections.flatMap { section in try section.answer.maps().map { $0.inSection(section.id, section.title) } }
  }

  /// What a reader of the short sections must see: what is wrong, and whether a target can be reached.
  var answeringNotes: [Note] { allNotes.filter { $0.level == .defect || $0.code == "assembly.found" } }

  /// What can be built on in the zones that the project has a target for.
  var developable: [DevelopableZone] { sections.compactMap(\.answer.developable) }

  /// Every note of every section, with the section it is of.
  var allNotes: [Note] {
    sections.flatMap { section in
      section.answer.document.notes.map { note in
        let text = Phrase(zh: "\(section.title.zh)：\(note.text.zh)", en: "\(section.title.en): \(note.text.en)")
        return Note(note.level, code: note.code, text)
      }
    }
  }
}

extension Project {
  /// True where a plan has both versions.
  fileprivate var hasAdjustment: Bool {
    layers(.plan).contains { $0.version == .before && plan($0.plan, .after) != nil }
  }
}

extension ReportDocument {
  fileprivate func tables(_ ids: [String]) -> [Table] { ids.compactMap { id in tables.first { $0.id == id } } }
  fileprivate func tables(where isWanted: (String) -> Bool) -> [Table] { tables.filter { isWanted($0.id) } }
}

extension Table {
  /// The rows for which this holds.
  fileprivate func keeping(_ isWanted: (Row) -> Bool) -> Table {
    var result = self
    result.rows = rows.filter(isWanted)
    return result
  }

  /// The rules that did not pass or were not evaluated, and how many others there are.
  fileprivate func keepingRulesToRead() -> Table {
    let silent: [(code: String, name: Phrase)] = [RuleOutcome.Status.pass, .notApplicable].map {
      ($0.rawValue, $0.name)
    }
    func rules(_ code: String) -> [String] {
      rows.compactMap { row in
        guard row.cells[2] == .text(code), case .text(let rule) = row.cells[0] else { return nil }
        return rule
      }
    }
    let parts = silent.map { (name: $0.name, rules: rules($0.code)) }.filter { !$0.rules.isEmpty }
    let count = parts.reduce(0) { $0 + $1.rules.count }
    var result = keeping { row in !silent.contains { row.cells[2] == .text($0.code) } }
    guard count > 0 else { return result }
    let zh = parts.map { "\($0.name.zh) \($0.rules.count) 条（\($0.rules.joined(separator: "、"))）" }.joined(
      separator: "，"
    )
    let en = parts.map { "\($0.name.en) \($0.rules.count) (\($0.rules.joined(separator: ", ")))" }.joined(
      separator: ", "
    )
    let more = Phrase(
      zh: "共 \(rows.count) 条规则，其余 \(count) 条未列：\(zh)",
      en: "\(rows.count) rules; \(count) are not listed: \(en)"
    )
    result.caption = caption.map { Phrase(zh: "\(more.zh)；\($0.zh)", en: "\(more.en); \($0.en)") } ?? more
    return result
  }

  /// The columns with these names, in their order.
  fileprivate func selecting(_ names: Set<String>) -> Table {
    let chosen = columns.indices.filter { names.contains(columns[$0].id) }
    var result = self
    result.columns = chosen.map { columns[$0] }
    result.rows = rows.map { row in Row(chosen.map { row.cells[$0] }, role: row.role) }
    return result
  }

  /// As a table of the report: the section before the name and title, the command that details it in the caption.
  fileprivate func inStory(_ section: String, _ heading: Phrase, _ command: String) -> Table {
    var result = self
    result.id = "\(section):\(id)"
    result.title = Phrase(zh: "\(heading.zh)：\(title.zh)", en: "\(heading.en): \(title.en)")
    return result.detailed(by: command)
  }

  /// The command that details the table, in its caption.
  func detailed(by command: String) -> Table {
    func detailed(_ before: Phrase) -> Phrase {
      Phrase(
        zh: before.zh + (before.zh.isEmpty ? "" : "；") + "详见 \(command)",
        en: before.en + (before.en.isEmpty ? "" : "; ") + "details: \(command)"
      )
    }
    var result = self
    result.caption = detailed(caption ?? Phrase(""))
    result.instead = instead.map(detailed)
    return result
  }
}
