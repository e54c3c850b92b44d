import OGR
import Testing

@Test func everyErrorCodeIsOfThisModule() {
  #expect(OGRErrorCode.allCases.allSatisfy { $0.rawValue.hasPrefix("ogr.") })
  #expect(Set(OGRErrorCode.allCases.map(\.rawValue)).isDisjoint(with: OGRNoteCode.allCases.map(\.rawValue)))
}
