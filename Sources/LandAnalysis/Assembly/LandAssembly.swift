public import Geometry
public import LandModel

/// What of a zone can be built on, what quotas it takes, and how a target can be reached: the answer of `assemble`.
public struct LandAssembly: Sendable {
  /// A reason for which land drops out, with its part of the zone.
  public struct Step: Sendable {
    /// The reason.
    public let deduction: AssemblyProfile.Deduction
    /// Land that has this reason and none before it; nil where the project has no layer to tell.
    public let area: Area?
    /// What is left after this step.
    public let remaining: Area
  }

  /// Developable land that hangs together.
  public struct Block: Sendable {
    /// From 1, by size.
    public let number: Int
    /// Numbers of its ``LandAssembly/units``, ascending.
    public let units: [Int]
    /// Land of the block, on the basis.
    public let area: Area
    /// Plane measures of its shape: 4πA/P², and the width of the widest circle within, m.
    public let compactness: Double
    /// m.
    public let width: Double
    /// Straight line to the nearest road that gives access, m; nil without a road layer.
    public let roadDistance: Double?
    /// A point within, in the project's system.
    public let x: Double
    /// Northing of that point.
    public let y: Double
  }

  /// The whole zone, every square metre once, on the basis.
  public let zone: Area
  /// In the order of the profile; the areas and ``developable`` sum to the zone.
  public let steps: [Step]
  /// Land that no reason takes, slivers included.
  public let developable: Area
  /// Developable land patch by patch, slivers left out.
  public let units: [AssemblyUnit]
  /// From the largest down.
  public let blocks: [Block]
  /// Pieces too thin or too small to build on: how many, and their area; they are in `developable`.
  public let slivers: (count: Int, area: Area)
  /// Demand of all developable land.
  public let demand: QuotaDemand
  /// The selections that reach the target; nil where no target was asked for.
  public let search: SelectionSearch?
  /// The pieces: every square metre of the zone with its reason, or the unit it is in; slivers have none.
  public let pieces: Pieces
  /// The pieces' shapes against the area account, which makes none: the largest difference of a step or of the
  /// developable land, m² in the plane.
  public let shapeDifference: Double
  /// Sum of the pieces, each measured by itself on the basis, less the zone: what the routine's rounding leaves. The
  /// figures of the answer share it by area, so that they sum to the zone.
  public let roundingDifference: Double
  /// Developable land that lies in two patches of the survey, m² in the plane; it is booked to the first.
  public let surveyOverlap: Double

  /// Shapes of the zone's partition.
  public struct Pieces: Sendable {
    /// One feature for each piece: deducted land first, then the units, in the project's system.
    public var geometry: GeometryColumns
    /// Index of the step, or nil for developable land.
    public var steps: [Int?]
    /// Number of the unit; nil for deducted land.
    public var units: [Int?]
    /// m² on the basis; with the slivers, which have no piece, they sum to the zone.
    public var areas: [Double]
  }
}

/// A piece of developable land: what a patch of the land survey leaves, in one part.
public struct AssemblyUnit: Sendable {
  /// Label of the patch; nil where no patch covers the land.
  public let patch: String?
  /// Survey code (地类编码) of the patch as written; nil where there is none.
  public let code: String?
  /// Name of the class; nil where the classification does not know the code.
  public let className: String?
  /// Land of the unit, on the basis.
  public let area: Area
  /// What it takes of the quotas.
  public let demand: QuotaDemand
}
