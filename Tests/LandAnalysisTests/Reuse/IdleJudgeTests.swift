import Features
import Geometry
import LandAnalysis
import LandModel
import TestSupport
import Testing

/// The order of 2012 (令53号) against a calendar that is walked day by day.
@Suite struct IdleJudgeTests {
  /// A lot as its register has it; nil is a blank field.
  private struct Lot {
    var contract: CalendarDate?
    var agreed: CalendarDate?
    var started: CalendarDate?
    var stopped: CalendarDate?
    var due: Double?
    var developed: Double?
    var total: Double?
    var invested: Double?
    var cause: String?
  }

  private func layer(_ lots: [Lot]) throws -> LoadedLayer {
    func column(_ name: String, _ type: FieldType, _ value: (Lot) -> Value?) -> Column {
      var column = Column(Field(name, type))
      for lot in lots { column.append(value(lot) ?? .null) }
      return column
    }
    func day(_ name: String, _ date: @escaping (Lot) -> CalendarDate?) -> Column {
      column(name, .text) { date($0).map { .text($0.description) } }
    }
    func figure(_ name: String, _ number: @escaping (Lot) -> Double?) -> Column {
      column(name, .real) { number($0).map { .real($0) } }
    }
    var geometry = GeometryColumns.Builder()
    for _ in lots { geometry.addNull() }
    let table = AttributeTable(
      columns: [
        day("HTRQ", \.contract), day("YDKGRQ", \.agreed), day("SJKGRQ", \.started), day("TGRQ", \.stopped),
        figure("YKFMJ", \.due), figure("YKFMJ_SJ", \.developed), figure("TZE", \.total), figure("YTZE", \.invested),
        column("XZYY", .text) { $0.cause.map { .text($0) } },
      ],
      rowCount: lots.count
    )
    return try SourceLoader().loaded(Layer(name: "lots", geometry: geometry.finish(), table: table))
  }

  private func findings(_ lots: [Lot], on day: CalendarDate) throws -> [IdleFinding] {
    let thresholds = try #require(try ThresholdProfile.embedded().first)
    let rule = try #require(IdleJudge.Rule(thresholds, on: day))
    return IdleJudge(profile: try ReuseProfile.load(), rule: rule, asOf: day).findings(try layer(lots))
  }

  /// The day on which so many years have passed, by walking the calendar. Who has no such day (29 February) has its
  /// month's last.
  private func passed(_ years: Int, since start: CalendarDate) throws -> CalendarDate {
    var day = start
    var count = 0
    while count < years {
      day = try #require(day.adding(days: 1))
      let next = try #require(day.adding(days: 1))
      let isLast = next.month != day.month && start.day > day.day
      if day.month == start.month, day.day == start.day || isLast { count += 1 }
    }
    return day
  }

  private func expected(_ lot: Lot, on today: CalendarDate) throws -> (IdleFinding.Verdict, CalendarDate?) {
    if let start = lot.started, start <= today {
      let built = lot.developed.flatMap { part in lot.due.map { part * 3 < $0 } }
      let paid = lot.invested.flatMap { part in lot.total.map { part * 4 < $0 } }
      guard built == true || paid == true else { return (built == nil || paid == nil ? .unknown : .notIdle, nil) }
      guard let stop = lot.stopped, stop >= start else { return (.unknown, nil) }
      let from = try passed(1, since: stop)
      return (from <= today ? .suspended : .notIdle, from)
    }
    let year = try lot.contract.map { try passed(1, since: $0) }
    guard let agreed = lot.agreed ?? year else { return (.unknown, nil) }
    let from = try passed(1, since: agreed)
    return (from <= today ? .notStarted : .notIdle, from)
  }

  @Test func registersAtRandom() throws {
    var random = SeededRandom.announced("registersAtRandom", fallback: 20_120_701)
    for today in [CalendarDate(year: 2021, month: 12, day: 31), CalendarDate(year: 2020, month: 2, day: 29)] {
      let today = try #require(today)
      func date(_ random: inout SeededRandom) -> CalendarDate? {
        guard Double.random(in: 0...1, using: &random) < 0.75 else { return nil }
        let anchors =
          [today, CalendarDate(year: today.year - 1, month: today.month, day: min(today.day, 28))]
          + [CalendarDate(year: 2016, month: 2, day: 29), CalendarDate(year: 2018, month: 6, day: 15)]
        let anchor = anchors[Int.random(in: 0..<4, using: &random)] ?? today
        return anchor.adding(
          days: [0, 1, -1, Int.random(in: -700...400, using: &random)].randomElement(using: &random) ?? 0
        )
      }
      func figure(_ whole: Double, _ share: Double, _ random: inout SeededRandom) -> Double? {
        let choices: [Double?] = [nil, 0, whole / share, whole / share - 0.01, whole / 2, whole]
        return choices[Int.random(in: 0..<6, using: &random)]
      }
      let lots = (0..<800).map { _ in
        Lot(
          contract: date(&random),
          agreed: date(&random),
          started: date(&random),
          stopped: date(&random),
          due: 30_000,
          developed: figure(30_000, 3, &random),
          total: 8_000,
          invested: figure(8_000, 4, &random)
        )
      }
      for (lot, finding) in zip(lots, try findings(lots, on: today)) {
        let (verdict, from) = try expected(lot, on: today)
        #expect(finding.verdict == verdict && finding.idleFrom == from, "\(lot) on \(today)")
        guard verdict == .notStarted, let from else {
          #expect(!finding.feeDue && !finding.forfeitDue)
          continue
        }
        let second = try passed(1, since: from)
        // From 29 February the second year ends on the 28th as the first does.
        #expect(finding.forfeitFrom.map { $0 == second || $0.day == 29 } == true)
        let isForfeit = finding.forfeitFrom.map { $0 <= today } ?? false
        #expect(finding.forfeitDue == isForfeit && finding.feeDue != isForfeit)
      }
    }
  }

  /// 满一年 and 满两年 (order 53, articles 2 and 14) are full with their last day, for land not started and land suspended alike.
  @Test(arguments: [
    ("2020-07-10", false, false), ("2020-07-11", true, false), ("2020-07-12", true, false), ("2021-07-10", true, false),
    ("2021-07-11", true, true), ("2021-07-12", true, true),
  ])
  func theYearIsFullOnItsLastDay(_ day: String, _ isIdle: Bool, _ isForfeit: Bool) throws {
    let date = try #require(CalendarDate(day))
    let from = CalendarDate("2019-07-11")
    let lots = [
      Lot(agreed: from), Lot(contract: CalendarDate("2018-07-11")),
      Lot(started: CalendarDate("2018-01-01"), stopped: from, due: 9, developed: 1),
    ]
    let found = try findings(lots, on: date)
    #expect(
      found.map(\.verdict) == (isIdle ? [.notStarted, .notStarted, .suspended] : [.notIdle, .notIdle, .notIdle])
    )
    #expect(found.allSatisfy { $0.idleFrom == CalendarDate("2020-07-11") })
    #expect(found.map(\.feeDue) == [isIdle && !isForfeit, isIdle && !isForfeit, false])
    #expect(found.map(\.forfeitDue) == [isForfeit, isForfeit, false])
  }

  @Test func causes() throws {
    let start = CalendarDate("2015-07-11")
    let day = try #require(CalendarDate("2021-12-31"))
    let words: [(String?, Bool)] = [
      ("政府原因：规划调整", true), ("不可抗力：洪水", true), ("企业自身原因", false), ("非政府原因", false), ("government delay", true),
      ("not government", false), (nil, false),
    ]
    let found = try findings(words.map { Lot(agreed: start, cause: $0.0) }, on: day)
    for (finding, word) in zip(found, words) {
      #expect(finding.isGovernmentCause == word.1, "\(word)")
      #expect(finding.verdict == .notStarted && finding.forfeitDue == !word.1 && !finding.feeDue)
    }
  }

  /// A stop before the start is no suspension: the dates are shown, and nothing is judged by them.
  @Test func datesThatContradict() throws {
    let lot = Lot(started: CalendarDate("2019-01-22"), stopped: CalendarDate("2018-01-01"), due: 9, developed: 1)
    let day = try #require(CalendarDate("2021-12-31"))
    let stop = try #require(CalendarDate("2018-01-01"))
    let found = try findings([lot], on: day)
    #expect(found[0].verdict == .unknown && found[0].idleFrom == nil)
    #expect(found[0].evidence.contains(.suspendedBeforeStart(stop)))
  }
}
