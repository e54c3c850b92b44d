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

  private static func unknownName(
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

  static func shapefileEncoding(_ name: String) -> DataError {
    DataError(
      .configuration,
      code: CommandErrorCode.shapefileEncoding.rawValue,
      found: "shapefiles are not written in the encoding \(name)",
      expected: "UTF-8 or GBK",
      advice: "Use one of these",
      arguments: [name]
    )
  }

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

  static func folderTaken(_ path: String) -> DataError {
    DataError(
      .output,
      code: CommandErrorCode.folderTaken.rawValue,
      at: Place(file: path),
      found: "a file, or a folder that holds something",
      expected: "a new or empty folder",
      advice: "Name another, or replace the layers in it with --overwrite"
    )
  }

  static func noFolder(_ path: String, _ reason: String) -> DataError {
    DataError(
      .output,
      code: CommandErrorCode.noFolder.rawValue,
      at: Place(file: path),
      found: "the folder cannot be made: \(reason)",
      expected: "a place that can be written to",
      advice: "Name another folder",
      arguments: [reason]
    )
  }

  static func workbookNeedsFile() -> DataError {
    DataError(
      .configuration,
      code: CommandErrorCode.workbookNeedsFile.rawValue,
      found: "--format xlsx without a file",
      expected: "a file to write the workbook to",
      advice: "Add --out, for example --out account.xlsx"
    )
  }

  static func simpleStyleNeedsGeoJSON() -> DataError {
    DataError(
      .configuration,
      code: CommandErrorCode.simpleStyleNeedsGeoJSON.rawValue,
      found: "--simplestyle with a format that is not GeoJSON",
      expected: "GeoJSON",
      advice: "Leave it out: a GeoPackage carries the colours anyway"
    )
  }

  static func endingContradicts(_ path: String, _ form: String) -> DataError {
    DataError(
      .configuration,
      code: CommandErrorCode.endingContradicts.rawValue,
      at: Place(file: path),
      found: "--to \(form) with a name that does not end in .\(form)",
      expected: "a name ending in .\(form)",
      advice: "Name the output accordingly, or leave out --to",
      arguments: [form]
    )
  }

  static func notToStandardOutput(_ form: String) -> DataError {
    DataError(
      .configuration,
      code: CommandErrorCode.notToStandardOutput.rawValue,
      found: "the format \(form) on standard output",
      expected: "a file: only GeoJSON is written to standard output",
      advice: "Name a file with --out",
      arguments: [form]
    )
  }

  /// A file that is not there, under a name with bytes that are not UTF-8: they were replaced before it was looked for.
  static func nameNotUTF8(_ place: Place) -> DataError {
    DataError(
      .input,
      code: CommandErrorCode.nameNotUTF8.rawValue,
      at: place,
      found: "there is no such file, and the name is not UTF-8",
      expected: "a name in UTF-8",
      advice: "Rename the file, for example with convmv -f gbk -t utf8 --notest FILE"
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

  static func linesNeedDegrees(_ crs: String) -> DataError {
    DataError(
      .configuration,
      code: CommandErrorCode.linesNeedDegrees.rawValue,
      found: "GeoJSON by lines in \(crs)",
      expected: "longitude and latitude, because its lines have no place to name another system",
      advice: "Leave out --crs, or write .geojson, which names the system",
      arguments: [crs]
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
