/// The units of land area that the program reads and prints.
///
/// One mu is 10000/15 m² exactly: 15 mu = 1 ha, 1500 mu = 1 km².
public enum AreaUnit: String, Sendable, CaseIterable {
  /// 平方米.
  case squareMetre = "m2"
  /// 公顷: 10,000 m².
  case hectare = "ha"
  /// 亩: 10000/15 m².
  case mu

  /// What one unit holds of ``Area/quantaPerSquareMetre``'s quanta; whole for every unit.
  package var quanta: Int128 {
    switch self {
    case .squareMetre: Area.quantaPerSquareMetre
    case .hectare: Area.quantaPerSquareMetre * 10_000
    case .mu: Area.quantaPerSquareMetre * 10_000 / 15
    }
  }

  /// A figure in this unit as m²: 1.2247 ha are 12247 m², not 12246.999….
  package func squareMetres(_ figure: Double) -> Double {
    let factor = Double(quanta) / Double(Area.quantaPerSquareMetre)
    guard let exact = FixedDecimal(figure) else { return figure * factor }
    let (product, isOver) = exact.unscaled.multipliedReportingOverflow(by: quanta)
    guard !isOver, product % Area.quantaPerSquareMetre == 0 else { return figure * factor }
    return FixedDecimal(unscaled: product / Area.quantaPerSquareMetre, decimals: exact.decimals).doubleValue
  }

  /// Digits after the point in printed figures: m² 2, ha 4 (the `0.0000公顷` of approval forms), mu 4.
  public var decimals: Int {
    self == .squareMetre ? 2 : 4
  }

  /// How the unit is written after a figure: `m²`, `ha`; mu as `mu` (亩 in Chinese output).
  public var symbol: String {
    switch self {
    case .squareMetre: "m²"
    case .hectare: "ha"
    case .mu: "mu"
    }
  }

  /// The unit in Chinese: 平方米, 公顷, 亩.
  public var chinese: String {
    switch self {
    case .squareMetre: "平方米"
    case .hectare: "公顷"
    case .mu: "亩"
    }
  }

  /// The unit as people write it in a file or on the command line: `m2`, `㎡`, `平方米`, `ha`, `公顷`, `mu`, `亩` ….
  public init?(written text: String) {
    switch text.lowercased() {
    case "m2", "m²", "㎡", "sqm", "平方米", "平米", "squaremetre", "square metre": self = .squareMetre
    case "ha", "hm2", "hm²", "公顷", "公頃", "hectare", "hectares": self = .hectare
    case "mu", "亩", "畝", "市亩": self = .mu
    default: return nil
    }
  }
}
