import Features
import Foundation
import Geometry
import LandModel
import PROJ
import TestSupport
import Testing

@Suite("Tables joined by a key")
struct JoinTests {
  private func project(_ scratch: Scratch, table: Data, tableName: String = "t.csv", keys: String) throws -> LoadedLayer
  {
    _ = try scratch.write(
      "a.geojson",
      Scratch.squares([
        (#"{"DKBH":"A-1","v":1}"#, 550_000, 2_692_000, 10), (#"{"DKBH":"A-2","v":2}"#, 550_100, 2_692_000, 10),
        (#"{"DKBH":null,"v":3}"#, 550_200, 2_692_000, 10),
      ])
    )
    _ = try scratch.write(tableName, table)
    let yaml = "name: p\nlayers:\n  - {role: parcels, source: a.geojson, table: {source: \(tableName), \(keys)}}\n"
    let file = try scratch.write("landplan.yaml", yaml)
    return try #require(try SourceLoader().project(file).layers.first)
  }

  @Test("What matches is joined, what does not is listed on both sides")
  func join() throws {
    let scratch = try Scratch()
    let table = "编号,v,权利人,代码\nA-1,10,某某公司,0101\nA-9,11,另一公司,0102\n A-2 ,,\"带,逗号\",\n"
    let layer = try project(scratch, table: Data(table.utf8), keys: "key: DKBH, table_key: 编号")
    let join = try #require(layer.join)
    #expect(join.matched == 2)
    #expect(join.added == ["v_2", "权利人", "代码"])
    #expect(join.unmatchedFeatures.map(\.number) == [2] && join.unmatchedFeatures[0].key == nil)
    #expect(join.unmatchedRows.map(\.key) == ["A-9"] && join.unmatchedRows.map(\.number) == [3])
    #expect(layer.layer.table["权利人"]?.text(1) == "带,逗号")
    #expect(layer.layer.table["v_2"]?.number(0) == 10 && layer.layer.table["v_2"]?.isNull(1) == true)
    // A code keeps its leading zero, and the joined fields are recognised.
    #expect(layer.layer.table["代码"]?.text(0) == "0101")
    #expect(layer.fields[.owner] == "权利人")
    let codes = try LayerCheck.findings(for: layer).map(\.code)
    #expect(codes.contains("check.unmatched-features") && codes.contains("check.unmatched-rows"))
  }

  @Test("A table in GB 18030 needs no word")
  func encoding() throws {
    let scratch = try Scratch()
    let text = "DKBH,权利人\nA-1,示范园区管理委员会\nA-2,石材加工有限公司\n"
    let bytes = try #require(TextEncoding.gb18030.encode(text))
    let layer = try project(scratch, table: Data(bytes), keys: "key: DKBH")
    #expect(layer.layer.table["权利人"]?.text(0) == "示范园区管理委员会")
  }

  @Test(
    "A key that two rows have, and keys that are no field, are errors with their place",
    arguments: [
      ("DKBH,x\nA-1,1\nA-1,2\n", "key: DKBH", "join.duplicate-key", 3),
      ("id,x\nA-1,1\n", "key: DKBH", "layer.unknown-field", 3),
      ("DKBH,x\nA-1,1\n", "key: DKHB", "layer.unknown-field", 3),
      ("DKBH,x\nA-1\n", "key: DKBH", "csv.ragged", 2),
    ] as [(String, String, String, Int?)]
  )
  func mistakes(table: String, keys: String, code: String, line: Int?) throws {
    let scratch = try Scratch()
    let error = try #require(throws: DataError.self) { try project(scratch, table: Data(table.utf8), keys: keys) }
    #expect(error.code == code)
    #expect(error.place.line == line)
  }
}

@Suite("Projects loaded")
struct LoadedProjectTests {
  @Test("Layers come in the project's system, by role")
  func systems() throws {
    let scratch = try Scratch()
    _ = try scratch.write("z.geojson", Scratch.squares([(#"{"PQBH":"west"}"#, 550_000, 2_692_000, 100)], name: "z"))
    _ = try scratch.write(
      "p.geojson",
      Scratch.squares([(#"{"DKBH":"1"}"#, 37_550_000, 2_692_000, 100)], name: "p", epsg: 4525)
    )
    let yaml = """
      name: p
      crs: EPSG:4546
      layers:
        - {role: zones, source: z.geojson}
        - {role: parcels, source: p.geojson}
      """
    _ = try scratch.write("landplan.yaml", yaml)
    let park = try SourceLoader().project(scratch.folder.path)
    #expect(park.crs?.code == "EPSG:4546")
    let parcels = try #require(park.layer(.parcels))
    #expect(abs(parcels.layer.geometry.extent.minX - 550_000) < 1e-3)
    #expect(park.layer(.zones)?.label(of: 0) == "west")
    #expect(try SourceLoader().open(scratch.folder.path).layers.count == 2)
    #expect(try SourceLoader().layer(scratch.folder.path + ":zones").count == 1)
    #expect(try SourceLoader().layer(scratch.path("landplan.yaml") + ":parcels").count == 1)
    let wrong = try #require(throws: DataError.self) { try SourceLoader().layer(scratch.folder.path + ":zone") }
    #expect(wrong.code == "source.no-layer" && wrong.advice.contains("zones"))
  }

  @Test("A layer in another datum is refused with what to do")
  func datums() throws {
    let scratch = try Scratch()
    _ = try scratch.write("z.geojson", Scratch.squares([("{}", 550_000, 2_692_000, 100)], name: "z", epsg: 2383))
    let file = try scratch.write(
      "landplan.yaml",
      "name: p\ncrs: EPSG:4546\nlayers:\n  - {role: zones, source: z.geojson}\n"
    )
    let error = try #require(throws: DataError.self) { try SourceLoader().project(file) }
    #expect(error.code.hasPrefix("proj.datum-shift"))
    #expect(!error.advice.isEmpty && error.place.layer == "z")
  }

  @Test("A mapping to a field that is not there names its line")
  func mapping() throws {
    let scratch = try Scratch()
    _ = try scratch.write("z.geojson", Scratch.squares([(#"{"PQBH":"west"}"#, 550_000, 2_692_000, 100)]))
    let file = try scratch.write(
      "landplan.yaml",
      "name: p\nlayers:\n  - {role: zones, source: z.geojson, fields: {id: PQHB}}\n"
    )
    let error = try #require(throws: DataError.self) { try SourceLoader().project(file) }
    #expect(error.code == "layer.unknown-field")
    #expect(error.advice.contains("PQBH") && error.place.line == 3)
  }

  @Test("The demonstration park loads whole")
  func park() throws {
    let folder = TestData.packageRoot.appendingPathComponent("GeoData/park").path
    let park = try SourceLoader().project(folder)
    #expect(park.project.isSynthetic)
    #expect(park.crs?.code == "EPSG:4546")
    #expect(park.layers.count + 1 == park.project.layers.count)
    #expect(park.layers.allSatisfy { $0.count > 0 })
    #expect(park.tenants.count == 3)
    #expect(park.plan("west", .before) != nil && park.plan("link", .after) != nil)
    let zones = try #require(park.layer(.zones))
    let ids = Set((0..<zones.count).map { zones.label(of: $0) })
    for claim in try ClaimSet.load(for: park.project).claims {
      if let zone = claim.zone { #expect(ids.contains(zone), "\(claim.id) is about the unknown zone \(zone)") }
    }
    let stages = park.layer(.batches)?.column(.stage)
    let names = Set((0..<(stages?.count ?? 0)).compactMap { stages?.text($0) })
    for claim in try ClaimSet.embedded().claims {
      if let stage = claim.pipeline { #expect(names.contains(stage), "\(claim.id): no batch in stage \(stage)") }
    }
  }

  /// The checks that a look at single layers answers the planted kinds with.
  static let checks = [
    "unknown-code": "check.unknown-codes", "code-name-mismatch": "check.code-name-mismatch",
    "declared-area": "check.declared-differs", "declared-unit": "check.declared-mixed-units",
    "self-crossing": "check.invalid-geometry",
  ]

  /// Layer, code and feature of every planted defect that a check above answers, from the list beside the park.
  static let planted: [(layer: String, code: String, feature: String)] = {
    let file = TestData.packageRoot.appendingPathComponent("GeoData/park/defects.yaml")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    return text.components(separatedBy: "  - id: ").dropFirst().compactMap { entry in
      func value(_ key: String) -> String? {
        let line = entry.split(separator: "\n").first { $0.hasPrefix("    \(key): ") }
        return line.map { $0.dropFirst(key.count + 6).trimmingCharacters(in: CharacterSet(charactersIn: "\" ")) }
      }
      guard let code = value("kind").flatMap({ checks[$0] }), let layer = value("layer"), let feature = value("feature")
      else { return nil }
      return (layer, code, feature)
    }
  }()

  @Test("The list of planted defects is read") func list() {
    #expect(Set(Self.planted.map(\.code)) == Set(Self.checks.values))
  }

  /// The planted defects that a look at single layers can find are found, each at its feature.
  @Test("The defects planted in the park's tables are found", arguments: planted)
  func defects(layer: String, code: String, feature: String) throws {
    let folder = TestData.packageRoot.appendingPathComponent("GeoData/park").path
    let project = try Project.load(folder + "/landplan.yaml")
    let entry = try #require(project.layers.first { $0.source.path.hasSuffix("/\(layer).geojson") })
    let loaded = try SourceLoader().layer(entry, of: project)
    let findings = try LayerCheck.findings(for: loaded, context: LayerCheck.Context(asOf: project.asOf))
    let found = try #require(findings.first { $0.code == code }, "\(findings.map(\.code))")
    #expect(found.place.feature == feature)
  }
}
