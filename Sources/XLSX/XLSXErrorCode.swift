/// The codes of every ``Features/DataError`` that this module throws, with the arguments its sentence needs.
public enum XLSXErrorCode: String, CaseIterable, Sendable {
  /// libxlsxwriter is not there, or does not fit. Argument: the dynamic linker's words.
  case libraryMissing = "xlsx.library-missing"
  /// More rows or columns than a worksheet holds. Arguments: the sheet, rows, columns.
  case sheetFull = "xlsx.sheet-full"
  /// The library could not write. Argument: its words.
  case writeFailed = "xlsx.write-failed"
}
