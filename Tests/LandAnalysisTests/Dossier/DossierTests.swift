import Features
import GEOS
import Geometry
import LandAnalysis
import LandModel
import PROJ
import Testing

/// A site's approvals as `approvals` judges them, its declared areas as people write them, its classes by the version of
/// the codes.
@Suite struct DossierTests {
  private typealias P = ParkFixture
  private let lot = P.box(0, 0, 100, 100)

  private func dossier(
    _ layers: [P.LayerText],
    site: P.LayerText,
    asOf day: String? = "2024-06-01",
    basis: AreaBasis = .plane
  ) throws -> Dossier {
    let park = try P.park(layers + [site], asOf: day)
    let parts = try #require(park.layers.last)
    let found = try #require(try Site(name: "S", parts: parts))
    let gauge = try AreaMeasure(crs: try #require(park.crs), basis: basis)
    let maker = DossierMaker(
      site: found,
      siteArea: try gauge.areas(of: found.geometry)[0],
      measure: { try gauge.areas(of: $0) },
      sources: park.layers.map { DossierMaker.Source(layer: $0) },
      basis: basis,
      asOf: park.project.asOf,
      otherGrassland: .agricultural,
      sliver: 1,
      thresholds: park.project.thresholds
    )
    return try maker.make(areas: [], partAreas: P.plane(parts.layer.geometry))
  }

  private var site: P.LayerText { P.LayerText("scope", [(lot, #""MC":"S""#)]) }

  private func batches(_ rows: [P.Row]) -> P.LayerText {
    P.LayerText("batches", [P.fields(of: rows)], rows)
  }

  @Test func approvalsStandAsTheAccountSays() throws {
    func kind(_ rows: [P.Row], _ day: String?) throws -> DocumentState.Kind? {
      try dossier([batches(rows)], site: site, asOf: day).approvals.first { $0.batch == "A" }?.status
    }
    // Beyond the site something else is true: only the land of the site counts.
    let approval: P.Row = (P.box(0, 0, 200, 100), #""JD":"农转用","PC":"A","PZRQ":"2019-05-20""#)
    let inside: P.Row = (lot, #""JD":"供地","PC":"B","PZRQ":"2021-05-20""#)
    let part: P.Row = (P.box(0, 0, 50, 100), #""JD":"供地","PC":"B","PZRQ":"2021-05-20""#)
    let beside: P.Row = (P.box(100, 0, 100, 100), #""JD":"供地","PC":"B","PZRQ":"2021-05-20""#)
    #expect(try kind([approval], "2019-05-19") == .coming)
    #expect(try kind([approval], "2021-05-20") == .running)
    #expect(try kind([approval], "2021-05-21") == .lapsed)
    #expect(try kind([approval, inside], "2021-05-21") == .used)
    #expect(try kind([approval, part], "2021-05-21") == .partlyLapsed)
    #expect(try kind([approval, beside], "2021-05-21") == .lapsed)
    #expect(try kind([approval], nil) == nil)
    // A word of no stage ends with what it states; without a term it lasts.
    #expect(try kind([(lot, #""JD":"其他","PC":"A","PZRQ":"2019-05-20","YXQ":1"#)], "2020-05-21") == .ended)
    #expect(try kind([(lot, #""JD":"其他","PC":"A","PZRQ":"2019-05-20""#)], "2029-05-21") == .lasting)
  }

  /// Words for one stage are one stage; unknown words keep theirs, after the pipeline.
  @Test func stagesByTheCatalogue() throws {
    let rows: [P.Row] = [
      (lot, #""JD":"其他","PC":"X","PZRQ":"2010-01-01""#), (lot, #""JD":"已供","PC":"C","PZRQ":"2021-01-01""#),
      (P.box(0, 0, 50, 100), #""JD":"出让","PC":"D","PZRQ":"2021-02-01""#),
      (lot, #""JD":"农转用批复","PC":"B","PZRQ":"2020-01-01""#), (lot, #""JD":"征地","PC":"A","PZRQ":"2019-01-01""#),
    ]
    let found = try dossier([batches(rows)], site: site)
    #expect(found.approvals.map(\.batch) == ["A", "B", "C", "D", "X"])
    let titles = found.overlaps.filter { $0.role == .batches }.map(\.layer.chinese)
    #expect(titles.map { $0.split(separator: "：").last.map { String($0) } } == ["征收", "用地报批", "挂牌出让", "其他"])
  }

  /// Terms that are no number of years are no term, and no crash.
  @Test(arguments: [#""YXQ":1e300"#, #""YXQ":-1e300"#, #""YXQ":"二年""#, #""YXQ":2.5"#, #""YXQ":null"#])
  func termsThatAreNone(_ term: String) throws {
    let rows: [P.Row] = [(lot, #""JD":"征收","PC":"A","PZRQ":"2019-05-20","# + term)]
    let found = try dossier([batches(rows)], site: site)
    #expect(found.approvals.count == 1 && found.approvals[0].term == nil)
  }

  @Test(arguments: [#""YXQ":2"#, #""YXQ":"2年""#, #""YXQ":"2.0""#])
  func termsInYears(_ term: String) throws {
    let rows: [P.Row] = [(lot, #""JD":"征收","PC":"A","PZRQ":"2019-05-20","# + term)]
    let found = try dossier([batches(rows)], site: site)
    #expect(found.approvals[0].term?.lastDay == CalendarDate("2021-05-20"))
    #expect(found.approvals[0].status == .ended)
  }

  /// Declared figures without a stated unit are in the one that their ratio tells; texts are read as `areas` reads them.
  @Test func declaredAreasAsWritten() throws {
    func declared(_ texts: [String], unit: String? = nil) throws -> [Double?] {
      let rows = texts.enumerated().map { (P.box(100 * Double($0), 0, 100, 100), "\"MJ\":\($1)") }
      let entry = ["fields: {declared_area: MJ}"] + (unit.map { ["declared_unit: \($0)"] } ?? [])
      return try dossier([], site: P.LayerText("scope", entry, rows)).parts.map { $0.declared?.squareMetres }
    }
    func isNear(_ found: [Double?], _ expected: [Double?]) -> Bool {
      zip(found, expected).allSatisfy { a, b in
        guard let a, let b else { return a == nil && b == nil }
        return abs(a - b) < 0.1
      }
    }
    #expect(isNear(try declared(["15", "15.01"]), [10_000, 10_006.67]))
    #expect(isNear(try declared(["1", "1.001"]), [10_000, 10_010]))
    #expect(isNear(try declared(["10000", "9990"]), [10_000, 9990]))
    #expect(isNear(try declared(["15", "15"], unit: "ha"), [150_000, 150_000]))
    #expect(
      isNear(try declared([#""15.03亩""#, #""10010（15.0150）""#, #""—""#, #""10020""#]), [10_020, 10_010, nil, 10_020])
    )
    // A figure that looks like another unit than the rest is read as the rest, and counted.
    #expect(isNear(try declared(["10000", "10000", "15"]), [10_000, 10_000, 15]))
  }

  @Test func classesByTheVersionOfTheCodes() throws {
    let rows: [P.Row] = [(P.box(0, 0, 60, 100), #""DLBM":"100102""#), (P.box(60, 0, 40, 100), #""DLBM":"0101""#)]
    let found = try dossier([P.LayerText("landuse", rows)], site: site)
    let groups = Dictionary(uniqueKeysWithValues: found.threeClasses.map { ($0.group, $0.area.squareMetres) })
    #expect(abs((groups[.construction] ?? 0) - 6000) < 1e-3 && abs((groups[.agricultural] ?? 0) - 4000) < 1e-3)
  }

  /// The scale changes over a site of many kilometres: what it shares with a layer is measured where it lies, whichever way it
  /// is told, and the shares still sum to the site.
  @Test func partsOfALargeSiteAreMeasured() throws {
    let (west, east) = (P.box(0, 0, 10_000, 2000), P.box(10_000, 0, 10_000, 2000))
    let rows: [P.Row] = [(west, #""DLBM":"0101""#), (east, #""DLBM":"0601""#)]
    let whole = P.LayerText("scope", [(P.box(0, 0, 20_000, 2000), #""MC":"S""#)])
    let found = try dossier([P.LayerText("landuse", rows)], site: whole, basis: .ellipsoid)
    let alone = try [west, east].map { half in
      try dossier([], site: P.LayerText("scope", [(half, #""MC":"S""#)]), basis: .ellipsoid).area.squareMetres
    }
    // Eastings of 50 to 70 km: equal halves of the plane are 590 m² apart.
    #expect(abs(alone[0] - alone[1]) > 500)
    let pieces = found.pieces.filter { $0.className.hasPrefix("0") }.map(\.area)
    let classes = found.threeClasses.map(\.area.squareMetres)
    for shares in [pieces, classes] {
      #expect(zip(shares, alone).allSatisfy { abs($0 - $1) < 0.01 } && shares.count == 2, "\(shares) \(alone)")
      #expect(abs(shares.reduce(0, +) - found.area.squareMetres) < 0.01)
    }
  }
}
