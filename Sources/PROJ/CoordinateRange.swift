/// What a range of coordinate values can be in China, by its magnitude alone. The ranges do not overlap, so that a
/// column of numbers says what it is.
public enum CoordinateRange: Sendable, Hashable {
  /// 1.9e6 to 6.0e6 m.
  case northing
  /// 1.3e7 to 4.6e7 m: an easting with zone prefix.
  case prefixedEasting(zone: Int)
  /// 1e5 to 9e5 m: an easting without zone prefix.
  case easting
  /// 73 to 136 degrees.
  case longitude
  /// 3 to 54 degrees.
  case latitude

  /// True for eastings, with prefix or without.
  public var isEasting: Bool {
    switch self {
    case .easting, .prefixedEasting: true
    default: false
    }
  }

  /// nil where the range is none of these, or spans several zones.
  public init?(_ lowest: Double, _ highest: Double) {
    switch (lowest, highest) {
    case (1.9e6...6.0e6, 1.9e6...6.0e6): self = .northing
    case (1e5...9e5, 1e5...9e5): self = .easting
    case (73...136, 73...136): self = .longitude
    case (3...54, 3...54): self = .latitude
    default:
      guard let low = ChineseZone.prefix(ofEasting: lowest), let high = ChineseZone.prefix(ofEasting: highest),
        low == high
      else { return nil }
      self = .prefixedEasting(zone: low)
    }
  }
}
