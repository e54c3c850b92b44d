import Foundation
import TestSupport

/// The tables and keys of every command's JSON, in both languages, as they are on the demonstration park: what the
/// documentation lists is made of them.
struct OutputTables {
  /// A command with its answers.
  struct Command: Sendable {
    let name: String
    /// What is typed after the program's name, without form and language.
    let lines: [String]
  }

  private static let park = "GeoData/park"

  /// Every command that has tables, in such a way that every table appears.
  static let commands: [Command] = [
    Command(name: "info", lines: ["info \(park)"]),
    Command(
      name: "areas",
      lines: [
        "areas \(park)", "areas \(park)/zones.geojson --by PQMC --declared MJ --overlaps --each --also geodesic",
      ]
    ),
    Command(name: "account", lines: ["account \(park)/zones.geojson --id PQBH --with \(park)/batches.geojson@JD"]),
    Command(name: "claims", lines: ["claims \(park)"]),
    Command(name: "quality", lines: ["quality \(park)"]),
    Command(
      name: "approvals",
      lines: ["approvals \(park)", "approvals \(park) --as-of 2019-12-31..2023-12-31/1y --by park"]
    ),
    Command(
      name: "adjust",
      lines: [
        "adjust \(park)", "adjust \(park)/plan_west_after.geojson",
        "adjust \(park)/plan_link_before.geojson \(park)/plan_link_after.geojson \(park)/plan_link_before.geojson --history",
      ]
    ),
    Command(name: "rules", lines: ["rules \(park)"]),
    Command(name: "reuse", lines: ["reuse \(park)"]),
    Command(name: "assemble", lines: ["assemble \(park) --zone integration --target 1000mu"]),
    Command(
      name: "query",
      lines: [
        "query \(park) --zone integration", "query \(park) --parcel W04-01,W04-05",
        "query \(park)/boundary_east_batch.txt",
      ]
    ),
    Command(name: "report", lines: ["report \(park)"]),
  ]

  /// The answers of a line in both languages.
  struct Answer {
    let line: String
    let chinese: OutputJSON
    let english: OutputJSON

    init(_ line: String) throws {
      self.line = line
      chinese = try OutputJSON(line, "zh")
      english = try OutputJSON(line, "en")
    }
  }

  /// The answers of each command, made once.
  static let answers = Result<[(command: Command, answers: [Answer])], any Error> {
    try commands.map { command in (command, try command.lines.map { try Answer($0) }) }
  }
}

/// A command's JSON.
struct OutputJSON: Decodable {
  struct Described: Decodable {
    let table: String
    let title: String
    let keys: [Key]
  }

  struct Key: Decodable {
    let key: String
    let title: String
    let unit: String?
  }

  enum Value: Decodable, Hashable {
    case null
    case truth(Bool)
    case number(Double)
    case text(String)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if container.decodeNil() {
        self = .null
      } else if let value = try? container.decode(Bool.self) {
        self = .truth(value)
      } else if let value = try? container.decode(Double.self) {
        self = .number(value)
      } else {
        self = .text(try container.decode(String.self))
      }
    }
  }

  let command: String
  let about: [String: Value]
  let tables: [String: [[String: Value]]]
  let columns: [Described]

  init(_ line: String, _ language: String) throws {
    let output = try Program.shell("landplan \(line) --format json --lang \(language) --quiet")
    self = try JSONDecoder().decode(OutputJSON.self, from: Data(output.standardOutput.utf8))
  }

  /// The values of a key, row by row.
  func values(_ table: String, _ key: String) -> [Value] { (tables[table] ?? []).map { $0[key] ?? .null } }
}
