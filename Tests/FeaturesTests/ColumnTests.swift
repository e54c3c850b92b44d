import Features
import Testing

@Suite struct ColumnTests {
  @Test func appendKeepsTypeAndNulls() {
    var reals = Column(Field("a", .real))
    let taken = [Value.real(1.5), .integer(2), .null, .text("3")].map { reals.append($0) }
    #expect(taken == [true, true, true, false])
    #expect(reals.count == 4 && reals.nullCount == 2)
    #expect(reals[0] == .real(1.5) && reals[1] == .real(2) && reals[2] == .null && reals[3] == .null)
    var truths = Column(Field("b", .boolean))
    truths.append(.boolean(true))
    truths.append(.null)
    #expect(truths[0] == .boolean(true) && truths[1] == .null)
    var texts = Column(Field("c", .text))
    texts.append(.null)
    texts.append(.text("地块"))
    #expect(texts[0] == .null && texts[1] == .text("地块"))
  }

  @Test(arguments: [FieldType.boolean, .integer, .real, .text]) func selectingTakesRowsInTheOrderGiven(type: FieldType)
  {
    var column = Column(Field("a", type))
    for row in 0..<100 {
      switch type {
      case .boolean: column.append(row % 7 == 0 ? .null : .boolean(row % 2 == 0))
      case .integer: column.append(row % 7 == 0 ? .null : .integer(Int64(row)))
      case .real: column.append(row % 7 == 0 ? .null : .real(Double(row) / 3))
      default: column.append(row % 7 == 0 ? .null : .text("\(row)"))
      }
    }
    let rows = [99, 7, 7, 0, 50, 1]
    let chosen = column.selecting(rows)
    #expect(chosen.count == rows.count)
    for (place, row) in rows.enumerated() { #expect(chosen[place] == column[row]) }
    #expect(column.selecting([1, 2]).nullCount == 0)
    #expect(column.selecting([]).count == 0)
  }

  /// Appending once copied the whole column: two million values did not end within a minute.
  @Test func appendGrowsInPlace() {
    var column = Column(Field("a", .integer))
    for value in 0..<2_000_000 { column.append(.integer(Int64(value))) }
    #expect(column.count == 2_000_000 && column[1_999_999] == .integer(1_999_999))
    #expect(column.selecting(0..<1_000_000).count == 1_000_000)
  }
}
