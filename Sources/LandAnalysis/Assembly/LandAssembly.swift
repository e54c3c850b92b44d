public import Geometry
public import LandModel

/// What of a zone can be built on, what quotas it takes, and how a target can be reached: the answer of `assemble`.
public struct LandAssembly: Sendable {
  /// A reason for which land drops out, with its part of the zone.
  public struct Step: Sendable {
    public let deduction: AssemblyProfile.Deduction
    /// Land that has this reason and none before it; nil where the project has no layer to tell.
    public let area: Area?
    /// What is left after this step.
    public let remaining: Area
  }

  /// Developable land that hangs together.
  public struct Block: Sendable {
    public let number: Int
    public let units: [Int]
    public let area: Area
    /// Plane measures of its shape: 4πA/P², and the width of the widest circle within, m.
    public let compactness: Double
    public let width: Double
    /// Straight line to the nearest road that gives access, m; nil without a road layer.
    public let roadDistance: Double?
    /// A point within, in the project's system.
    public let x: Double
    public let y: Double
  }

  public let zone: Area
  public let steps: [Step]
  public let developable: Area
  public let units: [AssemblyUnit]
  /// From the largest down.
  public let blocks: [Block]
  /// Pieces too thin or too small to build on: how many, and their area; they are in `developable`.
  public let slivers: (count: Int, area: Area)
  /// Demand of all developable land.
  public let demand: QuotaDemand
  public let search: SelectionSearch?
  /// The pieces: every square metre of the zone with its reason, or the unit it is in.
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
    public var geometry: GeometryColumns
    /// Index of the step, or nil for developable land.
    public var steps: [Int?]
    public var units: [Int?]
    public var areas: [Double]
  }
}

/// A piece of developable land: what a patch of the land survey leaves, in one part.
public struct AssemblyUnit: Sendable {
  /// Label of the patch; nil where no patch covers the land.
  public let patch: String?
  public let code: String?
  public let className: String?
  public let area: Area
  public let demand: QuotaDemand
}
