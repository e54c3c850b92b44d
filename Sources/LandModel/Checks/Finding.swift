public import Features

/// Something in the data that looks wrong, or that the user should know before trusting a figure.
public struct Finding: Sendable, Hashable {
  /// How much a finding weighs.
  public enum Severity: Int, Sendable, Comparable {
    /// Worth knowing.
    case note
    /// Likely wrong.
    case warning
    /// Wrong: figures from it would mislead.
    case error

    public static func < (left: Severity, right: Severity) -> Bool { left.rawValue < right.rawValue }
  }

  /// A ``FindingCode``, or a code of the PROJ module's coordinate check (`crs.…`).
  public let code: String
  /// How much it weighs.
  public let severity: Severity
  /// File, layer, feature and field that it is about, as far as they are known.
  public let place: Place
  /// In English; the report layer writes other languages from code and arguments.
  public let text: String
  /// What the code's documentation lists, in that order; placeholders of the translations count them.
  public let arguments: [String]

  init(_ code: FindingCode, _ severity: Severity, at place: Place, _ text: String, _ arguments: [String] = []) {
    self.init(code: code.rawValue, severity: severity, place: place, text: text, arguments: arguments)
  }

  init(code: String, severity: Severity, place: Place, text: String, arguments: [String]) {
    self.code = code
    self.severity = severity
    self.place = place
    self.text = text
    self.arguments = arguments
  }
}

/// The codes of the findings of this module's checks.
public enum FindingCode: String, Sendable, CaseIterable {
  /// No coordinate reference system.
  case missingCRS = "check.missing-crs"
  /// A system that PROJ cannot read. Arguments: what it said.
  case unreadableCRS = "check.unreadable-crs"
  /// Geometry that is not valid. Arguments: features, first reason, its x, its y.
  case invalidGeometry = "check.invalid-geometry"
  /// Arguments: features.
  case nullGeometry = "check.null-geometry"
  /// Arguments: features.
  case emptyGeometry = "check.empty-geometry"
  /// Points and lines among polygons. Arguments: features, of.
  case mixedGeometry = "check.mixed-geometry"
  /// Rings of fewer than three distinct vertices. Arguments: features.
  case shortRing = "check.short-ring"
  /// A field without a single value. Arguments: field.
  case allNull = "check.all-null"
  /// Arguments: field, number of repeated ids, first id, features with it.
  case duplicateID = "check.duplicate-id"
  /// Features without id. Arguments: field, features.
  case missingID = "check.missing-id"
  /// Declared areas in another unit than m². Arguments: field, unit, features that agree, of.
  case declaredUnit = "check.declared-unit"
  /// Declared areas in several units. Arguments: field, unit of most, features of another unit, first of them, its unit, the
  /// unit that all are read in.
  case declaredMixedUnits = "check.declared-mixed-units"
  /// Declared areas in a unit that contradicts the field's name. Arguments: field, unit of the name, unit of the values.
  case declaredUnitContradiction = "check.declared-unit-contradiction"
  /// Declared areas in another unit than the project states. Arguments: field, unit stated, features in the other one, of, that one.
  case declaredStatedOtherwise = "check.declared-stated-otherwise"
  /// Declared areas that fit no unit. Arguments: field, median ratio, the unit that they are read in.
  case declaredNoUnit = "check.declared-no-unit"
  /// Declared areas that are texts with units of their own, or no areas. Arguments: field, how many in which unit (Chinese).
  case declaredWritten = "check.declared-written"
  /// Declared areas that differ by more than 1 %. Arguments: field, features, of, first, declared m2, measured m2.
  case declaredDiffers = "check.declared-differs"
  /// Land-use codes that no class begins. Arguments: field, version, features, codes with a suggestion where there is one.
  case unknownCodes = "check.unknown-codes"
  /// Codes that no known classification explains. Arguments: field, first codes.
  case unknownClassification = "check.unknown-classification"
  /// The version of the codes was inferred. Arguments: field, version.
  case inferredVersion = "check.inferred-version"
  /// Codes that mean one thing in the guide of 2020 and another in that of 2023. Arguments: field, codes.
  case versionTrap = "check.version-trap"
  /// Names that do not belong to their codes. Arguments: features, first code, its name, the name there.
  case codeNameMismatch = "check.code-name-mismatch"
  /// Days that no calendar has. Arguments: field, features, first feature, its text.
  case impossibleDate = "check.impossible-date"
  /// Text that was decoded wrongly. Arguments: field, features, first value.
  case garbledText = "check.garbled-text"
  /// Layers of one source in different encodings. Arguments: encodings.
  case mixedEncodings = "check.mixed-encodings"
  /// Features of a join without a row. Arguments: features, first key.
  case unmatchedFeatures = "check.unmatched-features"
  /// Rows of a joined table that no feature has. Arguments: rows, first key, its line.
  case unmatchedRows = "check.unmatched-rows"
}
