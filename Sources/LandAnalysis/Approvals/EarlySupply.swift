public import LandModel

/// Land that a document supplied before the document that approved its conversion: 未批先供. It is approved today, so
/// it is no land without approval, but the supply had nothing to rest on when it was made.
public struct EarlySupply: Sendable {
  /// The supply, and the first approval of its land; numbers of documents.
  public let supply: Int
  /// The first approval of the land, dated later.
  public let approval: Int
  /// The land that both cover, once, on the account's basis.
  public let area: Area
}

extension ApprovalAccount {
  /// Every such pair with its land on a day, each place with the first supply that holds there, in order of the supply.
  /// The account's subjects must be the register's own polygons.
  func earlySupplies(on day: CalendarDate) throws -> [EarlySupply] {
    guard let stage = register.known.supply else { return [] }
    let early = covers.map { register.earlySupply(in: $0, on: day) }
    return try register.members[stage].flatMap { supply in
      var sums: [Int: Double] = [:]
      for row in rows(of: supply) {
        if let pair = early[row.cover], pair.supply == supply { sums[pair.approval, default: 0] += row.area }
      }
      return try sums.sorted { $0.key < $1.key }.map { approval, area in
        EarlySupply(supply: supply, approval: approval, area: try Area(squareMetres: area, basis: basis))
      }
    }
  }
}
