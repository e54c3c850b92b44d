import Features
import LandModel
import LandReport

/// What is wrong with the output that is asked for.
extension CommandError {
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
}
