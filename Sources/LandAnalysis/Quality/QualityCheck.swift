public import Features
public import Geometry

/// Checks a layer of polygons as a coverage: each valid, none over another, no gap between, neighbours with the same
/// vertices along their common edges.
///
/// Edge matching finds the candidates (`EdgeMatching`), faces of what it leaves are the gaps and overlapping places
/// (`CoverArrangement`), and GEOS sees only what is left: doubtful rings, and the shapes of overlaps.
///
/// Invalid features are rebuilt for the coverage part; of features with identical polygons the first stands for
/// all, so that a pair of identical features is a ``QualityFinding/Kind/duplicateGeometry`` and no overlap besides.
/// The same input gives the same result, whatever the number of cores.
public struct QualityCheck: Sendable {
  /// The layer's geometry as its source has it: validity and identity are judged on these coordinates.
  public var geometry: GeometryColumns
  /// The same features, in the same order, in a plane with metres as its unit: everything measured is measured here.
  public var plane: GeometryColumns
  /// Identifiers to check for repeats.
  public var ids: Column?
  /// Where the layer should cover the land, in the same plane; nil: within its own outline.
  public var scope: GeometryColumns?
  /// What counts as a defect, and what is too small to list.
  public var thresholds: QualityThresholds
  /// What the features have to be together.
  public var expectation: Expectation

  /// How the features of a layer should lie to one another.
  public enum Expectation: String, Sendable, CaseIterable {
    /// They cover the land: no overlaps, no gaps, neighbours share their vertices.
    case coverage
    /// They may leave land between them, but not overlap: cadastral parcels, lots.
    case disjoint
    /// Nothing: zones, approval batches, control lines may overlap and repeat.
    case none
  }

  /// A check of a layer.
  ///
  /// - Parameters:
  ///   - geometry: the layer's geometry as its source has it.
  ///   - plane: the geometry in metres where its own coordinates are not; must have the same features.
  ///   - ids: identifiers to check for repeats; nil: none.
  ///   - scope: where the layer should cover the land, in the plane; nil: within its own outline.
  ///   - thresholds: what counts as a defect.
  ///   - expectation: how the features should lie to one another.
  public init(
    _ geometry: GeometryColumns,
    plane: GeometryColumns? = nil,
    ids: Column? = nil,
    scope: GeometryColumns? = nil,
    thresholds: QualityThresholds = QualityThresholds(),
    expectation: Expectation = .coverage
  ) {
    precondition(plane.map { $0.count == geometry.count } ?? true, "the same features")
    self.geometry = geometry
    self.plane = plane ?? geometry
    self.ids = ids
    self.scope = scope
    self.thresholds = thresholds
    self.expectation = expectation
  }

  /// The parts of the work, in order.
  public enum Step: String, Sendable, CaseIterable {
    /// Valid polygons; repeated polygons and ids; slivers and small parts; matching of edges; overlaps; gaps; vertices
    /// along common edges.
    case validity, identity, sizes, edges, overlaps, gaps, noding
  }

  /// Runs the check.
  public func run() -> QualityResult {
    run { _ in }
  }

  /// Runs the check. `enter` is told each step before it begins (and from time to time within a long one); what it throws
  /// ends the work.
  public func run(_ enter: (Step) throws -> Void) rethrows -> QualityResult {
    try enter(.validity)
    var collector = FindingCollector(result: QualityResult(thresholds: thresholds))
    collector.result.featureCount = geometry.count
    collector.result.polygonCount = (0..<geometry.count).lazy.filter { hasArea($0) }.count
    let invalid = checkValidity(&collector)
    try enter(.identity)
    let repeated = checkIdentity(&collector)
    try enter(.sizes)
    checkSizes(&collector)
    guard expectation != .none else {
      collector.result.gapsWereSought = false
      collector.result.totalArea = (0..<plane.count).reduce(0.0) { $0 + plane.planeArea(of: $1) }
      return collector.finish()
    }
    let coverage = CoverageSubject(plane: plane, invalid: invalid, repeated: repeated, &collector.result)
    try checkCoverage(coverage, &collector, enter)
    return collector.finish()
  }

  func hasArea(_ feature: Int) -> Bool {
    (geometry.kinds[feature].isPolygonal || geometry.kinds[feature] == .collection)
      && !geometry.vertices(of: feature).isEmpty
  }
}

/// Findings and their evidence as they come.
struct FindingCollector {
  var result: QualityResult
  private var findings: [QualityFinding] = []
  private var builder = GeometryColumns.Builder()

  init(result: QualityResult) {
    self.result = result
  }

  /// Adds a finding; `evidence` appends its one feature.
  mutating func add(_ finding: QualityFinding, _ evidence: (inout GeometryColumns.Builder) -> Void) {
    let before = builder.count
    evidence(&builder)
    assert(builder.count == before + 1, "one evidence geometry for each finding")
    findings.append(finding)
  }

  /// Adds a finding whose evidence are features of `columns`, as one feature.
  mutating func add(_ finding: QualityFinding, evidence feature: Int, of columns: GeometryColumns) {
    add(finding) { $0.append(polygonsOf: feature, in: columns) }
  }

  /// The result, with findings in their order.
  consuming func finish() -> QualityResult {
    let columns = builder.finish()
    let order = findings.indices.sorted { left, right in
      let (a, b) = (findings[left], findings[right])
      if a.kind != b.kind { return a.kind < b.kind }
      if a.features != b.features { return a.features.lexicographicallyPrecedes(b.features) }
      let (p, q) = ((a.x ?? 0, a.y ?? 0), (b.x ?? 0, b.y ?? 0))
      return p == q ? left < right : p < q
    }
    result.findings = order.map { findings[$0] }
    result.evidence = columns.selecting(order)
    return result
  }
}

extension GeometryColumns.Builder {
  /// Appends the polygons of a feature of other columns, or a feature without geometry where it has none.
  mutating func append(polygonsOf feature: Int, in columns: GeometryColumns) {
    let parts = columns.parts(of: feature)
    guard !parts.isEmpty, columns.kinds[feature].isPolygonal || columns.kinds[feature] == .collection else {
      addNull()
      return
    }
    beginFeature(parts.count > 1 ? .multiPolygon : .polygon)
    for part in parts { append(part: part, of: columns) }
    endFeature()
  }

  /// Appends one part within a feature that has begun.
  mutating func append(part: Int, of columns: GeometryColumns) {
    beginPart()
    for ring in columns.rings(ofPart: part) {
      beginRing()
      for i in columns.vertices(ofRing: ring) { add(x: columns.x[i], y: columns.y[i]) }
      endRing()
    }
    endPart()
  }

  mutating func appendPoint(x: Double, y: Double) {
    beginFeature(.point)
    beginPart()
    beginRing()
    add(x: x, y: y)
    endRing()
    endPart()
    endFeature()
  }

  mutating func appendLine(_ places: [(x: Double, y: Double)]) {
    beginFeature(.lineString)
    beginPart()
    beginRing()
    for place in places { add(x: place.x, y: place.y) }
    endRing()
    endPart()
    endFeature()
  }
}
