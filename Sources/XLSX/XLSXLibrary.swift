internal import CXLSX
package import Features
internal import Foundation

/// libxlsxwriter's functions, loaded when the first workbook needs them, once for the process.
package struct XLSXLibrary: @unchecked Sendable {
  // Unchecked: the pointer is written once before the value exists and never after.
  let table: UnsafePointer<CXLSXTable>
  /// `1.1.4`.
  package let version: String

  /// The library of the process.
  /// - Throws: ``XLSXErrorCode/libraryMissing``, the same at each call.
  package static func shared() throws(DataError) -> XLSXLibrary {
    try loaded.get()
  }

  private static let loaded: Result<XLSXLibrary, DataError> = {
    do throws(DataError) {
      return .success(try load(names: usualNames))
    } catch {
      return .failure(error)
    }
  }()

  /// Version 4 of the interface is Debian 12's; its neighbours have the same functions.
  private static let usualNames = [
    "libxlsxwriter.so.4", "libxlsxwriter.so", "libxlsxwriter.so.5", "libxlsxwriter.so.6", "libxlsxwriter.so.7",
    "libxlsxwriter.so.8", "libxlsxwriter.dylib",
  ]

  /// Loads the first of the names that can be loaded. Tests call it with names that cannot.
  package static func load(names: [String]) throws(DataError) -> XLSXLibrary {
    let table = UnsafeMutablePointer<CXLSXTable>.allocate(capacity: 1)
    var detail = [CChar](repeating: 0, count: 512)
    let copies = names.map { strdup($0) }
    defer { copies.forEach { free($0) } }
    let pointers = copies.map { $0.map { UnsafePointer($0) } } + [nil]
    guard cxlsx_load(pointers, table, &detail, Int32(detail.count)) == 0 else {
      table.deallocate()
      let words = String(decoding: detail.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      throw DataError(
        .output,
        code: XLSXErrorCode.libraryMissing.rawValue,
        found: "libxlsxwriter, which writes workbooks, is not there or does not fit (\(words))",
        expected: "libxlsxwriter 1.1 or a later 1.x",
        advice: "Install it: apt install libxlsxwriter4. Tables, CSV, JSON and HTML work without it.",
        arguments: [words]
      )
    }
    let version = table.pointee.lxw_version().map { String(cString: $0) } ?? ""
    return XLSXLibrary(table: UnsafePointer(table), version: version)
  }
}
