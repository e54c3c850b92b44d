import Features

/// Every code of an error or note about a boundary-point file (界址点 TXT). Arguments are listed behind each; the
/// place has the line.
public enum BoundaryPointCode: String, Sendable, CaseIterable {
  /// No text, or no point in it.
  case noPoints = "boundary.no-points"
  /// Neither UTF-8 nor GB 18030 nor UTF-16 with a mark. Arguments: number of bytes without meaning.
  case encoding = "boundary.encoding"
  /// A line that is neither key, parcel nor point. Arguments: the line.
  case line = "boundary.line"
  /// A number that is none. Arguments: the text.
  case number = "boundary.number"
  /// A point whose coordinates can be neither of the others' kind. Arguments: first and second coordinate.
  case coordinateRange = "boundary.coordinate-range"
  /// One parcel with northing first and easting first. Arguments: first and second coordinate.
  case mixedOrder = "boundary.mixed-order"
  /// Points of two zones in one file. Arguments: the two zones.
  case mixedZones = "boundary.mixed-zones"
  /// 带号 contradicts the prefix of the coordinates. Arguments: 带号, prefix.
  case zoneMismatch = "boundary.zone-mismatch"
  /// Writing: a system that the format cannot name. Arguments: CRS.
  case unsupportedCRS = "boundary.unsupported-crs"
  /// Writing: characters that the encoding lacks. Arguments: encoding.
  case unencodable = "boundary.unencodable"
  /// Writing: a feature without polygon, line or point.
  case noGeometry = "boundary.no-geometry"
  /// A prefix to be put on or taken off where the zone is unknown.
  case zoneNeeded = "boundary.zone-needed"

  // Notes.
  /// Easting stood before northing. Arguments: parcel.
  case noteSwapped = "boundary.note-swapped"
  /// 坐标系 missing or not understood; CGCS2000 assumed. Arguments: the text.
  case noteDatumAssumed = "boundary.note-datum-assumed"
  /// No prefix and no 带号: the zone is unknown.
  case noteZoneUnknown = "boundary.note-zone-unknown"
  /// 带号 is missing; the prefix says the zone. Arguments: zone.
  case noteZoneFromPrefix = "boundary.note-zone-from-prefix"
  /// 几度分带 contradicts the zone number. Arguments: 几度分带, zone.
  case noteZoneWidth = "boundary.note-zone-width"
  /// Coordinates of no national range; taken as northing, easting of an unknown system.
  case noteLocal = "boundary.note-local"
  /// Longitude and latitude. Arguments: CRS.
  case noteDegrees = "boundary.note-degrees"
  /// A file without keys and parcels: all points are one parcel.
  case noteCoordinatesOnly = "boundary.note-coordinates-only"
  /// 转换参数 are not empty, and not applied. Arguments: the text.
  case noteParameters = "boundary.note-parameters"
  /// 计量单位 or 投影类型 is something else than expected. Arguments: key, value.
  case noteKey = "boundary.note-key"
  /// 界址点数 is another number. Arguments: declared, found without closing points, with them.
  case notePointCount = "boundary.note-point-count"
  /// The unit of 地块面积 was inferred. Arguments: unit (ha, m2, mu).
  case noteAreaUnit = "boundary.note-area-unit"
  /// 地块面积 fits no unit. Arguments: declared, measured m².
  case noteAreaUnclear = "boundary.note-area-unclear"
  /// A ring number was used again after its ring had closed. Arguments: ring number.
  case noteRingSplit = "boundary.note-ring-split"
  /// A ring of fewer than three points. Arguments: ring number.
  case noteShortRing = "boundary.note-short-ring"
  /// Columns behind those that the layout has are not kept when the file is written again. Arguments: points.
  case noteColumns = "boundary.note-columns"
  /// Writing: a comma or line end in a text was replaced. Arguments: the text.
  case noteTextChanged = "boundary.note-text-changed"
}

extension DataError {
  init(
    _ kind: Kind,
    _ code: BoundaryPointCode,
    at place: Place,
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
  init(_ code: BoundaryPointCode, at place: Place, _ text: String, arguments: [String] = []) {
    self.init(code: code.rawValue, at: place, text: text, arguments: arguments)
  }
}
