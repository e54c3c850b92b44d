public import GEOS
public import LandModel

/// Land or buildings that could take a tenant.
public struct ReuseCandidate: Sendable {
  /// What is offered.
  public enum Kind: String, Sendable {
    /// One idle lot (闲置宗地).
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

    /// A building in m², m, kN/m² and t; nil is unknown.
    public init(floor: Double?, clearHeight: Double? = nil, floorLoad: Double? = nil, crane: Double? = nil) {
      self.floor = floor
      self.clearHeight = clearHeight
      self.floorLoad = floorLoad
      self.crane = crane
    }
  }

  /// Facts for the gates and the score; nil is unknown.
  public struct Facts: Sendable {
    /// m² of land: the lots, or of a plant the plan parcel that it stands on.
    public var land: Double?
    /// Land within control lines that leave the rest usable, m².
    public var restricted = 0.0
    /// Floor space there that is not seized or unsafe, m².
    public var floor: Double?
    /// All floor space there, m².
    public var built: Double?
    /// 容积率: the upper end that the plan allows; of several lots the lowest.
    public var maximumPlotRatio: Double?
    /// Land-use code of the plan parcel, else of the register.
    public var code: String?
    /// Free buildings one by one; the next three are the best of them.
    public var buildings: [Building] = []
    /// 层高, m: of the highest free building.
    public var clearHeight: Double?
    /// 楼面荷载, kN/m²: of the strongest one.
    public var floorLoad: Double?
    /// 行车, t: of the one with the largest crane.
    public var crane: Double?
    /// 供电容量, kVA, of all free buildings together.
    public var power: Double?
    /// 污水排放, t a day, of all free buildings together.
    public var sewage: Double?
    /// 产证: false where the register says that there is none.
    public var isTitled: Bool?
    /// 抵押.
    public var isMortgaged: Bool?
    /// The last day of the longest lease.
    public var leaseUntil: CalendarDate?
    /// The way to the interchange.
    public var way: RoadNetwork.Way?
    /// What is asked for it, 10,000 yuan.
    public var askingPrice: Double?
    /// Idle land in one piece with it, m².
    public var contiguous: Double?

    /// Nothing known: nil everywhere, nothing restricted.
    public init() {}
  }

  /// A need that is not met: what is asked for, what is there, in the need's unit; both nil where the fact itself
  /// excludes.
  public struct Exclusion: Sendable, Hashable {
    /// The need, or the fact, that excludes.
    public enum Gate: String, Sendable, CaseIterable {
      /// Seizure (查封), no title (无证), unsafe structure (危房), control line, use code, pollution class; m² of land and of
      /// floor, m of clear height, kN/m² of load, t of crane, kVA, t a day of waste water, m to the interchange;
      /// the day needed against a lease; 10,000 yuan of the budget.
      case seizure, title, unsafe, control, plan, pollution, land, floor, height, load, crane, power, sewage, distance,
        term, budget
    }

    /// What excludes.
    public var gate: Gate
    /// As printed, in the need's unit.
    public var needed: String?
    /// As printed, in the need's unit.
    public var found: String?
    /// What is missing, in the unit of the need.
    public var gap: Double?

    /// A need that is not met, or a fact that excludes by itself.
    public init(_ gate: Gate, needed: String? = nil, found: String? = nil, gap: Double? = nil) {
      self.gate = gate
      self.needed = needed
      self.found = found
      self.gap = gap
    }
  }

  /// A lot, lots together, or a plant.
  public var kind: Kind
  /// What people call it: the lot, the lots joined by `+`, the parcel of a plant.
  public var label: String
  /// Labels of the lots, or of the free buildings.
  public var members: [String]
  /// 权利人; of several lots all of them; nil where none is named.
  public var owner: String?
  /// The lots or buildings in the project's system; nil where the register has no polygons.
  public var shape: Shape?
  /// What is known for gates and score.
  public var facts: Facts
  /// Reasons that do not depend on the tenant.
  public var standing: [Exclusion]

  /// A candidate with what is known of it.
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
    /// Which part of the score.
    public var part: ReuseProfile.Part
    /// 0–1 over what is known; nil is unknown.
    public var score: Double?
    /// Share of the part's needs that the registers tell of, 0–1.
    public var known: Double

    /// A part; without `known` it is known wholly where it has a score, and not at all where it has none.
    public init(_ part: ReuseProfile.Part, _ score: Double?, known: Double? = nil) {
      self.part = part
      self.score = score
      self.known = known ?? (score == nil ? 0 : 1)
    }
  }

  /// What is offered.
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
