import Features
import Foundation
import Geometry
import LandModel
import TestSupport
import Testing

@Suite("The project file")
struct ProjectTests {
  private static let good = """
    name: {zh: 示例园区, en: Sample park}
    synthetic: true
    crs: EPSG:4546
    as_of: 2021-12-31
    basis: ellipsoid
    thresholds:
      profile: national
      values: {sliver.area: 0.5}
    layers:
      - role: zones
        source: zones.geojson
        title: {zh: 片区, en: Zones}
        fields: {id: PQBH, name: PQMC, declared_area: MJ}
      - role: plan
        source: plans.gpkg:west_before
        plan: west
        version: before
        landuse: landuse-2020
      - role: plan
        source: plans.gpkg:west_after
        plan: west
        version: after
        where: 用地代码 LIKE '10%'
      - role: control-line
        source: river.shp
        kind: river
        crs: EPSG:4527
        encoding: GBK
        declared_unit: 亩
      - role: tenants
        source: tenants.geojson
        table: {source: tenants.csv, key: DKBH, table_key: 编号}
    """

  private func parse(_ text: String) throws -> Project {
    try Project.parse(text, file: "park/landplan.yaml") { !$0.contains("missing") && !$0.contains(":") }
  }

  @Test("Systems that PROJ does not know are reported with the other mistakes")
  func unknownSystems() throws {
    let text = "name: x\ncrs: EPSG:99999\nas_of: never\nlayers:\n  - {role: zones, source: a.shp, crs: 坐标系}\n"
    let errors = try #require(throws: ConfigurationErrors.self) { try parse(text) }.errors
    #expect(errors.map(\.code).sorted() == ["config.type", "project.unknown-crs", "project.unknown-crs"])
    #expect(errors.first { $0.code == "project.unknown-crs" && $0.place.line == 2 } != nil)
  }

  @Test("Everything is read")
  func reads() throws {
    let project = try parse(Self.good)
    #expect(project.name == LocalizedText(chinese: "示例园区", english: "Sample park"))
    #expect(project.isSynthetic)
    #expect(project.crs == "EPSG:4546")
    #expect(project.asOf?.description == "2021-12-31")
    #expect(project.basis == .ellipsoid)
    #expect(project.layers.count == 5)
    #expect(project.layers[0].source == SourceReference(path: "park/zones.geojson"))
    #expect(project.layers[0].fields[.declaredArea] == "MJ")
    let before = try #require(project.plan("west", .before))
    #expect(before.source == SourceReference(path: "park/plans.gpkg", layer: "west_before"))
    #expect(before.landUse == .guide2020)
    #expect(project.plan("west", .after)?.filter?.text == "用地代码 LIKE '10%'")
    let river = try #require(project.layer(.controlLine, kind: .river))
    #expect(river.encoding == "GBK" && river.crs == "EPSG:4527" && river.declaredUnit == .mu)
    #expect(project.layer(.tenants)?.table?.tableKey == "编号")
    let day = try #require(project.asOf)
    #expect(project.thresholds.threshold("sliver.area", on: day)?.value.description == "0.5")
    #expect(project.thresholds.threshold("sliver.area", on: day)?.confidence == "project")
    #expect(project.thresholds.threshold("highway.expressway", on: day)?.value == FixedDecimal(30))
  }

  @Test("A threshold has the value of its day")
  func thresholds() throws {
    let profile = try parse(Self.good).thresholds
    func value(_ day: String) throws -> FixedDecimal? {
      profile.threshold("industry.building-coefficient", on: try #require(CalendarDate(day)))?.value
    }
    #expect(try value("2021-12-31") == FixedDecimal(30))
    #expect(try value("2024-01-01") == FixedDecimal(40))
    #expect(try value("2001-01-01") == nil)
  }

  /// A mistake, and what the message says: the golden texts of the project file.
  static let mistakes: [(String, String, String)] = [
    (
      "unknown key", "name: p\nlayrs: []\nlayers: []\n",
      "park/landplan.yaml:2:1: unknown key “layrs”; expected one of name, synthetic, crs, as_of, basis, thresholds, other_grassland, claims, assembly, layers. Did you mean “layers”? [config.unknown-key]"
    ),
    (
      "unknown key of a layer", "name: p\nlayers:\n  - role: zones\n    source: a.geojson\n    filds: {id: X}\n",
      "park/landplan.yaml:5:5, field layers[1]: unknown key “filds”; expected one of role, source, title, plan, version, kind, crs, encoding, where, fields, declared_unit, landuse, table. Did you mean “fields”? [config.unknown-key]"
    ),
    (
      "wrong type", "name: p\nas_of: yesterday\nlayers: {}\n",
      """
      park/landplan.yaml:2:8, field as_of: “yesterday”; expected a day such as 2021-12-31 [config.type]
      park/landplan.yaml:3:9, field layers: a mapping; expected a list [config.type]
      """
    ),
    (
      "missing file", "name: p\nlayers:\n  - role: zones\n    source: missing.geojson\n",
      "park/landplan.yaml:4:13, field layers[1].source: no file “park/missing.geojson”; expected a path relative to the project file [project.missing-file]"
    ),
    (
      "missing key", "layers:\n  - source: a.geojson\n",
      """
      park/landplan.yaml:1:1: no key “name”; expected name: … [config.missing-key]
      park/landplan.yaml:2:5, field layers[1]: no key “role”; expected role: … [config.missing-key]
      """
    ),
    (
      "duplicate role",
      "name: p\nlayers:\n  - {role: zones, source: a.geojson}\n  - {role: zones, source: b.geojson}\n",
      "park/landplan.yaml:4:5, field layers[2]: a second layer “zones”; expected one; the first is on line 3. Remove one, or give it another role [project.duplicate-role]"
    ),
    (
      "duplicate plan version",
      "name: p\nlayers:\n  - {role: plan, source: a.geojson, plan: w, version: after}\n  - {role: plan, source: b.geojson, plan: w, version: after}\n",
      "park/landplan.yaml:4:5, field layers[2]: a second layer “plan w after”; expected one; the first is on line 3. Give each its own plan or version [project.duplicate-role]"
    ),
    (
      "unknown role", "name: p\nlayers:\n  - {role: zone, source: a.geojson}\n",
      "park/landplan.yaml:3:12, field layers[1].role: “zone”; expected one of zones, scope, plan, parcels, listed, batches, landuse, control-line, roads, road-redline, access, idle-land, plants, tenants, boundary-points, terrain. Did you mean “zones”? [config.value]"
    ),
    (
      "misplaced key", "name: p\nlayers:\n  - {role: zones, source: a.geojson, version: after}\n",
      "park/landplan.yaml:3:47, field layers[1].version: “version” in a layer of role zones; expected it in layers of role plan, roads, road-redline, control-line only. Remove it or change the role [project.misplaced-key]"
    ),
    (
      "bad filter", "name: p\nlayers:\n  - {role: zones, source: a.geojson, where: MJ > }\n",
      "park/landplan.yaml:3:45, field layers[1].where: the end at character 5 of the filter; expected a number or a text in '…' [filter.syntax]"
    ),
    (
      "unknown standard field", "name: p\nlayers:\n  - {role: zones, source: a.geojson, fields: {declared: MJ}}\n",
      "park/landplan.yaml:3:47, field layers[1].fields: unknown key “declared”; expected one of id"
    ),
    (
      "unknown threshold", "name: p\nthresholds: {values: {sliver.aera: 1}}\nlayers: []\n",
      "park/landplan.yaml:2:36, field thresholds.values.sliver.aera: unknown threshold “sliver.aera”; expected one of snap.tolerance"
    ),
    (
      "empty value", "name: p\ncrs:\nlayers: []\n",
      "park/landplan.yaml:2:5, field crs: nothing; expected text [config.type]"
    ),
    (
      "repeated key", "name: p\nname: q\nlayers: []\n",
      "park/landplan.yaml:2:1: the key “name” twice in one mapping; expected each key once. Remove one of them [config.duplicate-key]"
    ),
    (
      "repeated key of a layer", "name: p\nlayers:\n  - role: zones\n    source: a.geojson\n    role: scope\n",
      "park/landplan.yaml:5:5: the key “role” twice in one mapping"
    ),
    (
      "repeated key in braces", "name: p\nlayers:\n  - {role: zones, source: a.geojson, role: scope}\n",
      "park/landplan.yaml:3:38: the key “role” twice in one mapping"
    ),
    (
      "negative threshold", "name: p\nthresholds: {values: {sliver.area: -1}}\nlayers: []\n",
      "park/landplan.yaml:2:36, field thresholds.values.sliver.area: -1; expected a number of 0 or more [config.type]"
    ),
    (
      "no layers", "name: p\nlayers: []\n",
      "park/landplan.yaml:2:9, field layers: an empty list; expected at least one layer [config.type]"
    ),
    (
      "no name", "name: \"\"\nlayers:\n  - {role: zones, source: a.geojson}\n",
      "park/landplan.yaml:1:7, field name: an empty text; expected the park's name [config.type]"
    ),
    (
      "a control line of no kind", "name: p\nlayers:\n  - {role: control-line, source: a.geojson}\n",
      "park/landplan.yaml:3:5, field layers[1]: no key “kind”; expected kind: … [config.missing-key]"
    ),
    (
      "a plan without a name among others",
      "name: p\nlayers:\n  - {role: plan, source: a.geojson, plan: w}\n  - {role: plan, source: b.geojson}\n",
      "park/landplan.yaml:4:5, field layers[2]: no key “plan”, while other plans have names; expected plan: …"
    ),
    (
      "unknown system", "name: p\nlayers:\n  - {role: zones, source: a.geojson, crs: EPSG:99}\n",
      "park/landplan.yaml:3:43, field layers[1].crs: "
    ),
    (
      "unknown encoding", "name: p\nlayers:\n  - {role: zones, source: a.geojson, encoding: klingon}\n",
      "park/landplan.yaml:3:48, field layers[1].encoding: no encoding “klingon”"
    ),
    (
      "claims are a list", "name: p\nclaims: [a]\nlayers:\n  - {role: zones, source: a.geojson}\n",
      "park/landplan.yaml:2:9, field claims: a list; expected text [config.type]"
    ),
    (
      "syntax", "name: [p\nlayers: []\n",
      "park/landplan.yaml:2:7: while parsing a flow sequence, did not find expected ',' or ']'; expected valid YAML."
    ),
    (
      "empty file", "",
      "park/landplan.yaml:1:1: an empty file; expected a YAML document. See the documentation for an example [config.empty]"
    ),
    ("a list", "- 1\n", "park/landplan.yaml:1:1: a list; expected a mapping [config.type]"),
  ]

  @Test("Mistakes are said with line and column", arguments: mistakes)
  func says(name: String, text: String, message: String) throws {
    let errors = try #require(throws: ConfigurationErrors.self) { try parse(text) }
    #expect(errors.description.hasPrefix(message), "\(errors.description)")
    #expect(Set(errors.errors).count == errors.errors.count, "something is said twice: \(errors.description)")
  }

  @Test("What only the source can tell is said with the line of the project file")
  func places() throws {
    let folder = try TestData.scratch()
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("landplan.yaml")
    let point =
      "{\"type\":\"Feature\",\"properties\":{\"BH\":\"1\"},"
      + "\"geometry\":{\"type\":\"Point\",\"coordinates\":[119,26]}}"
    try Data("{\"type\":\"FeatureCollection\",\"features\":[\(point)]}".utf8)
      .write(to: folder.appendingPathComponent("a.geojson"))
    try Data("BH,MC\n1,x\n".utf8).write(to: folder.appendingPathComponent("t.csv"))
    for (entry, line, column, field) in [
      ("source: \"a.geojson:other\"", 5, 13, "layers[1].source"),
      ("source: a.geojson\n    where: XX = 1", 6, 12, "layers[1].where"),
      ("source: a.geojson\n    fields: {id: XX}", 6, 18, "layers[1].fields.id"),
      ("source: a.geojson\n    table: {source: t.csv, key: XX}", 6, 33, "layers[1].table.key"),
      ("source: a.geojson\n    table: {source: t.csv, key: BH, table_key: YY}", 6, 48, "layers[1].table.table_key"),
    ] {
      try "name: p\n\nlayers:\n  - role: zones\n    \(entry)\n".write(to: file, atomically: true, encoding: .utf8)
      let error = try #require(throws: DataError.self) { try SourceLoader().project(file.path) }
      #expect(error.kind == .configuration && error.place.file == file.path, "\(error)")
      #expect(error.place.line == line && error.place.column == column && error.place.field == field, "\(error)")
    }
    try "name: p\nlayers:\n  - {role: zones, source: .}\n".write(to: file, atomically: true, encoding: .utf8)
    let errors = try #require(throws: ConfigurationErrors.self) { try Project.load(file.path) }
    #expect(errors.errors[0].code == "input.is-folder" && errors.errors[0].place.line == 3)
  }

  @Test("A project file in another encoding is told from damage, with the place")
  func encodings() throws {
    let folder = try TestData.scratch()
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("landplan.yaml")
    // 示例园区现状用地规划范围 in GBK, whose first two bytes happen to be a letter of UTF-8.
    let gbk: [UInt8] = [
      0xCA, 0xBE, 0xC0, 0xFD, 0xD4, 0xB0, 0xC7, 0xF8, 0xCF, 0xD6, 0xD7, 0xB4, 0xD3, 0xC3, 0xB5, 0xD8, 0xB9, 0xE6, 0xBB,
      0xAE, 0xB7, 0xB6, 0xCE, 0xA7,
    ]
    try Data(Array("crs: EPSG:4546\nname: ".utf8) + gbk + Array("\n".utf8)).write(to: file)
    let error = try #require(throws: DataError.self) { try Project.load(file.path) }
    #expect(error.code == "config.encoding" && error.place.line == 2 && error.place.column == 8, "\(error)")
    #expect(error.arguments.first == "24" && error.arguments.last?.uppercased().contains("GB") == true, "\(error)")
    try Data([0xFF, 0xFE] + Array("name: p\n".utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }).write(to: file)
    let wide = try #require(throws: DataError.self) { try Project.load(file.path) }
    #expect(wide.arguments.last?.contains("16") == true, "\(wide)")
  }

  @Test("A missing file is named with its neighbour, a folder stands for its landplan.yaml")
  func files() throws {
    let folder = try TestData.scratch()
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("landplan.yaml")
    try "name: p\nlayers:\n  - {role: zones, source: zones.geojsn}\n".write(to: file, atomically: true, encoding: .utf8)
    try "{}".write(to: folder.appendingPathComponent("zones.geojson"), atomically: true, encoding: .utf8)
    let errors = try #require(throws: ConfigurationErrors.self) { try Project.load(file.path) }
    #expect(errors.errors[0].advice == "Did you mean “zones.geojson”?")
    #expect(Project.file(at: folder.path) == file.path)
    let missing = try #require(throws: DataError.self) { try Project.load(folder.path + "/landplan.yml") }
    #expect(missing.code == "input.missing" && missing.advice.contains("landplan.yaml"))
    try Data([0x6E, 0xFF, 0xFE]).write(to: file)
    #expect(throws: DataError.self) { try Project.load(file.path) }
  }

  @Test("Sources with layers")
  func sources() {
    func read(_ text: String, existing: [String] = []) -> SourceReference {
      SourceReference(text) { existing.contains($0) }
    }
    #expect(read("a.gpkg:parcels") == SourceReference(path: "a.gpkg", layer: "parcels"))
    #expect(read("a:b.shp", existing: ["a:b.shp"]) == SourceReference(path: "a:b.shp"))
    #expect(read("PG:dbname=park host=db:zones") == SourceReference(path: "PG:dbname=park host=db", layer: "zones"))
    #expect(read("PG:dbname=park") == SourceReference(path: "PG:dbname=park"))
    #expect(read("a.gpkg:") == SourceReference(path: "a.gpkg:"))
    #expect(SourceReference(path: "a.gpkg", layer: "b").description == "a.gpkg:b")
  }

  @Test("Common field names need no mapping")
  func fieldNames() throws {
    let names = try FieldNames.embedded()
    func map(_ fields: [String], _ stated: [StandardField: String] = [:]) -> FieldMap {
      FieldMap(fields: fields.map { Field($0, .text) }, stated: stated, names: names)
    }
    let dbf = map(["DKBH", "YDDM", "RJL", "JZMD", "LDL", "JZXG", "YDMJ"])
    #expect(dbf[.id] == "DKBH" && dbf[.landUseCode] == "YDDM" && dbf[.plotRatio] == "RJL")
    #expect(dbf[.buildingDensity] == "JZMD" && dbf[.greenRatio] == "LDL" && dbf[.declaredArea] == "YDMJ")
    let chinese = map(["地块编号", "用地代码", "容积率", "用地面积"])
    #expect(chinese[.id] == "地块编号" && chinese[.declaredArea] == "用地面积")
    let english = map(["Parcel ID", "Land_Use_Code", "FAR", "Area"])
    #expect(english[.id] == "Parcel ID" && english[.landUseCode] == "Land_Use_Code" && english[.plotRatio] == "FAR")
    let stated = map(["DKBH", "BH", "MJ"], [.id: "BH"])
    #expect(stated[.id] == "BH" && stated.entries[.id]?.origin == .stated)
    #expect(stated[.declaredArea] == "MJ" && stated.entries[.declaredArea]?.origin == .recognised)
    #expect(map(["x", "y"]).entries.isEmpty)
  }
}
