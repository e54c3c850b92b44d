import GEOS
import Geometry

extension QualityCheck {
  /// Reports features without area, and those that GEOS finds invalid. Returns the latter.
  func checkValidity(_ collector: inout FindingCollector) -> [Int] {
    for feature in 0..<geometry.count where !hasArea(feature) {
      collector.add(QualityFinding(.noArea, features: [feature])) { $0.addNull() }
    }
    let doubtful = geometry.possiblyInvalidFeatures().filter { hasArea($0) }
    collector.result.doubtfulFeatures = doubtful.count
    let defects = FixedChunks.map(count: doubtful.count, size: 64) { chunk in
      chunk.compactMap { geometry.invalidity(of: doubtful[$0]) }
    }.flatMap { $0 }
    for defect in defects {
      var finding = QualityFinding(.invalid, features: [defect.feature])
      finding.reason = defect.reason
      finding.area = plane.planeArea(of: defect.feature)
      if let place = planePlace(of: defect) {
        (finding.x, finding.y) = (place.x, place.y)
        collector.add(finding) { $0.appendPoint(x: place.x, y: place.y) }
      } else {
        collector.add(finding) { $0.addNull() }
      }
    }
    return defects.map(\.feature)
  }

  /// Where the defect lies in the plane. Where plane and source differ, GEOS is asked again on the plane; a defect that
  /// only the source's coordinates show is placed at the vertex nearest to it there.
  private func planePlace(of defect: Invalidity) -> (x: Double, y: Double)? {
    let vertices = geometry.vertices(of: defect.feature)
    guard defect.x.isFinite, defect.y.isFinite, let first = vertices.first else { return nil }
    if geometry.x[first] == plane.x[plane.vertices(of: defect.feature).lowerBound],
      geometry.y[first] == plane.y[plane.vertices(of: defect.feature).lowerBound]
    {
      return (defect.x, defect.y)
    }
    if let again = plane.invalidity(of: defect.feature), again.x.isFinite { return (again.x, again.y) }
    func distance(_ i: Int) -> Double {
      let (dx, dy) = (geometry.x[i] - defect.x, geometry.y[i] - defect.y)
      return dx * dx + dy * dy
    }
    let nearest = vertices.min { distance($0) < distance($1) } ?? first
    return (plane.x[nearest], plane.y[nearest])
  }
}
