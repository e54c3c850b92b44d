import Foundation
import LandModel
import TestSupport
import Testing

/// Every code table that comes with the data, row by row against those within the program.
@Suite("Code tables of other people")
struct CodeTableTests {
  private static func rows(_ name: String) throws -> [[String]]? {
    guard let file = TestData.file("cn/code_tables/\(name)") else { return nil }
    return try String(decoding: InputFile.bytes(file.path), as: UTF8.self)
      .split(whereSeparator: \.isNewline).dropFirst()
      .map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map {
          String($0).trimmingCharacters(in: .whitespaces)
        }
      }
  }

  private static func version(_ id: LandUseClassification.ID) throws -> LandUseClassification {
    try #require(try LandUseCatalogue.embedded()[id])
  }

  @Test(
    "codes and names of 2023 and 2020",
    .enabled(if: TestData.exists("cn/code_tables")),
    arguments: [
      ("新版用地用海_DM_to_MC.csv", LandUseClassification.ID.guide2023, 0), ("用地用海_DM_to_MC.csv", .guide2020, 1),
    ]
  )
  func names(_ file: String, _ id: LandUseClassification.ID, _ misprints: Int) throws {
    guard let rows = try Self.rows(file) else { return }
    let version = try Self.version(id)
    #expect(rows.count == version.classes.count)
    let differing = rows.filter { version[$0[0]]?.name != $0[1] }
    // “体休闲娱乐用海” for 2102 is a slip of that table.
    #expect(differing.allSatisfy { $0[0] == "2102" } && differing.count <= max(misprints, 1), "\(differing)")
    // Matching is by prefix: a local code with digits behind a leaf is that leaf's.
    for row in rows where version[row[0]].map({ version.isLeaf($0) }) == true {
      #expect(version.match(row[0] + "99").landUseClass?.code == row[0])
    }
  }

  @Test(
    "survey classes to the guide: the same target, or in need of subdivision, all 61",
    .enabled(if: TestData.exists("cn/code_tables"))
  )
  func survey() throws {
    guard let rows = try Self.rows("三调用地名称_to_用地用海用地名称_新版.csv") else { return }
    let (survey, guide) = (try Self.version(.survey), try Self.version(.guide2023))
    #expect(rows.count == 61)
    for row in rows {
      let from = try #require(survey.classes.first { $0.name == row[0] })
      let ours = survey.crosswalk(from.code, to: .guide2023)
      if row[1] == "待细分" {
        #expect(ours.needsSubdivision && ours.exactTarget == nil, "\(row)")
      } else {
        #expect(ours.targets.contains { guide[$0]?.name == row[1] }, "\(row)")
      }
    }
  }

  @Test("survey classes by their group", .enabled(if: TestData.exists("cn/code_tables")))
  func groups() throws {
    guard let rows = try Self.rows("三调用地自转换.csv") else { return }
    let survey = try Self.version(.survey)
    for row in rows where row.count == 2 && !row[0].isEmpty {
      let found = try #require(survey.classes.first { $0.name == row[0] }, "\(row)")
      #expect(survey.firstLevel(of: found).name == row[1])
    }
  }

  /// That table counts land by plan: facilities of farming (06) and main canals (1311 of 2020) as construction. The land
  /// survey's three classes, which conversion follows, have both as agricultural, and vacant land within towns (2301 of 2020)
  /// as construction.
  private static let byPlan: Set<String> = ["06", "0601", "060101", "060102", "0602", "0603", "0604", "1311", "2301"]

  @Test("construction land of 2020, but where plan and survey differ", .enabled(if: TestData.exists("cn/code_tables")))
  func construction() throws {
    guard let rows = try Self.rows("用地用海_归纳建设非建设用地.csv") else { return }
    let guide = try Self.version(.guide2020)
    var differing: Set<String> = []
    var compared = 0
    for row in rows {
      guard let found = guide[row[0]] else { continue }
      compared += 1
      if (found.threeClass(otherGrassland: .agricultural) == .construction) != (row[1] == "建设用地") {
        differing.insert(row[0])
      }
    }
    #expect(compared == guide.classes.count)
    #expect(differing == Self.byPlan)
  }

  @Test(
    "codes with names in one field",
    .enabled(if: TestData.exists("cn/code_tables")),
    arguments: [
      ("用地用海合并字段_新.csv", LandUseClassification.ID.guide2023), ("用地用海合并字段_旧.csv", .guide2020),
    ]
  )
  func joined(_ file: String, _ id: LandUseClassification.ID) throws {
    guard let path = TestData.file("cn/code_tables/\(file)") else { return }
    let version = try Self.version(id)
    let lines = try String(decoding: InputFile.bytes(path.path), as: UTF8.self).split(whereSeparator: \.isNewline)
    var differing: [String] = []
    for line in lines {
      let text = line.trimmingCharacters(in: CharacterSet(charactersIn: "\u{FEFF} "))
      let code = String(text.prefix { $0.isASCII && $0.isNumber })
      let name = String(text.dropFirst(code.count))
      if version[code]?.name != name { differing.append(text) }
    }
    #expect(lines.count > 150)
    // Slips of these tables: the first word is lost, and names of the trial guide stayed in the table of 2023.
    let slips = ["2102", "0203", "0601", "1207"]
    #expect(differing.allSatisfy { slips.contains(String($0.prefix(4))) && differing.count <= 3 }, "\(differing)")
  }
}
