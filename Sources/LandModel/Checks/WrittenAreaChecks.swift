import Features

extension LayerCheck {
  /// Texts of a declared-area field that carry units of their own or are no area: how many were read in which unit.
  static func writtenAreas(_ layer: LoadedLayer, _ column: Column, _ unit: AreaUnit) -> [Finding] {
    guard case .texts = column.storage else { return [] }
    let count = WrittenCount(column)
    guard count.readable > 0, count.hasOwnUnits || count.firstUnreadable != nil else { return [] }
    let name = column.field.name
    var (en, zh): ([String], [String]) = ([], [])
    func add(_ number: Int, _ english: String, _ chinese: String) {
      guard number > 0 else { return }
      en.append("\(number) \(english)")
      zh.append("\(number) 个\(chinese)")
    }
    add(count.plain, "without a unit, read as \(unit.symbol)", "没有单位（按\(unit.chinese)读）")
    for own in AreaUnit.allCases { add(count.units[own] ?? 0, "in \(own.symbol)", "写明\(own.chinese)") }
    add(count.dual, "in m² and mu together", "同时写平方米和亩")
    if let first = count.firstUnreadable {
      let text = column.text(first)?.prefix(30) ?? ""
      add(
        count.unreadable,
        "cannot be read and count as not declared, the first “\(text)” of \(layer.label(of: first))",
        "读不出、按未申报计（首个：\(layer.label(of: first)) 的“\(text)”）"
      )
    }
    return [
      Finding(
        .declaredWritten,
        count.firstUnreadable == nil ? .note : .warning,
        at: layer.place(of: count.firstUnreadable, field: name),
        "the areas in \(name) are texts: \(en.joined(separator: ", "))",
        [name, zh.joined(separator: "，")]
      )
    ]
  }
}

/// How the texts of a column are written as areas.
private struct WrittenCount {
  var plain = 0
  var units: [AreaUnit: Int] = [:]
  var dual = 0
  var unreadable = 0
  var firstUnreadable: Int?

  init(_ column: Column) {
    for row in 0..<column.count {
      guard let text = column.text(row) else { continue }
      switch WrittenArea(text) {
      case .none: break
      case .figure(_, nil): plain += 1
      case .figure(_, let unit?): units[unit, default: 0] += 1
      case .dual: dual += 1
      case .unreadable:
        unreadable += 1
        firstUnreadable = firstUnreadable ?? row
      }
    }
  }

  var hasOwnUnits: Bool { dual > 0 || !units.isEmpty }
  var readable: Int { plain + dual + units.values.reduce(0, +) }
}
