public import Geometry

/// Something in a layer's coordinates that contradicts its coordinate reference system.
public struct CoordinateFinding: Sendable, Hashable {
  /// One of the codes that begin with `crs.`
  public var code: PROJCode
  /// What was seen, in English.
  public var text: String
  /// The definition of the system that would fit, where one can be named: `EPSG:4525`, or WKT where it has no code.
  public var suggestion: String?
  /// The numbers in the text: x from, x to, y from, y to; then the arguments listed with the code.
  public var arguments: [String]
  /// True where the coordinates cannot be of the system at all, so that a figure or a file from them would be wrong; false
  /// where they are merely somewhere else than expected.
  public var isCertain: Bool
}

/// Checks coordinates against what their system says about itself: PROJ transforms swapped, prefixed or unprefixed
/// coordinates without an error, to a wrong place.
public enum CoordinateCheck {
  /// What contradicts `crs` in a layer whose coordinates fill `box` (x = easting or longitude); empty where nothing
  /// does. Most telling first.
  public static func findings(for box: Box, in crs: CRS) -> [CoordinateFinding] {
    guard !box.isEmpty, box.minX.isFinite, box.maxX.isFinite, box.minY.isFinite, box.maxY.isFinite else { return [] }
    return Check(box: box, crs: crs, expected: expectedBox(of: crs)).findings()
  }

  /// Those findings of ``findings(for:in:)`` that are certain: what is computed from such coordinates is wrong.
  public static func contradictions(for box: Box, in crs: CRS) -> [CoordinateFinding] {
    isUsual(box, in: crs) ? [] : findings(for: box, in: crs).filter(\.isCertain)
  }

  /// True for coordinates that lie well within a Chinese zone, as most do: no need to ask PROJ where that is.
  public static func isUsual(_ box: Box, in crs: CRS) -> Bool {
    guard let zone = crs.chineseZone else { return false }
    let easting = zone.isPrefixed ? Double(zone.zone) * 1e6 + 500_000 : 500_000
    return box.minX > easting - 400_000 && box.maxX < easting + 400_000 && box.minY > 1.9e6 && box.maxY < 6e6
  }

  /// What coordinates that fill `box` look like where nobody says which system they are in: latitude before longitude. Nil
  /// where they may be anything.
  ///
  /// - Parameters:
  ///   - box: of all coordinates.
  ///   - mustBeDegrees: the format knows nothing but longitude and latitude (GeoJSON).
  public static func exchangedDegrees(_ box: Box, mustBeDegrees: Bool) -> CoordinateFinding? {
    guard !box.isEmpty else { return nil }
    let isChinese = box.minX >= 3 && box.maxX <= 54 && box.minY >= 73 && box.maxY <= 136
    let isElsewhere = box.minX >= -90 && box.maxX <= 90 && box.maxY <= 180 && box.minY >= -180
    guard isChinese || mustBeDegrees && isElsewhere && (box.maxY > 90 || box.minY < -90) else { return nil }
    return CoordinateFinding(
      code: .swappedAxes,
      text: "coordinates \(words(box)) look exchanged: x holds latitudes, y longitudes",
      suggestion: nil,
      arguments: numbers(box),
      isCertain: true
    )
  }

  /// True for coordinates that look like longitude and latitude, in either order, where nobody says which system they
  /// are in: within China, or a whole layer of less than a metre.
  public static func looksLikeDegrees(_ box: Box) -> Bool {
    guard !box.isEmpty else { return false }
    let swapped = Box(minX: box.minY, minY: box.minX, maxX: box.maxY, maxY: box.maxX)
    return [box, swapped].contains { box in
      guard box.minX >= -180, box.maxX <= 180, box.minY >= -90, box.maxY <= 90 else { return false }
      let isChinese = box.minX >= 73 && box.maxX <= 136 && box.minY >= 3 && box.maxY <= 54
      return isChinese || max(box.width, box.height) < 1
    }
  }

  /// The box's numbers for people: x from, x to, y from, y to.
  static func numbers(_ box: Box) -> [String] {
    // Degrees need decimals, metres do not.
    let factor = max(abs(box.maxX), abs(box.maxY)) <= 360 ? 1e4 : 1
    return [box.minX, box.maxX, box.minY, box.maxY].map {
      let rounded = ($0 * factor).rounded() / factor
      return factor == 1 && abs(rounded) < 1e15 ? String(Int64(rounded)) : "\(rounded)"
    }
  }

  static func words(_ box: Box) -> String {
    let n = numbers(box)
    return "x \(n[0]) to \(n[1]), y \(n[2]) to \(n[3])"
  }

  /// Where coordinates of a system are to be expected: its area of use in its own coordinates; nil where unknown.
  public static func expectedBox(of crs: CRS) -> Box? {
    guard let area = crs.areaOfUse else {
      return crs.isGeographic ? Box(minX: -180, minY: -90, maxX: 180, maxY: 90) : nil
    }
    if crs.isGeographic { return area }
    guard let degrees = try? crs.ownDegrees(), let way = try? Transformation(from: degrees, to: crs) else { return nil }
    return way.transform(area)
  }
}

/// One check: a box against a system.
private struct Check {
  let box: Box
  let crs: CRS
  let expected: Box?

  /// A quarter of the area's size around it is still near; what is farther is somewhere else.
  private func isNear(_ box: Box) -> Bool {
    if crs.isGeographic, !isDegrees(box) { return false }
    guard let expected else { return true }
    return near(expected).contains(box)
  }

  private func near(_ expected: Box) -> Box {
    let margin = max(expected.width, expected.height) * 0.25
    return expected.expanded(by: crs.isGeographic ? min(margin, 10) : margin)
  }

  private var swapped: Box { Box(minX: box.minY, minY: box.minX, maxX: box.maxY, maxY: box.maxX) }

  private func isDegrees(_ box: Box) -> Bool {
    box.minX >= -180 && box.maxX <= 360 && box.minY >= -90 && box.maxY <= 90
  }

  func findings() -> [CoordinateFinding] {
    if isNear(box) { return partlyOutside() }
    if isNear(swapped) { return [swappedFinding] }
    if crs.isProjected {
      if isDegrees(box) || isDegrees(swapped), max(abs(box.maxX), abs(box.minX), abs(box.maxY)) <= 360 {
        return degreesFindings()
      }
      if let zone = crs.chineseZone { return zoneFindings(zone) }
    } else if !isDegrees(box), !isDegrees(swapped),
      max(abs(box.minX), abs(box.maxX), abs(box.minY), abs(box.maxY)) > 1000
    {
      return metresFindings()
    }
    return [outsideFinding]
  }

  private func partlyOutside() -> [CoordinateFinding] {
    guard let expected, !expected.expanded(by: expected.width * 0.01).contains(box) else { return [] }
    return [
      finding(
        .partlyOutside,
        "reaches beyond the area of use of \(crs.name) (\(CoordinateCheck.words(expected)))",
        arguments: [crs.name]
      )
    ]
  }

  private func degreesFindings() -> [CoordinateFinding] {
    let isSwapped = !isDegrees(box) || looksSwappedChinese(box)
    let found = finding(
      .degreesInMetres,
      "are degrees, while \(crs.name) is in \(crs.unitName)s",
      suggestion: crs.geographicDefinition,
      arguments: [crs.name, crs.unitName]
    )
    return isSwapped ? [found, swappedFinding] : [found]
  }

  /// Latitude (3–54) in x and longitude (73–136) in y.
  private func looksSwappedChinese(_ box: Box) -> Bool {
    box.minX >= 3 && box.maxX <= 54 && box.minY >= 73 && box.maxY <= 136
  }

  private func metresFindings() -> [CoordinateFinding] {
    let isSwapped =
      CoordinateRange(box.minY, box.maxY)?.isEasting == true && CoordinateRange(box.minX, box.maxX) == .northing
    let eastings = isSwapped ? CoordinateRange(box.minY, box.maxY) : CoordinateRange(box.minX, box.maxX)
    var suggestion: String?
    if case .prefixedEasting(let prefix) = eastings, let datum = chineseDatum {
      suggestion = ChineseZone(datum, prefix: prefix)?.code
    }
    let found = finding(
      .metresInDegrees,
      "are metres, while \(crs.name) is in degrees",
      suggestion: suggestion,
      arguments: [crs.name]
    )
    return isSwapped ? [found, swappedFinding] : [found]
  }

  private var chineseDatum: ChineseDatum? {
    if crs.isCGCS2000 || crs.isWGS84 { return .cgcs2000 }
    if crs.isXian1980 { return .xian1980 }
    return crs.isBeijing1954 ? .beijing1954 : nil
  }

  /// A Chinese zone, and coordinates that are not near it: prefix missing, too much, or another zone's.
  private func zoneFindings(_ zone: ChineseZone) -> [CoordinateFinding] {
    let isSwapped =
      CoordinateRange(box.minX, box.maxX) == .northing && CoordinateRange(box.minY, box.maxY)?.isEasting == true
    let upright = isSwapped ? swapped : box
    let axes = isSwapped ? [swappedFinding] : []
    guard CoordinateRange(upright.minY, upright.maxY) == .northing else { return [outsideFinding] }
    switch CoordinateRange(upright.minX, upright.maxX) {
    case .easting where zone.isPrefixed:
      return [
        finding(
          .missingPrefix,
          "carry no zone prefix, while \(crs.name) has prefix \(zone.zone)",
          suggestion: zone.prefixed(false).code,
          arguments: [crs.name, String(zone.zone)]
        )
      ] + axes
    case .prefixedEasting(let prefix) where !zone.isPrefixed && prefix == zone.zone:
      return [
        finding(
          .extraPrefix,
          "carry zone prefix \(prefix), while \(crs.name) has none",
          suggestion: zone.prefixed(true).code,
          arguments: [crs.name, String(prefix)]
        )
      ] + axes
    case .prefixedEasting(let prefix) where prefix != zone.zone:
      return [
        finding(
          .otherPrefix,
          "carry zone prefix \(prefix), while \(crs.name) is zone \(zone.zone)",
          suggestion: ChineseZone(zone.datum, prefix: prefix)?.code,
          arguments: [crs.name, String(prefix), String(zone.zone)]
        )
      ] + axes
    default: return isSwapped ? axes : [outsideFinding]
    }
  }

  private var swappedFinding: CoordinateFinding {
    finding(
      .swappedAxes,
      "look exchanged: x holds northings or latitudes, y eastings or longitudes",
      arguments: [crs.name]
    )
  }

  private var outsideFinding: CoordinateFinding {
    let area = crs.areaOfUseName.map { " (\($0))" } ?? ""
    return finding(.outsideArea, "lie outside the area of use of \(crs.name)\(area)", arguments: [crs.name])
  }

  /// Coordinates of another magnitude, another zone's, or exchanged and far from where they should be cannot be right. A
  /// layer that is merely somewhere else may be: a system is used beyond the area that its register states.
  private func isCertain(_ code: PROJCode) -> Bool {
    switch code {
    case .outsideArea, .partlyOutside: false
    case .swappedAxes: expected.map { !near($0).intersects(box) } ?? true
    default: true
    }
  }

  private func finding(
    _ code: PROJCode,
    _ text: String,
    suggestion: String? = nil,
    arguments: [String]
  ) -> CoordinateFinding {
    CoordinateFinding(
      code: code,
      text: "coordinates \(CoordinateCheck.words(box)) \(text)",
      suggestion: suggestion,
      arguments: CoordinateCheck.numbers(box) + arguments,
      isCertain: isCertain(code)
    )
  }
}
