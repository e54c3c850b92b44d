import Cairo
import Features
import GEOS
import Geometry
import LandMap
import LandReport
import Testing

@Suite struct BlockSeriesTests {
  /// Three blocks in a row with streets between, one across the widest; and a net of streets round all.
  private func blocks() throws -> (MapContent, MapBlocks) {
    let shapes = [
      square(0, 0, 100), square(100, 0, 100), square(220, 0, 100), square(440, 0, 100), square(0, 120, 100),
      square(-200, -200, 1000),
    ]
    let ids = ["W01-01", "W01-02", "W02-01", "W10-01", "W03-01", "W-DL01"]
    let geometry = polygons(shapes)
    var layer = MapLayer(geometry, MapClass(key: "a", title: Phrase("a"), style: MapStyle(fill: .grey)))
    layer.areas = Array(repeating: 10_000, count: ids.count)
    layer.labels = ids.map { [$0] }
    let content = MapContent(title: Phrase("plan"), panes: [MapPane(layers: [layer])])
    let made = try MapBlocks([0: geometry], keys: [0: ids.map { MapBlocks.prefix(of: $0) }], dropsNets: true)
    return (content, made)
  }

  @Test func blocksAreWhatStandsBeforeTheLastHyphen() throws {
    #expect(MapBlocks.prefix(of: "W03-01") == "W03")
    #expect(MapBlocks.prefix(of: "A-B-3") == "A-B")
    #expect(
      MapBlocks.prefix(of: "W0301") == nil && MapBlocks.prefix(of: "-1") == nil && MapBlocks.prefix(of: "W-") == nil
    )
    let (_, blocks) = try blocks()
    // The streets reach round the others and are no block; 10 comes after 3.
    #expect(blocks.blocks.map(\.name) == ["W01", "W02", "W03", "W10"])
  }

  @Test func neighboursFaceEachOtherAndAreNamedByDirection() throws {
    let (_, blocks) = try blocks()
    func near(_ number: Int) -> [String] {
      blocks.neighbours[number].map { "\($0.direction.en) \(blocks.blocks[$0.block].name)" }
    }
    #expect(near(0) == ["E W02", "NW W03"])
    #expect(near(1).contains("W W01"))
    // W10 is far from all.
    #expect(near(3).isEmpty)
  }

  @Test func aSheetHasTheAreasOfItsBlockAlone() throws {
    let (content, blocks) = try blocks()
    let series = try BlockSeries(content, blocks)
    let sheet = try MapRenderer(language: .en).draw(series.sheet(0), as: .png)
    let row = try #require(sheet.legend.rows.first { $0.mapClass.key == "a" })
    #expect(row.area == 20_000)
    #expect(sheet.labels.map { $0.lines[0] }.contains("W01-01"))
    #expect(!sheet.labels.map { $0.lines[0] }.contains("W02-01"))
    #expect(series.sheet(0).facts.contains { $0.value.en.contains("E W02") })
    #expect(series.sheet(0).inset != nil)
    #expect(try series.number(of: "W10") == 3)
    #expect(throws: DataError.self) { try series.number(of: "W99") }
  }

  @Test func aScaleAtWhichABlockDoesNotFitIsRefusedWithItsName() throws {
    let (content, blocks) = try blocks()
    let series = try BlockSeries(content, blocks)
    var renderer = MapRenderer(language: .en)
    renderer.scale = .oneTo(500)
    let error = #expect(throws: DataError.self) { try series.check(renderer) }
    #expect(error?.arguments.first == "W01")
    renderer.scale = .oneTo(2000)
    try series.check(renderer)
  }
}
