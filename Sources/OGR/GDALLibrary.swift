internal import CGDAL
package import Features
internal import Foundation
internal import Synchronization

/// GDAL's functions, loaded when the first dataset needs them, once for the process and safely from any thread.
package struct GDALLibrary: @unchecked Sendable {
  // Unchecked: both pointers are written once before the value exists and never after.
  let table: UnsafePointer<CGDALTable>
  private let handle: UnsafeMutableRawPointer
  /// `30602` for 3.6.2.
  let version: Int

  /// The library of the process.
  /// - Throws: ``OGRErrorCode/gdalMissing`` or ``OGRErrorCode/gdalVersion``, the same at each call.
  package static func shared() throws(DataError) -> GDALLibrary {
    try loaded.get()
  }

  private static let loaded: Result<GDALLibrary, DataError> = {
    let stated = ProcessInfo.processInfo.environment["LANDPLAN_GDAL"]
    do throws(DataError) {
      let library = try load(names: stated.map { [$0] } ?? usualNames)
      library.configure()
      return .success(library)
    } catch {
      return .failure(error)
    }
  }()

  /// GDAL 3.6 is Debian 12's; its neighbours have the same functions.
  private static let usualNames: [String] =
    ["libgdal.so.32", "libgdal.so"] + (33...39).map { "libgdal.so.\($0)" } + ["libgdal.dylib"]

  /// Loads the first of the names that can be loaded. Tests call it with names that cannot.
  package static func load(names: [String]) throws(DataError) -> GDALLibrary {
    let table = UnsafeMutablePointer<CGDALTable>.allocate(capacity: 1)
    var handle: UnsafeMutableRawPointer?
    var detail = [CChar](repeating: 0, count: 512)
    let copies = names.map { strdup($0) }
    defer { copies.forEach { free($0) } }
    let pointers = copies.map { $0.map { UnsafePointer($0) } } + [nil]
    let status = cgdal_load(pointers, table, &handle, &detail, Int32(detail.count))
    guard status == CGDAL_LOADED, let handle else {
      table.deallocate()
      let words = String(decoding: detail.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      throw status == CGDAL_NO_FUNCTION ? unfit(words) : missing(words)
    }
    let number = table.pointee.GDALVersionInfo("VERSION_NUM").flatMap { Int(String(cString: $0)) } ?? 0
    // 3060200 for 3.6.2; the interface is promised within a major version.
    guard (3_060_000..<4_000_000).contains(number) else {
      let release = table.pointee.GDALVersionInfo("RELEASE_NAME").map { String(cString: $0) } ?? "\(number)"
      table.deallocate()
      throw unfit(release)
    }
    return GDALLibrary(table: UnsafePointer(table), handle: handle, version: number / 100)
  }

  private static func missing(_ words: String) -> DataError {
    DataError(
      .input,
      code: OGRErrorCode.gdalMissing.rawValue,
      found: "GDAL, which reads and writes this format, is not there",
      expected: "GDAL 3.6 or later",
      advice: "Install it: apt install libgdal32. GeoJSON and boundary-point TXT work without it. (\(words))",
      arguments: [words]
    )
  }

  private static func unfit(_ words: String) -> DataError {
    DataError(
      .input,
      code: OGRErrorCode.gdalVersion.rawValue,
      found: "the GDAL that is installed does not fit (\(words))",
      expected: "GDAL 3.6 or a later 3.x",
      advice: "Install it: apt install libgdal32.",
      arguments: [words]
    )
  }

  /// Registers only the drivers of the allow-list, and closes what would let a file reach out of itself.
  private func configure() {
    for (key, value) in Self.settings + KMLElements.settings { table.pointee.CPLSetConfigOption(key, value) }
    // Threads of GDAL's own have no collector; their words must not reach standard error, but be there to ask for.
    _ = table.pointee.CPLSetErrorHandler({ severity, _, message in
      guard severity >= 3, let message else { return }
      let words = String(cString: message)
      GDALMessages.ofOtherThreads.withLock { if $0.count < 50, !$0.contains(words) { $0.append(words) } }
    })
    for driver in OGRDriver.allCases where !driver.needsAsking { register(driver) }
  }

  /// Makes a driver known to GDAL. Harmless where it is already.
  @discardableResult
  func register(_ driver: OGRDriver) -> Bool {
    cgdal_register(handle, driver.registerFunction) != 0
  }

  private static let settings: [(String, String)] = [
    // No plug-ins: the allow-list is what is compiled in.
    ("GDAL_DRIVER_PATH", "disable"),
    // /vsicurl/ opens this one name only, which is none; what the user asked for is let in for the call.
    ("CPL_VSIL_CURL_ALLOWED_FILENAME", "none"),
    ("GDAL_HTTP_MAX_RETRY", "0"),
    ("GDAL_HTTP_CONNECTTIMEOUT", "5"),
    // GML: no xlink resolution, no schema from the network.
    ("GML_SKIP_RESOLVE_ELEMS", "ALL"),
    ("GML_DOWNLOAD_WFS_SCHEMA", "NO"),
    ("GML_GFS_TEMPLATE", ""),
    // KML: styles and links of other files stay where they are.
    ("LIBKML_RESOLVE_STYLE", "NO"),
    // A shapefile's index is never made up.
    ("SHAPE_RESTORE_SHX", "NO"),
    // In megabytes: bounded memory for one GeoJSON object.
    ("OGR_GEOJSON_MAX_OBJ_SIZE", "200"),
    // No .aux.xml beside what is only read.
    ("GDAL_PAM_ENABLED", "NO"),
    // The first row of a sheet names its columns, also where all columns are text.
    ("OGR_XLSX_HEADERS", "FORCE"),
  ]
}
