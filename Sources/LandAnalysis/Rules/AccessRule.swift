import Features
import Geometry
import LandModel

/// A parcel has a frontage on a road that is at least as long as a gate is wide: R28. Frontage is the length of the parcel's edges
/// that run along an edge of a road parcel, or of a road's red line, within the snapping distance.
enum AccessRule {
  private static let roads = CodeSelection(["1202", "1207", "1208"])

  static func evaluate(_ recorder: inout RuleRecorder) throws {
    guard let gate = recorder.limit("frontage.min") else { return recorder.need(.limit, "frontage.min") }
    let snap = recorder.limit("snap")?.value ?? 0.05
    let slivers = recorder.sliverLimits()
    for plan in recorder.inputs.plans {
      guard let rows = try RuleOverlay.subjects(&recorder, nil, plan.layer),
        let roadRows = try plan.layer.features(roads, where: nil, recorder.inputs)?.rows
      else { continue }
      var land = plan.layer.geometry.selecting(roadRows)
      for layer in RuleOverlay.layers(named: LayerRole.roadRedline.rawValue, recorder) { land.append(layer.geometry) }
      guard land.vertexCount > 0 else {
        recorder.need(.layer, LayerRole.roadRedline.rawValue)
        continue
      }
      let parcels = rows.filter { row in
        !slivers.isSliver(
          area: plan.layer.geometry.planeArea(of: row),
          perimeter: plan.layer.geometry.perimeter(of: row)
        )
      }
      recorder.measured(parcels.count)
      let frontage = Frontage(along: land, within: snap)
      let lengths = FixedChunks.map(count: parcels.count, size: 256) { chunk in
        chunk.map { frontage.length(of: parcels[$0], in: plan.layer.geometry) }
      }.flatMap { $0 }
      for (row, length) in zip(parcels, lengths) where length < gate.value {
        var finding = recorder.finding(.noFrontage, plan.layer, row)
        finding.area = plan.areas[row]
        (finding.value, finding.limit) = (RuleFigure.text(length, 2), gate.text)
        finding.unit = "m"
        recorder.add(finding, evidence: plan.layer.geometry, row)
      }
      blocks(&recorder, plan)
    }
  }

  /// Industrial parcels larger than the advised size of a block.
  private static func blocks(_ recorder: inout RuleRecorder, _ plan: RulePlan) {
    guard let most = recorder.limit("block.max"), let version = plan.layer.classification else { return }
    let industry = CodeSelection(["1001"])
    for row in 0..<plan.layer.count where industry.contains(plan.layer.code(row), in: version) == .yes {
      guard plan.areas[row] > most.value * 10_000 else { continue }
      var finding = recorder.finding(.largeBlock, plan.layer, row)
      finding.severity = .note
      finding.area = plan.areas[row]
      (finding.value, finding.limit) = (RuleFigure.text(plan.areas[row] / 10_000, 4), most.text)
      finding.unit = "ha"
      recorder.add(finding, evidence: plan.layer.geometry, row)
    }
  }
}

/// Lengths of edges along the edges of other polygons.
struct Frontage: Sendable {
  private let edges: [(x0: Double, y0: Double, x1: Double, y1: Double)]
  private let tree: BoxTree
  private let snap: Double

  init(along roads: GeometryColumns, within snap: Double) {
    self.snap = snap
    var edges: [(x0: Double, y0: Double, x1: Double, y1: Double)] = []
    for feature in 0..<roads.count {
      for ring in roads.rings(of: feature) {
        let vertices = roads.vertices(ofRing: ring)
        for i in vertices.dropFirst() { edges.append((roads.x[i - 1], roads.y[i - 1], roads.x[i], roads.y[i])) }
      }
    }
    self.edges = edges
    tree = BoxTree(
      edges.map {
        Box(minX: min($0.x0, $0.x1), minY: min($0.y0, $0.y1), maxX: max($0.x0, $0.x1), maxY: max($0.y0, $0.y1))
      }
    )
  }

  /// How much of a feature's outline runs along the roads, in metres. Stretches that two roads share count once.
  func length(of feature: Int, in columns: GeometryColumns) -> Double {
    var sum = 0.0
    for ring in columns.rings(of: feature) {
      let vertices = columns.vertices(ofRing: ring)
      for i in vertices.dropFirst() {
        sum += along(columns.x[i - 1], columns.y[i - 1], columns.x[i], columns.y[i])
      }
    }
    return sum
  }

  private func along(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) -> Double {
    let (dx, dy) = (x1 - x0, y1 - y0)
    let length = (dx * dx + dy * dy).squareRoot()
    guard length > 0 else { return 0 }
    let box = Box(minX: min(x0, x1), minY: min(y0, y1), maxX: max(x0, x1), maxY: max(y0, y1)).expanded(by: snap)
    var stretches: [(Double, Double)] = []
    tree.forEach(in: box) { item in
      let edge = edges[item]
      func place(_ x: Double, _ y: Double) -> (along: Double, off: Double) {
        ((x - x0) * dx / length + (y - y0) * dy / length, abs((x - x0) * dy - (y - y0) * dx) / length)
      }
      let (a, b) = (place(edge.x0, edge.y0), place(edge.x1, edge.y1))
      guard a.off <= snap, b.off <= snap else { return }
      let stretch = (max(0, min(a.along, b.along)), min(length, max(a.along, b.along)))
      if stretch.1 > stretch.0 { stretches.append(stretch) }
    }
    stretches.sort { $0 < $1 }
    var sum = 0.0
    var end = 0.0
    for (from, to) in stretches {
      sum += max(0, to - max(from, end))
      end = max(end, to)
    }
    return sum
  }
}
