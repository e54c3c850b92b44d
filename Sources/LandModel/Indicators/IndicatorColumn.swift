import Features

/// The values of one indicator for all features of a layer, on one scale. Texts that state their scale keep it; for
/// bare numbers the column decides as a whole, by the limits of ``IndicatorQuantity``, and ``scaleOrigin`` says so.
public struct IndicatorColumn: Sendable {
  /// How the scale of the bare numbers is known.
  public enum ScaleOrigin: String, Sendable {
    /// Every figure states its scale, or the quantity has only one.
    case written
    /// The caller said so.
    case stated
    /// Judged by the size of the bare numbers.
    case inferred
  }

  /// One feature's indicator, canonical: plot ratio as ratio, density and green ratio in percent, height in metres.
  public struct Entry: Sendable, Hashable {
    /// The text and its reading, before it was brought to the canonical scale.
    public let indicator: Indicator
    /// Ends of the range; both equal for a value. nil: open, or no figure.
    public let lower: FixedDecimal?
    /// The upper end, canonical; nil: open, or no figure.
    public let upper: FixedDecimal?
    /// The figure is not believable on the column's scale (`0.7` among percentages, a density of 140 %).
    public let isDoubtful: Bool

    /// True where the text gives at least one end.
    public var hasFigure: Bool { lower != nil || upper != nil }
  }

  /// What the column measures.
  public let quantity: IndicatorQuantity
  /// The scale of the column's bare numbers.
  public let scale: Indicator.Scale
  /// How ``scale`` is known.
  public let scaleOrigin: ScaleOrigin
  /// nil: the source holds nothing for the feature.
  public let entries: [Entry?]

  /// Reads the texts of a column. `scale`: that of bare numbers, where the caller knows it.
  public init(_ quantity: IndicatorQuantity, _ texts: [String?], scale: Indicator.Scale? = nil) throws {
    var numbers: [String: Int] = [:]
    var distinct = Distinct()
    for text in texts {
      guard let text else {
        distinct.add(nil)
        continue
      }
      if let number = numbers[text] {
        distinct.add(again: number)
      } else if text.trimmed.isEmpty {
        distinct.add(nil)
      } else {
        numbers[text] = distinct.indicators.count
        distinct.add(Indicator(text))
      }
    }
    try self.init(quantity, distinct, scale: scale)
  }

  /// The column of a layer that plays the quantity's part, or its columns of lower and upper ends; nil where it has
  /// none of them.
  public init?(_ quantity: IndicatorQuantity, of layer: LoadedLayer, scale: Indicator.Scale? = nil) throws {
    let fields = quantity.fields
    let lower = fields.lower.flatMap { layer.column($0) }
    let upper = fields.upper.flatMap { layer.column($0) }
    if let column = layer.column(fields.written) {
      try self.init(quantity, (0..<layer.count).map { column.text($0) }, scale: scale)
    } else if lower != nil || upper != nil {
      let indicators = (0..<layer.count).map { Indicator(lower: lower?.text($0), upper: upper?.text($0)) }
      try self.init(quantity, indicators: indicators, scale: scale)
    } else {
      return nil
    }
  }

  /// The columns of several layers one after another, each read on its own scale; nil: a layer without the field. The
  /// scale is that of the first column that has figures.
  public init(joining columns: [(column: IndicatorColumn?, count: Int)], _ quantity: IndicatorQuantity) {
    let known = columns.compactMap(\.column)
    let first = known.first { $0.entries.contains { $0?.hasFigure ?? false } } ?? known.first
    self.quantity = quantity
    scale = first?.scale ?? quantity.canonicalScale
    scaleOrigin = known.contains { $0.scaleOrigin == .inferred } ? .inferred : first?.scaleOrigin ?? .written
    entries = columns.flatMap { $0.column?.entries ?? Array(repeating: nil, count: $0.count) }
  }

  /// Few texts fill a column of many features: each is read and judged once.
  private struct Distinct {
    var indicators: [Indicator] = []
    /// How many features have each.
    var counts: [Int] = []
    /// The number of each feature's indicator; negative: nothing.
    var numbers: [Int] = []

    mutating func add(_ indicator: Indicator?) {
      numbers.append(indicator == nil ? -1 : indicators.count)
      guard let indicator else { return }
      indicators.append(indicator)
      counts.append(1)
    }

    mutating func add(again number: Int) {
      numbers.append(number)
      counts[number] += 1
    }
  }

  init(_ quantity: IndicatorQuantity, indicators: [Indicator?], scale: Indicator.Scale?) throws {
    var known: [Indicator: Int] = [:]
    var distinct = Distinct()
    for indicator in indicators {
      if let indicator, let number = known[indicator] {
        distinct.add(again: number)
      } else {
        if let indicator { known[indicator] = distinct.indicators.count }
        distinct.add(indicator)
      }
    }
    try self.init(quantity, distinct, scale: scale)
  }

  private init(_ quantity: IndicatorQuantity, _ distinct: Distinct, scale: Indicator.Scale?) throws {
    let limits = try quantity.limits()
    self.quantity = quantity
    if quantity == .height {
      (self.scale, scaleOrigin) = (.metre, .written)
    } else if let scale {
      (self.scale, scaleOrigin) = (scale, .stated)
    } else {
      (self.scale, scaleOrigin) = Self.scale(of: distinct, quantity, limits)
    }
    let column = self.scale
    let each = distinct.indicators.map { Self.entry($0, column, quantity, limits) }
    entries = distinct.numbers.map { $0 < 0 ? nil : each[$0] }
  }

  /// Bare numbers are percentages where most of those that are not 0 exceed the largest believable ratio.
  private static func scale(
    of distinct: Distinct,
    _ quantity: IndicatorQuantity,
    _ limits: IndicatorQuantity.Limits
  ) -> (Indicator.Scale, ScaleOrigin) {
    var bare = 0
    var above = 0
    for (indicator, count) in zip(distinct.indicators, distinct.counts) where indicator.scale == .unstated {
      guard let figure = indicator.largest, figure > .zero else { continue }
      bare += count
      if figure > limits.largestRatio { above += count }
    }
    if bare == 0 { return (quantity.canonicalScale, .written) }
    return (above * 2 > bare ? .percent : .ratio, .inferred)
  }

  private static func entry(
    _ indicator: Indicator,
    _ column: Indicator.Scale,
    _ quantity: IndicatorQuantity,
    _ limits: IndicatorQuantity.Limits
  ) -> Entry {
    let scale = indicator.scale == .unstated ? column : indicator.scale
    let isForeign = (scale == .metre) != (quantity == .height)
    let ends = isForeign ? (nil, nil) : indicator.ends
    let lower = ends.0.map { canonical($0, scale, quantity) }
    let upper = ends.1.map { canonical($0, scale, quantity) }
    let figures = [lower, upper].compactMap { $0 }
    let isTooSmall =
      indicator.scale == .unstated && scale == .percent
      && [ends.0, ends.1].contains { $0.map { $0 > .zero && $0 < limits.smallestPercent } ?? false }
    let isDoubtful = isForeign || isTooSmall || figures.contains { $0 > limits.largest }
    return Entry(indicator: indicator, lower: lower, upper: upper, isDoubtful: isDoubtful)
  }

  private static func canonical(
    _ value: FixedDecimal,
    _ scale: Indicator.Scale,
    _ quantity: IndicatorQuantity
  ) -> FixedDecimal {
    switch (scale, quantity.canonicalScale) {
    case (.percent, .ratio):
      let room = value.decimals <= FixedDecimal.maximumDecimals - 2
      let exact = room ? value : value.rounded(to: FixedDecimal.maximumDecimals - 2)
      return FixedDecimal(unscaled: exact.unscaled, decimals: exact.decimals + 2)
    case (.ratio, .percent):
      let precise = value.rounded(to: max(value.decimals, 2))
      return FixedDecimal(unscaled: precise.unscaled, decimals: precise.decimals - 2)
    default: return value
    }
  }
}

extension Indicator {
  /// Both ends in the text's own scale; equal for a value.
  var ends: (FixedDecimal?, FixedDecimal?) {
    switch reading {
    case .value(let value): (value, value)
    case .range(let lower, let upper): (lower?.value, upper?.value)
    case .none, .unreadable: (nil, nil)
    }
  }

  var largest: FixedDecimal? { [ends.0, ends.1].compactMap { $0 }.max() }
}
