import Features
import Geometry

extension QualityCheck {
  /// Reports features with the same polygons and features with the same identifier. Returns those that repeat the
  /// polygons of an earlier one.
  func checkIdentity(_ collector: inout FindingCollector) -> [Int] {
    var repeated: [Int] = []
    checkIDs(&collector)
    guard expectation != .none else { return repeated }
    for group in geometry.identicalFeatures() {
      for feature in group.dropFirst() {
        var finding = QualityFinding(.duplicateGeometry, features: [group[0], feature])
        finding.count = group.count
        finding.area = plane.planeArea(of: feature)
        let place = plane.interiorPoint(of: feature)
        (finding.x, finding.y) = (place?.x, place?.y)
        collector.add(finding, evidence: feature, of: plane)
        repeated.append(feature)
      }
    }
    return repeated
  }

  private func checkIDs(_ collector: inout FindingCollector) {
    guard let ids else { return }
    // Most identifiers are unique, which their hashes tell; null has one of its own.
    let hashes = FixedChunks.map(count: min(ids.count, geometry.count), size: 4096) { chunk in
      chunk.map { feature in UInt64(truncatingIfNeeded: ids.text(feature).hashValue) }
    }.flatMap { $0 }
    var members: [String: [Int]] = [:]
    for feature in RepeatedHashes.places(of: hashes) {
      if let id = ids.text(feature) { members[id, default: []].append(feature) }
    }
    let groups = members.filter { $0.value.count > 1 }.sorted { $0.value[0] < $1.value[0] }
    for (id, features) in groups {
      var finding = QualityFinding(.duplicateID, features: features)
      finding.reason = id
      finding.count = features.count
      let place = plane.interiorPoint(of: features[0])
      (finding.x, finding.y) = (place?.x, place?.y)
      collector.add(finding, evidence: features[0], of: plane)
    }
  }
}
