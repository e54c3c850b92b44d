public import GEOS
public import LandModel

/// Land or buildings that could take a tenant.
public struct ReuseCandidate: Sendable {
  public enum Kind: String, Sendable {
    case lot
    /// Contiguous idle lots, offered together.
    case lots
    /// Idle buildings on one parcel.
    case plant
  }

  /// A building that is free, by what a tenant asks of it; nil is unknown.
  public struct Building: Sendable {
    /// m²
    public var floor: Double?
    /// m
    public var clearHeight: Double?
    /// kN/m²
    public var floorLoad: Double?
    /// t
    public var crane: Double?

    public init(floor: Double?, clearHeight: Double? = nil, floorLoad: Double? = nil, crane: Double? = nil) {
      self.floor = floor
      self.clearHeight = clearHeight
      self.floorLoad = floorLoad
      self.crane = crane
    }
  }

  /// Facts for the gates and the score; nil is unknown.
  public struct Facts: Sendable {
    public var land: Double?
    /// Land within control lines that leave the rest usable, m².
    public var restricted = 0.0
    /// Floor space there that is not seized or unsafe, m².
    public var floor: Double?
    /// All floor space there, m².
    public var built: Double?
    public var maximumPlotRatio: Double?
    public var code: String?
    /// Free buildings one by one; the next three are the best of them.
    public var buildings: [Building] = []
    public var clearHeight: Double?
    public var floorLoad: Double?
    public var crane: Double?
    public var power: Double?
    public var sewage: Double?
    public var isTitled: Bool?
    public var isMortgaged: Bool?
    public var leaseUntil: CalendarDate?
    public var way: RoadNetwork.Way?
    /// What is asked for it, 10,000 yuan.
    public var askingPrice: Double?
    /// Idle land in one piece with it, m².
    public var contiguous: Double?

    public init() {}
  }

  /// A need that is not met: what is asked for, what is there, in the need's unit; both nil where the fact itself
  /// excludes.
  public struct Exclusion: Sendable, Hashable {
    public enum Gate: String, Sendable, CaseIterable {
      case seizure, title, unsafe, control, plan, pollution, land, floor, height, load, crane, power, sewage, distance,
        term, budget
    }

    public var gate: Gate
    public var needed: String?
    public var found: String?
    /// What is missing, in the unit of the need.
    public var gap: Double?

    public init(_ gate: Gate, needed: String? = nil, found: String? = nil, gap: Double? = nil) {
      self.gate = gate
      self.needed = needed
      self.found = found
      self.gap = gap
    }
  }

  public var kind: Kind
  public var label: String
  public var members: [String]
  public var owner: String?
  public var shape: Shape?
  public var facts: Facts
  /// Reasons that do not depend on the tenant.
  public var standing: [Exclusion]

  public init(
    kind: Kind,
    label: String,
    members: [String],
    owner: String?,
    shape: Shape?,
    facts: Facts,
    standing: [Exclusion]
  ) {
    self.kind = kind
    self.label = label
    self.members = members
    self.owner = owner
    self.shape = shape
    self.facts = facts
    self.standing = standing
  }
}

/// A candidate judged for a tenant.
public struct ReuseMatch: Sendable {
  /// A part of the score.
  public struct Part: Sendable {
    public var part: ReuseProfile.Part
    /// 0–1 over what is known; nil is unknown.
    public var score: Double?
    /// Share of the part's needs that the registers tell of, 0–1.
    public var known: Double

    public init(_ part: ReuseProfile.Part, _ score: Double?, known: Double? = nil) {
      self.part = part
      self.score = score
      self.known = known ?? (score == nil ? 0 : 1)
    }
  }

  public var candidate: ReuseCandidate
  /// Empty where the tenant could come.
  public var exclusions: [ReuseCandidate.Exclusion]
  /// Parts that the tenant does not ask for are not there.
  public var parts: [Part]
  /// 0–100 over the parts that are known.
  public var score: Double?
  /// Weight of the known parts in that of all, 0–1.
  public var completeness: Double
  /// What the score would be with everything unknown at its worst and at its best, 0–100.
  public var possible: ClosedRange<Double> {
    let least = (score ?? 0) * completeness
    return least...max(least, least + 100 * (1 - completeness))
  }
  /// True where more is known than the profile asks for: only then is a score one to rank by.
  public var isKnownEnough = true
  /// Needs on which the registers say nothing.
  public var unknown: [ReuseCandidate.Exclusion.Gate]
  /// Best and worst rank when each weight is taken lower and higher, from 1.
  public var ranks: ClosedRange<Int>?
}
