import Features
import Geometry
import LandModel
import TestSupport
import Testing

@Suite("Filters")
struct FilterTests {
  private func layer() -> Layer {
    var builder = GeometryColumns.Builder()
    for _ in 0..<5 { builder.addNull() }
    func column(_ name: String, _ type: FieldType, _ values: [Value]) -> Column {
      var column = Column(Field(name, type))
      for value in values { column.append(value) }
      return column
    }
    let columns = [
      column("用地代码", .text, ["100102", "100103", "1401", "0101", "1207"].map { .text($0) }),
      column("容积率", .real, [.real(1.5), .real(2), .null, .real(0), .real(-1)]),
      column("n", .integer, (1...5).map { .integer($0) }),
      column("done", .boolean, [.boolean(true), .boolean(false), .null, .boolean(true), .boolean(false)]),
      column("approved on", .date, [.text("2021-03-01"), .text("2021-12-31"), .null, .text("2019-01-01"), .null]),
    ]
    return Layer(name: "parcels", geometry: builder.finish(), table: AttributeTable(columns: columns, rowCount: 5))
  }

  @Test(
    "Conditions",
    arguments: [
      ("用地代码 = '1401'", [2]),
      ("用地代码 LIKE '1001%'", [0, 1]),
      ("用地代码 NOT LIKE '1001__'", [2, 3, 4]),
      ("用地代码 IN ('1401', '1207')", [2, 4]),
      ("用地代码 IN （'1401'，'1207'）", [2, 4]),
      ("用地代码 not in ('1401')", [0, 1, 3, 4]),
      ("容积率 >= 1.5", [0, 1]),
      ("容积率 <> 2", [0, 3, 4]),
      ("NOT 容积率 = 2", [0, 3, 4]),
      ("容积率 = -1", [4]),
      ("容积率 IS NULL", [2]),
      ("容积率 is not null and n < 3", [0, 1]),
      ("容积率 = '2'", [1]),
      ("n = 1 OR n = 2 AND 容积率 = 0", [0]),
      ("(n = 1 OR n = 4) AND 容积率 = 0", [3]),
      ("N == 3", [2]),
      ("done = TRUE", [0, 3]),
      ("done != true", [1, 4]),
      ("\"approved on\" > '2021-06-30'", [1]),
      ("NOT (容积率 = 2 OR 容积率 IS NULL)", [0, 3, 4]),
      ("容积率 IN (1.5, 2) OR n = 3", [0, 1, 2]),
      ("n > 1e0 AND n<=2.0", [1]),
      ("容积率 ＞＝ １．５", [0, 1]),
      ("容积率 ≥ 1.5 AND n ≠ 2", [0]),
      ("n ＜ ２ OR n ≤ 1", [0]),
      ("用地代码 ＝ ‘1401’", [2]),
      ("用地代码 LIKE ‘1001%’ AND “approved on” IS NOT NULL", [0, 1]),
      ("用地代码 IN （’1401’，‘1207’）", [2, 4]),
    ]
  )
  func conditions(text: String, rows: [Int]) throws {
    #expect(try Filter(text).matching(layer()) == rows)
  }

  @Test(
    "Mistakes have their place",
    arguments: [
      ("", 0, "the end"), ("n", 1, "the end"), ("n =", 3, "the end"), ("n = 1 1", 6, "“1”"),
      ("n = 'x", 4, "a quote that never closes"),
      ("(n = 1", 6, "the end"), ("n = 1)", 5, "“)”"), ("n IN 1", 5, "“1”"), ("n ! 1", 2, "“!”"),
      ("n = NULL", 4, "“NULL”"),
      ("AND n = 1", 0, "“AND”"), ("n = x", 4, "“x”"), ("n; DROP TABLE parcels", 1, "“;”"), ("n LIKE 3", 7, "“3”"),
      ("n = 1.2.3", 4, "“1.2.3”"),
      ("用地代码 ~ 'x'", 5, "“~”"), ("n IS 3", 5, "“3”"), ("n NOT = 3", 6, "“=”"),
    ]
  )
  func mistakes(text: String, offset: Int, found: String) throws {
    let error = try #require(throws: FilterSyntaxError.self) { try Filter(text) }
    #expect(error.offset == offset)
    #expect(error.found == found)
  }

  @Test(
    "Wrong fields and types name what there is",
    arguments: [
      ("用地代号 = '1'", "filter.field"), ("用地代码 = 1401", "filter.type"), ("n = 'x'", "filter.type"),
      ("done = 1", "filter.type"),
      ("done < TRUE", "filter.type"),
    ]
  )
  func binding(text: String, code: String) throws {
    let error = try #require(throws: DataError.self) { try Filter(text).matching(layer()) }
    #expect(error.code == code)
    if code == "filter.field" { #expect(error.advice.contains("用地代码") && error.expected.contains("容积率")) }
  }

  @Test("Depth is bounded")
  func depth() throws {
    let deep = String(repeating: "(", count: 100_000) + "n = 1" + String(repeating: ")", count: 100_000)
    #expect(throws: FilterSyntaxError.self) { try Filter(deep) }
    let nots = String(repeating: "NOT ", count: 150) + "n = 1"
    #expect(try Filter(nots).matching(layer()) == [0])
  }

  @Test("Forty thousand terms", arguments: ["OR", "AND"])
  func length(word: String) throws {
    let text = Array(repeating: "n = 1", count: 40_000).joined(separator: " \(word) ")
    #expect(try Filter(text).matching(layer()) == [0])
    let mixed = Array(repeating: "n = 1 AND NOT (n = 2 OR n = 3)", count: 10_000).joined(separator: " OR ")
    #expect(try Filter(mixed).matching(layer()) == [0])
  }

  @Test("A mistake in a long filter shows what stands round it")
  func excerpts() throws {
    let text = String(repeating: "n = 1 OR ", count: 20_000) + "n ~ 2 " + String(repeating: "OR n = 1 ", count: 20_000)
    let error = try #require(throws: DataError.self) { try Filter.parse(text) }
    #expect(error.description.count < 200)
    #expect(error.found.contains("n ~ 2"))
    let name = String(repeating: "名", count: 1_000_000)
    let other = try #require(throws: DataError.self) { try Filter.parse("\(name) \(name)") }
    #expect(other.description.count < 400)
  }

  /// Random trees: what is written out and parsed again gives the rows that an evaluation of the tree itself gives, with
  /// SQL's logic of three values.
  @Test("Random conditions agree with their own evaluation")
  func property() throws {
    var random = SeededRandom.announced("FilterTests.property", fallback: 4_546)
    let layer = layer()
    for _ in 0..<2_000 {
      let node = Node.random(depth: 4, &random)
      let expected = (0..<5).filter { node.holds($0, layer) == true }
      #expect(try Filter(node.text).matching(layer) == expected, "\(node.text)")
    }
  }

  @Test("Random text never traps")
  func fuzz() {
    var random = SeededRandom.announced("FilterTests.fuzz", fallback: 11)
    let pieces = [
      "n", "容积率", "AND", "OR", "NOT", "IN", "LIKE", "IS", "NULL", "(", ")", ",", "'", "\"", "=", "<", "!", "1", "-",
      ".",
      "e5", "'a'", " ", "%", "\u{0}", "（", "😀",
    ]
    for _ in 0..<5_000 {
      let text = (0..<Int.random(in: 0...12, using: &random))
        .map { _ in pieces.randomElement(using: &random) ?? "" }.joined(separator: " ")
      if let filter = try? Filter(text) { #expect(filter.text == text) }
    }
  }

  /// Sequences that often parse: what does is evaluated as a second reading of the same words, by splitting and without
  /// a tree, evaluates it; what does not has a place within the text.
  @Test("Random sequences of tokens agree with a simple evaluator")
  func sequences() throws {
    var random = SeededRandom.announced("FilterTests.sequences", fallback: 2_022)
    let layer = layer()
    let words = [
      "n", "n", "容积率", "=", "=", ">=", "≠", "＜", "1", "2", "１", "'1'", "‘2’", "AND", "AND", "OR", "OR", "NOT", "IS",
      "NULL",
      "IN", "(", ")", "（", "）", ",", "LIKE", "TRUE",
    ]
    let terms = ["n = 1", "n ＞ 2", "容积率 IS NULL", "容积率 >= １.5", "n IN (1，4)", "容积率 <> 2", "n = ‘3’", "n IS NOT NULL"]
    var parsed = 0
    for _ in 0..<20_000 {
      var pieces: [String] = []
      for _ in 0..<Int.random(in: 1...9, using: &random) {
        if Int.random(in: 0..<3, using: &random) == 0 {
          pieces.append(words.randomElement(using: &random) ?? "")
        } else {
          pieces.append(terms.randomElement(using: &random) ?? "")
          pieces.append(["AND", "OR", "AND NOT", "OR (", ") AND", ""].randomElement(using: &random) ?? "")
        }
      }
      let text = pieces.joined(separator: " ")
      do {
        let filter = try Filter(text)
        guard let rows = try? filter.matching(layer) else { continue }
        parsed += 1
        let expected = (0..<5).filter { row in
          var reading = Reading(text, layer, row)
          return reading.or() == true
        }
        #expect(rows == expected, "\(text)")
      } catch {
        #expect((0...text.count).contains(error.offset), "\(text)")
        #expect(!error.found.isEmpty && !error.expected.isEmpty, "\(text)")
      }
    }
    #expect(parsed > 300, "\(parsed) of the sequences were filters")
  }

  /// Evaluates the words of a filter for one row while reading them; for filters that parse, over `n` and `容积率`.
  private struct Reading {
    private var words: [String]
    private let layer: Layer
    private let row: Int
    private var at = 0

    init(_ text: String, _ layer: Layer, _ row: Int) {
      var spaced = ""
      for character in text {
        switch character {
        case "(", "（": spaced += " ( "
        case ")", "）": spaced += " ) "
        case ",", "，": spaced += " , "
        case "１": spaced += "1"
        case "＜": spaced += " < "
        case "＞": spaced += " > "
        case "≠": spaced += " != "
        case "'", "‘", "’": break
        default: spaced.append(character)
        }
      }
      words = spaced.replacing("<>", with: " != ").replacing(">=", with: " >= ").split(separator: " ").map(String.init)
      self.layer = layer
      self.row = row
    }

    private mutating func take(_ word: String) -> Bool {
      guard at < words.count, words[at] == word else { return false }
      at += 1
      return true
    }

    mutating func or() -> Bool? {
      var values = [and()]
      while take("OR") { values.append(and()) }
      return values.contains(true) ? true : values.contains(nil) ? nil : false
    }

    private mutating func and() -> Bool? {
      var values = [not()]
      while take("AND") { values.append(not()) }
      return values.contains(false) ? false : values.contains(nil) ? nil : true
    }

    private mutating func not() -> Bool? {
      if take("NOT") { return not().map { !$0 } }
      if take("(") {
        let value = or()
        _ = take(")")
        return value
      }
      let value = layer.table[words[at]]?.number(row)
      at += 1
      if take("IS") {
        let isNegated = take("NOT")
        _ = take("NULL")
        return (value == nil) != isNegated
      }
      let isNegated = take("NOT")
      if take("IN") {
        _ = take("(")
        var found = false
        repeat {
          if let value, value == Double(words[at]) { found = true }
          at += 1
        } while take(",")
        _ = take(")")
        return value.map { _ in found != isNegated }
      }
      let sign = words[at]
      let other = Double(words[at + 1]) ?? .nan
      at += 2
      return value.map { value in
        switch sign {
        case "=": value == other
        case "!=": value != other
        case ">=": value >= other
        case "<": value < other
        case ">": value > other
        default: false
        }
      }
    }
  }

  private indirect enum Node {
    case compare(Int)
    case isNull
    case not(Node)
    case and(Node, Node)
    case or(Node, Node)

    static func random(depth: Int, _ random: inout SeededRandom) -> Node {
      switch depth == 0 ? Int.random(in: 0...1, using: &random) : Int.random(in: 0...4, using: &random) {
      case 0: .compare(Int.random(in: -1...2, using: &random))
      case 1: .isNull
      case 2: .not(Node.random(depth: depth - 1, &random))
      case 3: .and(Node.random(depth: depth - 1, &random), Node.random(depth: depth - 1, &random))
      default: .or(Node.random(depth: depth - 1, &random), Node.random(depth: depth - 1, &random))
      }
    }

    var text: String {
      switch self {
      case .compare(let value): "容积率 >= \(value)"
      case .isNull: "容积率 IS NULL"
      case .not(let inner): "NOT (\(inner.text))"
      case .and(let a, let b): "(\(a.text)) AND (\(b.text))"
      case .or(let a, let b): "(\(a.text)) OR (\(b.text))"
      }
    }

    func holds(_ row: Int, _ layer: Layer) -> Bool? {
      let value = layer.table["容积率"]?.number(row)
      switch self {
      case .compare(let limit): return value.map { $0 >= Double(limit) }
      case .isNull: return value == nil
      case .not(let inner): return inner.holds(row, layer).map { !$0 }
      case .and(let a, let b):
        let (x, y) = (a.holds(row, layer), b.holds(row, layer))
        return x == false || y == false ? false : x == nil || y == nil ? nil : true
      case .or(let a, let b):
        let (x, y) = (a.holds(row, layer), b.holds(row, layer))
        return x == true || y == true ? true : x == nil || y == nil ? nil : false
      }
    }
  }
}
