import Foundation
import LandModel
import TestSupport
import Testing

@Suite("Land-use classifications")
struct LandUseTests {
  private func version(_ id: LandUseClassification.ID) throws -> LandUseClassification {
    try #require(try LandUseCatalogue.embedded()[id])
  }

  @Test(
    "Every version is there, whole, and hangs together",
    arguments: [
      (LandUseClassification.ID.guide2023, 175, 24), (.guide2020, 169, 24), (.survey, 81, 13), (.gbt21010, 85, 12),
      (.gb50137, 110, 10),
    ]
  )
  func tables(id: LandUseClassification.ID, classes: Int, firstLevel: Int) throws {
    let version = try version(id)
    #expect(version.classes.count == classes)
    #expect(version.classes.filter { $0.level == 1 }.count == firstLevel)
    #expect(Set(version.classes.map(\.code)).count == classes)
    for item in version.classes {
      if let parent = item.parent {
        let above = try #require(version[parent], "\(item.code) has no parent \(parent)")
        #expect(above.level < item.level)
      } else {
        #expect(item.level == 1)
      }
      for target in version.crosswalk(item.code, to: .guide2023).targets {
        #expect(try self.version(.guide2023)[target] != nil, "\(item.code) leads to unknown \(target)")
      }
      if let colour = item.colour { #expect(colour.count == 7 && colour.hasPrefix("#")) }
    }
  }

  @Test("Every class has an English name: one for one Chinese name, and two names of a version never fall together")
  func englishNames() throws {
    var english: [String: String] = [:]
    for version in try LandUseCatalogue.embedded().classifications {
      for item in version.classes {
        #expect(!item.nameEnglish.isEmpty && item.nameEnglish.utf8.allSatisfy { $0 < 0x80 }, "\(item.code)")
        #expect(english[item.name, default: item.nameEnglish] == item.nameEnglish, "\(version.id) \(item.code)")
        english[item.name] = item.nameEnglish
      }
      #expect(Set(version.classes.map(\.nameEnglish)).count == Set(version.classes.map(\.name)).count)
    }
  }

  @Test("Land use as data writes it is read in English; what is no class's name stays")
  func localized() throws {
    let catalogue = try LandUseCatalogue.embedded()
    let cases = [
      ("二类工业用地", "Class 2 industrial land"), ("100102 二类工业用地", "100102 Class 2 industrial land"),
      ("0101 水田+0301 乔木林地", "0101 Paddy field+0301 Arbor forest land"), ("西片区", "西片区"), ("", ""), ("+ ", "+ "),
      ("1001 某地", "1001 某地"), ("水田 甲", "水田 甲"),
    ]
    for (written, english) in cases {
      #expect(catalogue.localized(written) == LocalizedText(chinese: written, english: english))
    }
  }

  @Test("Codes match by prefix, never by guess")
  func matching() throws {
    let guide = try version(.guide2023)
    let industrial = try #require(guide["100102"])
    #expect(guide.match("100102") == .exact(industrial))
    #expect(guide.match(" １００１０２ ") == .exact(industrial))
    #expect(guide.match("10010203") == .finer(industrial, code: "10010203"))
    #expect(guide.match("120101").landUseClass?.code == "1201")
    // The standard divides 1001 and 10 itself, and has no such class.
    #expect(guide.match("100199") == .unknown(code: "100199"))
    #expect(guide.match("1012") == .unknown(code: "1012"))
    // A lost leading zero: 0101 became 101. It is not 10 with something behind it.
    #expect(guide.match("101") == .unknown(code: "101"))
    #expect(guide.suggestion(for: "101")?.name == "水田")
    #expect(guide.match("99").landUseClass == nil)
    #expect(guide.match("").landUseClass == nil)
    #expect(guide.match("M1").landUseClass == nil)
    let survey = try version(.survey)
    #expect(survey.match("0201k").landUseClass?.isAdjustable == true)
    #expect(survey.match("1104A").landUseClass?.parent == "1104")
    #expect(try version(.gb50137).match("M2").landUseClass?.name == "二类工业用地")
    #expect(guide.firstLevel(of: industrial).name == "工矿用地")
    #expect(guide.isLeaf(industrial))
  }

  @Test("The three classes, and the option for 其他草地")
  func threeClasses() throws {
    let survey = try version(.survey)
    let grass = try #require(survey["0404"])
    #expect(grass.threeClass(otherGrassland: .agricultural) == .agricultural)
    #expect(grass.threeClass(otherGrassland: .unused) == .unused)
    let cases: [(String, ThreeClass)] = [
      ("0101", .agricultural), ("1006", .agricultural), ("1107", .agricultural), ("1203", .agricultural),
      ("0601", .construction), ("0603", .construction), ("1109", .construction), ("1201", .construction),
      ("09", .construction), ("1101", .unused), ("1106", .unused), ("1204", .unused), ("11", .mixed),
    ]
    for (code, expected) in cases {
      #expect(survey[code]?.threeClass(otherGrassland: .agricultural) == expected, "\(code)")
    }
    #expect(survey.classes.filter(\.isCultivated).map(\.code) == ["01", "0101", "0102", "0103"])
    #expect(try version(.guide2023)["2001"]?.threeClass(otherGrassland: .unused) == .sea)
  }

  @Test("Crosswalks say where a person must divide the land")
  func crosswalks() throws {
    let survey = try version(.survey)
    #expect(survey.crosswalk("0601", to: .guide2023).exactTarget == "1001")
    for code in ["0204", "08H2", "0809", "09", "1005", "1006", "1202", "1107A"] {
      let crosswalk = survey.crosswalk(code, to: .guide2023)
      #expect(crosswalk.needsSubdivision && crosswalk.exactTarget == nil, "\(code)")
    }
    #expect(survey.crosswalk("08H2A", to: .guide2023).targets.isEmpty)
    let urban = try version(.gb50137)
    #expect(urban.crosswalk("M2", to: .guide2023).exactTarget == "100102")
    #expect(urban.crosswalk("R2", to: .guide2023).exactTarget == "070102")
    #expect(urban.crosswalk("W", to: .guide2023).targets == ["11", "1101", "1102"])
    #expect(urban.crosswalk("W", to: .guide2023).needsSubdivision)
    #expect(try version(.guide2023).crosswalk("0404", to: .guide2023) == .none)
    #expect(try version(.guide2023).crosswalk("100102", to: .gb50137).exactTarget == "M2")
    #expect(survey.crosswalk("0601", to: .gbt21010) == .none)
  }

  @Test(
    "From the trial guide of 2020 to that of 2023",
    arguments: [
      ("0204", "0205"), ("060102", "1207"), ("0602", "060201"), ("0603", "060202"), ("0604", "060203"),
      ("1311", "1705"), ("1312", "1311"), ("1313", "1312"), ("2302", "2303"), ("090301", "0903"), ("100102", "100102"),
    ]
  )
  func from2020(old: String, new: String) throws {
    #expect(try version(.guide2020).crosswalk(old, to: .guide2023).exactTarget == new)
  }

  @Test("Codes that change their meaning between 2020 and 2023 are traps")
  func traps() throws {
    let catalogue = try LandUseCatalogue.embedded()
    let all = try version(.guide2023).classes.map(\.code)
    let traps = catalogue.traps(among: all).map(\.code)
    #expect(traps == ["0204", "060102", "0601", "0602", "1311", "1312", "2202", "2302", "2303"].sorted())
    #expect(catalogue.traps(among: ["1001", "100102", "1401", "1207"]).isEmpty)
    #expect(catalogue.versionsKnowing(all: ["1313"]) == [.guide2020])
    #expect(catalogue.versionsKnowing(all: ["0601K"]).isEmpty)
  }

  @Test("The guide in force on a day")
  func inForce() throws {
    let catalogue = try LandUseCatalogue.embedded()
    func guide(_ day: String) throws -> LandUseClassification.ID? {
      catalogue.guide(on: try #require(CalendarDate(day)))?.id
    }
    #expect(try guide("2021-12-31") == .guide2020)
    #expect(try guide("2023-11-21") == .guide2020)
    #expect(try guide("2023-11-22") == .guide2023)
    #expect(try guide("2019-01-01") == nil)
  }

  /// Two code tables made by other people, one for each version: same codes, same names.
  @Test(
    "Agrees with independent tables",
    .enabled(if: TestData.exists("cn/code_tables"), "no code tables"),
    arguments: [
      (LandUseClassification.ID.guide2023, "新版用地用海_DM_to_MC.csv"), (.guide2020, "用地用海_DM_to_MC.csv"),
    ]
  )
  func independent(id: LandUseClassification.ID, table: String) throws {
    guard let file = TestData.file("cn/code_tables/\(table)") else { return }
    let version = try version(id)
    let rows = try String(decoding: InputFile.bytes(file.path), as: UTF8.self)
      .split(whereSeparator: \.isNewline).dropFirst().map { $0.split(separator: ",").map(String.init) }
    #expect(rows.count == version.classes.count)
    for row in rows where row != ["2102", "体休闲娱乐用海"] {
      #expect(version[row[0]]?.name == row[1])
    }
  }

  @Test(
    "The 2020 crosswalk agrees with an independent one, but where the sources differ",
    .enabled(if: TestData.exists("cn/code_tables"), "no code tables")
  )
  func independentCrosswalk() throws {
    guard let file = TestData.file("cn/code_tables/旧用地用海编码_to_新用地用海编码.csv") else { return }
    let version = try version(.guide2020)
    let rows = try String(decoding: InputFile.bytes(file.path), as: UTF8.self)
      .split(whereSeparator: \.isNewline).dropFirst().map { $0.split(separator: ",").map(String.init) }
    #expect(rows.count > 150)
    var differing: [String] = []
    for row in rows where version.crosswalk(row[0], to: .guide2023).targets.first != row[1] { differing.append(row[0]) }
    // 1311 main canals: that table leaves them, ours moves them to 1705.
    #expect(differing == ["1311"])
  }
}

@Suite("Days")
struct CalendarDateTests {
  @Test(arguments: ["2021-12-31", "2021/12/31", "2021.12.31", "20211231", "2021年12月31日", "2021-12-31T08:00:00+08:00"])
  func reads(text: String) throws {
    #expect(try #require(CalendarDate(text)).description == "2021-12-31")
  }

  @Test(arguments: ["", "2021", "2021-13-01", "2021-02-29", "31-12-2021", "2021-12", "二〇二一年", "-2021-12-31x"])
  func rejects(text: String) {
    #expect(CalendarDate(text) == nil)
  }

  @Test func years() throws {
    let leap = try #require(CalendarDate("2024-02-29"))
    #expect(leap.adding(years: 1)?.description == "2025-02-28")
    #expect(leap.adding(years: 4)?.description == "2028-02-29")
    #expect(leap < (try #require(CalendarDate("2024-03-01"))))
  }
}
