import Foundation
import LandModel
import TestSupport
import Testing

@Suite struct WrittenAreaTests {
  @Test(arguments: [
    ("48357.35", "48357.35", AreaUnit?.none), (" 48,357.35 ㎡", "48357.35", .squareMetre), ("72.536亩", "72.536", .mu),
    ("４．８３ 公顷", "4.83", .hectare), ("1,234,567", "1234567", nil), ("-3", "-3", nil), ("3e2", "300", nil),
  ])
  func figures(_ written: String, _ figure: String, _ unit: AreaUnit?) throws {
    #expect(WrittenArea(written) == .figure(try #require(FixedDecimal(figure)), unit))
  }

  @Test(arguments: ["约3亩", "12,34", "1234,567", "3 acres", "3-4", "48357.35（", "（72.5）", "1（2公顷）", "1㎡（2㎡）"])
  func unreadable(_ written: String) {
    #expect(WrittenArea(written) == .unreadable)
  }

  @Test(arguments: ["", "  ", "-", "—", "无", "/"]) func nothing(_ written: String) {
    #expect(WrittenArea(written) == .none)
  }

  @Test(arguments: [
    "48357.35（72.5360）", "48,357.35(72.5360)", "48357.35㎡（72.5360亩）", "72.5360亩（48357.35平方米）",
    "72.5360 （48357.35㎡）",
  ])
  func squareMetresAndMu(_ written: String) throws {
    let dual = try #require(DualArea(written))
    #expect(dual.squareMetres == FixedDecimal("48357.35") && dual.mu == FixedDecimal("72.536") && dual.agrees)
  }

  /// The last digit that either writes decides: half a step of both together.
  @Test func contradictions() throws {
    #expect(try #require(DualArea("10000（15）")).agrees)
    #expect(try #require(DualArea("10000.00（15.0000）")).agrees)
    #expect(try !#require(DualArea("10000.00（15.0002）")).agrees)
    #expect(try !#require(DualArea("48357.35（62.5360）")).agrees)
  }

  @Test func hectaresOfBoundaryPointFilesStayExact() {
    #expect(AreaUnit.hectare.squareMetres(1.2247) == 12_247)
    #expect(AreaUnit.squareMetre.squareMetres(0.1) == 0.1)
    #expect(AreaUnit.mu.squareMetres(15) == 10_000)
    #expect(AreaUnit.hectare.squareMetres(1e26).isFinite && AreaUnit.hectare.squareMetres(.nan).isNaN)
  }

  /// A sample of notices of land sales: each writes m² and mu, and the two are one area.
  @Test(.enabled(if: TestData.exists("cn/suzhou_land_sale_parcels.json"), "needs the sample of land sales"))
  func landSaleNotices() throws {
    struct Notice: Decodable { let parcelArea: String }
    let file = try #require(TestData.file("cn/suzhou_land_sale_parcels.json"))
    let notices = try JSONDecoder().decode([Notice].self, from: Data(contentsOf: file))
    #expect(notices.count == 5)
    for notice in notices {
      let dual = try #require(DualArea(notice.parcelArea), "\(notice.parcelArea)")
      #expect(dual.agrees, "\(notice.parcelArea)")
    }
  }
}
