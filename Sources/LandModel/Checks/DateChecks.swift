import Features

extension LayerCheck {
  /// Days that no calendar has, in fields that hold days: 2022-02-30. Words such as 长期 are no dates and no mistake.
  static func dates(_ layer: LoadedLayer) -> [Finding] {
    let parts: [StandardField] = [.approvedOn, .expiresOn, .listedOn, .idleSince, .leaseUntil]
    return parts.compactMap { part in
      guard let column = layer.column(part), case .texts = column.storage else { return nil }
      let rows = (0..<column.count).filter { row in
        column.text(row).map { isShapedLikeDate($0) && CalendarDate($0) == nil } ?? false
      }
      guard let first = rows.first else { return nil }
      let name = column.field.name
      let text = String((column.text(first) ?? "").prefix(30))
      return Finding(
        .impossibleDate,
        .warning,
        at: layer.place(of: first, field: name),
        "\(rows.count) days in \(name) do not exist; the first: \(text) of \(layer.label(of: first))",
        [name, "\(rows.count)", layer.label(of: first), text]
      )
    }
  }

  /// Four digits, one or two, one or two, with the signs of a date between them, or eight digits.
  static func isShapedLikeDate(_ text: String) -> Bool {
    let day = text.trimmed.split(whereSeparator: { $0 == "T" || $0 == " " }).first ?? ""
    let parts = day.split(omittingEmptySubsequences: true, whereSeparator: { "-/.年月日".contains($0) })
    let isNumber = parts.allSatisfy { $0.allSatisfy { $0.isASCII && $0.isNumber } }
    guard isNumber else { return false }
    if parts.count == 1 { return day.count == 8 && (day.hasPrefix("19") || day.hasPrefix("20")) }
    return parts.count == 3 && parts[0].count == 4 && (1...2).contains(parts[1].count)
      && (1...2).contains(parts[2].count)
  }
}
