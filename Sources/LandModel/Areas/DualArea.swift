/// An area written in m² and mu together, as land-sale notices do: `48357.35（72.5360）`.
public struct DualArea: Sendable, Hashable {
  public let squareMetres: FixedDecimal
  public let mu: FixedDecimal

  /// Reads `m²（mu）`, with full-width or plain brackets; nil for any other text.
  public init?(_ written: String) {
    let text = written.filter { !$0.isWhitespace }
    guard let open = text.firstIndex(where: { $0 == "（" || $0 == "(" }), let close = text.last,
      close == "）" || close == ")"
    else { return nil }
    let inner = text[text.index(after: open)...].dropLast()
    guard let squareMetres = FixedDecimal(text[..<open]), let mu = FixedDecimal(inner) else { return nil }
    self.squareMetres = squareMetres
    self.mu = mu
  }

  /// m² by the figure in mu: 10000/15 m² each.
  public var squareMetresByMu: Double { mu.doubleValue * 10_000 / 15 }

  /// True where the two figures are one area: each is the other to half of the last digit that either writes.
  public var agrees: Bool {
    abs(squareMetresByMu - squareMetres.doubleValue)
      <= 0.5 * DualArea.step(squareMetres) + 0.5 * DualArea.step(mu) * 10_000 / 15
  }

  private static func step(_ value: FixedDecimal) -> Double {
    let text = value.description
    let decimals = text.firstIndex(of: ".").map { text.distance(from: $0, to: text.endIndex) - 1 } ?? 0
    return (0..<decimals).reduce(1) { step, _ in step / 10 }
  }
}
