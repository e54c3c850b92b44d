public import LandModel

/// Land that reached a stage by a document dated before the document of the stage that has to come first: site
/// development before the land approval, a start before the supply. Supply before approval is ``EarlySupply``.
public struct EarlyStage: Sendable {
  /// Documents: the one that came too early, and the first of the stage that it should have followed.
  public let document: Int
  /// The first document of the stage that it should have followed, dated later.
  public let after: Int
  /// The land that both cover, once, on the account's basis.
  public let area: Area
}

extension ApprovalAccount {
  /// Stages that must follow one another where both have a document (Land Administration Law, articles 44 and 53;
  /// Order No. 53 on idle land), beside supply after approval.
  private static let order: [(later: String, earlier: String)] = [
    ("site-development", "land-approval"), ("construction-start", "land-approval"), ("construction-start", "supply"),
    ("completion", "construction-start"),
  ]

  /// Every such pair with its land on a day, each place with the first documents of both stages that hold there, in order of
  /// the stages. The account's subjects must be the register's own polygons.
  func earlyStages(on day: CalendarDate) throws -> [EarlyStage] {
    try Self.order.flatMap { pair -> [EarlyStage] in
      guard let later = register.position(pair.later), let earlier = register.position(pair.earlier) else { return [] }
      let early = covers.map { register.outOfOrder(later, before: earlier, in: $0, on: day) }
      return try register.members[later].flatMap { document in
        var sums: [Int: Double] = [:]
        for row in rows(of: document) {
          if let pair = early[row.cover], pair.later == document { sums[pair.earlier, default: 0] += row.area }
        }
        return try sums.sorted { $0.key < $1.key }.map { after, area in
          EarlyStage(document: document, after: after, area: try Area(squareMetres: area, basis: basis))
        }
      }
    }
  }
}

extension ApprovalRegister {
  /// The first documents of two stages at a place where that of the later stage is dated first; nil where it is not, where one
  /// stage has none, and where a date is missing.
  func outOfOrder(
    _ later: Int,
    before earlier: Int,
    in cover: ApprovalCover,
    on day: CalendarDate
  ) -> (later: Int, earlier: Int)? {
    func first(_ stage: Int, _ counts: (Int) -> Bool) -> Int? {
      let documents = cover.documents[stage].map { Int($0) }.filter(counts)
      guard documents.allSatisfy({ self.documents[$0].approvedOn != nil }) else { return nil }
      return documents.min { a, b in
        let (x, y) = (self.documents[a].approvedOn ?? .latest, self.documents[b].approvedOn ?? .latest)
        return x == y ? a < b : x < y
      }
    }
    let reached = first(later) { holds($0, on: day, in: cover) }
    let rested = first(earlier) { isDated($0, by: day) }
    guard let reached, let rested, let from = documents[reached].approvedOn, let until = documents[rested].approvedOn,
      from < until
    else { return nil }
    return (reached, rested)
  }
}
