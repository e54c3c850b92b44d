import Features
import Foundation
import Geometry
import LandModel
import PROJ
import TestSupport
import Testing

@Suite("What looks wrong")
struct LayerCheckTests {
  private func load(_ text: String, crs: String? = nil) throws -> LoadedLayer {
    let scratch = try Scratch()
    var options = LoadOptions()
    options.crs = crs
    options.refusesContradictions = false
    return try SourceLoader(options: options).layer(scratch.write("a.geojson", text))
  }

  private func squares(_ properties: [String], side: Double = 100) throws -> LoadedLayer {
    try load(
      Scratch.squares(
        properties.enumerated().map { ($1, 550_000 + Double($0) * 500, 2_692_000, side) }
      )
    )
  }

  private func codes(_ layer: LoadedLayer, asOf: String? = nil) throws -> [String] {
    try LayerCheck.findings(for: layer, context: .init(asOf: asOf.flatMap { CalendarDate($0) })).map(\.code)
  }

  @Test(
    "Metres under a system of degrees, swapped axes, a prefix too many",
    arguments: [
      ("EPSG:4490", 550_000.0, 2_692_000.0, "crs.metres-in-geographic"),
      ("EPSG:4546", 2_692_000.0, 550_000.0, "crs.swapped-axes"),
      ("EPSG:4546", 37_550_000.0, 2_692_000.0, "crs.extra-zone-prefix"),
      ("EPSG:4525", 550_000.0, 2_692_000.0, "crs.missing-zone-prefix"),
      ("EPSG:4525", 38_550_000.0, 2_692_000.0, "crs.other-zone-prefix"),
      ("EPSG:4546", 111.5, 24.3, "crs.degrees-in-projected"),
    ]
  )
  func coordinates(crs: String, x: Double, y: Double, code: String) throws {
    let side = x < 1_000 ? 0.001 : 100
    let layer = try load(Scratch.squares([("{}", x, y, side)]), crs: crs)
    let findings = try LayerCheck.findings(for: layer)
    #expect(findings.first?.code == code)
    #expect(findings.first?.severity == .error)
  }

  @Test("A sound layer has nothing worse than a note")
  func sound() throws {
    let layer = try squares([
      #"{"DKBH":"1","YDDM":"100102","YDXZ":"二类工业用地","MJ":10000}"#,
      #"{"DKBH":"2","YDDM":"1401","YDXZ":"公园绿地","MJ":10000.4}"#,
    ])
    let findings = try LayerCheck.findings(for: layer)
    #expect(findings.allSatisfy { $0.severity == .note }, "\(findings)")
  }

  @Test(
    "Declared areas in mu, ha, several units, none",
    arguments: [
      ([10_000, 10_050], [String]()),
      ([15, 15.05], ["check.declared-unit"]),
      ([1, 0.999], ["check.declared-unit"]),
      ([10_000, 10_000, 15], ["check.declared-mixed-units"]),
      ([300, 7, 123_456], ["check.declared-no-unit"]),
      ([10_000, 10_800], ["check.declared-differs"]),
    ] as [([Double], [String])]
  )
  func declared(values: [Double], expected: [String]) throws {
    let layer = try squares(values.map { #"{"MJ":\#($0)}"# })
    #expect(try codes(layer).filter { $0.hasPrefix("check.declared") } == expected)
  }

  @Test("Measured areas are on the basis asked for, and say which it is", arguments: AreaBasis.allCases)
  func declaredBasis(basis: AreaBasis) throws {
    let layer = try squares([#"{"MJ":10000}"#, #"{"MJ":10800}"#])
    let findings = try LayerCheck.findings(for: layer, context: .init(basis: basis))
    let found = try #require(findings.first { $0.code == "check.declared-differs" })
    #expect(found.text.contains("(\(basis.rawValue))") && found.arguments.last == basis.rawValue)
    let measured = try AreaMeasure(crs: #require(layer.crs), basis: basis).areas(of: layer.layer.geometry)
    #expect(found.arguments[5] == FixedDecimal(measured[1])?.rounded(to: 2).description)
  }

  @Test("One judgement of the version, also for codes of a field that is named: that in force on the day")
  func versionOnTheDay() throws {
    let layer = try squares([#"{"YDDM":"100102","zoning":"1401"}"#, #"{"YDDM":"0901","zoning":"0701"}"#])
    for (day, id) in [("2021-12-31", "landuse-2020"), ("2024-01-01", "landuse-2023")] {
      let own = try LayerCheck.classification(of: layer, asOf: CalendarDate(day))
      let named = try LayerCheck.classification(
        of: layer,
        asOf: CalendarDate(day),
        codes: try layer.requiredColumn("zoning")
      )
      #expect(own?.id.rawValue == id && named?.id.rawValue == id)
    }
  }

  @Test("A field's name that contradicts its values")
  func declaredName() throws {
    let layer = try squares([#"{"area_ha":15}"#, #"{"area_ha":15}"#])
    #expect(try codes(layer).contains("check.declared-unit-contradiction"))
  }

  @Test(
    "What a project states of the unit goes before name and figures, and is told where these say otherwise",
    arguments: [
      ("MJ", "m2", [15.0, 15, 1], ["check.declared-stated-otherwise"], ["MJ", "m2", "2", "3", "mu"]),
      ("MJ", "mu", [15, 15, 1], ["check.declared-mixed-units"], ["MJ", "mu", "1", "#3", "ha", "mu"]),
      ("MJ", "mu", [15, 15.01], [], []),
      ("area_ha", "mu", [15, 15.01], [], []),
      ("area_ha", "ha", [15, 15], ["check.declared-stated-otherwise"], ["area_ha", "ha", "2", "2", "mu"]),
    ]
  )
  func statedUnit(field: String, unit: String, values: [Double], expected: [String], arguments: [String]) throws {
    let scratch = try Scratch()
    let squares = values.enumerated().map { number, value in
      (#"{"\#(field)":\#(value)}"#, 550_000 + Double(number) * 500, 2_692_000.0, 100.0)
    }
    _ = try scratch.write("z.geojson", Scratch.squares(squares))
    let file = try scratch.write(
      "landplan.yaml",
      """
      name: p
      crs: EPSG:4546
      layers:
        - {role: batches, source: z.geojson, declared_unit: \(unit), fields: {declared_area: \(field)}}

      """
    )
    let layer = try #require(try SourceLoader().project(file).layers.first)
    let found = try LayerCheck.findings(for: layer).filter { $0.code.hasPrefix("check.declared") }
    #expect(found.map(\.code) == expected)
    #expect(found.first?.arguments ?? [] == arguments)
  }

  @Test("The unit is told by ratio, for most features")
  func inference() {
    let inference = DeclaredUnit.infer(
      declared: [15, 14.9, nil, 1, 0],
      measured: [10_000, 10_000, 10_000, 10_000, 10_000]
    )
    #expect(inference.unit == .mu && inference.agreeing == 2 && inference.compared == 3)
    #expect(inference.others.map(\.feature) == [3] && inference.others.map(\.unit) == [.hectare])
    #expect(DeclaredUnit.unit(inName: "面积（亩）") == .mu)
    #expect(DeclaredUnit.unit(inName: "YDMJ") == nil)
  }

  @Test(
    "Fields of areas in mu are told whatever their name",
    arguments: [
      "用地面积公顷", "面积（公顷）", "面积(亩)", "占地面积亩", "AREA_HA", "规划面积", "土地面积", "用地规模", "出让面积", "SCMJ", "MJ_M", "JZMJ",
      "hectares", "site_area", "面积_平方米",
    ]
  )
  func namesOfAreas(name: String) throws {
    let layer = try squares([#"{"\#(name)":15}"#, #"{"\#(name)":15}"#])
    let found = try codes(layer).filter { $0.hasPrefix("check.declared-unit") }
    let saysMu = name.contains("亩")
    let saysOther = DeclaredUnit.unit(inName: name).map { $0 != .mu } ?? false
    #expect(found == [saysOther ? "check.declared-unit-contradiction" : "check.declared-unit"], "\(name) \(saysMu)")
  }

  @Test(
    "The unit in a name",
    arguments: [
      ("面积（公頃）", AreaUnit.hectare), ("MJ_hm2", .hectare), ("面积hm²", .hectare), ("占地㎡", .squareMetre),
      ("area_m2", .squareMetre),
      ("畝", .mu), ("面积亩数", .mu), ("areaHa", .hectare), ("alpha", nil), ("亩均税收", nil), ("menu", nil), ("YDMJ", nil),
      ("面积_平方公里", nil), ("SHAPE_Area", nil),
    ] as [(String, AreaUnit?)]
  )
  func unitOfName(name: String, unit: AreaUnit?) {
    #expect(DeclaredUnit.unit(inName: name) == unit)
  }

  @Test("Texts with units of their own: how many in which, and what cannot be read")
  func writtenAreas() throws {
    let texts = ["10000", "10,000", "15亩", "1公顷", "0.01平方公里", "", "一万"]
    let layer = try squares(texts.map { #"{"MJ":"\#($0)"}"# })
    let found = try #require(try LayerCheck.findings(for: layer).first { $0.code == "check.declared-written" })
    #expect(found.text.contains("2 without a unit, read as m²") && found.text.contains("2 in ha, 1 in mu"))
    #expect(found.text.contains("1 cannot be read") && found.text.contains("“一万”") && found.severity == .warning)
    #expect(found.arguments[1].contains("1 个写明亩"))
  }

  @Test("The unit of declared areas: stated, then the name's, then by ratio, else m²")
  func declaredAreaUnit() throws {
    func unit(_ field: String, _ value: Double, stated: AreaUnit? = nil) throws -> DeclaredAreaUnit {
      let layer = try squares([#"{"\#(field)":\#(value)}"#, #"{"\#(field)":\#(value)}"#])
      return DeclaredAreaUnit(
        stated: stated,
        column: try #require(layer.layer.table[field]),
        measured: [10_000, 10_000]
      )
    }
    let byRatio = try unit("MJ", 15)
    #expect(byRatio.unit == .mu && byRatio.source == .ratio && byRatio.agreeing == 2 && !byRatio.isContradicted)
    let byName = try unit("用地面积公顷", 15)
    #expect(byName.unit == .hectare && byName.source == .name && byName.byRatio == .mu && byName.isContradicted)
    #expect(try unit("MJ", 15, stated: .squareMetre).unit == .squareMetre)
    let assumed = try unit("MJ", 77)
    #expect(assumed.unit == .squareMetre && assumed.source == .assumed)
    let layer = try squares([#"{"MJ":10000}"#, #"{"MJ":9990}"#, #"{"MJ":15}"#, #"{"MJ":77}"#])
    let mixed = DeclaredAreaUnit(
      stated: nil,
      column: try #require(layer.layer.table["MJ"]),
      measured: Array(repeating: 10_000, count: 4)
    )
    #expect(mixed.unit == .squareMetre && mixed.otherwise == 1 && mixed.compared == 4 && !mixed.isContradicted)
  }

  @Test("Days that do not exist, in fields of days")
  func dates() throws {
    let layer = try squares([
      #"{"DKBH":"a","ZLDQ":"2022-02-28"}"#, #"{"DKBH":"b","ZLDQ":"2022-02-30"}"#, #"{"DKBH":"c","ZLDQ":"长期"}"#,
      #"{"DKBH":"d","ZLDQ":"20221301"}"#, #"{"DKBH":"e","ZLDQ":null}"#,
    ])
    let found = try #require(try LayerCheck.findings(for: layer).first { $0.code == "check.impossible-date" })
    #expect(found.arguments == ["ZLDQ", "2", "b", "2022-02-30"])
  }

  @Test("Ratios for people have few digits")
  func ratios() throws {
    let layer = try squares([#"{"MJ":112412350674449.46}"#, #"{"MJ":112412350674449.46}"#])
    let found = try #require(try LayerCheck.findings(for: layer).first { $0.code == "check.declared-no-unit" })
    #expect(found.arguments[1] == "11241235067")
  }

  @Test("Fields without values, ids twice or missing, garbled text")
  func fields() throws {
    let layer = try squares([
      #"{"DKBH":"1","x":null,"QLR":"浣曞悰锟斤拷"}"#, #"{"DKBH":"1","x":null,"QLR":"某公司"}"#,
      #"{"DKBH":null,"x":null,"QLR":"Ã©tÃ©"}"#,
    ])
    let found = try codes(layer)
    for code in ["check.all-null", "check.duplicate-id", "check.missing-id", "check.garbled-text"] {
      #expect(found.contains(code), "\(code) in \(found)")
    }
  }

  @Test("Unknown codes with a suggestion, traps of the version, wrong names")
  func codes() throws {
    let layer = try squares([
      #"{"YDDM":"100102","YDXZ":"一类工业用地"}"#, #"{"YDDM":"1012"}"#, #"{"YDDM":"0204","YDXZ":"其他园地"}"#, #"{"YDDM":"101"}"#,
      #"{"YDDM":"1401"}"#, #"{"YDDM":"1402"}"#,
    ])
    let findings = try LayerCheck.findings(for: layer, context: .init(asOf: CalendarDate("2021-12-31")))
    let unknown = try #require(findings.first { $0.code == "check.unknown-codes" })
    #expect(
      unknown.text.contains("101 (0101 Paddy field?)") && unknown.text.contains("1012")
        && unknown.text.contains("2 features")
    )
    #expect(findings.contains { $0.code == "check.version-trap" && $0.text.contains("0204") })
    let inferred = try #require(findings.first { $0.code == "check.inferred-version" })
    #expect(inferred.arguments.last == "landuse-2020")
    let names = try #require(findings.first { $0.code == "check.code-name-mismatch" })
    #expect(names.arguments == ["1", "100102", "二类工业用地", "一类工业用地"])
    let foreign = try squares([#"{"zoning":"IND-A"}"#, #"{"zoning":"RES-2"}"#])
    #expect(try codes(foreign).contains("check.unknown-classification"))
  }

  @Test("Every code of the module is written once")
  func codeLists() {
    let all = LandModelError.allCases.map(\.rawValue) + FindingCode.allCases.map(\.rawValue)
    #expect(Set(all).count == all.count)
    #expect(all.allSatisfy { $0.contains(".") && !$0.contains(" ") })
  }
}
