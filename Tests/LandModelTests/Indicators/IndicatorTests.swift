import Features
import Foundation
import LandModel
import TestSupport
import Testing

@Suite("Indicators as planners write them")
struct IndicatorTests {
  private func decimal(_ text: String) throws -> FixedDecimal {
    try #require(FixedDecimal(text))
  }

  @Test(
    "One value",
    arguments: [
      ("2.0", "2.0", Indicator.Scale.unstated), ("２．０", "2.0", .unstated), (" 2.0 ", "2", .unstated),
      ("180%", "180", .percent), ("１８０％", "180", .percent), ("24m", "24", .metre), ("24米", "24", .metre),
      ("2.0倍", "2", .ratio), ("0", "0", .unstated), ("FAR=1.8", "1.8", .unstated),
    ]
  )
  func value(text: String, number: String, scale: Indicator.Scale) throws {
    let indicator = Indicator(text)
    #expect(indicator.reading == .value(try decimal(number)))
    #expect(indicator.scale == scale)
    #expect(indicator.written == text)
  }

  @Test(
    "Limits on one side",
    arguments: [
      "≤2.0", "≦2.0", "<=2.0", "＜＝2.0", "不大于2.0", "不超过2.0", "不高於2.0", "不得超过２．０", "小于等于2.0", "至多2.0", "2.0以下", "2.0以内",
      "容积率≤2.0", "R≤2.0",
    ]
  )
  func upper(text: String) throws {
    #expect(Indicator(text).reading == .range(lower: nil, upper: .init(try decimal("2.0"))))
  }

  @Test(arguments: ["≥1.2", "≧1.2", ">=1.2", "不小于1.2", "不低于1.2", "不少于1.2", "大于等于1.2", "至少1.2", "1.2以上", "下限1.2"])
  func lower(text: String) throws {
    #expect(Indicator(text).reading == .range(lower: .init(try decimal("1.2")), upper: nil))
  }

  @Test func strictLimits() throws {
    #expect(Indicator("<2.0").reading == .range(lower: nil, upper: .init(try decimal("2"), isInclusive: false)))
    #expect(Indicator("大于1").reading == .range(lower: .init(try decimal("1"), isInclusive: false), upper: nil))
  }

  @Test(
    "Ranges",
    arguments: [
      ("1.5-2.5", "1.5", "2.5"), ("1.5～2.5", "1.5", "2.5"), ("1.5—2.5", "1.5", "2.5"), ("1.5至2.5", "1.5", "2.5"),
      ("１.５－２.５", "1.5", "2.5"), ("180~200", "180", "200"), ("20-960", "20", "960"), ("1.5≤R≤2.5", "1.5", "2.5"),
      ("2.5≥容积率≥1.5", "1.5", "2.5"), ("≥1.5,≤2.5", "1.5", "2.5"), ("≤2.5且≥1.5", "1.5", "2.5"), ("1.5≤2.5", nil, nil),
    ]
  )
  func range(text: String, low: String?, high: String?) throws {
    guard let low, let high else {
      // Two figures with one comparison between them compare nothing.
      #expect(Indicator(text).reading == .unreadable(.notUnderstood))
      return
    }
    #expect(Indicator(text).reading == .range(lower: .init(try decimal(low)), upper: .init(try decimal(high))))
  }

  @Test("A unit behind the last figure holds for both; units that differ hold for none")
  func units() {
    #expect(Indicator("180~200%").scale == .percent)
    #expect(Indicator("180%~200%").scale == .percent)
    #expect(Indicator("30%-1.5").reading == .unreadable(.notUnderstood))
    #expect(Indicator("24m-30%").reading == .unreadable(.notUnderstood))
  }

  @Test("Stated as not regulated", arguments: ["-", "—", "－－", "/", "不予規定", "不予规定", "不作规定", "无", "無", "不限", "N/A"])
  func nothing(text: String) {
    #expect(Indicator(text).reading == .none)
  }

  @Test("Figures with a remark")
  func remarks() throws {
    let indicator = Indicator("160;參土管")
    #expect(indicator.reading == .value(try decimal("160")))
    #expect(indicator.remark == "參土管")
    #expect(Indicator("≤2.0（含地下）").remark == "含地下")
    #expect(Indicator("2.0(1.8)").reading == .unreadable(.notUnderstood))
    #expect(Indicator("150;200").reading == .unreadable(.severalValues))
  }

  @Test(
    "Never half read",
    arguments: [
      ("參土管", Indicator.Problem.statedElsewhere), ("參施行細則", .statedElsewhere), ("详见图则", .statedElsewhere),
      ("15及12", .severalValues), ("1.0/2.0", .severalValues), ("1.2、2.4", .severalValues), ("2.5-1.5", .reversed),
      ("约2.0", .notUnderstood), ("2.0左右", .notUnderstood), ("-2.0", .notUnderstood), ("2.", .notUnderstood),
      ("1.0-2.0-3.0", .notUnderstood), ("二点零", .notUnderstood), ("6F", .notUnderstood), ("2.0≤", .notUnderstood),
      ("≤", .notUnderstood), ("≤2.0≤3.0", .notUnderstood), ("1e3", .notUnderstood), ("2 . 0 . 1", .notUnderstood),
      ("", .empty), ("  ", .empty), ("%", .notUnderstood),
      ("99999999999999999999999999999999999999999", .notUnderstood),
    ]
  )
  func unreadable(text: String, problem: Indicator.Problem) {
    #expect(Indicator(text).reading == .unreadable(problem))
  }

  @Test("Whatever is typed gives one of the four, and what is read prints its figures")
  func anything() {
    var random = SeededRandom.announced("anything", fallback: 11)
    let alphabet = Array("0123456789.．２-~～≤≥<>%％m米;()不大于小參無 /,及R倍至")
    for _ in 0..<20_000 {
      let text = String(
        (0..<Int.random(in: 1...8, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? "0" }
      )
      switch Indicator(text).reading {
      case .value(let value): #expect(value >= .zero, "\(text)")
      case .range(let lower, let upper):
        #expect(lower != nil || upper != nil, "\(text)")
        if let lower, let upper { #expect(lower.value <= upper.value, "\(text)") }
      case .none, .unreadable: break
      }
    }
  }

  @Test("Two fields, one for each end")
  func twoFields() throws {
    let low = Indicator.Bound(try decimal("1.2"))
    let high = Indicator.Bound(try decimal("2.4"))
    #expect(Indicator(lower: "1.2", upper: "2.4")?.reading == .range(lower: low, upper: high))
    #expect(Indicator(lower: "≥1.2", upper: nil)?.reading == .range(lower: low, upper: nil))
    #expect(Indicator(lower: "-", upper: "2.4")?.reading == .range(lower: nil, upper: high))
    #expect(Indicator(lower: "-", upper: "-")?.reading == Indicator.Reading.none)
    #expect(Indicator(lower: nil, upper: " ") == nil)
    #expect(Indicator(lower: "2.4", upper: "1.2")?.reading == .unreadable(.reversed))
    #expect(Indicator(lower: "1-2", upper: "3")?.reading == .unreadable(.severalValues))
  }
}

@Suite("Indicators of a layer")
struct IndicatorColumnTests {
  @Test("Bare numbers: the column decides, and says so")
  func scale() throws {
    let percent = try IndicatorColumn(.plotRatio, ["200", "180", "160;參土管", "0", nil, "參土管", "5", "20-960"])
    #expect(percent.scale == .percent)
    #expect(percent.scaleOrigin == .inferred)
    #expect(percent.entries[0]?.upper == FixedDecimal("2"))
    #expect(percent.entries[2]?.lower == FixedDecimal("1.6"))
    #expect(percent.entries[3]?.upper == .zero)
    #expect(percent.entries[4] == nil)
    #expect(percent.entries[5]?.hasFigure == false)
    #expect(percent.entries[7]?.lower == FixedDecimal("0.2"))
    #expect(percent.entries.allSatisfy { $0?.isDoubtful != true })

    let ratio = try IndicatorColumn(.plotRatio, ["2.0", "1.2-2.4", "180%", "200"])
    #expect(ratio.scale == .ratio)
    #expect(ratio.entries[2]?.upper == FixedDecimal("1.8"))
    #expect(ratio.entries.map { $0?.isDoubtful } == [false, false, false, true])

    let stated = try IndicatorColumn(.plotRatio, ["5"], scale: .percent)
    #expect(stated.scaleOrigin == .stated)
    #expect(stated.entries[0]?.upper == FixedDecimal("0.05"))

    let written = try IndicatorColumn(.buildingDensity, ["40%", "≥35%"])
    #expect(written.scaleOrigin == .written)
    #expect(written.entries[1]?.lower == FixedDecimal("35"))
  }

  @Test("Shares of a site: out of place, and beyond the whole")
  func density() throws {
    let column = try IndicatorColumn(.buildingDensity, ["60", "50", "0.7", "140", "10%", "15及12", "0", "10-80"])
    #expect(column.scale == .percent)
    #expect(column.entries.map { $0?.isDoubtful } == [false, false, true, true, false, false, false, false])
    let shares = try IndicatorColumn(.greenRatio, ["0.35", "0.2", "30%"])
    #expect(shares.scale == .ratio)
    #expect(shares.entries.map { $0?.upper } == [FixedDecimal("35"), FixedDecimal("20"), FixedDecimal("30")])
  }

  @Test("Heights are metres")
  func heights() throws {
    let column = try IndicatorColumn(.height, ["24", "≤24m", "24%", "H≤100米", "-"])
    #expect(
      column.entries.map { $0?.upper } == [FixedDecimal("24"), FixedDecimal("24"), nil, FixedDecimal("100"), nil]
    )
    #expect(column.entries.map { $0?.isDoubtful } == [false, false, true, false, false])
  }

  @Test("Every spelling of four counties' plans", .enabled(if: TestData.exists("taiwan_zoning")))
  func counties() throws {
    guard let folder = try TestData.unzipped("taiwan_zoning/taiwan_zoning_dev_JKMV.zip") else { return }
    let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
    var texts: [String: Int] = [:]
    var polygons = 0
    var options = LoadOptions()
    options.validates = false
    for case let file as URL in files where file.pathExtension == "json" {
      let layer = try SourceLoader(options: options).layer(file.path)
      polygons += layer.count
      let column = try layer.requiredColumn("容積率")
      for row in 0..<layer.count { texts[column.text(row) ?? "", default: 0] += 1 }
    }
    #expect(texts.count == 50)
    let read = texts.keys.filter { !$0.isEmpty }.map { Indicator($0) }
    // Of 49 spellings, and none at all, two send the reader elsewhere; every other is a figure or a range.
    let unread = read.filter { if case .unreadable = $0.reading { true } else { false } }
    #expect(Set(unread.map(\.written)) == ["參土管", "參施行細則"])
    #expect(unread.allSatisfy { $0.reading == .unreadable(.statedElsewhere) })
    let ranges = read.filter { if case .range = $0.reading { true } else { false } }
    #expect(Set(ranges.map(\.written)) == ["20-960", "820-960"])
    #expect(read.filter { $0.remark != nil }.allSatisfy { $0.remark == "參土管" })
    let column = try IndicatorColumn(.plotRatio, texts.flatMap { text, count in Array(repeating: text, count: count) })
    #expect(column.scale == .percent)
    #expect(column.entries.count == polygons)
    #expect(column.entries.allSatisfy { $0?.isDoubtful != true })
  }
}
