import Features
import Geometry
import LandModel
import Testing

@Suite("Claims")
struct ClaimTests {
  @Test("The claims within the program")
  func embedded() throws {
    let set = try ClaimSet.embedded()
    #expect(set.year == 2021)
    #expect(set.claims.count == 30)
    #expect(set["idle-tenant"]?.place.description == "4.4.1" && set["idle-partners"]?.place.description == "4.4.1")
    #expect(set["production-base-2"]?.stage == .underWay && set["base-1a"]?.stage == .underWay)
    #expect(set["listed-lots"]?.quantity?.value == FixedDecimal(5))
    #expect(set["listed-area"]?.quantity?.isMasked == true)
    let tract = try #require(set["avenue-east"]?.quantity)
    #expect(tract.isLowerBound && tract.isApproximate)
    #expect(tract.area(labelled: .ellipsoid)?.value(in: .hectare).description == "666.6667")
    let idle = try #require(set["idle-stock"]?.quantity)
    #expect(idle.kind == .landAndFloorArea)
    #expect(idle.area(labelled: .plane)?.value(in: .mu).description == "900.0000")
    #expect(set["integration"]?.place.description == "4.4.2")
    #expect(set.claims.filter { $0.quantity?.isMasked == true }.count == 6)
  }

  @Test("Mistakes have line and column")
  func mistakes() throws {
    let text = """
      source: {title: t, year: 2021}
      claims:
        - id: a
          subject: s
          quantity: {kind: land-area, value: many, unit: lots}
          year: 2021
          stage: finished
          place: {section: 1}
          role: listed
        - id: b
          subject: s
          quantity: {kind: count, value: 5, unit: mu}
          year: 2021
          stage: done
          place: {section: one}
          role: zone
      """
    let errors = try #require(throws: ConfigurationErrors.self) { try ClaimSet.parse(text, file: "claims.yaml") }
    let seen = errors.errors.map { "\($0.place.line ?? 0):\($0.place.column ?? 0) \($0.code)" }
    #expect(
      seen == ["5:40 config.type", "7:12 config.value", "12:45 claims.unit", "15:22 config.type", "16:11 config.value"]
    )
    #expect(errors.errors.last?.advice == "Did you mean “zones”?")
  }
}
