import Foundation
import TestSupport
import Testing

/// The JSON that programs read is the same whatever the reader's language is, but for words that have a code beside them.
@Suite("Tables and keys of the output") struct OutputLanguageTests {
  static let page = TestData.packageRoot.appendingPathComponent("Sources/LandReport/LandReport.docc/OutputTables.md")

  @Test("The documentation lists exactly the tables and keys that the commands print")
  func documented() throws {
    let answers = try OutputTables.answers.get()
    let now = OutputCatalogue.page(answers)
    if ProcessInfo.processInfo.environment["LANDPLAN_BLESS"] != nil {
      try Data(now.utf8).write(to: Self.page)
      return
    }
    let written = try String(contentsOf: Self.page, encoding: .utf8)
    #expect(now == written, "run `make bless` if the change is wanted")
  }

  @Test("Names of tables and keys do not follow the language, and each stands once")
  func names() throws {
    for (command, answers) in try OutputTables.answers.get() {
      for answer in answers {
        let (zh, en) = (answer.chinese, answer.english)
        #expect(zh.columns.map(\.table) == en.columns.map(\.table), "\(command.name)")
        #expect(zh.columns.map { $0.keys.map(\.key) } == en.columns.map { $0.keys.map(\.key) }, "\(command.name)")
        #expect(Set(zh.about.keys) == Set(en.about.keys), "\(command.name)")
        #expect(Set(zh.columns.map(\.table)) == Set(zh.tables.keys), "\(command.name)")
        #expect(zh.columns.count == zh.tables.count, "\(command.name): a table's name is used twice")
        for table in zh.columns {
          #expect(Set(table.keys.map(\.key)).count == table.keys.count, "\(command.name) \(table.table): a key twice")
          for row in zh.tables[table.table] ?? [] {
            #expect(Set(row.keys) == Set(table.keys.map(\.key) + ["row"]), "\(command.name) \(table.table)")
          }
        }
      }
    }
  }

  @Test("What follows the language has a code beside it, is a heading of sums, or is a sentence")
  func codes() throws {
    var uncoded: [String] = []
    for (command, answers) in try OutputTables.answers.get() {
      for answer in answers {
        for table in answer.chinese.columns {
          for key in table.keys where Self.code(of: key.key, in: table) == nil {
            let rows = zip(answer.chinese.tables[table.table] ?? [], answer.english.tables[table.table] ?? [])
            let differ = rows.filter { zh, en in zh[key.key] != en[key.key] && zh["row"] == .text("body") }
            guard !differ.isEmpty, !Self.sentences.contains(key.key) else { continue }
            uncoded.append("\(command.name) \(table.table) \(key.key)")
          }
        }
      }
    }
    #expect(uncoded.isEmpty)
  }

  /// Keys of sentences: what a reader is told, and titles of things that another key of the row names.
  private static let sentences: Set<String> = [
    "sentence", "source", "evidence", "subject", "title", "meaning", "quota", "group", "owner", "name", "computed",
    "allowed", "distance",
  ]

  /// The key of the code beside a key; some tables had one of their own before there was a rule for it.
  static func code(of key: String, in table: OutputJSON.Described) -> String? {
    let names = Set(table.keys.map(\.key))
    if names.contains(key + "_code") { return key + "_code" }
    let own = ["meaning": "kind", "result": "status", "type": "matter", "measure": "metric"]
    return own[key].flatMap { names.contains($0) ? $0 : nil }
  }
}
