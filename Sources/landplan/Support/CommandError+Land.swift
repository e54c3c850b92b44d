import Features
import LandModel
import LandReport

/// What is wrong with the land that is asked about, or with the words that name it.
extension CommandError {
  static func noSite(_ place: Place) -> DataError {
    DataError(
      .input,
      code: CommandErrorCode.noSite.rawValue,
      at: place,
      found: "no polygon that encloses land",
      expected: "a site of one or more polygons",
      advice: "Check the file and --where"
    )
  }

  static func unknownParcel(_ id: String, near: String?) -> DataError {
    DataError(
      .configuration,
      code: CommandErrorCode.unknownParcel.rawValue,
      found: "no parcel \(id) in the cadastre, the lots or the plans of the project",
      expected: "ids of one layer",
      advice: near.map { "Did you mean \($0)?" } ?? "",
      arguments: [id, near ?? ""]
    )
  }

  static func unknownZone(_ name: String, _ known: [String]) -> DataError {
    DataError(
      .configuration,
      code: CommandErrorCode.unknownZone.rawValue,
      found: "no zone \(name)",
      expected: "one of \(known.joined(separator: ", "))",
      advice: "",
      arguments: [name, known.joined(separator: ", ")]
    )
  }

  static func badCoordinates(_ text: String, _ expected: String) -> DataError {
    DataError(
      .configuration,
      code: CommandErrorCode.badCoordinates.rawValue,
      found: "\(text), whose numbers are neither longitude and latitude nor metres of one system",
      expected: expected,
      advice: "State the system with --site-crs",
      arguments: [text, expected]
    )
  }

  static func pointOutside(_ text: String) -> DataError {
    DataError(
      .configuration,
      code: CommandErrorCode.pointOutside.rawValue,
      found: "no parcel, plan parcel or land-use patch at \(text)",
      expected: "a point within the project's layers",
      advice: "Check the order and the system of the coordinates, or use --box",
      arguments: [text]
    )
  }

  static func unknownDocument(_ path: String) -> DataError {
    DataError(
      .configuration,
      code: CommandErrorCode.unknownDocument.rawValue,
      at: Place(file: path),
      found: "the name does not tell which document to write",
      expected: ".html or .md",
      advice: "Use one of these endings"
    )
  }

  /// An invalid feature where the user asked that none be taken.
  static func invalidRefused(_ place: Place, _ reason: String, _ x: Double, _ y: Double) -> DataError {
    DataError(
      .input,
      code: CommandErrorCode.invalidRefused.rawValue,
      at: place,
      found: "the polygon is not valid: \(reason) at (\(x), \(y))",
      expected: "valid polygons, as --invalid refuse asks",
      advice: "Correct the feature, or take --invalid repair",
      arguments: [reason, "\(x)", "\(y)"]
    )
  }

  /// An invalid feature where shapes are cut and nobody asked that it be repaired.
  static func invalidPolygon(_ place: Place, _ reason: String, _ x: Double, _ y: Double) -> DataError {
    DataError(
      .input,
      code: CommandErrorCode.invalidPolygon.rawValue,
      at: place,
      found: "the polygon is not valid: \(reason) at (\(x), \(y))",
      expected: "valid polygons, for land is cut here",
      advice: "Correct the feature, or take --repair",
      arguments: [reason, "\(x)", "\(y)"]
    )
  }

  /// An area that cannot be held: of coordinates that are wrong by many digits.
  static func areaTooLarge(_ error: AreaNotRepresentable) -> DataError {
    DataError(
      .input,
      code: CommandErrorCode.areaTooLarge.rawValue,
      found: "\(error.value) m², which is no area",
      expected: "areas on Earth",
      advice: "See the extent of the coordinates with landplan info, and look for the wrong ones",
      arguments: ["\(error.value)"]
    )
  }

  /// What GEOS could not do, where no invalid feature is known.
  static func shapeFailed(_ words: String) -> DataError {
    DataError(
      .input,
      code: CommandErrorCode.shapeFailed.rawValue,
      found: "a polygon could not be cut: \(words)",
      expected: "valid polygons",
      advice: "Take --repair, or see the defects with landplan quality",
      arguments: [words]
    )
  }

  static func unknownTenant(_ name: String, _ known: [String]) -> DataError {
    DataError(
      .configuration,
      code: CommandErrorCode.unknownTenant.rawValue,
      found: "no tenant \(name)",
      expected: known.isEmpty ? "a YAML file of tenants" : "one of \(known.joined(separator: ", ")), or a YAML file",
      advice: "",
      arguments: [name, known.joined(separator: ", ")]
    )
  }

  static func noDate(_ written: String, option: String) -> DataError {
    DataError(
      .configuration,
      code: CommandErrorCode.noDate.rawValue,
      found: "“\(written)” after \(option) is no day of the calendar",
      expected: "a date such as 2021-12-31",
      advice: "Write year, month and day",
      arguments: [written, option]
    )
  }

  static func noClaims(_ place: Place) -> DataError {
    DataError(
      .configuration,
      code: CommandErrorCode.noClaims.rawValue,
      at: place,
      found: "the project names no claims",
      expected: "a file of claims",
      advice: "Name one with --claims, or as claims: in the project"
    )
  }

  static func noLandUse(_ place: Place) -> DataError {
    DataError(
      .input,
      code: CommandErrorCode.noLandUse.rawValue,
      at: place,
      found: "no field of land-use codes of a classification known here",
      expected: "codes, by which features are coloured",
      advice: "Leave out --simplestyle"
    )
  }
}
