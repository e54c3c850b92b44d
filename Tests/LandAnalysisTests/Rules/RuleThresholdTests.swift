import Features
import Foundation
import Geometry
import LandAnalysis
import LandModel
import PROJ
import Testing

/// Limits on both sides, on squares whose figures are known.
@Suite("Limits of rules")
struct RuleThresholdTests {
  @Test(
    "the figures of the day: a density of 35 % passes under the indicators of 2008 and fails under those of 2023",
    arguments: [("2023-05-08", 35, 0), ("2023-05-09", 35, 1), ("2023-05-09", 40, 0), ("2023-05-08", 29, 1)]
  )
  func industrialDensity(_ day: String, _ density: Int, _ findings: Int) throws {
    let lot = (RuleFixture.square(0, 0, 100, 100), RuleFixture.lot(#""JZMD":\#(density)"#))
    let outcome = try RuleFixture.report("R17", plan: [lot], asOf: day)
    #expect(outcome.findings.count == findings)
    #expect(outcome.findings.allSatisfy { $0.matter == .belowLimit })
  }

  @Test("survey codes that one class of the guide does not take whole are named, not guessed")
  func needsSubdivision() throws {
    // 1005 of the survey goes to 12, of which the rule is about 1208 alone; 05H1 is 09 as a whole.
    let codes = ["1005", "05H1", "0702", "1005"]
    let plan = codes.enumerated().map { number, code in
      (RuleFixture.square(Double(number) * 100, 0, 100, 100), #""DKBH":"\#(number)","YDDM":"\#(code)""#)
    }
    let outcome = try RuleFixture.report(
      "R23",
      plan: plan,
      layers: ["river": [(RuleFixture.square(0, 0, 400, 50), #""BH":"N""#)]]
    )
    #expect(outcome.findings.map(\.subject) == ["1", "2"])
    #expect(outcome.unclear == 2)
    #expect(outcome.unclearCodes == ["1005"])
  }

  @Test(
    "slivers: narrower than 0.1 m or smaller than 1 m² is counted, wider and larger is a finding",
    arguments: [
      // Depth of the overlap along a side of 100 m, and whether it is a finding. Mean width is 2A/P: 0.0999 at 0.1.
      (0.09, false), (0.11, true),
    ]
  )
  func sliver(_ depth: Double, _ isFinding: Bool) throws {
    let outcome = try RuleFixture.report(
      "R04",
      plan: [(RuleFixture.square(0, 0, 100, 100), RuleFixture.lot())],
      layers: ["permanent-basic-farmland": [(RuleFixture.square(100 - depth, 0, 50, 100), #""BH":"N""#)]]
    )
    #expect(outcome.findings.isEmpty == !isFinding)
    #expect(outcome.slivers.count == (isFinding ? 0 : 1))
    #expect(abs((isFinding ? outcome.findings.first?.area ?? 0 : outcome.slivers.area) - depth * 100) < 1e-3)
  }

  @Test(
    "indicators on both sides of their limits",
    arguments: [
      ("R16", #""RJL":"≥1.2","JZMD":30,"JZXG":12"#, 0), ("R16", #""RJL":"≥1.21","JZMD":30,"JZXG":12"#, 1),
      ("R16", #""RJL":"≤3.5","JZMD":30,"JZXG":12"#, 0),
      ("R16", #""JZMD":65,"LDL":35"#, 0), ("R16", #""JZMD":65,"LDL":35.1"#, 1),
      ("R17", #""JZMD":40,"LDL":20"#, 0), ("R17", #""JZMD":39.9,"LDL":20"#, 1), ("R17", #""JZMD":40,"LDL":20.1"#, 1),
    ]
  )
  func indicators(_ rule: String, _ properties: String, _ count: Int) throws {
    let outcome = try RuleFixture.report(
      rule,
      plan: [(RuleFixture.square(0, 0, 100, 100), RuleFixture.lot(properties))]
    )
    #expect(outcome.findings.count == count)
    #expect(outcome.parts > 0)
  }

  @Test(
    "setback by the class of the line: the strip is half the width and the distance of the class",
    arguments: [
      // A road of 20 m along x = 0; the parcel begins so far from its axis.
      ("高速公路", 39.8, 1), ("高速公路", 40.01, 0), ("国道", 29.8, 1), ("国道", 30.01, 0), ("主干路", 11, nil),
    ] as [(String, Double, Int?)]
  )
  func setback(_ name: String, _ distance: Double, _ count: Int?) throws {
    let road = RuleFixture.square(-0.0005, -500, 0.001, 1000)
    let outcome = try RuleFixture.report(
      "R20",
      plan: [(RuleFixture.square(distance, 0, 100, 100), RuleFixture.lot())],
      layers: ["roads": [(road, #""DLDJ":"\#(name)","HXKD":20"#)]]
    )
    if let count {
      #expect(outcome.findings.count == count)
    } else {
      #expect(outcome.status == .notEvaluated)
    }
  }

  @Test(
    "slope classes: all above the limit is too steep, at or below is not",
    arguments: [
      ("≤15%", 0), ("15%-25%", 1), (">25%", 1), ("8%~15%", 0),
    ]
  )
  func slope(_ name: String, _ count: Int) throws {
    let outcome = try RuleFixture.report(
      "R26",
      plan: [(RuleFixture.square(0, 0, 100, 100), RuleFixture.lot())],
      layers: ["slope": [(RuleFixture.square(50, 0, 100, 100), #""BH":"1","PDFW":"\#(name)","MC":"\#(name)""#)]]
    )
    #expect(outcome.findings.count == count)
  }

  @Test("a frontage of 6 m is enough, one of 5.9 m is not", arguments: [(6.0, 0), (5.9, 1)])
  func access(_ length: Double, _ count: Int) throws {
    let outcome = try RuleFixture.report(
      "R28",
      plan: [
        (RuleFixture.square(0, 0, 100, 100), RuleFixture.lot()),
        (RuleFixture.square(100, 100 - length, 20, 200), #""DKBH":"R","YDDM":"1207","YDXZ":"城镇道路用地""#),
      ]
    )
    #expect(outcome.findings.count == count)
  }

  @Test("green land: less than the tolerance passes, more is a loss with its shape", arguments: [(0.9, 0), (30.0, 1)])
  func loss(_ width: Double, _ count: Int) throws {
    let green = #""DKBH":"G","YDDM":"1401","YDXZ":"公园绿地""#
    let outcome = try RuleFixture.report(
      "R09",
      plan: [(RuleFixture.square(0, 0, 100 - width / 100, 100), green)],
      before: [(RuleFixture.square(0, 0, 100, 100), green)]
    )
    #expect(outcome.findings.count == count * 2)
  }

  @Test("the version before is missing: said, and no pass")
  func noVersionBefore() throws {
    let outcome = try RuleFixture.report("R09", plan: [(RuleFixture.square(0, 0, 100, 100), RuleFixture.lot())])
    #expect(outcome.status == .notEvaluated)
    #expect(outcome.needs.first?.kind == .version)
  }

  @Test("a pack of one's own, on data without land-use codes")
  func ownPack() throws {
    let pack = try RulePack.parse(
      """
      id: own
      title: {zh: 自用, en: Own}
      rules:
        - id: P1
          title: {zh: 古树, en: Trees}
          kind: overlap-zero
          severity: warning
          source: {zh: 某办法第9条, en: "some measure, art. 9"}
          confidence: project
          measures: {zh: 古树保护范围内不建设, en: nothing is built near old trees}
          where: "ZONE = 'U'"
          clauses: [{layer: trees}]
      """,
      file: "own.yaml"
    )
    let outcome = try RuleFixture.report(
      "P1",
      plan: [
        (RuleFixture.square(0, 0, 100, 100), #""ID":"A","ZONE":"U""#),
        (RuleFixture.square(200, 0, 100, 100), #""ID":"B","ZONE":"N""#),
      ],
      layers: ["trees": [(RuleFixture.square(50, 0, 300, 50), #""ID":"T""#)]],
      pack: pack
    )
    #expect(outcome.findings.count == 1)
    #expect(abs((outcome.findings.first?.area ?? 0) - 2500) < 1e-6)
    #expect(outcome.worst == .warning)
  }
}
