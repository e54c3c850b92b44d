internal import CGDAL
internal import Features

/// What a layer's coordinate system is, in words that PROJ reads.
struct SpatialReference {
  /// WKT 2:2019, as the source has it.
  var wkt: String
  /// The code, only where the EPSG registry's definition is the same as the source's (axis order apart: coordinates
  /// are easting, northing here always).
  var epsg: Int?
  /// True where the source stores northing or latitude first, so that the reader must swap.
  var isNorthingFirst: Bool

  init?(_ handle: OGRSpatialReferenceH?, in library: GDALLibrary) {
    guard let handle else { return nil }
    var text: UnsafeMutablePointer<CChar>?
    let status = Self.withOptions(["FORMAT=WKT2_2019"]) { library.table.pointee.OSRExportToWktEx(handle, &text, $0) }
    defer { library.table.pointee.VSIFree(text) }
    guard status == 0, let text, text.pointee != 0 else { return nil }
    wkt = String(cString: text)
    epsg = Self.exactCode(handle, in: library)
    var count: Int32 = 0
    let mapping = library.table.pointee.OSRGetDataAxisToSRSAxisMapping(handle, &count)
    let inOrder = mapping.map { count >= 2 && $0[0] == 1 && $0[1] == 2 } ?? false
    isNorthingFirst =
      inOrder
      && (library.table.pointee.OSREPSGTreatsAsLatLong(handle) != 0
        || library.table.pointee.OSREPSGTreatsAsNorthingEasting(handle) != 0)
  }

  /// `EPSG:4546` where that is exact, else the WKT.
  var definition: String { epsg.map { "EPSG:\($0)" } ?? wkt }

  private static func exactCode(_ handle: OGRSpatialReferenceH, in library: GDALLibrary) -> Int? {
    let table = library.table.pointee
    if let name = table.OSRGetAuthorityName(handle, nil), String(cString: name) == "EPSG",
      let code = table.OSRGetAuthorityCode(handle, nil).flatMap({ Int(String(cString: $0)) })
    {
      return isSame(handle, as: code, in: library) ? code : nil
    }
    var count: Int32 = 0
    var confidences: UnsafeMutablePointer<Int32>?
    let matches = table.OSRFindMatches(handle, nil, &count, &confidences)
    defer {
      table.OSRFreeSRSArray(matches)
      table.VSIFree(confidences)
    }
    for index in 0..<Int(count) where (confidences?[index] ?? 0) >= 90 {
      guard let match = matches?[index], let name = table.OSRGetAuthorityName(match, nil),
        String(cString: name) == "EPSG",
        let code = table.OSRGetAuthorityCode(match, nil).flatMap({ Int(String(cString: $0)) })
      else { continue }
      if isSame(handle, as: code, in: library) { return code }
    }
    return nil
  }

  private static func isSame(_ handle: OGRSpatialReferenceH, as code: Int, in library: GDALLibrary) -> Bool {
    guard let registered = library.table.pointee.OSRNewSpatialReference(nil) else { return false }
    defer { library.table.pointee.OSRDestroySpatialReference(registered) }
    guard let code = Int32(exactly: code), library.table.pointee.OSRImportFromEPSG(registered, code) == 0 else {
      return false
    }
    // Esri's .prj names the axes the other way round; the numbers are the same.
    let options = ["IGNORE_DATA_AXIS_TO_SRS_AXIS_MAPPING=YES", "CRITERION=EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS"]
    return withOptions(options) { library.table.pointee.OSRIsSameEx(handle, registered, $0) } != 0
  }

  /// A null-terminated array of C strings for one call.
  static func withOptions<Result>(_ options: [String], _ body: (CGDALStrings?) -> Result) -> Result {
    CStrings.with(options, body)
  }
}
