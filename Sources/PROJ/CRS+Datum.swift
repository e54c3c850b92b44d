extension CRS {
  /// True where both systems rest on the same datum, so that going from one to the other changes no position.
  public func sharesDatum(with other: CRS) -> Bool {
    // A system bound to WGS 84 by its own parameters is like no other.
    if self == other { return true }
    if isBound || other.isBound { return false }
    guard !datum.isEmpty, datumKey == other.datumKey else { return false }
    return abs(ellipsoid.semiMajorAxis - other.ellipsoid.semiMajorAxis) < 1e-3
      && abs(ellipsoid.flattening - other.ellipsoid.flattening) < 1e-9
  }

  /// True for CGCS2000, by whatever name software writes for it.
  public var isCGCS2000: Bool {
    !isBound && ["china2000", "chinageodeticcoordinatesystem2000", "cgcs2000"].contains(datumKey)
  }

  /// True for WGS 84 in any realisation.
  public var isWGS84: Bool {
    !isBound && (datumKey.hasPrefix("worldgeodeticsystem1984") || datumKey == "wgs84" || datumKey == "wgs1984")
  }

  /// True for Xi'an 1980.
  public var isXian1980: Bool { !isBound && ["xian1980", "xian80"].contains(datumKey) }

  /// True for Beijing 1954.
  public var isBeijing1954: Bool { !isBound && ["beijing1954", "beijing54"].contains(datumKey) }

  /// WGS 84 and CGCS2000 differ by their epochs' plate motion: below a metre or so.
  func isEqualAtTheMetre(to other: CRS) -> Bool {
    (isWGS84 && other.isCGCS2000) || (isCGCS2000 && other.isWGS84) || (isWGS84 && other.isWGS84)
  }

  /// The datum's name without what programs write differently: case, blanks, underscores, ESRI's `D_`, `ensemble`.
  var datumKey: String {
    var text = datum.lowercased()
    if text.hasPrefix("d_") { text.removeFirst(2) }
    if text.hasSuffix(" ensemble") { text.removeLast(9) }
    return String(text.filter { $0.isLetter || $0.isNumber })
  }
}
