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

  @Test("Tables keep to the terminal by narrowing texts, never figures")
  func room() {
    let widths = TextColumns.widths(
      [4, 4, 4],
      [[30, 12, 90], [5, 9, 120]],
      [.leading, .trailing, .leading],
      within: 80
    )
    #expect(widths.reduce(0, +) + 4 <= 80)
    #expect(widths[1] == 12)
    let free = TextColumns.widths(
      [4, 4, 4],
      [[30, 12, 90], [5, 9, 120]],
      [.leading, .trailing, .leading],
      within: nil
    )
    #expect(free == [30, 12, 72])
  }
}
