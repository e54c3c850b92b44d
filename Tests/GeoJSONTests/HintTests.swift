import Features
import Foundation
import GeoJSON
import Geometry
import TestSupport
import Testing

private let archive = "testsuites/geojsonhint.zip"

/// The vectors of geojsonhint: what it accepts has no finding, what it rejects has one on the line it names.
@Suite(.enabled(if: TestData.exists(archive), "needs \(archive)"))
struct HintTests {
  private struct Expected: Decodable {
    var message: String
    var line: Int
  }

  /// Lines where this project says something else, by design. Each is checked to be as it is described.
  private static let differences: [String: (reason: String, lines: Set<Int>)] = [
    "bad-json": ("the missing comma is noticed on line 3; the vector's parser counts lines from 0 and looks back", [3]),
    "rootstring": ("lines count from 1, also for the root", [1]),
  ]

  private func files(_ folder: String) throws -> [URL] {
    guard let root = try TestData.unzipped(archive) else { return [] }
    let url = root.appendingPathComponent("geojsonhint/test/data/\(folder)")
    let all = try FileManager.default.contentsOfDirectory(at: url, includingPropertiesForKeys: nil)
    return all.filter { $0.pathExtension == "geojson" }.sorted { $0.path < $1.path }
  }

  @Test func acceptsTheGood() throws {
    let good = try files("good")
    #expect(good.count == 18)
    for file in good {
      let findings = try GeoJSON.validate(file.path)
      // Its latitudes reach -107: the vector's program does not look at values, and this one warns.
      let warnings: Set<GeoJSONFindingCode> = file.lastPathComponent == "issue82.geojson" ? [.outOfRange] : []
      #expect(Set(findings.map(\.code)) == warnings, "\(file.lastPathComponent): \(findings)")
      let layer = try GeoJSON.read(file.path)
      #expect(layer.count > 0, "\(file.lastPathComponent)")
      #expect(!layer.geometry.flags.contains { $0.contains(.unclosedRing) || $0.contains(.shortRing) })
    }
  }

  @Test func rejectsTheBadOnTheSameLines() throws {
    let bad = try files("bad")
    #expect(bad.count == 44)
    var unused = Set(HintTests.differences.keys)
    for file in bad {
      let name = file.deletingPathExtension().lastPathComponent
      let result = file.deletingPathExtension().appendingPathExtension("result")
      let expected = try JSONDecoder().decode([Expected].self, from: Data(contentsOf: result))
      let findings = try GeoJSON.validate(file.path)
      #expect(findings.isEmpty == expected.isEmpty, "\(name): \(findings)")
      for finding in findings {
        #expect(finding.place.line != nil && (finding.place.column ?? 0) >= 1)
        #expect(finding.withinLine <= finding.place.line ?? 0)
      }
      var wanted = Set(expected.map(\.line))
      if let difference = HintTests.differences[name] {
        wanted = difference.lines
        unused.remove(name)
      }
      #expect(Set(findings.map(\.withinLine)).isSuperset(of: wanted), "\(name): \(wanted.sorted()), \(findings)")
    }
    #expect(unused.isEmpty)
  }

  /// What the strict reading refuses, the lenient one loads where features can be made of it; the rest is an error.
  @Test func lenientReadingRefusesOnlyWhatHasNoFeatures() throws {
    var refused: Set<String> = []
    for file in try files("bad") {
      do {
        let layer = try GeoJSON.read(file.path)
        #expect(layer.geometry.count == layer.table.rowCount)
      } catch {
        #expect(error.kind == .input && error.place.file == file.path, "\(error)")
        #expect(error.place.line != nil && error.place.column != nil, "\(error)")
        refused.insert(file.deletingPathExtension().lastPathComponent)
      }
    }
    #expect(
      refused == [
        "bad-featurelist", "bad-json", "bad-object-type", "bad-polygonloop", "bad-properties-as-array", "badcoord",
        "badcoordtype", "badfeature", "expected_object", "false", "featurecollection", "featurecollection-obj",
        "featurecollection-type-case", "multipoint-multidimension", "multipoint-nondimension", "multiple_problems",
        "nofeaturetype", "notype", "point", "point-labeled-as-a-multipolygon", "point-string", "point-toofew",
        "rootstring", "stringcoord", "unknowntype",
      ]
    )
  }
}

@Suite struct ValidateTests {
  private func check(_ text: String) -> [GeoJSON.Finding] {
    GeoJSON.validate(bytes: Array(text.utf8), name: "t.geojson")
  }

  @Test func namesTheThingAndWhatItIsPartOf() {
    let findings = check("{\n \"type\": \"Polygon\",\n \"coordinates\": [\n  [[0,0],[1,0],\n   [1,\"é\"],[0,0]]\n ]}")
    #expect(findings.map(\.code) == [.positionElement])
    #expect(findings.first?.place.line == 5 && findings.first?.place.column == 7)
    #expect(findings.first?.withinLine == 5 && findings.first?.withinColumn == 4)
  }

  @Test func findsWhatTheVectorsDoNotHave() {
    #expect(check(#"{"type":"Point","coordinates":[1,2],"crs":{}}"#).map(\.code) == [.crsMember])
    #expect(check(#"{"type":"Point","coordinates":[430000,2880000]}"#).map(\.code) == [.outOfRange])
    #expect(check(#"{"type":"Point","coordinates":[1e999,0]}"#).map(\.code) == [.syntax])
    #expect(check(#"{"type":"Point","coordinates":[1,2]"#).map(\.code) == [.syntax])
    let line = #"{"type":"Feature","properties":{},"geometry":null}"#
    #expect(check(line + "\n" + line).isEmpty)
    #expect(check(line + "\n" + #"{"type":"Feature","geometry":null}"#).map(\.place.line) == [2])
  }

  @Test func stopsAtTheLimit() {
    let ring = Array(repeating: "[[0,0],[1,1]]", count: 50).joined(separator: ",")
    let text = #"{"type":"Polygon","coordinates":[\#(ring)]}"#
    #expect(GeoJSON.validate(bytes: Array(text.utf8), name: "t", limit: 10).count == 10)
    #expect(check(text).count == 100)
  }
}
