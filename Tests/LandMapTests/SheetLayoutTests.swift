import Features
import Geometry
import LandMap
import LandReport
import Testing

@Suite struct SheetLayoutTests {
  private func content(_ side: Double, panes: Int = 1) throws -> MapContent {
    let layer = MapLayer(
      polygons([square(550_000, 2_690_000, side)]),
      MapClass(key: "a", title: Phrase("a"), style: MapStyle())
    )
    return MapContent(title: Phrase("t"), panes: Array(repeating: MapPane(layers: [layer]), count: panes))
  }

  @Test func aHundredMetresAtOneToAThousandAreAHundredMillimetres() throws {
    let layout = try SheetLayout(content(100), paper: .a4, landscape: true, scale: .oneTo(1000))
    let projection = layout.projection(0)
    #expect(abs(projection.x(550_100) - projection.x(550_000) - 100) < 1e-9)
    #expect(abs(projection.y(2_690_000) - projection.y(2_690_100) - 100) < 1e-9)
  }

  @Test func feetAreScaledAsFeet() throws {
    var content = try content(328.084)
    content.metresPerUnit = 0.3048
    let layout = try SheetLayout(content, paper: .a4, landscape: true, scale: .oneTo(1000))
    let projection = layout.projection(0)
    #expect(abs(projection.x(550_328.084) - projection.x(550_000) - 100) < 1e-4)
  }

  @Test(arguments: Paper.allCases, [1, 2, 3]) func fitShowsEverythingAtARoundScale(_ paper: Paper, _ panes: Int) throws
  {
    for side in [3.0, 47, 1234, 98_765] {
      let content = try content(side, panes: panes)
      let layout = try SheetLayout(content, paper: paper, landscape: nil, scale: .fit)
      #expect(layout.frames.count == panes)
      for number in 0..<panes {
        let shown = layout.projection(number).box(content.shownExtent)
        #expect(layout.frames[number].contains(shown))
        #expect(!layout.frames[number].intersects(layout.panel))
        for other in 0..<number { #expect(!layout.frames[number].intersects(layout.frames[other])) }
      }
      var digits = layout.scale
      while digits >= 10 { digits /= 10 }
      #expect([1, 1.5, 2, 2.5, 3, 4, 5, 6, 8].contains { abs($0 - digits) < 1e-9 })
    }
  }

  @Test func whatDoesNotFitIsAnErrorThatNamesTheScaleThatWould() throws {
    let error = #expect(throws: DataError.self) {
      try SheetLayout(content(5000), paper: .a4, landscape: true, scale: .oneTo(1000))
    }
    #expect(error?.code == MapErrorCode.tooLarge.rawValue)
    let scale = try #require(Double(error?.arguments.last ?? ""))
    _ = try SheetLayout(content(5000), paper: .a4, landscape: true, scale: .oneTo(scale))
  }

  @Test func scalesAreReadAsPeopleWriteThem() {
    #expect(MapScale(written: "1:5,000") == .oneTo(5000))
    #expect(MapScale(written: "1：2000") == .oneTo(2000))
    #expect(MapScale(written: "500") == .oneTo(500))
    #expect(MapScale(written: "fit") == .fit)
    for wrong in ["", "1:", "0", "1:-5", "1:nan", "1:50", "large"] { #expect(MapScale(written: wrong) == nil) }
  }

  @Test func scaleBarsAreRoundAndFit() {
    for scale in [500.0, 1000, 2500, 15_000, 60_000, 1_000_000] {
      let field = ScaleBar.field(scale: scale, room: 38)
      #expect(field * 4 * 1000 / scale <= 38.0001 && field * 4 * 1000 / scale > 15)
    }
  }
}
