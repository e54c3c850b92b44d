/// How a lot of the west area was supplied and what became of it.
struct Tenure {
  enum State: String {
    case inUse = "已供已用"
    case idlePlant = "停产闲置"
    case notStarted = "闲置未开工"
    case partlyBuilt = "闲置未建满"
    case listed = "2021年挂牌"
    case underConstruction = "在建"
  }

  var parcel: PlanParcel
  var state: State
  var owner: String
  var contract: String
  var suppliedOn: String
  var agreedStart: String
  var startedOn: String?
  var completedOn: String?
  var suspendedOn: String?
  var cause: String?
  /// Yuan for the whole lot.
  var price: Double
  /// Shares of the area due and of the investment agreed.
  var developed: Double
  var invested: Double
  /// Agreed investment in 10,000 yuan.
  var investment: Double
  var buildings: [Building] = []

  private static let stems = ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"]
  private static let trades = [
    "石材公司", "机械公司", "新材料公司", "电子公司", "家居公司", "建材公司", "食品公司", "包装公司", "五金公司", "碳酸钙公司", "陶瓷公司", "纺织公司",
  ]

  static func owner(_ n: Int) -> String {
    stems[n % stems.count] + trades[(n * 5 + n / stems.count) % trades.count]
  }

  /// The lots of the west area that have been supplied.
  static func all(_ plan: Plan) -> [Tenure] {
    var random = ParkRandom("tenure")
    let lots = plan.parcels.filter { !["1207", "1401", "1402", "1403", "070301", "16"].contains($0.code) }
    let industry = lots.filter { $0.code.hasPrefix("10") || $0.code.hasPrefix("11") }
    let open = industry.filter { $0.status == "新建" }.map(\.id).shuffled(&random)
    let areas = Dictionary(uniqueKeysWithValues: lots.map { ($0.id, $0.area.area) })
    let listed = open.filter { (areas[$0] ?? 0) > 14_000 && (areas[$0] ?? 0) < 60_000 }.prefix(ParkFacts.listedLots)
    var idle: [String] = []
    var sum = 0.0
    for id in open where !listed.contains(id) {
      let area = areas[id] ?? 0
      // Few lots of middle size make up the stock; the last ones bring it to the figure.
      if area > 8000, sum + area < ParkFacts.idleLand * 1.002 {
        idle.append(id)
        sum += area
      }
    }
    let gap = ParkFacts.idleLand - sum
    let last = open.filter { !listed.contains($0) && !idle.contains($0) }
      .min { abs((areas[$0] ?? 0) - gap) < abs((areas[$1] ?? 0) - gap) }
    if let last, abs((areas[last] ?? 0) - gap) < gap { idle.append(last) }
    return lots.enumerated().compactMap { n, parcel in
      if listed.contains(parcel.id) {
        return listedLot(parcel, n, listed.firstIndex(of: parcel.id) ?? 0)
      }
      if let k = idle.firstIndex(of: parcel.id) { return idleLot(parcel, n, k) }
      return parcel.status == "新建" ? nil : built(parcel, n)
    }
  }

  private static func day(_ year: Int, _ random: inout ParkRandom) -> String {
    "\(year)-\(Plan.two(random.integer(1...12)))-\(Plan.two(random.integer(1...28)))"
  }

  /// The same day some years on.
  static func later(_ date: String, years: Int) -> String {
    "\((Int(date.prefix(4)) ?? 2000) + years)\(date.dropFirst(4))"
  }

  private static func base(
    _ parcel: PlanParcel,
    _ n: Int,
    _ state: State,
    supplied: String,
    _ random: inout ParkRandom
  ) -> Tenure {
    let mu = parcel.area.area / ParkFacts.mu
    let isIndustry = parcel.code.hasPrefix("10") || parcel.code.hasPrefix("11")
    return Tenure(
      parcel: parcel,
      state: state,
      owner: isIndustry ? owner(n) : "示范园区管委会（虚构）",
      contract: "示例\(supplied.prefix(4))-\(1000 + n)",
      suppliedOn: supplied,
      agreedStart: later(supplied, years: 1),
      startedOn: nil,
      completedOn: nil,
      suspendedOn: nil,
      cause: nil,
      price: (mu * (isIndustry ? random.real(9.6, 14.5) : random.real(0, 60))).rounded() * 10_000,
      developed: 0,
      invested: 0,
      investment: (mu * random.real(160, 260)).rounded()
    )
  }

  private static func listedLot(_ parcel: PlanParcel, _ n: Int, _ k: Int) -> Tenure {
    var random = ParkRandom("listed \(parcel.id)")
    let dates = ["2021-03-18", "2021-05-27", "2021-08-12", "2021-10-21", "2021-12-09"]
    var lot = base(parcel, n, .listed, supplied: dates[k % dates.count], &random)
    if k == 0 {
      lot.startedOn = "2021-11-08"
      lot.developed = 0.12
      lot.invested = 0.09
    }
    return lot
  }

  private static func idleLot(_ parcel: PlanParcel, _ n: Int, _ k: Int) -> Tenure {
    var random = ParkRandom("idle \(parcel.id)")
    let partly = k % 3 == 1
    let supplied = day(random.integer(2014...2018), &random)
    var lot = base(parcel, n, partly ? .partlyBuilt : .notStarted, supplied: supplied, &random)
    if partly {
      lot.startedOn = later(supplied, years: 1)
      lot.developed = random.real(0.08, 0.31).rounded(to: 2)
      lot.invested = random.real(0.06, 0.24).rounded(to: 2)
      // Works stop after they began.
      var stopped = day(random.integer(2018...2020), &random)
      while let started = lot.startedOn, stopped <= started { stopped = later(stopped, years: 1) }
      lot.suspendedOn = stopped
    }
    lot.cause = random.pick(["企业自身原因", "企业自身原因", "企业自身原因", "政府原因：未按约定交地", "政府原因：规划调整"])
    return lot
  }

  private static func built(_ parcel: PlanParcel, _ n: Int) -> Tenure {
    var random = ParkRandom("built \(parcel.id)")
    let supplied = day(random.integer(2011...2018), &random)
    var lot = base(parcel, n, .inUse, supplied: supplied, &random)
    lot.startedOn = later(supplied, years: 1)
    lot.completedOn = later(supplied, years: random.integer(2...3))
    lot.developed = random.real(0.82, 1).rounded(to: 2)
    lot.invested = random.real(0.7, 1.1).rounded(to: 2)
    if random.chance(0.05), parcel.code.hasPrefix("1001") {
      lot.state = .underConstruction
      lot.completedOn = nil
      lot.startedOn = "2021-04-15"
      lot.developed = 0.45
      lot.invested = 0.38
    }
    return lot
  }

  /// Makes the plants of some built factories idle, until the floor area is that of the report.
  static func markIdlePlants(_ lots: inout [Tenure]) {
    var random = ParkRandom("idle plants")
    var floor = 0.0
    let candidates = lots.indices.filter {
      lots[$0].state == .inUse && lots[$0].parcel.code.hasPrefix("1001") && lots[$0].parcel.area.holes.isEmpty
    }
    for i in candidates.shuffled(&random) {
      guard floor < ParkFacts.idleFloor * 0.995 else { break }
      let buildings = Building.within(lots[i].parcel, owner: lots[i].owner)
      let sum = buildings.reduce(0) { $0 + $1.floorArea }
      guard !buildings.isEmpty, floor + sum < ParkFacts.idleFloor * 1.005 else { continue }
      floor += sum
      lots[i].state = .idlePlant
      lots[i].buildings = buildings
    }
  }
}
