import Features
import Foundation
import Geometry
import LandAnalysis
import LandModel
import PROJ
import TestSupport
import Testing

@Suite("Plan adjustment")
struct AdjustmentTests {
  private func plan(_ name: String) throws -> LoadedLayer {
    try SourceLoader().layer(TestData.packageRoot.appendingPathComponent("GeoData/park/\(name).geojson").path)
  }

  private func compare(_ before: LoadedLayer, _ after: LoadedLayer, level: Int = 3) throws -> AdjustmentResult {
    func state(_ layer: LoadedLayer) throws -> PlanState {
      try PlanState(
        layer,
        areas: (0..<layer.count).map { layer.layer.geometry.planeArea(of: $0) },
        basis: .plane
      )
    }
    return try AdjustmentResult(
      before: state(before),
      after: state(after),
      classification: LandUseCatalogue.embedded()[.guide2023],
      level: level,
      profile: .named(AdjustmentProfile.defaultID)
    )
  }

  /// One line of `changes.yaml`.
  private struct Change: Hashable, CustomStringConvertible {
    let after: String
    let kind: String
    let before: Set<String>
    var description: String { "\(after) \(kind) \(before.sorted())" }
  }

  private func planted(_ plan: String) throws -> Set<Change> {
    let file = TestData.packageRoot.appendingPathComponent("GeoData/park/changes.yaml")
    var current = ""
    var changes: Set<Change> = []
    let pattern = /\{after: "(.+?)", kind: (.+?), before: \[(.*?)\]\}/
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
      if let name = line.firstMatch(of: /- plan: (\w+)/)?.1 { current = String(name) }
      guard current == plan, let match = line.firstMatch(of: pattern) else { continue }
      let parents = match.3.split(separator: ", ").map { $0.filter { $0 != "\"" } }
      changes.insert(Change(after: String(match.1), kind: String(match.2), before: Set(parents)))
    }
    return changes
  }

  /// Features of a layer that `defects.yaml` names.
  private func plantedDefects(_ layer: String) throws -> Set<String> {
    let file = TestData.packageRoot.appendingPathComponent("GeoData/park/defects.yaml")
    var current = ""
    var features: Set<String> = []
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
      if let name = line.firstMatch(of: /layer: (\w+)/)?.1 { current = String(name) }
      if current == layer, let name = line.firstMatch(of: /(?:feature|other): "(.+?)"/)?.1 {
        features.insert(String(name))
      }
    }
    return features
  }

  @Test("The lineage of the park's plans is the planted one, parcel by parcel", arguments: ["west", "link"])
  func park(name: String) throws {
    let result = try compare(plan("plan_\(name)_before"), plan("plan_\(name)_after"))
    var found: Set<Change> = []
    for record in result.lineage.records where record.kind != .unchanged {
      let feature = try #require(record.after)
      let isStreet =
        record.kind == .split && result.after.codes[feature] == "1207" && record.attributes.contains(.use)
      let kind =
        switch record.kind {
        case .redrawn: "redrawn-sliver"
        case .attributesChanged: record.attributes.contains(.use) ? "use-changed" : "indicators-changed"
        case .split: isStreet ? "new-street" : "split"
        default: record.kind.rawValue
        }
      found.insert(
        Change(
          after: result.after.labels[feature],
          kind: kind,
          before: Set(record.before.map { result.before.labels[$0] })
        )
      )
    }
    let expected = try planted(name)
    // Defects that the park plants in this version are differences too, but not changes of the plan.
    let defects = try plantedDefects("plan_\(name)_after")
    let extra = found.subtracting(expected).filter { !defects.contains($0.after) }
    #expect(!expected.isEmpty)
    #expect(extra.map(\.description).sorted() == [])
    #expect(expected.subtracting(found).map(\.description).sorted() == [])
  }

  @Test("The matrix closes on both balances, at every level", arguments: [1, 2, 3])
  func closing(level: Int) throws {
    let result = try compare(plan("plan_west_before"), plan("plan_west_after"), level: level)
    let matrix = result.matrix
    let real = { (key: TransferMatrix.Key) in key != .outside && key != .overlap }
    let rows = try matrix.rows.filter(real).reduce(0.0) { $0 + (try matrix.total(row: $1)).squareMetres }
    let columns = try matrix.columns.filter(real).reduce(0.0) { $0 + (try matrix.total(column: $1)).squareMetres }
    #expect(abs(rows - result.before.areas.reduce(0, +)) < 1e-3)
    #expect(abs(columns - result.after.areas.reduce(0, +)) < 1e-3)
    // Each class by itself, against the parcels' own areas.
    let classification = try #require(result.classification)
    for key in matrix.rows where real(key) {
      guard case .code(let code) = key else { continue }
      let own = result.before.codes.indices.reduce(0.0) { sum, feature in
        var found = result.before.codes[feature].flatMap { classification.match($0).landUseClass }
        while let current = found, current.level > level, let parent = current.parent { found = classification[parent] }
        return found?.code == code ? sum + result.before.areas[feature] : sum
      }
      #expect(abs(try matrix.total(row: key).squareMetres - own) < 1e-3, "\(code)")
    }
  }

  @Test("A version compared with itself is unchanged, whatever the start vertex")
  func itself() throws {
    let layer = try plan("plan_link_before")
    let result = try compare(layer, layer)
    #expect(result.lineage.records.allSatisfy { $0.kind == .unchanged })
    #expect(result.verdict.changeClass == nil)
  }

  @Test(
    "Cambridge 2024 to 2025: the transfer is that of Shapely, to 1e-6 of each figure",
    .enabled(if: TestData.exists("cambridge_ma"))
  )
  func cambridge() throws {
    guard let folder = try TestData.unzipped("cambridge_ma/zoning_history_2013-2026.zip") else { return }
    let files =
      FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
    func layer(_ part: String) throws -> LoadedLayer {
      let file = try #require(files.first { $0.lastPathComponent.contains(part) })
      return try SourceLoader().layer(file.path).transformed(to: CRS("EPSG:26986"))
    }
    func state(_ layer: LoadedLayer) throws -> PlanState {
      let areas = (0..<layer.count).map { layer.layer.geometry.planeArea(of: $0) }
      return try PlanState(layer, code: "ZONE_TYPE", areas: areas, basis: .plane)
    }
    let result = try AdjustmentResult(
      before: state(layer("ZoningDistricts_2024-03-05")),
      after: state(layer("ZoningDistricts_2025-02-24")),
      classification: nil,
      level: 3,
      profile: .named(AdjustmentProfile.defaultID)
    )
    let oracle = try #require(files.first { $0.lastPathComponent.hasPrefix("oracle_2024-03-05_to_2025-02-24") })
    var lines = 0
    for line in try String(contentsOf: oracle, encoding: .utf8).split(whereSeparator: \.isNewline).dropFirst() {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      let area = try #require(Double(cells[2]))
      func key(_ text: Substring) -> TransferMatrix.Key { text.isEmpty ? .outside : .code(String(text)) }
      let found = result.matrix.area(key(cells[0]), key(cells[1])).squareMetres
      #expect(abs(found - area) <= max(1e-6 * area, 1e-3), "\(line) \(found)")
      lines += 1
    }
    #expect(lines > 50)
  }
}
