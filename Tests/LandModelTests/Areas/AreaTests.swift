import Geometry
import LandModel
import Testing

@Suite("Exact areas")
struct AreaTests {
  private func area(_ text: String, _ unit: AreaUnit, _ basis: AreaBasis = .plane) throws -> Area {
    let value = try #require(FixedDecimal(text))
    return try #require(Area(value, unit, basis: basis))
  }

  /// The conversions that the report's claims need, exact.
  @Test(arguments: [
    ("8000", AreaUnit.mu, AreaUnit.hectare, "533.3333"),
    ("8000", .mu, .squareMetre, "5333333.33"),
    ("10000", .mu, .hectare, "666.6667"),
    ("600000", .squareMetre, .hectare, "60.0000"),
    ("600000", .squareMetre, .mu, "900.0000"),
    ("15", .mu, .hectare, "1.0000"),
    ("1500", .mu, .squareMetre, "1000000.00"),
    ("1", .mu, .squareMetre, "666.67"),
    ("0.0001", .mu, .mu, "0.0001"),
    ("-1", .mu, .squareMetre, "-666.67"),
  ])
  func converts(value: String, from: AreaUnit, to: AreaUnit, printed: String) throws {
    #expect(try area(value, from).value(in: to).description == printed)
  }

  @Test("Three thousand mu are exactly two million square metres, and back")
  func exactRoundTrip() throws {
    #expect(try area("3000", .mu) == area("2000000", .squareMetre))
    #expect(try area("8000", .mu) != area("5333333.33", .squareMetre))
    let third = try area("5333333.333333", .squareMetre)
    #expect(try area("8000", .mu) != third)
  }

  @Test(
    "Rounding is half away from zero",
    arguments: [
      ("0.005", "0.01"), ("0.015", "0.02"), ("0.025", "0.03"), ("-0.005", "-0.01"), ("0.00499", "0.00"),
      ("29269036.055", "29269036.06"), ("-0.001", "0.00"),
    ]
  )
  func halfUp(value: String, printed: String) throws {
    #expect(try area(value, .squareMetre).value(in: .squareMetre).description == printed)
    let measured = try #require(Double(value))
    #expect(try Area(squareMetres: measured, basis: .plane).value(in: .squareMetre).description == printed)
  }

  @Test("Different bases never meet")
  func bases() throws {
    let plane = try area("1", .hectare, .plane)
    let ellipsoid = try area("1", .hectare, .ellipsoid)
    let mismatch = AreaBasisMismatch.self
    #expect(throws: mismatch) { try plane + ellipsoid }
    #expect(throws: mismatch) { try plane - ellipsoid }
    #expect(throws: mismatch) { try plane < ellipsoid }
    #expect(throws: mismatch) { try plane.percentage(of: ellipsoid) }
    #expect(throws: mismatch) { try Area.sum([plane, ellipsoid], basis: .plane) }
    #expect(plane != ellipsoid)
    #expect(try plane + plane == area("2", .hectare))
  }

  @Test("What is no area is refused", arguments: [Double.nan, .infinity, -.infinity, 1e24])
  func refuses(value: Double) {
    #expect(throws: AreaNotRepresentable.self) { try Area(squareMetres: value, basis: .plane) }
  }

  @Test("Percentages")
  func percentages() throws {
    let whole = try area("3", .mu)
    #expect(try area("1", .mu).percentage(of: whole)?.description == "33.33")
    #expect(try area("2", .mu).percentage(of: whole)?.description == "66.67")
    #expect(try area("-1", .mu).percentage(of: whole)?.description == "-33.33")
    #expect(try whole.percentage(of: .zero(.plane)) == nil)
  }
}

@Suite("Decimals")
struct FixedDecimalTests {
  @Test(arguments: [
    ("0", "0"), ("-0", "0"), ("12.50", "12.50"), (".5", "0.5"), ("-.05", "-0.05"), ("1e3", "1000"), ("25e-3", "0.025"),
    ("+7", "7"), ("1.", "1"), ("1.500e1", "15.00"),
  ])
  func reads(text: String, printed: String) throws {
    #expect(try #require(FixedDecimal(text)).description == printed)
  }

  @Test(arguments: ["", "-", ".", "e5", "1,000", " 1", "1 ", "1e", "0x10", "nan", "inf", "1.2.3", "1e99", "一"])
  func rejects(text: String) {
    #expect(FixedDecimal(text) == nil)
  }

  @Test("Equal values are equal whatever their decimals, and hash alike")
  func equality() throws {
    let a = try #require(FixedDecimal("1.50"))
    let b = try #require(FixedDecimal("1.5"))
    #expect(a == b)
    #expect(a.hashValue == b.hashValue)
    #expect(a < FixedDecimal(2))
    #expect((a + b).description == "3.00")
    #expect((a - FixedDecimal(2)).description == "-0.50")
  }

  @Test("A Double is the decimal that it prints as")
  func doubles() throws {
    #expect(try #require(FixedDecimal(1.005)).rounded(to: 2).description == "1.01")
    #expect(try #require(FixedDecimal(-2.675)).rounded(to: 2).description == "-2.68")
    #expect(FixedDecimal(Double.nan) == nil)
    #expect(try #require(FixedDecimal(Double.leastNonzeroMagnitude)) == .zero)
  }
}
