import Cairo
import Features
import GeoJSON
import LandAnalysis
import LandMap
import LandModel
import LandReport
import OGR
import PROJ
import Testing
import XLSX

@Suite struct ErrorCatalogueTests {
  static let codes: [String] = [
    OutputErrorCode.allCases.map(\.rawValue),
    GeoJSONErrorCode.allCases.map(\.rawValue),
    GeoJSONNoteCode.allCases.map(\.rawValue),
    GeoJSONFindingCode.allCases.map(\.rawValue),
    OGRErrorCode.allCases.map(\.rawValue),
    OGRNoteCode.allCases.map(\.rawValue),
    PROJCode.allCases.map(\.rawValue),
    LandModelError.allCases.map(\.rawValue),
    FindingCode.allCases.map(\.rawValue),
    BoundaryPointCode.allCases.map(\.rawValue),
    AssemblyError.allCases.map(\.rawValue),
    CairoErrorCode.allCases.map(\.rawValue),
    MapErrorCode.allCases.map(\.rawValue),
    XLSXErrorCode.allCases.map(\.rawValue),
  ].flatMap { $0 }

  @Test(arguments: codes) func everyCodeHasAChineseSentence(_ code: String) {
    #expect(ErrorCatalogue.entry(for: code)?.found.isEmpty == false, "add \(code) to messages_zh.csv")
  }

  /// A part of a sentence whose value is missing is left out; words of data and of libraries are Chinese.
  @Test func sentencesAreWhole() {
    func zh(_ code: String, _ arguments: [String]) -> String {
      ErrorText.sentence(DataError(.input, code: code, found: "", expected: "", advice: "", arguments: arguments), .zh)
    }
    #expect(zh("input.missing", []) == "没有这个文件；应为已有的文件。请检查路径 [input.missing]")
    #expect(zh("input.missing", ["a.shp"]).contains("请检查路径；相近的有 a.shp"))
    #expect(zh("query.unknown-parcel", ["X", ""]).hasSuffix("应为同一图层的地块编号 [query.unknown-parcel]"))
    #expect(zh("config.unknown-key", ["layrs", "name", "layers"]).contains("是否要用“layers”？"))
    #expect(zh("config.missing-key", ["name"]) == "缺少键 name。请补上 name: [config.missing-key]")
    #expect(zh("filter.syntax", ["the end", "5", "a number or a text in '…'"]).contains("为条件的结尾；应为数字或 '…' 中的文字"))
    #expect(zh("filter.type", ["MJ", "real", "“x”"]).contains("字段 MJ 是实数，"))
    #expect(zh("proj.unknown-crs", ["EPSG:1", "proj_create: crs not found"]).contains("EPSG:1：数据库中没有这个代码"))
    #expect(zh("assembly.unknown-zone", ["东区", "西区 (w)"]).hasPrefix("没有片区“东区”，须指明一个片区；应为西区 (w) 之一"))
    #expect(zh("assembly.unknown-zone", ["", "西区 (w)"]).hasPrefix("须指明一个片区"))
    #expect(
      zh("ogr.encoding-detected", ["GBK", "28 of 34 characters are common Chinese ones when read as GB18030"])
        .contains("按 GB18030 读时 34 个字中有 28 个常用汉字")
    )
    #expect(
      zh("crs.missing-zone-prefix", ["1", "2", "3", "4", "zone 37", "37", "EPSG:4546"]).contains(
        "请加 --source-crs EPSG:4546"
      )
    )
  }

  @Test func argumentsTakeTheirPlaces() {
    let error = DataError(
      .input,
      code: LandModelError.unknownField.rawValue,
      at: Place(file: "a.shp", layer: "a", line: nil),
      found: "no field X",
      expected: "one of A, B",
      advice: "",
      arguments: ["X", "A", "B"]
    )
    #expect(ErrorText.sentence(error, .zh) == "a.shp，图层 a：没有字段 X；应为 A、B 之一。请改正字段名；是否要用“A”？ [layer.unknown-field]")
  }
}
