import Geometry
import LandAnalysis
import Testing

/// Land outside the scope below the listing threshold is counted apart, like gaps.
@Suite struct MinorOutsideTests {
  private func columns(_ boxes: [Box]) -> GeometryColumns {
    var builder = GeometryColumns.Builder()
    for b in boxes {
      builder.add([
        [
          [
            Corner(x: b.minX, y: b.minY), Corner(x: b.maxX, y: b.minY), Corner(x: b.maxX, y: b.maxY),
            Corner(x: b.minX, y: b.maxY), Corner(x: b.minX, y: b.minY),
          ]
        ]
      ])
    }
    return builder.finish()
  }

  @Test func countedAndSummed() {
    // 100 m wide: 0.00005 m beyond the scope above is 0.005 m², 1 m beyond it at the side 100 m².
    let layer = columns([
      Box(minX: 0, minY: 0, maxX: 100, maxY: 100.000_05), Box(minX: 100, minY: 0, maxX: 101, maxY: 100),
    ])
    let scope = columns([Box(minX: 0, minY: 0, maxX: 100, maxY: 100)])
    let result = QualityCheck(layer, scope: scope).run()
    let listed = result.findings.filter { $0.kind == .outsideScope }
    #expect(listed.count == 1 && abs((listed.first?.area ?? 0) - 100) < 1e-6)
    #expect(result.minorOutside.count == 1 && abs(result.minorOutside.area - 0.005) < 1e-6)
    #expect(result.minorGaps.count == 0)
  }
}
