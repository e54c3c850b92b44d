/// Sizes of ISO 216.
public enum Paper: String, Sendable, CaseIterable {
  case a4 = "A4"
  case a3 = "A3"
  case a2 = "A2"
  case a1 = "A1"
  case a0 = "A0"

  /// mm.
  public var short: Double {
    switch self {
    case .a4: 210
    case .a3: 297
    case .a2: 420
    case .a1: 594
    case .a0: 841
    }
  }

  /// The longer side, mm.
  public var long: Double {
    switch self {
    case .a4: 297
    case .a3: 420
    case .a2: 594
    case .a1: 841
    case .a0: 1189
    }
  }

  /// How much larger than on A4 letters and lines are: large sheets are read from farther away.
  var enlargement: Double {
    switch self {
    case .a4: 1
    case .a3: 1.15
    case .a2: 1.35
    case .a1: 1.6
    case .a0: 1.9
    }
  }
}

/// True scale, or the largest round one at which everything fits.
public enum MapScale: Sendable, Hashable {
  case fit
  case oneTo(Double)

  /// `1:5000`, `1:5,000`, `5000` or `fit`; from 1:100 to 1:10,000,000.
  public init?(written: String) {
    let text = written.lowercased().filter { $0 != "," && $0 != " " && $0 != "，" }.replacing("：", with: ":")
    if text == "fit" {
      self = .fit
      return
    }
    let number = text.hasPrefix("1:") ? String(text.dropFirst(2)) : text
    guard let value = Double(number), (100...10_000_000).contains(value) else { return nil }
    self = .oneTo(value)
  }
}
