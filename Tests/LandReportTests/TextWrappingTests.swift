import LandReport
import TestSupport
import Testing

@Suite("Long texts on a terminal")
struct TextWrappingTests {
  @Test(
    "Chinese breaks anywhere but before a closing mark, Latin between words",
    arguments: [
      ("地块 W22-05 占用永久基本农田，依据《土地管理法》。", 20, ["地块 W22-05 占用永久", "基本农田，依据《土地", "管理法》。"]),
      ("parcel W22-05 takes 4,643.52 m² of farmland", 16, ["parcel W22-05", "takes 4,643.52", "m² of farmland"]),
      ("short", 40, ["short"]), ("", 10, [""]), ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
    ]
  )
  func examples(_ text: String, _ width: Int, _ lines: [String]) {
    #expect(wrapped(text, to: width, lines: 12) == lines)
  }

  @Test("Nothing is lost and no line is too wide")
  func property() {
    var random = SeededRandom.announced("TextWrapping.property", fallback: 4546)
    let alphabet = Array("地块占用 ab c1.5（）《》，。；-〔2021〕m²/é ")
    for _ in 0..<2000 {
      let text = String(
        (0..<Int.random(in: 0...120, using: &random)).map { _ in
          alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
        }
      )
      let width = Int.random(in: 4...40, using: &random)
      let lines = wrapped(text, to: width, lines: 200)
      #expect(lines.allSatisfy { displayWidth($0) <= width }, "\(text.debugDescription) in \(width)")
      #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
    }
  }

  @Test("A megabyte takes the lines it is given, and says that there is more")
  func endless() {
    let lines = wrapped(String(repeating: "长", count: 400_000), to: 40, lines: 12)
    #expect(lines.count == 12)
    #expect(lines.last?.hasSuffix("…") == true)
  }

  @Test("A date, an id and a number stay whole beside Chinese characters")
  func words() {
    #expect(wrapped("约定2019-01-22动工", to: 12, lines: 4) == ["约定", "2019-01-22动", "工"])
    #expect(wrapped("批次east-expropriated已征收", to: 18, lines: 4) == ["批次", "east-expropriated", "已征收"])
  }

  private func needs() -> [TextColumns.Need] {
    let id = TextColumns.Need(head: "id", cells: ["east-expropriated", "W01"], .leading)
    let figures = (0..<6).map { TextColumns.Need(head: "area \($0) m²", cells: ["1,234,567.89", "—"], .trailing) }
    let text = TextColumns.Need(
      head: "sentence",
      cells: [String(repeating: "words of a sentence ", count: 9)],
      .leading
    )
    return [id] + figures + [text]
  }

  @Test(
    "Tables keep to the terminal: texts narrow first, then columns go below, the first repeated",
    arguments: 30...140
  )
  func room(_ width: Int) {
    let needs = needs()
    let groups = TextColumns.groups(needs, within: width)
    for group in groups {
      #expect(group.map(\.width).reduce(0, +) + 2 * (group.count - 1) <= width)
      #expect(group.first?.column == 0)
      // No figure is cut, and where there is room for it the id stays whole.
      for place in group.dropFirst() where place.column < 7 { #expect(place.width >= 12) }
      if width >= 40 { #expect((group.first?.width ?? 0) >= 17) }
    }
    let shown = groups.flatMap { $0.dropFirst().map(\.column) }
    #expect(shown == Array(1..<needs.count))
  }

  @Test("Without a terminal every column has the width it wants, beside all others")
  func unbroken() {
    let groups = TextColumns.groups(needs(), within: nil)
    #expect(groups.count == 1)
    #expect(groups[0].map(\.width) == [17, 12, 12, 12, 12, 12, 12, 72])
  }
}
