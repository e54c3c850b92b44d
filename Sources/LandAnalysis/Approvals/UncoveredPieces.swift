import GEOS
public import Geometry
public import LandModel

/// Land that one stage holds and the stage it rests on does not: supplied without land approval, approved or supplied
/// forest without consent, started without supply …. Each piece is a shape with its area and the reason.
public struct UncoveredPieces: Sendable {
  /// What is missing under which land.
  public enum Kind: String, Sendable, CaseIterable {
    /// 供而未批
    case supplyWithoutApproval = "supply-without-approval"
    /// 林地缺口
    case forestWithoutConsent = "forest-without-consent"
    /// 未批先建：场地开发无批复
    case developmentWithoutApproval = "development-without-approval"
    /// 未批先建：开工无批复
    case startWithoutApproval = "start-without-approval"
    /// 未供先用
    case startWithoutSupply = "start-without-supply"
    /// 竣工无开工
    case completionWithoutStart = "completion-without-start"
    /// 批复范围内尚未签订补偿
    case approvalWithoutExpropriation = "approval-without-expropriation"

    /// The stage whose land it is, and the stage that is missing; nil for forest, which two stages rest on.
    public var stages: (later: String, earlier: String)? {
      switch self {
      case .supplyWithoutApproval: ("supply", "land-approval")
      case .forestWithoutConsent: nil
      case .developmentWithoutApproval: ("site-development", "land-approval")
      case .startWithoutApproval: ("construction-start", "land-approval")
      case .startWithoutSupply: ("construction-start", "supply")
      case .completionWithoutStart: ("completion", "construction-start")
      case .approvalWithoutExpropriation: ("land-approval", "expropriation")
      }
    }

    /// Kinds that are sought only where the register has documents of the missing stage by the day at all: a register
    /// of supplies alone says nothing of expropriation.
    var needsRegister: Bool { self != .supplyWithoutApproval && self != .forestWithoutConsent }
  }

  /// Why the land is uncovered.
  public enum Reason: String, Sendable, CaseIterable {
    /// Nothing of the lot is covered.
    case none
    /// The covering documents stop short of the lot's edge.
    case short
    /// The document that covered it is void.
    case lapsed
  }

  /// Uncovered land in one part.
  public struct Piece: Sendable {
    /// What is missing.
    public var kind: Kind
    /// Why.
    public var reason: Reason
    /// The document whose land lies uncovered.
    public var document: Int
    /// The document that lapsed, or that stops short; nil where there is none.
    public var other: Int?
    /// Area of the piece, on the account's basis.
    public var area: Area
    /// Counted apart: all that the document leaves uncovered is within tolerance, or the piece is below a sliver.
    public var isSliver: Bool
  }

  /// By kind, then by stage and document; of a document's pieces those that lapsed come first.
  public let pieces: [Piece]
  /// Kinds that were not sought, for want of documents of the missing stage.
  public let notSought: [Kind]
  /// One shape for each piece, in the register's plane.
  public let geometry: GeometryColumns

  /// The pieces of a kind that are no slivers, or those that are.
  public func total(_ kind: Kind, slivers: Bool, basis: AreaBasis) throws -> (count: Int, area: Area) {
    let wanted = pieces.filter { $0.kind == kind && $0.isSliver == slivers }
    return (wanted.count, try Area.sum(wanted.map(\.area), basis: basis))
  }

  /// Finds the pieces by GEOS. The account tells which documents have any, so that only those meet GEOS.
  ///
  /// - Parameters:
  ///   - account: of the register's own polygons.
  ///   - day: the day that documents must hold on.
  ///   - forest: the forest map; nil where there is none.
  ///   - tolerance: what still counts as covered.
  ///   - measure: measures columns in m² on the account's basis.
  public init(
    _ account: ApprovalAccount,
    on day: CalendarDate,
    forest: GeometryColumns?,
    tolerance: CoverageTolerance,
    measure: (GeometryColumns) throws -> [Double]
  ) throws {
    var finder = PieceFinder(account, day, forest)
    let known = account.register.known
    if let approval = known.approval, let supply = known.supply {
      try finder.find(.supplyWithoutApproval, of: [supply], coveredBy: approval)
    }
    if let consent = known.forest, forest != nil {
      let holders = [known.approval, known.supply].compactMap { $0 }
      try finder.find(.forestWithoutConsent, of: holders, coveredBy: consent)
    }
    var skipped: [Kind] = []
    for kind in Kind.allCases where kind.needsRegister {
      guard let pair = kind.stages, let later = account.register.position(pair.later),
        let earlier = account.register.position(pair.earlier)
      else { continue }
      let members = account.register.members
      if members[later].contains(where: { account.register.isDated($0, by: day) }),
        !members[earlier].contains(where: { account.register.isDated($0, by: day) })
      {
        skipped.append(kind)
        continue
      }
      try finder.find(kind, of: [later], coveredBy: earlier)
    }
    notSought = skipped
    let columns = finder.builder.finish()
    let areas = try measure(columns)
    geometry = columns
    pieces = try finder.found.enumerated().map { number, piece in
      Piece(
        kind: piece.kind,
        reason: piece.reason,
        document: piece.document,
        other: piece.other,
        area: try Area(squareMetres: areas[number], basis: account.basis),
        isSliver: areas[number] < tolerance.sliver || tolerance.allows(piece.remainder, of: piece.whole)
      )
    }
  }
}

/// Builds the shapes of what documents leave uncovered.
private struct PieceFinder {
  struct Found {
    var kind: UncoveredPieces.Kind
    var reason: UncoveredPieces.Reason
    var document: Int
    var other: Int?
    /// What the document leaves uncovered, and the land under it that should be covered.
    var remainder: Double
    var whole: Double
  }

  let account: ApprovalAccount
  let day: CalendarDate
  let states: [LandState]
  let forest: GeometryColumns?
  let forestBoxes: [Box]
  let boxes: [Box]
  var builder = GeometryColumns.Builder()
  var found: [Found] = []
  private var shapes: [Int: Shape] = [:]

  /// Less than this in the account is rounding, in m².
  private static let rounding = 1e-6

  init(_ account: ApprovalAccount, _ day: CalendarDate, _ forest: GeometryColumns?) {
    self.account = account
    self.day = day
    self.forest = forest
    states = account.states(on: day)
    boxes = account.register.geometry.boxes()
    forestBoxes = forest?.boxes() ?? []
  }

  private var register: ApprovalRegister { account.register }

  /// Pieces of the documents of `holders` (earlier stages and documents first: land that several hold is listed with
  /// the first) that no valid document of stage `cover` lies over.
  mutating func find(_ kind: UncoveredPieces.Kind, of holders: [Int], coveredBy cover: Int) throws {
    var earlier: [Int] = []
    for document in holders.flatMap({ register.members[$0] }) {
      let sums = tally(kind, document, cover)
      if sums.remainder > Self.rounding {
        try split(kind, document, cover, earlier.filter { boxes[$0].intersects(boxes[document]) }, sums)
      }
      if register.isDated(document, by: day) { earlier.append(document) }
    }
  }

  /// What of the document lies uncovered and what of it should be covered, by the account.
  private func tally(_ kind: UncoveredPieces.Kind, _ document: Int, _ cover: Int) -> (remainder: Double, whole: Double)
  {
    var sums = (remainder: 0.0, whole: 0.0)
    for row in account.rows(of: document) {
      guard kind != .forestWithoutConsent || states[row.cover].contains(.forest),
        register.holds(document, on: day, in: account.covers[row.cover])
      else { continue }
      sums.whole += row.area
      if !states[row.cover].contains(.stage(cover)) { sums.remainder += row.area }
    }
    return sums
  }

  private mutating func split(
    _ kind: UncoveredPieces.Kind,
    _ document: Int,
    _ cover: Int,
    _ earlier: [Int],
    _ sums: (remainder: Double, whole: Double)
  ) throws {
    var rest = try valid(document)
    for other in earlier { rest = try rest.difference(valid(other)) }
    if kind == .forestWithoutConsent { rest = try rest.intersection(forestShape(near: boxes[document])) }
    let covering = register.members[cover].filter {
      register.isDated($0, by: day) && boxes[$0].intersects(boxes[document])
    }
    for other in covering { rest = try rest.difference(valid(other)) }
    for other in covering where register.terms[other].map({ $0.lastDay < day }) ?? false {
      let whole = try Shape(register.geometry, feature: other)
      try add(
        rest.intersection(whole),
        Found(
          kind: kind,
          reason: .lapsed,
          document: document,
          other: other,
          remainder: sums.remainder,
          whole: sums.whole
        )
      )
      rest = try rest.difference(whole)
    }
    let largest = try covering.map { other in
      (other, try valid(other).intersection(valid(document)).area)
    }.max { $0.1 < $1.1 }
    let stopsShort = largest.map { $0.1 > Self.rounding } ?? false
    try add(
      rest,
      Found(
        kind: kind,
        reason: stopsShort ? .short : .none,
        document: document,
        other: stopsShort ? largest?.0 : nil,
        remainder: sums.remainder,
        whole: sums.whole
      )
    )
  }

  /// Adds the parts of a shape one by one.
  private mutating func add(_ shape: Shape, _ entry: Found) throws {
    let polygons = try shape.polygonalPart().polygons
    guard !polygons.isEmpty else { return }
    for part in try polygons.members() where part.area > Self.rounding {
      try builder.append(part)
      found.append(entry)
    }
  }

  private func forestShape(near box: Box) throws -> Shape {
    guard let forest else { return try Shape.union(of: [Shape]()) }
    let near = forestBoxes.indices.filter { forestBoxes[$0].intersects(box) && forest.kinds[$0].isPolygonal }
    return try Shape.union(of: near.map { try Shape(forest, feature: $0) })
  }

  /// The land over which a document holds on the day: all of it within its term, after it what was used in time.
  private mutating func valid(_ document: Int) throws -> Shape {
    if let shape = shapes[document] { return shape }
    let whole = try Shape(register.geometry, feature: document)
    var shape = whole
    if !register.isDated(document, by: day) {
      shape = try Shape.union(of: [Shape]())
    } else if let term = register.terms[document], day > term.lastDay {
      var kept: [Shape] = []
      for keeper in register.keepers(of: document, by: day) where boxes[keeper].intersects(boxes[document]) {
        kept.append(try valid(keeper))
      }
      shape = try whole.intersection(Shape.union(of: kept))
    }
    shapes[document] = shape
    return shape
  }
}

extension ApprovalRegister {
  /// Where a stage stands in the pipeline; nil where the catalogue lacks it.
  func position(_ stage: String) -> Int? { stages.firstIndex { $0.id == stage } }

  /// The documents that keep a document, wherever they lie over it.
  func keepers(of document: Int, by day: CalendarDate) -> [Int] {
    guard let term = terms[document], let rule = term.rule, rule.effect == .lapse else { return [] }
    return stages.indices.flatMap { stage -> [Int] in
      let id = stages[stage].id
      let always = rule.keptBy.contains(id)
      guard always || rule.keptByAfter.contains(id), id != documents[document].stage else { return [] }
      return members[stage].filter { keeper in
        guard let date = documents[keeper].approvedOn, date <= term.lastDay, date <= day else { return false }
        return always || (documents[document].approvedOn.map { $0 <= date } ?? true)
      }
    }
  }
}
