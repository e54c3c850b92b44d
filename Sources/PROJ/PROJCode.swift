import Features

/// Every code that errors and notes of this module carry, for documentation and translation. `arguments` are listed
/// behind each.
public enum PROJCode: String, Sendable, CaseIterable {
  /// PROJ does not know the definition. Arguments: definition, PROJ's words.
  case unknownCRS = "proj.unknown-crs"
  /// A system that has no horizontal plane (vertical, geocentric, engineering). Arguments: name.
  case notHorizontal = "proj.not-horizontal"
  /// A datum change for which nobody stated parameters. Arguments: source datum, target datum, source name, target
  /// name.
  case datumShiftUnknown = "proj.datum-shift-unknown"
  /// Parameters were found but say "no shift" between different ellipsoids. Arguments: as above.
  case datumShiftNull = "proj.datum-shift-null"
  /// Parameters exist for parts of the area only. Arguments: as above, then the transformations' names.
  case datumShiftPartial = "proj.datum-shift-partial"
  /// PROJ cannot connect the two systems at all. Arguments: source name, target name, PROJ's words.
  case noOperation = "proj.no-operation"
  /// Points outside what a projection can show. Arguments: number of points, x and y of the first, source name, target
  /// name.
  case pointFailed = "proj.point-failed"
  /// The plane basis asked for degrees. Arguments: CRS name.
  case planeOfDegrees = "area.plane-of-degrees"
  /// The plane basis asked for a projection that keeps no areas (Mercator). Arguments: CRS name.
  case planeOfMercator = "area.plane-of-mercator"
  /// The official ellipsoid routine is not defined for the datum. Arguments: CRS name, datum name.
  case ellipsoidDatum = "area.ellipsoid-datum"
  /// The official ellipsoid routine asked for coordinates outside China's zones. Arguments: CRS name, then four numbers (x
  /// from, x to, y from, y to) of the feature and four of where it may lie, in the zone's metres, or in degrees where the
  /// layer is brought to a zone first.
  case ellipsoidOutside = "area.ellipsoid-outside"
  /// Note: frames taken as equal. Arguments: source datum, target datum, metres.
  case noteEqualFrames = "proj.note-equal-frames"
  /// Note: a published transformation was used. Arguments: its name, metres.
  case notePublished = "proj.note-published-shift"
  /// Note: the user's parameters were used. Arguments: source name, target name.
  case noteStated = "proj.note-stated-shift"
  /// Note: an unknown shift was allowed to be zero. Arguments: source datum, target datum.
  case noteBallpark = "proj.note-no-shift"
  /// Note: WGS 84 coordinates measured on the CGCS2000 ellipsoid. Arguments: CRS name.
  case noteMeasuredAsCGCS2000 = "area.note-as-cgcs2000"
  /// Finding: x and y are exchanged. Arguments: CRS name. Every finding has four numbers before its own arguments: see
  /// ``CoordinateFinding/arguments``.
  case swappedAxes = "crs.swapped-axes"
  /// Finding: eastings carry no zone prefix, the system has one. Arguments: CRS name, the system's zone.
  case missingPrefix = "crs.missing-zone-prefix"
  /// Finding: eastings carry the zone prefix, the system has none. Arguments: CRS name, the prefix.
  case extraPrefix = "crs.extra-zone-prefix"
  /// Finding: eastings carry another zone's prefix. Arguments: CRS name, the prefix, the system's zone.
  case otherPrefix = "crs.other-zone-prefix"
  /// Finding: coordinates are degrees, the system is projected. Arguments: CRS name, its unit.
  case degreesInMetres = "crs.degrees-in-projected"
  /// Finding: coordinates are metres, the system is geographic. Arguments: CRS name.
  case metresInDegrees = "crs.metres-in-geographic"
  /// Finding: coordinates lie far outside the system's area of use. Arguments: CRS name.
  case outsideArea = "crs.outside-area-of-use"
  /// Finding: coordinates reach a little beyond the system's area of use. Arguments: CRS name.
  case partlyOutside = "crs.partly-outside-area-of-use"
}

extension DataError {
  init(
    _ kind: Kind,
    _ code: PROJCode,
    at place: Place = Place(),
    found: String,
    expected: String,
    advice: String,
    arguments: [String] = []
  ) {
    self.init(
      kind,
      code: code.rawValue,
      at: place,
      found: found,
      expected: expected,
      advice: advice,
      arguments: arguments
    )
  }
}

extension LoadNote {
  init(_ code: PROJCode, _ text: String, arguments: [String]) {
    self.init(code: code.rawValue, at: Place(), text: text, arguments: arguments)
  }
}
