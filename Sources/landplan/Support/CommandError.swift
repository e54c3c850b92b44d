import Features
import LandReport

/// Codes of errors that the command line itself finds.
enum CommandErrorCode: String, CaseIterable {
  case noSuchTable = "command.no-such-table"
  case noCRS = "command.no-crs"
  case unknownForm = "command.unknown-form"
  case notAProject = "command.not-a-project"
  case needsZone = "command.needs-zone"
  case unknownEncoding = "command.unknown-encoding"
  case invalidRefused = "command.invalid-refused"
}

/// The errors of the command line itself.
enum CommandError {
  static func noSuchTable(_ name: String, _ names: String) -> DataError {
    DataError(
      .configuration,
      code: CommandErrorCode.noSuchTable.rawValue,
      found: "no table \(name) in this result",
      expected: "one of \(names)",
      advice: "Name one with --table",
      arguments: [name, names]
    )
  }

  static func noCRS(_ place: Place) -> DataError {
    DataError(
      .configuration,
      code: CommandErrorCode.noCRS.rawValue,
      at: place,
      found: "the layer states no coordinate reference system",
      expected: "one, for areas on this basis or for a transformation",
      advice: "State it with --crs, for example --crs EPSG:4546"
    )
  }

  static func unknownForm(_ path: String, _ known: String) -> DataError {
    DataError(
      .configuration,
      code: CommandErrorCode.unknownForm.rawValue,
      at: Place(file: path),
      found: "the name does not tell which format to write",
      expected: known,
      advice: "Use one of these endings, or --to",
      arguments: [known]
    )
  }

  static func notAProject(_ path: String) -> DataError {
    DataError(
      .configuration,
      code: CommandErrorCode.notAProject.rawValue,
      at: Place(file: path),
      found: "no project file here",
      expected: "landplan.yaml, or a folder that holds one",
      advice: "See the README for the form of a project file"
    )
  }

  static func needsZone(_ place: Place, _ crs: String) -> DataError {
    DataError(
      .configuration,
      code: CommandErrorCode.needsZone.rawValue,
      at: place,
      found: "\(crs) is no Gauss-Krüger zone, and the layer does not lie in one by its datum and place",
      expected: "a system that a boundary-point file can name",
      advice: "Name the zone, for example --crs EPSG:4525",
      arguments: [crs]
    )
  }

  static func unknownEncoding(_ name: String) -> DataError {
    DataError(
      .configuration,
      code: CommandErrorCode.unknownEncoding.rawValue,
      found: "no encoding \(name)",
      expected: "GBK, GB18030, UTF-8, UTF-16 or same",
      advice: "Use one of these",
      arguments: [name]
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
}
