import Features
import Foundation
import LandModel
import Testing

/// Every version of every rule on the days at its ends: what holds on the first day does not on the day before, and what
/// holds on the last does not on the day after.
@Suite("Versions of rules")
struct RuleVersionTests {
  private static func day(_ date: CalendarDate, _ step: Int) throws -> CalendarDate {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
    let start = try #require(calendar.date(from: DateComponents(year: date.year, month: date.month, day: date.day)))
    let moved = try #require(calendar.date(byAdding: .day, value: step, to: start))
    let parts = calendar.dateComponents([.year, .month, .day], from: moved)
    return try #require(
      CalendarDate(year: parts.year ?? 0, month: parts.month ?? 0, day: parts.day ?? 0)
    )
  }

  @Test("each version begins and ends on its day")
  func ends() throws {
    let pack = try RulePack.embedded()
    func source(_ id: String, _ day: CalendarDate) -> String? {
      pack.rules(on: day).first { $0.id == id }?.rule?.source.text.chinese
    }
    var switches = 0
    for rule in pack.rules {
      if let from = rule.from {
        #expect(source(rule.id, from) == rule.source.text.chinese, "\(rule.id) \(from)")
        let before = source(rule.id, try Self.day(from, -1))
        let former = pack.rules.first { other in
          guard other.id == rule.id, let to = other.to, let next = try? Self.day(to, 1) else { return false }
          return next == from
        }
        #expect(before == former?.source.text.chinese, "\(rule.id) the day before \(from)")
        switches += 1
      }
      if let to = rule.to {
        #expect(source(rule.id, to) == rule.source.text.chinese)
        #expect(source(rule.id, try Self.day(to, 1)) != rule.source.text.chinese)
      }
    }
    #expect(switches >= 15)
    let last2021 = try #require(CalendarDate("2021-12-31"))
    #expect(source("R03", last2021)?.contains("试行") == true)
    #expect(source("R17", last2021)?.contains("2008") == true)
  }

  @Test("each dated threshold begins and ends on its day")
  func thresholds() throws {
    for profile in try ThresholdProfile.embedded() {
      for threshold in profile.thresholds {
        if let from = threshold.from {
          #expect(profile.threshold(threshold.key, on: from) == threshold)
          #expect(profile.threshold(threshold.key, on: try Self.day(from, -1)) != threshold)
        }
        if let to = threshold.to {
          #expect(profile.threshold(threshold.key, on: to) == threshold)
          #expect(profile.threshold(threshold.key, on: try Self.day(to, 1)) != threshold)
        }
        #expect(["V", "K-h", "K-m", "K-l", "D"].contains(threshold.confidence), "\(threshold.key)")
      }
    }
  }

  @Test("a key without a national value is a project's to state")
  func openKeys() throws {
    let profile = try #require(try ThresholdProfile.embedded().first)
    let day = try #require(CalendarDate("2024-01-01"))
    #expect(profile.keys.contains("hazard.distance"))
    #expect(profile.threshold("hazard.distance", on: day) == nil)
  }

  @Test("every rule and every figure says how sure it is")
  func certainty() throws {
    for rule in try RulePack.embedded().rules {
      #expect(!rule.source.text.chinese.isEmpty && !rule.source.text.english.isEmpty)
      for limit in rule.limits.values {
        guard case .value(_, _, let source, let confidence) = limit else { continue }
        // A figure of its own has its source, or is the rule's.
        #expect(source != nil || confidence == nil)
      }
    }
  }
}
