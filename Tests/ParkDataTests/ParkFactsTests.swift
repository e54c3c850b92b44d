import Features
import Foundation
import GEOS
import GeoJSON
import Geometry
import ParkData
import TestSupport
import Testing

@Suite("Demonstration park: the report's figures")
struct ParkFactsTests {
  private static let mu = 10_000.0 / 15

  private func zone(_ id: String) throws -> (area: Double, shape: Shape) {
    let zones = try GeneratedPark.layer("zones")
    let row = try #require((0..<zones.count).first { GeneratedPark.text(zones, "PQBH", $0) == id })
    return (zones.geometry.planeArea(of: row), try Shape.polygons(of: row, in: zones.geometry))
  }

  @Test("The integration zone has about 8,000 mu, the tract east of the avenue more than 10,000")
  func zoneAreas() throws {
    #expect(abs(try zone("integration").area / Self.mu - 8000) < 80)
    let tract = try zone("avenue-east").area / Self.mu
    #expect(tract > 10_000 && tract < 11_000)
  }

  @Test("Both overlap the eastern expansion and one another, so that naive totals count land twice")
  func zoneOverlaps() throws {
    let expansion = try zone("east-expansion").shape
    let integration = try zone("integration").shape
    let tract = try zone("avenue-east").shape
    #expect(try integration.intersection(expansion).area / Self.mu > 6000)
    #expect(try tract.intersection(expansion).area / Self.mu > 5000)
    #expect(try tract.intersection(integration).area / Self.mu > 500)
    #expect(try zone("west").shape.covers(try zone("phase-1").shape.buffer(-0.01)))
  }

  @Test("Five lots were listed, all in 2021, each a parcel of its own")
  func listed() throws {
    let listed = try GeneratedPark.layer("listed_lots_2021")
    #expect(listed.count == 5)
    let plan = try GeneratedPark.layer("plan_west_before")
    let ids = Set((0..<plan.count).map { GeneratedPark.text(plan, "DKBH", $0) })
    for row in 0..<listed.count {
      #expect(GeneratedPark.text(listed, "GPRQ", row).hasPrefix("2021-"))
      #expect(ids.contains(GeneratedPark.text(listed, "DKBH", row)))
    }
  }

  @Test("Idle land and idle floor together are about the 600,000 m² of the report, in two ledgers")
  func idleStock() throws {
    let land = try GeneratedPark.layer("idle_land")
    let plants = try GeneratedPark.layer("plants")
    let landArea = (0..<land.count).reduce(0) { $0 + land.geometry.planeArea(of: $1) }
    let floor = (0..<plants.count).reduce(0) { $0 + (GeneratedPark.number(plants, "JZMJ", $1) ?? 0) }
    #expect(abs(landArea - 396_000) < 4000)
    #expect(abs(floor - 204_000) < 4000)
    #expect(abs(landArea + floor - 600_000) < 6000)
    for row in 0..<plants.count {
      let storeys = GeneratedPark.number(plants, "CS", row) ?? 0
      let area = plants.geometry.planeArea(of: row) * storeys
      #expect(abs(area - (GeneratedPark.number(plants, "JZMJ", row) ?? 0)) < 0.011)
    }
  }

  /// The union of the batches of a stage in the east, without the lapsed one.
  private func east(_ stage: String) throws -> Shape {
    let batches = try GeneratedPark.layer("batches")
    let rows = (0..<batches.count).filter { row in
      GeneratedPark.text(batches, "JD", row) == stage && GeneratedPark.text(batches, "PC", row).hasPrefix("东片区")
        && !GeneratedPark.text(batches, "PC", row).contains("旧批")
    }
    var union = try Shape.polygons(of: try #require(rows.first), in: batches.geometry)
    for row in rows.dropFirst() { union = try union.union(try Shape.polygons(of: row, in: batches.geometry)) }
    return union
  }

  @Test("In the east each stage lies within the one before: expropriated, approved, developed")
  func funnel() throws {
    let scope = try zone("east-expansion").shape
    let stages = try ["征收", "用地报批", "直接开发"].map(east)
    for stage in stages { #expect(try stage.difference(scope).area < 1) }
    for (before, after) in zip(stages, stages.dropFirst()) {
      #expect(before.area > after.area + 1000)
      #expect(try after.difference(before).area < 1)
    }
  }

  @Test("Consent to use forest land is for forest alone, and covers the forest of what was then approved")
  func forestConsents() throws {
    let batches = try GeneratedPark.layer("batches")
    let forest = try GeneratedPark.layer("forest_map").geometry
    let woods = try Shape.union(of: try Shape.all(of: forest))
    let rows = (0..<batches.count).filter { GeneratedPark.text(batches, "JD", $0) == "使用林地" }
    #expect(rows.count == 4)
    for row in rows {
      let consent = try Shape.polygons(of: row, in: batches.geometry)
      #expect(consent.area > 10_000)
      #expect(try consent.difference(woods).area < 1)
    }
    // Shreds of forest under 400 m² have no consent.
    #expect(try east("用地报批").intersection(woods).difference(try east("使用林地")).area < 400)
  }

  @Test("Current land use has the proportions of a hilly county")
  func landUse() throws {
    let patches = try GeneratedPark.layer("landuse")
    var share: [String: Double] = [:]
    for row in 0..<patches.count {
      share[String(GeneratedPark.text(patches, "DLBM", row).prefix(2)), default: 0] += patches.geometry.planeArea(
        of: row
      )
    }
    let total = share.values.reduce(0, +)
    let percent = share.mapValues { $0 / total * 100 }
    #expect((30...60).contains(percent["03", default: 0]), "forest \(percent)")
    #expect((15...35).contains(percent["01", default: 0]), "farmland \(percent)")
    #expect((1...5).contains(percent["11", default: 0]), "water \(percent)")
    #expect((1...6).contains(percent["07", default: 0]), "villages \(percent)")
    #expect((3...10).contains(percent["06", default: 0]), "industry \(percent)")
  }

  @Test("The road network is one connected graph")
  func roads() throws {
    let roads = try GeneratedPark.layer("roads")
    struct Node: Hashable {
      var x: Double
      var y: Double
    }
    var parent: [Node: Node] = [:]
    func root(_ n: Node) -> Node {
      var n = n
      while let p = parent[n], p != n { n = p }
      return n
    }
    for row in 0..<roads.count {
      let v = roads.geometry.vertices(of: row)
      let (first, last) = (v.lowerBound, v.upperBound - 1)
      let a = root(Node(x: roads.geometry.x[first], y: roads.geometry.y[first]))
      let b = root(Node(x: roads.geometry.x[last], y: roads.geometry.y[last]))
      parent[a] = b
      if parent[b] == nil { parent[b] = b }
    }
    #expect(Set(parent.keys.map(root)).count == 1)
  }
}

@Suite("Demonstration park: planted defects")
struct ParkDefectsTests {
  private static let areaFields = [
    "zones": "MJ", "scope": "MJ", "plan_west_before": "MJ", "plan_west_after": "MJ", "plan_link_before": "MJ",
    "plan_link_after": "MJ", "parcels": "ZDMJ", "listed_lots_2021": "MJ", "batches": "PZMJ", "landuse": "TBMJ",
    "idle_land": "MJ", "plants": "JDMJ", "road_redline_before": "MJ", "road_redline_after": "MJ", "forest_map": "MJ",
    "slope": "MJ",
  ]

  @Test("Declared areas differ by more than 1 % just where planted", arguments: areaFields.keys.sorted())
  func declaredAreas(name: String) throws {
    let layer = try GeneratedPark.layer(name)
    let field = try #require(Self.areaFields[name])
    var off: [String] = []
    for row in 0..<layer.count {
      let area = layer.geometry.planeArea(of: row)
      let declared = try #require(GeneratedPark.number(layer, field, row))
      if abs(declared - area) > max(1, 0.01 * area) {
        off.append(GeneratedPark.text(layer, layer.table.fields[0].name, row))
      }
    }
    #expect(off.sorted() == (try GeneratedPark.planted(name, "declared-area", "declared-unit")))
  }

  @Test("Codes outside their dictionary are just the planted ones")
  func codes() throws {
    for (name, field, file, column) in [
      ("plan_west_before", "YDDM", "landuse_2023.csv", 0), ("plan_west_after", "YDDM", "landuse_2023.csv", 0),
      ("plan_link_before", "YDDM", "landuse_2023.csv", 0), ("plan_link_after", "YDDM", "landuse_2023.csv", 0),
      ("landuse", "DLBM", "landuse_survey.csv", 0),
    ] {
      let path = TestData.packageRoot.appendingPathComponent("Sources/LandModel/Resources/\(file)")
      let codes = Set(
        try String(contentsOf: path, encoding: .utf8).split(separator: "\n").dropFirst()
          .map { String($0.split(separator: ",", omittingEmptySubsequences: false)[column]) }
      )
      let layer = try GeneratedPark.layer(name)
      let unknown = (0..<layer.count).filter { !codes.contains(GeneratedPark.text(layer, field, $0)) }
        .map { GeneratedPark.text(layer, layer.table.fields[0].name, $0) }
      #expect(unknown.sorted() == (try GeneratedPark.planted(name, "unknown-code")), "\(name)")
    }
  }

  @Test("Ids and shapes occur twice just where planted")
  func duplicates() throws {
    for name in GeneratedPark.layerNames {
      let layer = try GeneratedPark.layer(name)
      let idField = layer.table.fields[0].name
      var seen: Set<String> = []
      var twice: [String] = []
      for row in 0..<layer.count where !seen.insert(GeneratedPark.text(layer, idField, row)).inserted {
        twice.append(GeneratedPark.text(layer, idField, row))
      }
      #expect(twice.sorted() == (try GeneratedPark.planted(name, "duplicate")), "\(name)")
    }
  }

  @Test("Slivers are just the planted ones")
  func slivers() throws {
    for name in GeneratedPark.layerNames {
      let layer = try GeneratedPark.layer(name)
      var thin: [String] = []
      for row in 0..<layer.count where layer.geometry.kinds[row].isPolygonal {
        let area = layer.geometry.planeArea(of: row)
        if area < 1 || 2 * area / layer.geometry.perimeter(of: row) < 0.1 {
          thin.append(GeneratedPark.text(layer, layer.table.fields[0].name, row))
        }
      }
      #expect(thin.sorted() == (try GeneratedPark.planted(name, "sliver")), "\(name)")
    }
  }

  /// Industrial and other built uses of the plans against the control lines: what is planted, where it is planted.
  @Test("Plans meet control lines just where planted")
  func conflicts() throws {
    let planted = try GeneratedPark.defects().filter { $0["kind"] == "conflict" }
    #expect(planted.count == 6)
    let lines = [
      "control_permanent_basic_farmland": "R04", "control_ecological_redline": "R05", "control_blue": "R14",
      "control_power": "R22", "control_river": "R23",
    ]
    var found: Set<String> = []
    for plan in ["plan_west_after", "plan_link_after"] {
      let parcels = try GeneratedPark.layer(plan)
      let built = (0..<parcels.count).filter { row in
        let code = GeneratedPark.text(parcels, "YDDM", row)
        return !code.hasPrefix("1207") && !code.hasPrefix("14")
      }
      for (file, rule) in lines {
        let line = try GeneratedPark.layer(file)
        for row in built {
          let parcel = try Shape.polygons(of: row, in: parcels.geometry)
          let box = parcels.geometry.box(of: row)
          for other in 0..<line.count where line.geometry.box(of: other).intersects(box) {
            let area = try parcel.intersection(try Shape.polygons(of: other, in: line.geometry)).area
            if area > 1 { found.insert("\(rule) \(GeneratedPark.text(parcels, "DKBH", row))") }
          }
        }
      }
    }
    let expected = Set(planted.filter { $0["rule"] != "R06" }.map { "\($0["rule"] ?? "") \($0["feature"] ?? "")" })
    #expect(found == expected)
  }

  @Test("Just one boundary file has its axes swapped")
  func swappedAxes() throws {
    var swapped: [String] = []
    for name in ["boundary_listed_lots.txt", "boundary_east_batch.txt"] {
      let text = try String(contentsOf: GeneratedPark.folder.appendingPathComponent(name), encoding: .utf8)
      let line = try #require(text.split(separator: "\r\n").first { $0.hasPrefix("J1,1,") })
      let first = try #require(Double(line.split(separator: ",")[2]))
      if first < 1_900_000 { swapped.append(name) }
    }
    #expect(swapped == (try GeneratedPark.defects().filter { $0["kind"] == "swapped-axes" }.compactMap { $0["layer"] }))
  }
}
