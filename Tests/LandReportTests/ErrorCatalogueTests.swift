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
    #expect(ErrorText.sentence(error, .zh) == "a.shp，图层 a：没有字段 X；应为A、B 之一。请改正字段名 [layer.unknown-field]")
  }
}
