public import Geometry

/// An area of land: an exact quantity and the basis it was measured on.
///
/// The quantity is a whole number of quanta of 1/3,000,000 m². That makes a mu (10000/15 m²) a whole number of
/// quanta, so that m², ha and mu convert into one another without any rounding: 8000 mu are
/// exactly 533 1/3 ha. A measured `Double` is booked to the nearest quantum.
///
/// Addition and comparison throw ``AreaBasisMismatch`` where the bases differ:
///
///     let sum = try plane + ellipsoid   // throws
///
/// `==` is identity of the whole value: areas on different bases are never equal.
public struct Area: Sendable, Hashable {
  /// Number of quanta of 1/3,000,000 m².
  package let quanta: Int128
  /// What the quantity was measured on: the plane, the ellipsoid, or by geodesics.
  public let basis: AreaBasis

  package static let quantaPerSquareMetre: Int128 = 3_000_000
  /// The same; converting it for each area takes longer than all else here.
  private static let quantaInFloatingPoint = Double(quantaPerSquareMetre)

  package init(quanta: Int128, basis: AreaBasis) {
    self.quanta = quanta
    self.basis = basis
  }

  /// The quanta of 10^18 m².
  private static let tooMany = Self.quantaPerSquareMetre.magnitude * 1_000_000_000_000_000_000

  /// No land, on a basis.
  public static func zero(_ basis: AreaBasis) -> Area {
    Area(quanta: 0, basis: basis)
  }

  /// A measured area in m², to the nearest quantum. Throws ``AreaNotRepresentable`` for NaN, infinities and
  /// anything of 10^24 m² or more.
  public init(squareMetres: Double, basis: AreaBasis) throws(AreaNotRepresentable) {
    guard squareMetres.isFinite, abs(squareMetres) < 1e24 else { throw AreaNotRepresentable(value: squareMetres) }
    // Whole and fraction apart: the product of the whole with the quanta is then exact.
    let whole = squareMetres.rounded(.towardZero)
    let fraction = (squareMetres - whole) * Self.quantaInFloatingPoint
    // Through Int64 where it holds them, which is many times faster than the general way; the fraction always fits.
    let wide = abs(whole) < 0x1p62 ? Int128(Int64(whole)) : Int128(whole)
    quanta = wide * Self.quantaPerSquareMetre + Int128(Int64(fraction.rounded(.toNearestOrAwayFromZero)))
    self.basis = basis
  }

  /// A stated figure, exact where it is a multiple of the quantum (m² to 6 decimals, ha to 10, mu to 9), else to the
  /// nearest quantum. Nil for 10^18 m² or more, which is no land (and sums and products of it could not be held).
  public init?(_ value: FixedDecimal, _ unit: AreaUnit, basis: AreaBasis) {
    let (product, over) = value.unscaled.multipliedReportingOverflow(by: unit.quanta)
    guard !over else { return nil }
    let quanta = FixedDecimal.roundedQuotient(product, FixedDecimal.power(value.decimals))
    guard quanta.magnitude < Self.tooMany else { return nil }
    self.quanta = quanta
    self.basis = basis
  }

  /// The nearest Double in m².
  public var squareMetres: Double {
    (Int64(exactly: quanta).map { Double($0) } ?? Double(quanta)) / Self.quantaInFloatingPoint
  }

  /// The figure in a unit, half away from zero at the unit's decimals or at those stated.
  public func value(in unit: AreaUnit, decimals: Int? = nil) -> FixedDecimal {
    let decimals = decimals ?? unit.decimals
    let scaled = quanta * FixedDecimal.power(decimals)
    return FixedDecimal(unscaled: FixedDecimal.roundedQuotient(scaled, unit.quanta), decimals: decimals)
  }

  /// The same quantity under another label. Only for figures whose basis the caller has decided, such as a
  /// declared area that a table states without saying how it was measured.
  public func labelled(_ basis: AreaBasis) -> Area {
    Area(quanta: quanta, basis: basis)
  }

  /// True for exactly no land.
  public var isZero: Bool { quanta == 0 }
  /// True below zero: a difference, or land counted backwards.
  public var isNegative: Bool { quanta < 0 }
  /// The area without its sign, on the same basis.
  public var magnitude: Area { Area(quanta: quanta < 0 ? -quanta : quanta, basis: basis) }
}

/// Two areas were brought together that were measured on different bases.
public struct AreaBasisMismatch: Error, Sendable, Hashable, CustomStringConvertible {
  /// Basis of the first area, or of the one asked.
  public let left: AreaBasis
  /// Basis of the second area.
  public let right: AreaBasis

  public var description: String {
    "areas on different bases (\(left.rawValue), \(right.rawValue)) cannot be added or compared"
  }
}

/// A number that is no area: NaN, infinite, or beyond 10^24 m².
public struct AreaNotRepresentable: Error, Sendable, CustomStringConvertible {
  /// The number as it was given, in m².
  public let value: Double

  /// A number that cannot be held, in m².
  public init(value: Double) { self.value = value }

  public var description: String { "\(value) m² cannot be held as an area" }
}

extension Area {
  /// The exact sum, on the common basis.
  public static func + (left: Area, right: Area) throws(AreaBasisMismatch) -> Area {
    try left.requireBasis(of: right)
    return Area(quanta: left.quanta + right.quanta, basis: left.basis)
  }

  /// The exact difference, which may be negative, on the common basis.
  public static func - (left: Area, right: Area) throws(AreaBasisMismatch) -> Area {
    try left.requireBasis(of: right)
    return Area(quanta: left.quanta - right.quanta, basis: left.basis)
  }

  /// True where the first area is the smaller, exactly.
  public static func < (left: Area, right: Area) throws(AreaBasisMismatch) -> Bool {
    try left.requireBasis(of: right)
    return left.quanta < right.quanta
  }

  /// True where the first area is the larger, exactly.
  public static func > (left: Area, right: Area) throws(AreaBasisMismatch) -> Bool {
    try right < left
  }

  /// Sum on the stated basis; every member must have it.
  public static func sum(_ areas: some Sequence<Area>, basis: AreaBasis) throws(AreaBasisMismatch) -> Area {
    var total = Area.zero(basis)
    for area in areas { total = try total + area }
    return total
  }

  /// This area as a percentage of `whole`, half away from zero; nil where `whole` is zero.
  public func percentage(of whole: Area, decimals: Int = 2) throws(AreaBasisMismatch) -> FixedDecimal? {
    try requireBasis(of: whole)
    guard !whole.isZero else { return nil }
    let numerator = quanta * FixedDecimal.power(decimals + 2)
    let unscaled =
      whole.quanta < 0
      ? FixedDecimal.roundedQuotient(-numerator, -whole.quanta)
      : FixedDecimal.roundedQuotient(numerator, whole.quanta)
    return FixedDecimal(unscaled: unscaled, decimals: decimals)
  }

  private func requireBasis(of other: Area) throws(AreaBasisMismatch) {
    guard basis == other.basis else { throw AreaBasisMismatch(left: basis, right: other.basis) }
  }
}
