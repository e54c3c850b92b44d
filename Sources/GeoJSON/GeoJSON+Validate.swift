public import Features

/// What a strict reading of RFC 7946 can find. Errors break the standard, warnings only its advice.
public enum GeoJSONFindingCode: String, CaseIterable, Sendable {
  /// Not JSON, or no finite number. Arguments: found, expected.
  case syntax = "geojson.check.syntax"
  /// A root that is no object.
  case root = "geojson.check.root"
  /// A member that must be there is missing. Argument: the member.
  case missingMember = "geojson.check.missing-member"
  /// A member of the wrong JSON type. Arguments: the member, what it should be, what it is.
  case wrongType = "geojson.check.wrong-type"
  /// A `type` that the standard does not know here. Arguments: the type, what belongs here.
  case unknownType = "geojson.check.unknown-type"
  /// A member that another kind of object defines (RFC 7946, 7.1). Arguments: the kind of object, the member.
  case reservedMember = "geojson.check.reserved-member"
  /// A member named twice in one object. Argument: the name.
  case duplicateMember = "geojson.check.duplicate-member"
  /// A number or another value where an array of positions belongs.
  case shallowCoordinates = "geojson.check.shallow-coordinates"
  /// Something other than a number in a position.
  case positionElement = "geojson.check.position-element"
  /// A position of fewer than two numbers. Argument: how many.
  case shortPosition = "geojson.check.short-position"
  /// Warning: a position of more than three numbers. Argument: how many.
  case longPosition = "geojson.check.long-position"
  /// A line of fewer than two positions.
  case shortLine = "geojson.check.short-line"
  /// A ring of fewer than four positions. Argument: how many.
  case shortRing = "geojson.check.short-ring"
  /// A ring whose first and last positions differ.
  case unclosedRing = "geojson.check.unclosed-ring"
  /// Warning: a shell clockwise or a hole counter-clockwise.
  case rightHandRule = "geojson.check.right-hand-rule"
  /// A `bbox` that is not an array of four or six numbers.
  case box = "geojson.check.bbox"
  /// Warning: a collection of one geometry.
  case singleCollection = "geojson.check.single-collection"
  /// Warning: a collection within a collection.
  case nestedCollection = "geojson.check.nested-collection"
  /// Warning: a `crs` member, which RFC 7946 removed.
  case crsMember = "geojson.check.crs-member"
  /// Warning: a position outside ±180, ±90 though no `crs` says that it is not longitude and latitude.
  case outOfRange = "geojson.check.out-of-range"

  /// Only the standard's advice is broken.
  public var isWarning: Bool {
    switch self {
    case .longPosition, .rightHandRule, .singleCollection, .nestedCollection, .crsMember, .outOfRange: true
    default: false
    }
  }
}

extension GeoJSON {
  /// One departure from the standard.
  public struct Finding: Sendable, Hashable, CustomStringConvertible {
    /// Which rule of the standard it departs from; its severity goes with it.
    public var code: GeoJSONFindingCode
    /// File, feature, line and column of the thing itself.
    public var place: Place
    /// Line, from 1, where the object or array begins that it is part of.
    public var withinLine: Int
    /// Column, in characters from 1, where that object or array begins.
    public var withinColumn: Int
    /// The sentence in English, without place and code.
    public var text: String
    /// The values inside the text, as listed with the code.
    public var arguments: [String]

    public var description: String {
      "\(place): \(code.isWarning ? "warning: " : "")\(text) [\(code.rawValue)]"
    }
  }

  /// Reads a file against RFC 7946 and lists what departs from it, in file order, at most `limit` findings. An empty
  /// list is a valid file. Memory stays bounded whatever the file's size.
  /// - Throws: `DataError` only where the file cannot be opened; broken JSON is a finding, after which reading stops.
  public static func validate(_ path: String, limit: Int = 1000) throws(DataError) -> [Finding] {
    let file = try MappedFile(path)
    return validate(file, path: path, limit: limit)
  }

  /// The same for a document in memory; `name` stands for the file.
  public static func validate(bytes: [UInt8], name: String, limit: Int = 1000) -> [Finding] {
    validate(MappedFile(copying: bytes), path: name, limit: limit)
  }

  private static func validate(_ file: MappedFile, path: String, limit: Int) -> [Finding] {
    var validator = Validator(file, path: path, limit: limit)
    return withExtendedLifetime(file) { validator.run() }
  }
}
