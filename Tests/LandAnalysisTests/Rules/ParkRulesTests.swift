import Features
import Foundation
import Geometry
import LandAnalysis
import LandModel
import PROJ
import TestSupport
import Testing

/// The park's planted conflicts: each is found by the rule that should find it, and nothing else is found.
@Suite("Rules on the demonstration park")
struct ParkRulesTests {
  private static let park = Result { try Park() }

  struct Park {
    let project: LoadedProject
    let inputs: RuleInputs

    init() throws {
      var options = LoadOptions()
      options.validates = false
      let path = TestData.packageRoot.appendingPathComponent("GeoData/park").path
      project = try SourceLoader(options: options).project(path)
      inputs = try Self.inputs(project)
    }

    static func inputs(_ project: LoadedProject, asOf day: String = "2021-12-31") throws -> RuleInputs {
      let day = try #require(CalendarDate(day))
      let measure = try AreaMeasure(crs: try #require(project.crs), basis: .ellipsoid)
      var builder = RuleInputsBuilder(asOf: day, measure: measure)
      return RuleInputs(
        plans: try builder.plans(of: project.layers),
        layers: try builder.layers(project.layers),
        thresholds: project.project.thresholds,
        asOf: day,
        basis: .ellipsoid,
        measure: measure
      )
    }
  }

  private static func report(_ inputs: RuleInputs, _ only: Set<String>? = nil) throws -> RuleReport {
    try RuleReport(try RulePack.embedded(), on: inputs, only: only)
  }

  /// `rule feature` of the defects that name a rule.
  private static func planted() throws -> Set<String> {
    let url = TestData.packageRoot.appendingPathComponent("GeoData/park/defects.yaml")
    let text = try String(contentsOf: url, encoding: .utf8)
    var planted: Set<String> = []
    for entry in text.components(separatedBy: "  - id: D").dropFirst() {
      func value(_ key: String) -> String? {
        entry.split(separator: "\n").first { $0.hasPrefix("    \(key): ") }
          .map { $0.dropFirst(6 + key.count).trimmingCharacters(in: CharacterSet(charactersIn: "\" ")) }
      }
      if let rule = value("rule"), let feature = value("feature") { planted.insert("\(rule) \(feature)") }
    }
    return planted
  }

  /// What the generator brings about beside the planted conflicts: indicators are planted in the version after alone, outside
  /// the scopes of adjustment (R07); a community site gives way to a shop by a shifted edge (R10); a new street does not reach
  /// the others (R12); lots split off behind their neighbours (R28).
  private static let consequences: Set<String> = [
    "R07 W08-01", "R07 W32-04", "R10 west", "R12 link", "R28 W12-T12", "R28 W18-03", "R28 L15-T06", "R28 L18-04",
  ]

  @Test("every planted conflict is found by its rule, and no other is found")
  func planted() throws {
    let report = try Self.report(Self.park.get().inputs)
    var found: Set<String> = []
    for outcome in report.outcomes {
      for finding in outcome.findings where finding.severity > .note {
        // An overlap and a gap have two parcels: the planted one is either.
        let names = [finding.subject] + (outcome.id == "R01" ? finding.objects : [])
        let known = try Self.planted()
        found.insert("\(outcome.id) \(names.first { known.contains("\(outcome.id) \($0)") } ?? finding.subject)")
      }
    }
    #expect(try found == Self.planted().union(Self.consequences))
    #expect(report.outcomes.count == 28)
  }

  @Test(
    "areas are those that were planted, and each has its shape",
    arguments: [
      ("R04", 4643.81), ("R05", 5219.24), ("R06", 4412.29), ("R14", 3807.04), ("R22", 9614.62), ("R23", 2729.00),
    ]
  )
  func areas(_ rule: String, _ planted: Double) throws {
    var inputs = try Self.park.get().inputs
    inputs.basis = .ellipsoid
    let report = try Self.report(inputs, [rule])
    let finding = try #require(report.findings.first)
    #expect(report.findings.count == 1)
    // Planted areas are plane; the ellipsoid's are smaller by some 80 ppm here.
    #expect(abs((finding.area ?? 0) - planted) < planted * 2e-4)
    #expect(abs(report.evidence.planeArea(of: 0) - planted) < 0.01)
    #expect(finding.x != nil && finding.y != nil)
  }

  /// Layers by rule, and the number of the feature that was planted in it.
  private static let constraints = [
    ("R04", "permanent-basic-farmland"), ("R05", "ecological-redline"), ("R14", "blue"), ("R22", "power"),
    ("R23", "river"),
  ]

  private static func replacing(
    _ name: String,
    _ change: (LoadedLayer) -> LoadedLayer
  ) throws -> RuleInputs {
    var inputs = try park.get().inputs
    inputs.layers[name] = try (inputs.layers[name] ?? []).map { try RuleLayer(change($0.loaded), asOf: inputs.asOf) }
    return inputs
  }

  @Test(
    "without the constraint's feature the finding goes; without its layer the rule is not evaluated",
    arguments: constraints
  )
  func removed(_ rule: String, _ name: String) throws {
    let before = try Self.report(Self.park.get().inputs, [rule])
    let objects = try #require(before.findings.first?.objects)
    #expect(!objects.isEmpty)
    let inputs = try Self.replacing(name) { loaded in
      var loaded = loaded
      loaded.layer = loaded.layer.selecting((0..<loaded.count).filter { !objects.contains(loaded.label(of: $0)) })
      return loaded
    }
    #expect(try Self.report(inputs, [rule]).findings.isEmpty)
    var without = try Self.park.get().inputs
    without.layers[name] = nil
    let outcome = try #require(try Self.report(without, [rule]).outcomes.first)
    #expect(outcome.needs.contains { $0.kind == .layer && $0.what == name })
    #expect(outcome.status == (rule == "R14" ? .partial : .notEvaluated))
  }

  @Test("with the constraint shifted the finding moves by as much, or goes", arguments: constraints)
  func shifted(_ rule: String, _ name: String) throws {
    let before = try Self.report(Self.park.get().inputs, [rule])
    let first = try #require(before.findings.first)
    func moved(by distance: Double) throws -> RuleReport {
      try Self.report(
        Self.replacing(name) { loaded in
          var loaded = loaded
          let columns = loaded.layer.geometry
          loaded.layer.geometry = columns.replacingCoordinates(x: columns.x.map { $0 + distance }, y: columns.y)
          return loaded
        },
        [rule]
      )
    }
    // A conflict within one lot keeps its area and moves with the constraint; one cut by the lot's edge changes.
    let near = try moved(by: 5)
    if let finding = near.findings.first(where: { $0.subject == first.subject }) {
      let shift = try #require(finding.x) - #require(first.x)
      #expect(abs(shift - 5) < 1e-6 || finding.area != first.area)
    }
    let far = try moved(by: 50_000)
    #expect(far.findings.isEmpty)
  }

  @Test("without the development boundary's parts the plan lies outside")
  func boundaryShifted() throws {
    let inputs = try Self.replacing("urban-development-boundary") { loaded in
      var loaded = loaded
      let columns = loaded.layer.geometry
      loaded.layer.geometry = columns.replacingCoordinates(x: columns.x.map { $0 + 50_000 }, y: columns.y)
      return loaded
    }
    let report = try Self.report(inputs, ["R06"])
    #expect(report.findings.count > 300)
    #expect(report.findings.allSatisfy { ($0.share ?? 0) > 0.999 })
  }

  /// Without the parcel, code, declared area or indicator that was planted, its finding goes and every other stays.
  @Test("each planted conflict goes with its subject, and no other with it")
  func subjectRemoved() throws {
    let inputs = try Self.park.get().inputs
    let all = try Self.report(inputs)
    func names(_ report: RuleReport) -> Set<String> {
      Set(
        report.outcomes.flatMap { outcome in
          outcome.findings.filter { $0.severity > .note }.map { "\(outcome.id) \($0.matter.rawValue) \($0.subject)" }
        }
      )
    }
    // Rules about one subject each; topology and the comparison of versions are about several.
    let single: Set<String> = ["R02", "R03", "R04", "R05", "R06", "R14", "R16", "R17", "R22", "R23", "R28"]
    var mutated = 0
    for outcome in all.outcomes where single.contains(outcome.id) {
      for finding in outcome.findings where finding.severity > .note {
        var changed = inputs
        changed.plans = try inputs.plans.map { plan in
          guard plan.layer.title == finding.layer else { return plan }
          let kept = (0..<plan.layer.count).filter { plan.layer.loaded.label(of: $0) != finding.subject }
          var loaded = plan.layer.loaded
          loaded.layer = loaded.layer.selecting(kept)
          return RulePlan(
            plan.name,
            try RuleLayer(loaded, asOf: inputs.asOf),
            before: plan.before,
            areas: kept.map { plan.areas[$0] },
            areasBefore: plan.areasBefore
          )
        }
        changed.layers = try inputs.layers.mapValues { layers in
          try layers.map { layer in
            guard layer.title == finding.layer else { return layer }
            var loaded = layer.loaded
            loaded.layer = loaded.layer.selecting(
              (0..<layer.count).filter { layer.loaded.label(of: $0) != finding.subject }
            )
            return try RuleLayer(loaded, asOf: inputs.asOf)
          }
        }
        let left = names(try Self.report(changed, single))
        let expected = names(all).filter { name in
          single.contains(String(name.prefix(3))) && !name.hasSuffix(" \(finding.subject)")
        }
        #expect(left == expected, "\(outcome.id) \(finding.subject)")
        mutated += 1
      }
    }
    #expect(mutated >= 15)
  }

  @Test("the same findings and shapes whatever the number of threads", arguments: [1, 3])
  func threads(_ count: Int) throws {
    let inputs = try Self.park.get().inputs
    let usual = try Self.report(inputs)
    Workers.limit(to: count)
    defer { Workers.limit(to: nil) }
    let report = try Self.report(inputs)
    #expect(report.outcomes.map(\.id) == usual.outcomes.map(\.id))
    func words(_ report: RuleReport) -> [String] {
      report.findings.map { "\($0.matter.rawValue) \($0.subject) \($0.area ?? 0) \($0.value ?? "") \($0.objects)" }
    }
    #expect(words(report) == words(usual))
    #expect(report.evidence.x == usual.evidence.x && report.evidence.y == usual.evidence.y)
  }
}
