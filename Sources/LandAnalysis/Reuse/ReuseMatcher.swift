public import LandModel

/// Judges candidates for a tenant: hard gates first, then a score of what is known.
public struct ReuseMatcher: Sendable {
  private typealias Exclusion = ReuseCandidate.Exclusion

  let tenant: Tenant
  let profile: ReuseProfile

  /// Judges for a tenant, by the weights and ranges of a profile.
  public init(tenant: Tenant, profile: ReuseProfile) {
    self.tenant = tenant
    self.profile = profile
  }

  /// Those that fit, the best first (of whom too little is known after all others: a high score of a few known parts
  /// says little); then the excluded, those nearest to fitting first.
  public func match(_ candidates: [ReuseCandidate]) -> [ReuseMatch] {
    var matches = offered(candidates.map { judge($0) })
    let weights = profile.weights.map { ($0.part, $0.figure.value.doubleValue) }
    score(&matches, weights)
    let fitting = matches.indices.filter { matches[$0].exclusions.isEmpty }
    rank(&matches, fitting, weights)
    return matches.sorted { a, b in
      if a.exclusions.isEmpty != b.exclusions.isEmpty { return a.exclusions.isEmpty }
      if a.exclusions.count != b.exclusions.count { return a.exclusions.count < b.exclusions.count }
      if a.isKnownEnough != b.isKnownEnough { return a.isKnownEnough }
      let (x, y) = (a.score ?? -1, b.score ?? -1)
      return x == y ? a.candidate.label < b.candidate.label : x > y
    }
  }

  /// Without the groups of lots that nobody needs: those of which a part alone has land and floor enough, and those
  /// that are too small and lie in a larger group, whose shortfall is the one to know.
  private func offered(_ matches: [ReuseMatch]) -> [ReuseMatch] {
    func isEnough(_ match: ReuseMatch) -> Bool { !match.exclusions.contains { $0.gate == .land || $0.gate == .floor } }
    let lots = matches.filter { $0.candidate.kind != .plant }
    let enough = lots.filter(isEnough).map { Set($0.candidate.members) }
    let groups = lots.filter { $0.candidate.kind == .lots }.map { Set($0.candidate.members) }
    return matches.filter { match in
      guard match.candidate.kind == .lots else { return true }
      let own = Set(match.candidate.members)
      if enough.contains(where: { $0.isStrictSubset(of: own) }) { return false }
      return isEnough(match) || !groups.contains { $0.isStrictSuperset(of: own) }
    }
  }

  // MARK: Gates

  private func judge(_ candidate: ReuseCandidate) -> ReuseMatch {
    let facts = candidate.facts
    var exclusions = candidate.standing
    var unknown: [Exclusion.Gate] = []
    func need(_ gate: Exclusion.Gate, _ needed: Double?, _ found: Double?) {
      guard let needed, needed > 0 else { return }
      guard let found else {
        unknown.append(gate)
        return
      }
      if found < needed {
        exclusions.append(
          Exclusion(gate, needed: Self.text(needed), found: Self.text(found), gap: needed - found)
        )
      }
    }
    need(.land, tenant.landArea?.doubleValue, facts.land.map { $0 - facts.restricted })
    need(.floor, tenant.floorArea?.doubleValue, floorSpace(candidate))
    if candidate.kind == .plant {
      need(.height, tenant.clearHeight?.doubleValue, facts.clearHeight)
      need(.load, tenant.floorLoad?.doubleValue, facts.floorLoad)
      need(.crane, tenant.crane?.doubleValue, facts.crane)
      need(.power, tenant.power?.doubleValue, facts.power)
      need(.sewage, tenant.sewage?.doubleValue, facts.sewage)
    }
    if let limit = tenant.interchangeDistance?.doubleValue {
      if let way = facts.way {
        if way.length > limit {
          exclusions.append(
            Exclusion(.distance, needed: Self.text(limit), found: Self.text(way.length), gap: way.length - limit)
          )
        }
      } else {
        unknown.append(.distance)
      }
    }
    exclusions += use(facts, &unknown)
    if let budget = tenant.budget?.doubleValue {
      if let price = facts.askingPrice {
        if price > budget {
          let gap = price - budget
          exclusions.append(Exclusion(.budget, needed: Self.text(budget), found: Self.text(price), gap: gap))
        }
      } else {
        unknown.append(.budget)
      }
    }
    if let earliest = tenant.earliest, let lease = facts.leaseUntil, lease > earliest {
      exclusions.append(Exclusion(.term, needed: earliest.description, found: lease.description))
    }
    return ReuseMatch(
      candidate: candidate,
      exclusions: exclusions,
      parts: parts(candidate),
      completeness: 0,
      unknown: unknown
    )
  }

  /// Floor space there, or that the plan allows to build on a lot.
  private func floorSpace(_ candidate: ReuseCandidate) -> Double? {
    if candidate.kind == .plant { return suitableFloor(candidate.facts) }
    guard let land = candidate.facts.land, let ratio = candidate.facts.maximumPlotRatio else { return nil }
    return (land - candidate.facts.restricted) * ratio
  }

  /// Floor of the buildings that are high, strong and equipped enough as far as is known: a low hall beside a high one
  /// is no floor for who needs the height.
  private func suitableFloor(_ facts: ReuseCandidate.Facts) -> Double? {
    let needs: [(FixedDecimal?, KeyPath<ReuseCandidate.Building, Double?>)] = [
      (tenant.clearHeight, \.clearHeight), (tenant.floorLoad, \.floorLoad), (tenant.crane, \.crane),
    ]
    let suitable = facts.buildings.filter { building in
      needs.allSatisfy { needed, value in
        guard let needed, let found = building[keyPath: value] else { return true }
        return found >= needed.doubleValue
      }
    }
    // Where none is suitable its own gate says so; the floor is then counted whole.
    if suitable.isEmpty { return facts.floor }
    let floors = suitable.compactMap(\.floor)
    return floors.isEmpty ? nil : floors.reduce(0, +)
  }

  /// Use code and pollution class: 1 is the cleanest, and may go where 2 and 3 may.
  private func use(_ facts: ReuseCandidate.Facts, _ unknown: inout [Exclusion.Gate]) -> [Exclusion] {
    guard let needed = tenant.landUseCode else { return [] }
    guard let code = facts.code else {
      unknown.append(.plan)
      return []
    }
    guard code.prefix(4) == needed.prefix(4) else { return [Exclusion(.plan, needed: needed, found: code)] }
    guard let own = tenant.pollutionClass ?? Self.classDigit(needed) else { return [] }
    guard let allowed = Self.classDigit(code) else {
      // The plan says industry or storage, and not of which grade.
      if ["1001", "1101"].contains(code.prefix(4)) { unknown.append(.pollution) }
      return []
    }
    return own > allowed ? [Exclusion(.pollution, needed: "\(own)", found: "\(allowed)")] : []
  }

  /// The third level of 1001xx and 1101xx: 1, 2 or 3.
  private static func classDigit(_ code: String) -> Int? {
    code.count >= 6 ? Int(code.dropFirst(4).prefix(2)) : nil
  }

  static func text(_ value: Double) -> String {
    let whole = (value * 100).rounded() / 100
    return whole == whole.rounded() ? Int(exactly: whole).map { String($0) } ?? String(whole) : String(whole)
  }

  // MARK: Score

  private func parts(_ candidate: ReuseCandidate) -> [ReuseMatch.Part] {
    let facts = candidate.facts
    let isPlant = candidate.kind == .plant
    var parts: [ReuseMatch.Part] = []
    if let needed = tenant.landUseCode {
      parts.append(
        ReuseMatch.Part(
          .conformity,
          facts.code.map { $0 == needed ? 1 : $0.prefix(4) == needed.prefix(4) ? 0.8 : 0 }
        )
      )
    }
    parts.append(ReuseMatch.Part(.title, facts.isTitled.map { $0 ? (facts.isMortgaged ?? false ? 0.5 : 1) : 0 }))
    if tenant.floorArea?.doubleValue ?? 0 > 0 {
      parts.append(
        part(
          .building,
          [
            (tenant.floorArea, facts.floor), (tenant.clearHeight, facts.clearHeight),
            (tenant.floorLoad, facts.floorLoad), (tenant.crane, facts.crane),
          ],
          isPlant
        )
      )
    }
    if tenant.power != nil || tenant.sewage != nil {
      parts.append(part(.utilities, [(tenant.power, facts.power), (tenant.sewage, facts.sewage)], isPlant))
    }
    parts.append(ReuseMatch.Part(.access, facts.way.map { ramp($0.length, "access.zero", "access.full") }))
    parts.append(
      ReuseMatch.Part(
        .contiguity,
        facts.contiguous.map { ramp($0 * 15 / 10_000, "contiguity.zero", "contiguity.full") }
      )
    )
    if let budget = tenant.budget?.doubleValue, budget > 0 {
      let full = profile.value("price.full")
      let left = facts.askingPrice.map { min(max((1 - $0 / budget) / max(1 - full, 1e-9), 0), 1) }
      parts.append(ReuseMatch.Part(.price, left))
    }
    parts.append(ReuseMatch.Part(.headroom, headroom(facts)))
    return parts
  }

  /// How far the stated needs that are known are met, each counting the same; an unknown one lowers the known share and
  /// leaves the score alone. Empty land has nothing of it yet.
  private func part(
    _ part: ReuseProfile.Part,
    _ needs: [(needed: FixedDecimal?, found: Double?)],
    _ isPlant: Bool
  ) -> ReuseMatch.Part {
    guard isPlant else { return ReuseMatch.Part(part, 0) }
    let asked = needs.compactMap { need in
      need.needed.flatMap { $0.doubleValue > 0 ? (needed: $0.doubleValue, found: need.found) : nil }
    }
    guard !asked.isEmpty else { return ReuseMatch.Part(part, 1) }
    let met = asked.compactMap { need in need.found.map { min(1, max(0, $0 / need.needed)) } }
    guard !met.isEmpty else { return ReuseMatch.Part(part, nil) }
    return ReuseMatch.Part(
      part,
      met.reduce(0, +) / Double(met.count),
      known: Double(met.count) / Double(asked.count)
    )
  }

  /// 0 at one end, 1 at the other, straight between.
  private func ramp(_ value: Double, _ zero: String, _ full: String) -> Double {
    let (a, b) = (profile.value(zero), profile.value(full))
    return a == b ? 0 : min(max((value - a) / (b - a), 0), 1)
  }

  /// The share of the floor space allowed that is not built.
  private func headroom(_ facts: ReuseCandidate.Facts) -> Double? {
    guard let land = facts.land, let ratio = facts.maximumPlotRatio, land * ratio > 0, let built = facts.built else {
      return nil
    }
    return min(max(1 - built / (land * ratio), 0), 1)
  }

  private func score(_ matches: inout [ReuseMatch], _ weights: [(ReuseProfile.Part, Double)]) {
    for i in matches.indices {
      (matches[i].score, matches[i].completeness) = Self.total(matches[i].parts, weights)
      matches[i].isKnownEnough = matches[i].completeness >= profile.value("completeness.least")
    }
  }

  private static func total(
    _ parts: [ReuseMatch.Part],
    _ weights: [(ReuseProfile.Part, Double)]
  ) -> (Double?, Double) {
    var (sum, known, all) = (0.0, 0.0, 0.0)
    for (part, weight) in weights {
      guard let own = parts.first(where: { $0.part == part }) else { continue }
      all += weight
      guard let score = own.score else { continue }
      known += weight * own.known
      sum += weight * own.known * score
    }
    return (known > 0 ? 100 * sum / known : nil, all > 0 ? known / all : 0)
  }

  /// The ranks that each fitting candidate takes when one weight at a time is lower or higher.
  private func rank(_ matches: inout [ReuseMatch], _ fitting: [Int], _ weights: [(ReuseProfile.Part, Double)]) {
    let share = profile.value("sensitivity.share")
    var variations = [weights]
    for i in weights.indices {
      for factor in [1 - share, 1 + share] {
        var varied = weights
        varied[i].1 *= factor
        variations.append(varied)
      }
    }
    for varied in variations {
      let scores = fitting.map { Self.total(matches[$0].parts, varied).0 ?? -1 }
      for (k, match) in fitting.enumerated() {
        let isKnown = matches[match].isKnownEnough
        let rank =
          1
          + fitting.indices.count { other in
            let isOtherKnown = matches[fitting[other]].isKnownEnough
            return isOtherKnown == isKnown ? scores[other] > scores[k] + 1e-9 : isOtherKnown
          }
        let known = matches[match].ranks
        matches[match].ranks = min(known?.lowerBound ?? rank, rank)...max(known?.upperBound ?? rank, rank)
      }
    }
  }
}
