import LandModel
import TestSupport
import Testing

/// Spellings that nobody has shown the reader yet: unreadable, or exactly what they say.
@Suite("Indicators never wrong")
struct IndicatorFuzzTests {
  private enum Expected: Equatable {
    case value(String)
    case range(String?, String?)
    case none
    case unreadable
  }

  private func found(_ text: String) -> Expected {
    switch Indicator(text).reading {
    case .value(let value): .value(value.description)
    case .range(let lower, let upper): .range(lower?.value.description, upper?.value.description)
    case .none: .none
    case .unreadable: .unreadable
    }
  }

  @Test(
    "adversarial spellings",
    arguments: [
      ("1.5以下", Expected.range(nil, "1.5")), ("1.5及以下", .range(nil, "1.5")), ("1.5(含)以下", .range(nil, "1.5")),
      ("2~", .unreadable), ("~2", .unreadable), ("≥1.0且≤2.0", .range("1.0", "2.0")),
      ("≤2.0且≥1.0", .range("1.0", "2.0")),
      ("１８０％", .value("180")), ("60%/200%", .unreadable), ("1,200", .unreadable), ("1，200", .unreadable),
      ("2.0(1.5)", .unreadable), ("2,0", .unreadable), ("1.2.3", .unreadable), ("-1.5", .unreadable),
      ("+1.5", .unreadable),
      ("1/2", .unreadable), ("1½", .unreadable), ("½", .unreadable), ("²", .unreadable), ("1.5²", .unreadable),
      ("壹", .unreadable), ("一点五", .unreadable), ("1.5或2.0", .unreadable), ("1.5（地上）/0.5（地下）", .unreadable),
      ("住宅1.5，商业2.0", .unreadable), ("2.0*", .unreadable), ("≈2.0", .unreadable), ("2.0±0.1", .unreadable),
      ("2.0+0.5", .unreadable), ("2×1.5", .unreadable), ("1.0<R≤2.0", .range("1.0", "2.0")), ("200%~", .unreadable),
      ("2.0 3.0", .unreadable), ("1.5 - 2.5", .range("1.5", "2.5")), ("1.5--2.5", .unreadable), ("０．７", .value("0.7")),
      ("٣", .unreadable), ("1e2", .unreadable), ("0x10", .unreadable), ("∞", .unreadable), ("NaN", .unreadable),
      ("2.0；1.5", .unreadable), ("大于2.0小于1.0", .unreadable), ("不大于", .unreadable),
      ("不小于1.0不大于2.0", .range("1.0", "2.0")),
      ("限高24米", .value("24")), ("R2", .unreadable), ("H24", .unreadable), ("2 0", .unreadable), ("1 200", .unreadable),
      ("24米以下", .range(nil, "24")), ("80m/100m", .unreadable), ("三层", .unreadable),
      ("3层", .unreadable),
      ("24m(8F)", .unreadable), ("建筑密度40%", .value("40")), ("地块A:2.0", .unreadable), ("见附表", .unreadable),
      ("2024-06-01", .unreadable), ("1-2-3", .unreadable), ("(2.0)", .unreadable), ("2.0)", .unreadable),
      ("(2.0", .unreadable),
      ("1.5%-2.5%", .range("1.5", "2.5")), ("\u{FEFF}2.0", .value("2.0")), ("2.0\u{200B}", .value("2.0")),
      ("2.0\n1.5", .unreadable), ("2O0", .unreadable), ("l.5", .unreadable),
    ] as [(String, Expected)]
  )
  private func adversarial(_ text: String, _ expected: Expected) {
    let result = found(text)
    // Unreadable is always safe; a figure must be the one meant.
    #expect(result == expected || result == .unreadable, "\(text) read as \(result)")
  }

  /// The figures in a text, as plain digits, in their order.
  private func figures(_ text: String) -> [String] {
    let plain = String(
      text.unicodeScalars.map { scalar -> Character in
        let isWide = (0xFF10...0xFF19).contains(scalar.value) || scalar.value == 0xFF0E
        return Character(isWide ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar)
      }
    )
    return plain.split { !($0.isASCII && ($0.isNumber || $0 == ".")) }.map(String.init)
  }

  @Test("whatever is read holds every figure of the text, and no other")
  func fuzz() {
    var random = SeededRandom.announced("indicator figures", fallback: 20_261_126)
    let seeds = [
      "2.0", "≤2.0", "1.5-2.5", "180%", "180~200", "不予規定", "160;參土管", "20-960", "≥1.0且≤2.0", "1.5≤R≤2.5", "2.0以下",
      "不大于2.0", "24米", "40%", "容积率≤1.8", "1.2至2.4", "≤2.0（含地下）",
    ].map { Array($0) }
    let signs = Array("0123456789.．２５-~～≤≥<>%％m米;；,，()（）不大于小以下上至且參無无 /及或R倍+×*")
    for _ in 0..<20_000 {
      var text = seeds.randomElement(using: &random) ?? []
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let sign = signs.randomElement(using: &random) ?? "0"
        let place = Int.random(in: 0...text.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: text.insert(sign, at: place)
        case 1 where place < text.count: text.remove(at: place)
        case _ where place < text.count: text[place] = sign
        default: break
        }
      }
      check(String(text))
    }
  }

  private func check(_ text: String) {
    let indicator = Indicator(text)
    var written = figures(text)
    // A remark in words may not hold figures that count.
    let apart = figures(indicator.remark ?? "")
    #expect(apart.isEmpty, "\(text): figures in the remark \(indicator.remark ?? "")")
    written.removeAll { $0.isEmpty }
    func number(_ text: String) -> FixedDecimal? { FixedDecimal(text) }
    switch indicator.reading {
    case .value(let value): #expect(written.map(number) == [value], "\(text)")
    case .range(let lower, let upper):
      let ends = [lower, upper].compactMap { $0?.value }
      #expect(written.compactMap(number).sorted() == ends.sorted() && written.count == ends.count, "\(text)")
    case .none: #expect(written.isEmpty, "\(text)")
    case .unreadable: break
    }
  }
}
