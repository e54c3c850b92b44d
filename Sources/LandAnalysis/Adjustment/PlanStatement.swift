import Geometry
public import LandModel

/// One version of a plan by itself: land by class, what its indicators say, capacity and facilities.
public struct PlanStatement: Sendable {
  /// How the texts of an indicator were read, with the land they stand for.
  public struct Reading: Sendable {
    /// What a text turned out to be.
    public enum Kind: String, Sendable, CaseIterable {
      /// One figure.
      case value
      /// A range or a limit: `1.5-2.5`, `≤2.0`.
      case range
      /// Said not to be regulated.
      case none
      /// Text that gives no figure; the problem says why.
      case unreadable
      /// A figure that is not believable on the column's scale.
      case doubtful
      /// No text.
      case absent
    }

    /// The indicator.
    public let quantity: IndicatorQuantity
    /// How its texts were read.
    public let kind: Kind
    /// Of unreadable texts.
    public let problem: Indicator.Problem?
    /// Number of parcels with such a text.
    public internal(set) var parcels = 0
    /// m² on the basis.
    public internal(set) var area = 0.0
    /// The texts themselves, each once; none where there is no text.
    public internal(set) var spellings: Set<String> = []
  }

  /// The parcels with their areas.
  public let state: PlanState
  /// What the plan allows and provides.
  public let figures: PlanFigures
  /// The classification that codes are booked by; nil: every code stands for itself.
  public let classification: LandUseClassification?
  /// Land by class at the level asked for, in order.
  public let lines: [(key: TransferMatrix.Key, parcels: Int, area: Area)]
  /// By indicator, then by kind; only what occurs, of the indicators that the layer has.
  public let readings: [Reading]

  /// States a version of a plan.
  ///
  /// - Parameters:
  ///   - state: the version.
  ///   - classification: the one that codes are booked by; nil: every code stands for itself.
  ///   - level: 1, 2 or 3, the level that codes are booked at.
  /// - Throws: `AreaNotRepresentable` for sums that are no areas.
  public init(_ state: PlanState, classification: LandUseClassification?, level: Int) throws {
    self.state = state
    self.classification = classification
    figures = PlanFigures(state, classification)
    let keys = TransferMatrix.keys(state.codes, classification, level)
    var sums: [TransferMatrix.Key: (parcels: Int, area: Double)] = [:]
    for (feature, key) in keys.enumerated() {
      sums[key, default: (0, 0)].parcels += 1
      sums[key, default: (0, 0)].area += state.areas[feature]
    }
    lines = try sums.sorted { $0.key < $1.key }.map { key, sum in
      (key, sum.parcels, try Area(squareMetres: sum.area, basis: state.basis))
    }
    readings = IndicatorQuantity.allCases.flatMap { quantity in
      state.indicators[quantity].map { Self.readings(quantity, $0, state.areas) } ?? []
    }
  }

  private static func readings(_ quantity: IndicatorQuantity, _ column: IndicatorColumn, _ areas: [Double]) -> [Reading]
  {
    var found: [Reading] = []
    for (feature, entry) in column.entries.enumerated() {
      let (kind, problem) = Self.kind(entry)
      let place = found.firstIndex { $0.kind == kind && $0.problem == problem } ?? found.count
      if place == found.count { found.append(Reading(quantity: quantity, kind: kind, problem: problem)) }
      found[place].parcels += 1
      found[place].area += areas[feature]
      if let entry { found[place].spellings.insert(entry.indicator.written) }
    }
    let order = Reading.Kind.allCases
    return found.sorted { a, b in
      let (x, y) = (order.firstIndex(of: a.kind) ?? 0, order.firstIndex(of: b.kind) ?? 0)
      return x == y ? a.problem?.rawValue ?? "" < b.problem?.rawValue ?? "" : x < y
    }
  }

  private static func kind(_ entry: IndicatorColumn.Entry?) -> (Reading.Kind, Indicator.Problem?) {
    guard let entry else { return (.absent, nil) }
    switch entry.indicator.reading {
    case .none: return (.none, nil)
    case .unreadable(let problem): return (.unreadable, problem)
    case .value: return (entry.isDoubtful ? .doubtful : .value, nil)
    case .range: return (entry.isDoubtful ? .doubtful : .range, nil)
    }
  }
}

extension PlanState {
  /// Several layers of one plan as one: the sheets of a county. Nil for none.
  public init?(joining states: [PlanState], title: LocalizedText) {
    guard let first = states.first else { return nil }
    var geometry = first.geometry
    for state in states.dropFirst() { geometry.append(state.geometry) }
    self.title = title
    self.geometry = geometry
    labels = states.flatMap(\.labels)
    codes = states.flatMap(\.codes)
    areas = states.flatMap(\.areas)
    basis = first.basis
    facilities = states.flatMap(\.facilities)
    capacities = states.flatMap(\.capacities)
    var joined: [IndicatorQuantity: IndicatorColumn] = [:]
    for quantity in IndicatorQuantity.allCases where states.contains(where: { $0.indicators[quantity] != nil }) {
      joined[quantity] = IndicatorColumn(
        joining: states.map { ($0.indicators[quantity], $0.count) },
        quantity
      )
    }
    indicators = joined
  }
}
