/// The codes of errors in GeoJSON input. Each is `DataError.code`; `arguments` are named with the code.
public enum GeoJSONErrorCode: String, CaseIterable, Sendable {
  /// There is no such file.
  case noFile = "geojson.no-file"
  /// The path is a folder.
  case isFolder = "geojson.is-folder"
  /// The system does not let this user read it, or fails to. Argument: the system's words.
  case notReadable = "geojson.not-readable"
  /// The file holds nothing, or white space only.
  case empty = "geojson.empty"
  /// UTF-16 or UTF-32 text. Argument: the encoding.
  case utf16 = "geojson.utf-16"
  /// Bytes that are not UTF-8. Arguments: the byte, the likely encoding.
  case notUTF8 = "geojson.not-utf-8"
  /// Not JSON at all. Argument: what was found.
  case notJSON = "geojson.not-json"
  /// JSON of another kind (TopoJSON, Esri JSON, any object). Argument: which.
  case notGeoJSON = "geojson.not-geojson"
  /// The file ends too early. Argument: what was expected.
  case truncated = "geojson.truncated"
  /// Something else was expected here. Arguments: found, expected.
  case unexpectedToken = "geojson.unexpected-token"
  /// A number that JSON does not know (`01`, `1.`, `.5`, `+1`). Argument: its text.
  case badNumber = "geojson.bad-number"
  /// NaN, an infinity, or a number beyond what Double holds. Argument: its text.
  case notFinite = "geojson.not-finite"
  /// A position with fewer than two numbers. Argument: how many.
  case shortPosition = "geojson.short-position"
  /// A character in a string that must be written as an escape, inside an object or array that is kept as text.
  case controlCharacter = "geojson.control-character"
  /// An escape that JSON does not know. Argument: its text.
  case badEscape = "geojson.bad-escape"
  /// A `type` that GeoJSON does not know. Argument: the type.
  case unknownType = "geojson.unknown-type"
  /// A member that must be there is missing. Argument: the member.
  case missingMember = "geojson.missing-member"
  /// Nested more deeply than ``GeoJSON/maximumDepth``.
  case tooDeep = "geojson.too-deep"
  /// So many names of properties that a table of them would not fit into memory. Argument: the limit.
  case tooManyFields = "geojson.too-many-fields"
}

/// The codes of what the reader and the writer noticed: the codes of a `LoadNote`.
public enum GeoJSONNoteCode: String, CaseIterable, Sendable {
  /// Members that GeoJSON does not define; they are not kept. Arguments: the names, how often.
  case foreignMembers = "geojson.foreign-members"
  /// An object names a member twice; the first counts. Arguments: the name, how often.
  case duplicateMember = "geojson.duplicate-member"
  /// Values of several types in one field; kept as JSON. Argument: how many values.
  case mixedTypes = "geojson.mixed-types"
  /// Half of a surrogate pair, read as U+FFFD. Argument: how often.
  case loneSurrogate = "geojson.lone-surrogate"
  /// Unescaped control characters in strings, accepted. Argument: how often.
  case rawControl = "geojson.raw-control-character"
  /// Features without `"type": "Feature"`. Argument: how many.
  case untypedFeature = "geojson.untyped-feature"
  /// Geometries where features belong. Argument: how many.
  case bareGeometry = "geojson.bare-geometry"
  /// Z or M values are not kept. Argument: how many features.
  case zDropped = "geojson.z-dropped"
  /// A `crs` member that names no coordinate system this reader knows. Argument: its text.
  case unreadableCRS = "geojson.unreadable-crs"
  /// No `crs` member, and coordinates that cannot be longitude and latitude. Arguments: the extent.
  case notLonLat = "geojson.not-longitude-latitude"
  /// Written: vertices that rounding made equal to the one before. Argument: how many.
  case roundedRepeats = "geojson.rounding-repeats"
  /// Written: rings that rounding left without area. Arguments: how many, the first feature.
  case roundedCollapse = "geojson.rounding-collapse"
  /// Written: reals that are no finite number became null. Arguments: how many, the field.
  case nonFiniteNull = "geojson.non-finite-null"
  /// Written: a geometry crosses the antimeridian and was not cut. Arguments: how many, the first feature.
  case antimeridian = "geojson.antimeridian"
}

extension GeoJSON {
  /// How deeply objects and arrays may be nested.
  public static let maximumDepth = 500
  /// The largest number of different names of properties in one file; each is a column with a place for every feature.
  public static let maximumFields = 4096
}
