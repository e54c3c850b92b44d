import Geometry

extension QualityCheck {
  /// Reports slivers, features of several parts, and tiny parts.
  func checkSizes(_ collector: inout FindingCollector) {
    let suspects = FixedChunks.map(count: plane.count, size: 4096) { chunk in
      chunk.filter { feature in
        guard hasArea(feature) else { return false }
        return plane.parts(of: feature).count > 1 || isSliver(measure(feature))
      }
    }.flatMap { $0 }
    for feature in suspects {
      let size = measure(feature)
      let place =
        plane.interiorPoint(of: feature) ?? plane.vertices(of: feature).first.map { (plane.x[$0], plane.y[$0]) }
      if isSliver(size) {
        var finding = QualityFinding(.sliver, features: [feature])
        (finding.area, finding.width) = (size.area, size.width)
        (finding.x, finding.y) = (place?.0, place?.1)
        collector.add(finding, evidence: feature, of: plane)
      }
      if plane.parts(of: feature).count > 1 {
        var finding = QualityFinding(.multipart, features: [feature])
        finding.area = size.area
        finding.count = plane.parts(of: feature).count
        (finding.x, finding.y) = (place?.0, place?.1)
        collector.add(finding, evidence: feature, of: plane)
        checkParts(of: feature, &collector)
      }
    }
  }

  private func checkParts(of feature: Int, _ collector: inout FindingCollector) {
    for part in plane.parts(of: feature) {
      var builder = GeometryColumns.Builder()
      builder.beginFeature(.polygon)
      builder.append(part: part, of: plane)
      builder.endFeature()
      let alone = builder.finish()
      let area = alone.planeArea(of: 0)
      let size = Size(area: area, width: meanWidth(area: area, perimeter: alone.perimeter(of: 0)))
      guard isSliver(size) else { continue }
      var finding = QualityFinding(.tinyPart, features: [feature])
      (finding.area, finding.width) = (size.area, size.width)
      let vertex = plane.vertices(ofRing: plane.rings(ofPart: part).lowerBound).lowerBound
      let place = alone.interiorPoint(of: 0) ?? (plane.x[vertex], plane.y[vertex])
      (finding.x, finding.y) = (place.x, place.y)
      collector.add(finding, evidence: 0, of: alone)
    }
  }

  private struct Size {
    var area: Double
    var width: Double
  }

  private func measure(_ feature: Int) -> Size {
    let area = plane.planeArea(of: feature)
    return Size(area: area, width: meanWidth(area: area, perimeter: plane.perimeter(of: feature)))
  }

  private func isSliver(_ size: Size) -> Bool {
    size.area < thresholds.sliverArea || size.width < thresholds.sliverWidth
  }

  /// Mean width of a long thin shape: twice the area over the perimeter.
  func meanWidth(area: Double, perimeter: Double) -> Double {
    perimeter > 0 ? 2 * area / perimeter : 0
  }
}
