public import Geometry

/// What a quality check found, and the sums that show nothing was left out.
public struct QualityResult: Sendable {
  /// Sorted by kind, then by first feature, then by place.
  public internal(set) var findings: [QualityFinding] = []
  /// One feature for each finding, in the plane coordinates of the check: polygon, line or point.
  public internal(set) var evidence = GeometryColumns()
  /// The thresholds of the check.
  public internal(set) var thresholds: QualityThresholds

  /// Features in the layer, and those with an area.
  public internal(set) var featureCount = 0
  /// Features with an area.
  public internal(set) var polygonCount = 0
  /// Sum of the areas of all features that the coverage check ran over, in m²: repaired ones as repaired, of identical
  /// ones the first.
  public internal(set) var totalArea = 0.0
  /// How much of ``totalArea`` is counted more than once, in m².
  public internal(set) var countedTwice = 0.0
  /// Overlapping pairs and gaps below the listing thresholds: how many, and their area in m².
  public internal(set) var minorOverlaps = Tally()
  /// Gaps below the listing threshold.
  public internal(set) var minorGaps = Tally()
  /// Pieces of land outside the scope below the listing threshold.
  public internal(set) var minorOutside = Tally()
  /// Features whose invalid rings were rebuilt for the coverage check, with their plane areas before and after in m².
  public internal(set) var repairs: [RepairedFeature] = []
  /// Features that could not be rebuilt and took no part in the coverage check.
  public internal(set) var unrepaired: [Int] = []
  /// False where gaps were not asked for, or could not be sought (``isArrangementComplete``).
  public internal(set) var gapsWereSought = true
  /// False where the layer lies over itself so often that the faces between its edges were given up.
  public internal(set) var isArrangementComplete = true
  /// False where there are more overlapping pairs than are listed.
  public internal(set) var overlapsAreComplete = true
  /// Edges that found no twin, of how many: the work that was left after edge matching.
  public internal(set) var unmatchedEdges = 0
  /// All edges of the coverage check.
  public internal(set) var edgeCount = 0
  /// Features that GEOS had to look at for validity.
  public internal(set) var doubtfulFeatures = 0

  /// A number of things and their area in m².
  public struct Tally: Sendable, Hashable {
    /// How many.
    public var count = 0
    /// m².
    public var area = 0.0
  }

  /// A feature that was rebuilt, and what that did to its plane area in m².
  public struct RepairedFeature: Sendable, Hashable {
    /// Number of the feature, from 0.
    public var feature: Int
    /// m², by the rings as they were.
    public var areaBefore: Double
    /// m², rebuilt.
    public var areaAfter: Double
  }

  init(thresholds: QualityThresholds) {
    self.thresholds = thresholds
  }

  /// Number of findings of a kind.
  public func count(of kind: QualityFinding.Kind) -> Int {
    findings.lazy.filter { $0.kind == kind }.count
  }

  /// True where something is wrong, remarks apart.
  public var hasDefects: Bool { findings.contains { $0.kind.isDefect } }
}
