/// An area written in m² and mu together, as land-sale notices do: `48357.35（72.5360）`.
public struct DualArea: Sendable, Hashable {
  /// The figure in m², with the decimals that are written.
  public let squareMetres: FixedDecimal
  /// The figure in mu (亩), with the decimals that are written.
  public let mu: FixedDecimal

  /// Reads `m²（mu）`, with full-width or plain brackets; units may stand behind the figures, and then in either order.
  /// Nil for any other text.
  public init?(_ written: String) {
    let text = WrittenArea.plain(written)
    guard let open = text.firstIndex(of: "("), text.last == ")",
      let (outer, outerUnit) = WrittenArea.figure(text[..<open]),
      let (inner, innerUnit) = WrittenArea.figure(text[text.index(after: open)...].dropLast())
    else { return nil }
    switch (outerUnit ?? (innerUnit == .squareMetre ? .mu : .squareMetre), innerUnit) {
    case (.squareMetre, nil), (.squareMetre, .mu): (squareMetres, mu) = (outer, inner)
    case (.mu, nil), (.mu, .squareMetre): (squareMetres, mu) = (inner, outer)
    default: return nil
    }
  }

  /// m² by the figure in mu: 10000/15 m² each.
  public var squareMetresByMu: Double { mu.doubleValue * 10_000 / 15 }

  /// True where the two figures are one area: each is the other to half of the last digit that either writes.
  public var agrees: Bool {
    abs(squareMetresByMu - squareMetres.doubleValue)
      <= 0.5 * DualArea.step(squareMetres) + 0.5 * DualArea.step(mu) * 10_000 / 15
  }

  private static func step(_ value: FixedDecimal) -> Double {
    (0..<value.decimals).reduce(1) { step, _ in step / 10 }
  }
}
