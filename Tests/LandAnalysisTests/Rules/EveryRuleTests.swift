import Features
import Geometry
import LandAnalysis
import LandModel
import Testing

/// Each rule on both sides of its limit. With `RuleThresholdTests` (R09, R16, R17, R26, R28) and `ParkRulesTests` no rule is
/// without: `covered` holds the list against the pack.
@Suite("Every rule on both sides")
struct EveryRuleTests {
  private typealias F = RuleFixture
  private static let whole = F.square(0, 0, 100, 100)

  /// 0.09 m over a side of 100 m is a sliver (below 0.1 m), 0.11 m is a finding.
  private static let depths = [(0.09, 0), (0.11, 1)]

  @Test(
    "overlays: R04, R05, R13, R14, R20, R22, R23",
    arguments: [
      ("R04", "permanent-basic-farmland"), ("R05", "ecological-redline"), ("R13", "road-redline"), ("R14", "blue"),
      ("R14", "green"), ("R14", "purple"), ("R14", "yellow"), ("R20", "highway"), ("R22", "power"), ("R23", "river"),
    ]
  )
  func overlay(_ rule: String, _ layer: String) throws {
    for (depth, count) in Self.depths {
      let zone: [F.Row] = [(F.square(100 - depth, 0, 50, 100), #""BH":"Z""#)]
      let outcome = try F.report(rule, plan: [(Self.whole, F.lot())], layers: [layer: zone])
      #expect(outcome.findings.count == count, "\(rule) \(layer) \(depth)")
      #expect(outcome.findings.allSatisfy { $0.objects == ["Z"] && $0.subject == "A" })
      // Other land is not meant: farmland under a redline, a park in a green line.
      let other = try F.report(rule, plan: [(Self.whole, F.lot(code: "0101"))], layers: [layer: zone])
      #expect(other.findings.isEmpty)
    }
  }

  @Test("R01: overlaps within 1 m² or 1e-4 of the plan in sum are warnings, beyond it errors; neighbours pass")
  func topology() throws {
    func worst(_ depth: Double) throws -> RuleSeverity? {
      try F.report("R01", plan: [(Self.whole, F.lot()), (F.square(100 - depth, 0, 100, 10), F.lot(id: "B"))]).worst
    }
    #expect(try worst(0) == nil)
    #expect(try worst(0.105) == .warning)
    #expect(try worst(0.115) == .error)
  }

  @Test("R02: 1 % is agreed, more is not; below 100 m² a difference of 1 m²")
  func declared() throws {
    func count(_ box: Box, _ area: String) throws -> Int {
      try F.report("R02", plan: [(box, F.lot(#""YDMJ":\#(area)"#))]).findings.count
    }
    #expect(try count(Self.whole, "10100") == 0)
    #expect(try count(Self.whole, "10100.1") == 1)
    #expect(try count(Self.whole, "9900") == 0)
    #expect(try count(Self.whole, "9899.9") == 1)
    #expect(try count(F.square(0, 0, 10, 5), "51") == 0)
    #expect(try count(F.square(0, 0, 10, 5), "51.1") == 1)
  }

  @Test("R03: level 3 of industry, own names, and the classification of the day")
  func codes() throws {
    func matters(_ code: String, _ name: String, _ day: String = "2024-06-01") throws -> [RuleFinding.Matter] {
      let lots: [F.Row] = [
        (Self.whole, F.lot(#""YDXZ":"\#(name)""#, code: code)), (F.square(100, 0, 50, 50), F.lot(id: "B")),
      ]
      return try F.report("R03", plan: lots, asOf: day).findings.map(\.matter)
    }
    #expect(try matters("100102", "二类工业用地") == [])
    #expect(try matters("1001", "工业用地") == [.coarseCode])
    #expect(try matters("100102", "一类工业用地") == [.codeName])
    #expect(try matters("1099", "") == [.unknownCode])
    #expect(try matters("", "") == [.missingCode])
    // 1313 is a code of 2020 only.
    #expect(try matters("1313", "其他公用设施用地", "2023-11-21") == [])
    #expect(try !matters("1313", "其他公用设施用地", "2023-11-22").isEmpty)
  }

  @Test("R06: outside the boundary by a sliver passes, by more does not; regional roads are exempt")
  func boundary() throws {
    for (depth, count) in Self.depths {
      let boundary: [F.Row] = [(F.square(0, 0, 100 - depth, 100), #""BH":"U""#)]
      let layers = ["urban-development-boundary": boundary]
      #expect(try F.report("R06", plan: [(Self.whole, F.lot())], layers: layers).findings.count == count)
      #expect(try F.report("R06", plan: [(Self.whole, F.lot(code: "1202"))], layers: layers).findings.isEmpty)
    }
  }

  @Test("R07: a change outside the scope, and land that only one version covers")
  func scope() throws {
    for (depth, count) in Self.depths {
      let outcome = try F.report(
        "R07",
        plan: [(Self.whole, F.lot(code: "100101"))],
        before: [(Self.whole, F.lot())],
        layers: ["adjustment-scope": [(F.square(0, 0, 100 - depth, 100), #""BH":"S""#)]]
      )
      #expect(outcome.findings.count == count)
    }
    // 1 m² or 1e-4 of the plan, the larger.
    for (depth, count) in [(0.009, 0), (0.3, 1)] {
      let outcome = try F.report(
        "R07",
        plan: [(F.square(0, 0, 100 - depth, 100), F.lot())],
        before: [(Self.whole, F.lot())],
        layers: ["adjustment-scope": [(Self.whole, #""BH":"S""#)]]
      )
      #expect(outcome.findings.filter { $0.matter == .uncovered }.count == count)
    }
  }

  @Test(
    "R08, R10, R11, R12, R18: as much land after as before, up to 1 m²",
    arguments: [
      ("R08", "100102", nil), ("R10", "0802", nil), ("R11", "1302", nil), ("R12", "1207", nil),
      ("R18", "100102", "industrial-line"), ("R11", "1302", "yellow"),
    ] as [(String, String, String?)]
  )
  func loss(_ rule: String, _ code: String, _ layer: String?) throws {
    for (width, count) in [(0.009, 0), (0.011, 1)] {
      let outcome = try F.report(
        rule,
        plan: [(F.square(0, 0, 100 - width, 100), F.lot(code: code))],
        before: [(Self.whole, F.lot(code: code))],
        layers: layer.map { [$0: [(F.square(-10, -10, 200, 200), #""BH":"L""#)]] } ?? [:]
      )
      // Within a yellow line both clauses of R11 see it.
      #expect(outcome.findings.count == (layer == "yellow" ? 2 * count : count), "\(rule) \(width)")
    }
  }

  @Test("R10: a facility that goes, and one whose capacity falls")
  func facilities() throws {
    func matters(_ facility: String, _ capacity: String) throws -> [RuleFinding.Matter] {
      func lot(_ facility: String, _ capacity: String) -> F.Row {
        (Self.whole, F.lot(#""PTSS":"\#(facility)","SSGM":"\#(capacity)""#, code: "080404"))
      }
      return try F.report("R10", plan: [lot(facility, capacity)], before: [lot("幼儿园、社区服务中心", "12班、1处")])
        .findings.map(\.matter)
    }
    #expect(try matters("幼儿园、社区服务中心", "12班、1处") == [])
    #expect(try matters("幼儿园、社区服务中心", "15班、1处") == [])
    #expect(try matters("幼儿园、社区服务中心", "11班、1处") == [.lostCapacity])
    #expect(try matters("幼儿园", "12班") == [.lostFacility])
  }

  @Test(
    "R12: the network falls apart where roads come no nearer than a millimetre",
    arguments: [(0.0009, 0), (0.0011, 1)]
  )
  func connected(_ gap: Double, _ count: Int) throws {
    let road = F.lot(code: "1207")
    let outcome = try F.report(
      "R12",
      plan: [(F.square(0, 0, 100, 20), road), (F.square(100 + gap, 0, 100, 20), F.lot(code: "1207", id: "B"))],
      before: [(F.square(0, 0, 100, 20), road), (F.square(100, 0, 100, 20), F.lot(code: "1207", id: "B"))]
    )
    #expect(outcome.findings.filter { $0.matter == .disconnected }.count == count)
  }

  @Test("R12: length per km² by the centre lines of both versions", arguments: [(99.995, 0), (99.0, 1)])
  func density(_ length: Double, _ count: Int) throws {
    let outcome = try F.report(
      "R12",
      plan: [(Self.whole, F.lot(code: "1207"))],
      before: [(Self.whole, F.lot(code: "1207"))],
      versions: [
        "roads": [
          [(F.square(0, 50, 100, 0), #""BH":"1","LX":"调整前""#)],
          [(F.square(0, 50, length, 0), #""BH":"1","LX":"调整后""#)],
        ]
      ]
    )
    #expect(outcome.findings.filter { $0.matter == .roadDensity }.count == count)
    #expect(!outcome.needs.contains { $0.what.contains("before and after") })
  }

  @Test("R12: an arterial road that less than half is left of", arguments: [(51.0, 0), (49.0, 1)])
  func arterial(_ left: Double, _ count: Int) throws {
    let outcome = try F.report(
      "R12",
      plan: [(Self.whole, F.lot(code: "1207"))],
      before: [(Self.whole, F.lot(code: "1207"))],
      versions: [
        "road-redline": [
          [(F.square(0, 0, 100, 30), #""BH":"1","LX":"调整前","HXKD":30"#)],
          [(F.square(0, 0, left, 30), #""BH":"1","LX":"调整后","HXKD":30"#)],
        ]
      ]
    )
    #expect(outcome.findings.filter { $0.matter == .lostRoad }.map(\.severity) == (count == 0 ? [] : [.error]))
  }

  @Test("R15: the cap of a unit", arguments: [(20_000, 0), (19_999, 1)])
  func capacity(_ cap: Int, _ count: Int) throws {
    let outcome = try F.report(
      "R15",
      plan: [(Self.whole, F.lot(#""RJL":2.0"#))],
      layers: ["planning-unit": [(Self.whole, #""BH":"U","JZMJ":\#(cap)"#)]]
    )
    #expect(outcome.findings.filter { $0.matter == .floorAboveCap }.count == count)
  }

  @Test(
    "R15: a change of the plot ratio by the local profile",
    arguments: [
      ("070102", "1.2", 0), ("070102", "1.21", 1), ("070102", "0.8", 0), ("070102", "0.79", 1), ("0802", "1.5", 0),
      ("0802", "1.51", 1), ("100102", "3.0", 0),
    ]
  )
  func ratio(_ code: String, _ after: String, _ count: Int) throws {
    let outcome = try F.report(
      "R15",
      plan: [(Self.whole, F.lot(#""RJL":"\#(after)""#, code: code))],
      before: [(Self.whole, F.lot(#""RJL":"1.0""#, code: code))],
      profile: "datong"
    )
    #expect(outcome.findings.count == count)
  }

  @Test(
    "R17: plot ratio by industry and office shares",
    arguments: [
      ("2021-12-31", #""HYDM":"C1330","RJL":"1.0""#, 0), ("2021-12-31", #""HYDM":"C1330","RJL":"0.99""#, 1),
      ("2021-12-31", #""HYDM":"25","RJL":"0.5""#, 0), ("2021-12-31", #""HYDM":"25","RJL":"0.49""#, 1),
      ("2021-12-31", #""XZBGYDBL":7"#, 0), ("2021-12-31", #""XZBGYDBL":7.1"#, 1),
      ("2024-06-01", #""XZBGJZBL":15"#, 0), ("2024-06-01", #""XZBGJZBL":15.1"#, 1),
    ]
  )
  func industry(_ day: String, _ properties: String, _ count: Int) throws {
    let outcome = try F.report("R17", plan: [(Self.whole, F.lot(properties))], asOf: day)
    #expect(outcome.findings.count == count)
    // The figures by industry of 2023 are not stated: the rule says so.
    #expect(outcome.needs.contains { $0.what == "by_class" } == (day > "2023"))
  }

  @Test(
    "R19: shares, the main use, and pairs that a pack allows",
    arguments: [
      ("100102:70;1101:30", []), ("100102:70;1101:29.9", [.compatibilitySum]), ("100102:50;1101:50", []),
      ("100102:49.9;1101:30;0802:20.1", [.compatibilityMain]), ("100102:70;070102:30", [.compatibilityPair]),
      ("二类工业用地70%、科研用地30%", []),
    ] as [(String, [RuleFinding.Matter])]
  )
  func mixed(_ text: String, _ matters: [RuleFinding.Matter]) throws {
    let plan: [F.Row] = [(Self.whole, F.lot(#""YDJR":"\#(text)""#))]
    let national = try F.report("R19", plan: plan)
    #expect(national.findings.map(\.matter) == matters.filter { $0 != .compatibilityPair })
    #expect(national.needs.contains { $0.what == "allowed pairs" })
    let pack = try RulePack.parse(
      """
      id: own
      title: own
      rules:
        - id: P1
          title: {zh: 兼容, en: Mixed}
          kind: compatibility
          severity: warning
          source: {zh: 某市规定第1条, en: "a city's rules, art. 1"}
          confidence: project
          measures: {zh: 兼容, en: mixed}
          limits: {sum: 100, main.min: 50}
          clauses: [{codes: ["1001"], from: ["11", "0802"]}]
      """,
      file: "own.yaml"
    )
    #expect(try F.report("P1", plan: plan, pack: pack).findings.map(\.matter) == matters)
  }

  @Test(
    "R21: from the control zone's edge, by the class of its road",
    arguments: [
      ("国道", 50.0, 0), ("国道", 49.9, 1), ("省道", 50.0, 0), ("省道", 49.9, 1), ("县道", 20.0, 0), ("县道", 19.9, 1),
      ("乡道", 20.0, 0), ("乡道", 19.9, 1), ("", 50.0, 0), ("", 49.9, 1),
    ]
  )
  func newZone(_ name: String, _ distance: Double, _ count: Int) throws {
    let outcome = try F.report(
      "R21",
      plan: [(Self.whole, F.lot())],
      layers: [
        "new-development-zone": [(F.square(distance, 0, 100, 100), #""BH":"K""#)],
        "highway": [(F.square(-30, -500, 30, 1000), #""BH":"H","LX":"\#(name)""#)],
      ]
    )
    #expect(outcome.findings.count == count)
  }

  @Test(
    "R22: corridors by voltage",
    arguments: [
      ("10kV", 5.0), ("35kV", 10), ("66kV", 10), ("110kV", 10), ("154kV", 15), ("220kV", 15), ("330kV", 15),
      ("500kV", 20),
    ]
  )
  func power(_ voltage: String, _ reach: Double) throws {
    for (distance, count) in [(reach + 0.01, 0), (reach - 0.2, 1)] {
      let outcome = try F.report(
        "R22",
        plan: [(F.square(0, distance, 100, 100), F.lot())],
        layers: ["power-lines": [(F.square(-500, 0, 1000, 0), #""BH":"P","LX":"\#(voltage)""#)]]
      )
      #expect(outcome.findings.count == count, "\(voltage) \(distance)")
    }
  }

  @Test("R24: the distance that the project states; without it not evaluated", arguments: [(50.0, 0), (49.9, 1)])
  func hazard(_ distance: Double, _ count: Int) throws {
    let plan: [F.Row] = [
      (Self.whole, F.lot(code: "100103")), (F.square(100 + distance, 0, 50, 50), F.lot(code: "070102", id: "B")),
    ]
    let without = try F.report("R24", plan: plan)
    #expect(without.status == .notEvaluated)
    #expect(without.needs.contains { $0.what == "hazard.distance" })
    let stated = try ThresholdProfile.profiles(
      yaml: """
        profiles:
          - id: own
            title: own
            values: [{key: hazard.distance, value: 50, unit: m, source: EIA, confidence: project}]
        """,
      file: "own.yaml"
    )
    let outcome = try F.report("R24", plan: plan, thresholds: stated.first)
    #expect(outcome.findings.count == count)
    #expect(outcome.limits.first?.confidence == "project")
  }

  @Test("R25: rights on changed land, not on what stays")
  func rights() throws {
    for (depth, count) in Self.depths {
      let plan: [F.Row] = [(Self.whole, F.lot(code: "100101")), (F.square(100, 0, 100, 100), F.lot(id: "B"))]
      let before: [F.Row] = [(Self.whole, F.lot()), (F.square(100, 0, 100, 100), F.lot(id: "B"))]
      let right: [F.Row] = [(F.square(100 - depth, 0, 50, 100), #""ZDDM":"G1","QLR":"甲公司","HTBH":"C1""#)]
      let outcome = try F.report("R25", plan: plan, before: before, layers: ["parcels": right])
      #expect(outcome.findings.count == count)
      #expect(outcome.findings.allSatisfy { $0.severity == .note && $0.item?.chinese == "甲公司" && $0.value == "C1" })
    }
  }

  @Test(
    "R26: natural and planned slope, deep fill",
    arguments: [
      ("slope", "100102", "≤15%", 0), ("slope", "100102", "15%-25%", 1), ("slope", "070102", "15%-25%", 0),
      ("slope", "070102", ">25%", 1), ("planned-slope", "100102", "≤10%", 0), ("planned-slope", "100102", "10%-15%", 1),
      ("fill-height", "100102", "4m-8m", 0), ("fill-height", "100102", "8m-12m", 1), ("fill-height", "1401", ">8m", 0),
    ]
  )
  func terrain(_ layer: String, _ code: String, _ name: String, _ count: Int) throws {
    let outcome = try F.report(
      "R26",
      plan: [(Self.whole, F.lot(code: code))],
      layers: [layer: [(F.square(50, 0, 100, 100), #""BH":"1","MC":"\#(name)""#)]]
    )
    #expect(outcome.findings.count == count)
    #expect((outcome.status == .findings) == (count > 0))
    // Other parts of the rule lack their layer: no pass.
    #expect(outcome.status != .pass)
  }

  @Test(
    "R27: one hectare of industry against the plant: within, between the indices, beyond",
    arguments: [
      ("1301", "150m³/d", nil), ("1301", "149.9m³/d", .note), ("1301", "30m³/d", .note), ("1301", "29.9m³/d", .error),
      ("1303", "0.8MVA", nil), ("1303", "2×0.39MVA", .note), ("1303", "0.19MVA", .error),
    ] as [(String, String, RuleSeverity?)]
  )
  func utilities(_ code: String, _ capacity: String, _ worst: RuleSeverity?) throws {
    let plant: F.Row = (F.square(200, 0, 10, 10), F.lot(#""SSGM":"\#(capacity)""#, code: code, id: "P"))
    let outcome = try F.report("R27", plan: [(Self.whole, F.lot()), plant])
    #expect(outcome.worst == worst)
  }

  @Test("R28: blocks of industry by the local profile", arguments: [(120.0, 0), (120.1, 1)])
  func block(_ depth: Double, _ count: Int) throws {
    let plan: [F.Row] = [
      (F.square(0, 0, 1000, depth), F.lot()), (F.square(0, -20, 1000, 20), F.lot(code: "1207", id: "R")),
    ]
    #expect(try F.report("R28", plan: plan, profile: "block-12ha").findings.count == count)
    #expect(try F.report("R28", plan: plan).findings.isEmpty)
  }

  @Test("the rules with a test on both sides are the pack's")
  func covered() throws {
    let here = [1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28]
    let limits = [9, 16]
    let ids = (here + limits).sorted().map { $0 < 10 ? "R0\($0)" : "R\($0)" }
    #expect(try RulePack.embedded().ids == ids)
  }
}
