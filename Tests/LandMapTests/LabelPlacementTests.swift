import Geometry
import LandMap
import TestSupport
import Testing

@Suite struct LabelPlacementTests {
  @Test func labelsNeverMeetAndNeverLeaveTheFrame() {
    var random = SeededRandom.announced("label placement", fallback: 7)
    for _ in 0..<40 {
      let frame = Box(minX: 0, minY: 0, maxX: 180, maxY: 120)
      var placement = LabelPlacement(frame: frame, sizes: .standard(1)) { Double($0.count) * 0.6 }
      let count = Int(random.double(in: 10...200))
      let wishes = (0..<count).map { number in
        let (x, y) = (random.double(in: -5...185), random.double(in: -5...125))
        let radius = random.double(in: 0.2...9)
        let inside = Box(minX: x - radius, minY: y - radius, maxX: x + radius, maxY: y + radius)
        return LabelPlacement.Wish(lines: ["W\(number)-01", "100102", "1.5 · 2.00 ha"], x: x, y: y, radius: radius) {
          inside.contains($0)
        }
      }
      placement.place(wishes)
      #expect(placement.placed.count + placement.omitted.count == count)
      for (number, label) in placement.placed.enumerated() {
        #expect(frame.contains(label.box))
        for other in placement.placed[..<number] { #expect(!label.box.intersects(other.box)) }
      }
    }
  }

  @Test func whatFitsStandsWithinAndWhatDoesNotIsLedOut() throws {
    var placement = LabelPlacement(
      frame: Box(minX: 0, minY: 0, maxX: 100, maxY: 100),
      sizes: .standard(1)
    ) { Double($0.count) * 0.6 }
    let large = Box(minX: 10, minY: 10, maxX: 40, maxY: 40)
    let small = Box(minX: 69, minY: 69, maxX: 71, maxY: 71)
    placement.place([
      .init(lines: ["LARGE", "2"], x: 25, y: 25, radius: 15) { large.contains($0) },
      .init(lines: ["SMALL", "2"], x: 70, y: 70, radius: 1) { small.contains($0) },
    ])
    let first = try #require(placement.placed.first { $0.lines.first == "LARGE" })
    #expect(first.anchor == nil && first.lines.count == 2 && first.box.midX == 25)
    let second = try #require(placement.placed.first { $0.lines.first == "SMALL" })
    #expect(second.anchor?.x == 70 && second.anchor?.y == 70 && second.lines.count == 1)
    #expect(!second.box.contains(x: 70, y: 70))
  }

  @Test func whatIsUrgentIsPlacedFirstHoweverSmallAndWhatColoursSayIsNeverLedOut() throws {
    var placement = LabelPlacement(
      frame: Box(minX: 0, minY: 0, maxX: 24, maxY: 24),
      sizes: .standard(1)
    ) { Double($0.count) * 0.6 }
    let none: (Box) -> Bool = { _ in false }
    var urgent = LabelPlacement.Wish(lines: ["2022-06-11"], x: 12, y: 12, radius: 0.1, holds: none)
    urgent.urgency = 2
    var code = LabelPlacement.Wish(lines: ["0101"], x: 6, y: 6, radius: 0.5, holds: none)
    code.repeatsColour = true
    let others = (0..<30).map {
      LabelPlacement.Wish(lines: ["W\($0)"], x: 12, y: 11 + Double($0) * 0.1, radius: 1, holds: none)
    }
    placement.place(others + [code, urgent])
    #expect(placement.placed.first { $0.anchor != nil }?.lines == ["2022-06-11"])
    #expect(!placement.placed.contains { $0.lines == ["0101"] } && !placement.omitted.contains("0101"))
  }

  @Test func lettersShrinkWithTheFeatureButNotBelowWhatCanBeRead() throws {
    var sizes: [Double] = []
    for side in stride(from: 12.0, through: 1, by: -0.5) {
      var placement = LabelPlacement(
        frame: Box(minX: 0, minY: 0, maxX: 100, maxY: 100),
        sizes: .standard(1)
      ) { Double($0.count) * 0.6 }
      let land = Box(minX: 50 - side / 2, minY: 50 - side / 2, maxX: 50 + side / 2, maxY: 50 + side / 2)
      placement.place([.init(lines: ["W03-01", "100102"], x: 50, y: 50, radius: side / 2) { land.contains($0) }])
      guard let label = placement.placed.first, label.anchor == nil else { continue }
      #expect(land.contains(label.box))
      sizes.append(label.size)
    }
    #expect(sizes.first == 2)
    #expect(try #require(sizes.min()) >= 1.2)
    #expect(Set(sizes).count > 2)
  }

  @Test func whatIsLedOutStandsOnEmptyLandBeforeDrawnLand() throws {
    let drawn = Box(minX: 0, minY: 0, maxX: 60, maxY: 100)
    var placement = LabelPlacement(
      frame: Box(minX: 0, minY: 0, maxX: 100, maxY: 100),
      sizes: .standard(1)
    ) { Double($0.count) * 0.6 }
    placement.isEmpty = { !$0.intersects(drawn) }
    placement.place([.init(lines: ["W03-01"], x: 50, y: 50, radius: 1) { _ in false }])
    let label = try #require(placement.placed.first)
    #expect(label.anchor != nil && !label.box.intersects(drawn))
  }

  @Test func whatIsLeftOutIsNamed() {
    var placement = LabelPlacement(
      frame: Box(minX: 0, minY: 0, maxX: 10, maxY: 4),
      sizes: .standard(1)
    ) { Double($0.count) * 0.6 }
    placement.place([
      .init(lines: ["A very long name that fits nowhere"], x: 5, y: 2, radius: 1) { _ in false }
    ])
    #expect(placement.omitted == ["A very long name that fits nowhere"])
  }
}
