import Features
import LandModel
import LandReport

/// Codes of errors that the command line itself finds.
enum CommandErrorCode: String, CaseIterable {
  case unknownRule = "command.unknown-rule"
  case unknownProfile = "command.unknown-profile"
  case unknownPlan = "command.unknown-plan"
  case layerSyntax = "command.layer-syntax"
  case noSuchTable = "command.no-such-table"
  case noCRS = "command.no-crs"
  case unknownForm = "command.unknown-form"
  case notAProject = "command.not-a-project"
  case needsZone = "command.needs-zone"
  case noVersions = "adjust.no-versions"
  case unknownEncoding = "command.unknown-encoding"
  case shapefileEncoding = "command.shapefile-encoding"
  case noBatches = "command.no-batches"
  case noPolygons = "command.no-polygons"
  case noRole = "command.no-role"
  case noSite = "query.no-site"
  case unknownParcel = "query.unknown-parcel"
  case unknownZone = "query.unknown-zone"
  case badCoordinates = "query.bad-coordinates"
  case pointOutside = "query.point-outside"
  case unknownDocument = "query.unknown-document"
  case unknownTenant = "reuse.unknown-tenant"
  case invalidRefused = "command.invalid-refused"
  case invalidPolygon = "command.invalid-polygon"
  case areaTooLarge = "command.area-too-large"
  case shapeFailed = "command.shape-failed"
  case noDate = "command.no-date"
  case noClaims = "claims.none"
  case folderTaken = "command.folder-taken"
  case noFolder = "command.no-folder"
  case workbookNeedsFile = "command.workbook-needs-file"
  case simpleStyleNeedsGeoJSON = "command.simplestyle-needs-geojson"
  case endingContradicts = "command.ending-contradicts"
  case notToStandardOutput = "command.not-to-standard-output"
  case nameNotUTF8 = "command.name-not-utf8"
  case emptySource = "command.empty-source"
  case linesNeedDegrees = "command.lines-need-degrees"
  case noLandUse = "command.no-land-use"
  case notDegrees = "command.not-degrees"
  case degreesWithoutCRS = "command.degrees-without-crs"
}

/// The errors of the command line itself.
enum CommandError {
  static func unknownRule(_ id: String, _ known: [String]) -> DataError {
    unknownName(.unknownRule, "no rule \(id) in the pack", id, known)
  }

  static func unknownProfile(_ id: String, _ known: [String]) -> DataError {
    unknownName(.unknownProfile, "no profile \(id) in the pack", id, known)
  }

  static func unknownPlan(_ name: String, _ known: [String]) -> DataError {
    unknownName(.unknownPlan, "no plan \(name) in the project", name, known)
  }

  static func unknownName(
    _ code: CommandErrorCode,
    _ found: String,
    _ name: String,
    _ known: [String]
  ) -> DataError {
    DataError(
      .configuration,
      code: code.rawValue,
      found: found,
      expected: known.isEmpty ? "none is there" : "one of \(known.joined(separator: ", "))",
      advice: "",
      arguments: [name, known.joined(separator: ", ")]
    )
  }

  static func layerSyntax(_ written: String) -> DataError {
    DataError(
      .configuration,
      code: CommandErrorCode.layerSyntax.rawValue,
      found: "--layer \(written)",
      expected: "kind=file[:layer]",
      advice: "For example --layer river=river.shp",
      arguments: [written]
    )
  }

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

  static func emptySource() -> DataError {
    DataError(
      .configuration,
      code: CommandErrorCode.emptySource.rawValue,
      found: "an empty source",
      expected: "a file, a folder or a project",
      advice: "Name one; a variable of a script may be empty"
    )
  }
}
