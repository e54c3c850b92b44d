import Foundation

/// The documentation's list of tables and keys, made of what the commands print.
struct OutputCatalogue {
  /// A table of a command, or several that differ by what stands for the upper-case part of their name.
  private struct Entry {
    let name: String
    let chinese: String
    let english: String
    var keys: [Key]
  }

  private struct Key {
    let name: String
    let unit: String?
    let chinese: String
    let english: String
    var kind: String
  }

  /// The parts of names that come out of the data, by what is before them.
  private static let variable = [
    "areas": "LAYER", "features": "LAYER", "overlaps": "LAYER", "declared": "LAYER", "fields": "LAYER",
    "candidates": "TENANT", "excluded": "TENANT", "plan": "PLAN:VERSION", "parcels": "PLAN:VERSION", "balance": "PLAN",
  ]

  /// Sections of `report` that are other commands' answers.
  private static let sections = ["quality", "approvals", "adjust", "rules", "reuse", "assemble"]

  private var listed: [String: [Entry]] = [:]

  /// The text of the page.
  static func page(_ answers: [(command: OutputTables.Command, answers: [OutputTables.Answer])]) -> String {
    var catalogue = OutputCatalogue()
    var lines = head
    for (command, answers) in answers {
      var entries = catalogue.entries(answers)
      if command.name == "report" { entries = catalogue.own(entries) }
      catalogue.listed[command.name] = entries
      lines += ["", "## \(command.name)", ""]
      lines += answers.map { "    landplan \($0.line)" }
      let facts = Set(answers.flatMap { $0.chinese.about.keys }).sorted().map { "`\($0)`" }.joined(separator: ", ")
      lines += ["", "`about`: \(facts)"]
      if command.name == "report" {
        let names = sections.map { "`\($0):`" }.joined(separator: ", ")
        lines += [
          "",
          "Beside its own tables every table of the commands below, with the same keys, under its name with the command's"
            + " before it: \(names); of a second zone to be assembled `assemble-2:`.",
          "", "除自身的表外，还有下列命令的全部表，键相同，表名前加命令名：\(names)；第二个整合目标为 `assemble-2:`。",
        ]
      }
      for entry in entries { lines += text(entry) }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static let head = [
    "# Tables and keys of each command", "", "Every table of the JSON and CSV output, key by key. 各命令 JSON、CSV 输出的表与键。",
    "",
    "## Overview", "",
    "<doc:Output> says what the output is made of. This list is made by the program's tests out of what the program prints"
      + " on the demonstration park, and a test fails where the two differ. Words in capitals in a table's name stand for"
      + " names of the data. 本页由测试从示范园区的输出生成，与程序不一致时测试不通过；表名中的大写字母代表数据中的名称。", "",
    "Value is `number`, `true/false`, `text` (the same in every language), `code` (one of a fixed set, the same in every"
      + " language), `words` (in the language of `--lang`; the code is under the key named), `—` (nothing on the park).",
  ]

  private static func text(_ entry: Entry) -> [String] {
    var lines = [
      "", "### `\(entry.name)`", "", "\(entry.chinese) · \(entry.english)", "", "| key | 含义 | meaning | unit | value |",
      "|---|---|---|---|---|",
    ]
    for key in entry.keys {
      let cells = ["`\(key.name)`", key.chinese, key.english, key.unit ?? "", key.kind].map {
        $0.replacingOccurrences(of: "|", with: "\\|")
      }
      lines.append("| " + cells.joined(separator: " | ") + " |")
    }
    return lines
  }

  // MARK: Entries

  private func entries(_ answers: [OutputTables.Answer]) -> [Entry] {
    var entries: [Entry] = []
    for answer in answers {
      for (chinese, english) in zip(answer.chinese.columns, answer.english.columns) {
        let name = Self.name(chinese.table)
        let keys = zip(chinese.keys, english.keys).map { zh, en in
          Key(
            name: zh.key,
            unit: zh.unit,
            chinese: zh.title,
            english: en.title,
            kind: Self.kind(zh.key, chinese, answer)
          )
        }
        if let place = entries.firstIndex(where: { $0.name == name }) {
          entries[place].keys = Self.merged(entries[place].keys, keys)
        } else {
          entries.append(Entry(name: name, chinese: chinese.title, english: english.title, keys: keys))
        }
      }
    }
    return entries
  }

  /// A table's name with what stands for the data's part; plans are before the hyphen in `adjust`.
  private static func name(_ id: String) -> String {
    for plan in ["west-", "link-"] where id.hasPrefix(plan) { return "PLAN-" + id.dropFirst(plan.count) }
    let parts = id.split(separator: ":", maxSplits: 1)
    if parts.count == 2, sections.contains(String(parts[0])) { return "\(parts[0]):" + name(String(parts[1])) }
    guard parts.count == 2, let word = variable[String(parts[0])] else { return id }
    return "\(parts[0]):\(word)"
  }

  private static func kind(_ key: String, _ table: OutputJSON.Described, _ answer: OutputTables.Answer) -> String {
    if key.hasSuffix("_code") { return "code" }
    let values = answer.chinese.values(table.table, key)
    let others = answer.english.values(table.table, key)
    let kinds = Set(values.filter { $0 != .null })
    if kinds.isEmpty { return "—" }
    if values != others {
      let code = OutputLanguageTests.code(of: key, in: table)
      return code.map { "words, `\($0)`" } ?? "words"
    }
    if kinds.allSatisfy({ if case .number = $0 { true } else { false } }) { return "number" }
    if kinds.allSatisfy({ if case .truth = $0 { true } else { false } }) { return "true/false" }
    return "text"
  }

  /// Keys of tables of one name: those of the first, and what others have more behind the key that they stand behind.
  private static func merged(_ first: [Key], _ second: [Key]) -> [Key] {
    var result = first
    var place = 0
    for key in second {
      if let found = result.firstIndex(where: { $0.name == key.name }) {
        if result[found].kind == "—" || key.kind.hasPrefix("words") { result[found].kind = key.kind }
        place = found + 1
      } else {
        result.insert(key, at: place)
        place += 1
      }
    }
    return result
  }

  /// The tables of `report` that are not, key by key, those of a command listed before.
  private func own(_ entries: [Entry]) -> [Entry] {
    entries.filter { entry in
      let parts = entry.name.split(separator: ":", maxSplits: 1).map(String.init)
      guard parts.count == 2, let commands = listed[parts[0]] else { return true }
      let known = commands.first { $0.name == parts[1] }
      return known.map { known in !entry.keys.allSatisfy { key in known.keys.contains { $0.name == key.name } } }
        ?? true
    }
  }
}
