internal import Features
internal import Foundation

/// A name that passed every check before GDAL sees it: what to open, and with which drivers and options.
struct OGRSource {
  /// As the user gave it, for messages.
  var path: String
  /// What GDAL is given: an absolute path, or a connection that was asked for.
  var name: String
  var drivers: [OGRDriver]
  var openOptions: [String] = []
  /// GDAL settings for the time of opening, on this thread.
  var settings: [(String, String)] = []
  /// How text is to be decoded, where GDAL hands over bytes.
  var encoding: OGREncoding?
  var notes: [LoadNote] = []
  /// The copy that GDAL opens in place of a CSV of one column; its second column is empty and left out.
  var widened: SingleColumnCSV?

  /// Checks a name. Nothing is opened by GDAL yet.
  init(_ path: String, options: OGROpenOptions) throws(DataError) {
    self.path = Self.withoutPassword(path)
    name = path
    drivers = []
    if try takeReach(options) { return }
    name = URL(fileURLWithPath: path).standardizedFileURL.path
    let status = try FileStatus(path: path, real: name)
    let fileExtension = URL(fileURLWithPath: name).pathExtension.lowercased()
    drivers = try Self.drivers(of: path, fileExtension: fileExtension, isFolder: status.isFolder, options: options)
    if status.isFolder { return }
    if status.size == 0 { throw Self.emptyFile(path) }
    if drivers == [.shapefile] {
      let files = try ShapefileFiles(path: path, real: name)
      name = files.main
      encoding = try OGREncoding.ofShapefile(files, stated: options.encoding, notes: &notes)
      // Bytes are handed over as they are and decoded here, so that detection and decoding agree.
      openOptions.append("ENCODING=")
    } else {
      try ContentCheck.check(path: path, real: name, size: status.size, drivers: drivers, options: options)
      if let stated = options.encoding { encoding = try .stated(stated, path: path) }
      if drivers == [.csv] {
        if encoding == nil { encoding = try OGREncoding.ofText(name, path: path, notes: &notes) }
        widened = SingleColumnCSV(name)
        if let widened { name = widened.path }
      }
    }
    if drivers == [.gml] { openOptions += ["WRITE_GFS=NO", "DOWNLOAD_SCHEMA=NO"] }
  }

  /// Names that are no plain file: refused, or let in where asked for. True where the name was let in.
  private mutating func takeReach(_ options: OGROpenOptions) throws(DataError) -> Bool {
    let lower = path.lowercased().trimmingCharacters(in: .whitespacesAndNewlines)
    if lower.hasPrefix("pg:") || lower.hasPrefix("postgresql:") || lower.hasPrefix("postgres:") {
      try require(
        .database,
        "a database connection",
        "Write it as PG:host=… dbname=… user=… and a layer after a colon.",
        options
      )
      drivers = [.postgreSQL]
      name = Self.withTimeout(name)
      return true
    }
    if lower.hasPrefix("http:") || lower.hasPrefix("https:") || lower.hasPrefix("ftp:")
      || lower.contains("/vsicurl") || lower.contains("/vsis3") || lower.contains("/vsigs") || lower.contains("/vsiaz")
      || lower.contains("/vsioss") || lower.contains("/vsiswift") || lower.contains("/vsiadls")
      || lower.contains("/vsiwebhdfs") || lower.contains("/vsihdfs")
    {
      try require(.network, "an address in the network", "Download it first and name the file.", options)
      if lower.hasPrefix("http") || lower.hasPrefix("ftp") { name = "/vsicurl/" + path }
      settings.append(("CPL_VSIL_CURL_ALLOWED_FILENAME", name))
      drivers = try namedDrivers(options)
      return true
    }
    // GDAL looks for `/vsi` at the start; a folder called so is a folder.
    if lower.hasPrefix("/vsi") {
      try require(.archives, "a file inside an archive or in memory", "Unpack it and name the file.", options)
      drivers = try namedDrivers(options)
      return true
    }
    if lower.hasPrefix("<") { throw refused("a data source written out as XML", "Name a file.") }
    // `WFS:`, `MySQL:`, `CSV:` …: a driver's name before a colon, and no file of that name.
    if let colon = lower.firstIndex(of: ":"), lower[..<colon].allSatisfy({ $0.isLetter || $0.isNumber }),
      lower.distance(from: lower.startIndex, to: colon) > 1, !FileManager.default.fileExists(atPath: path)
    {
      throw refused("a connection to a service", "Name a file.")
    }
    return false
  }

  /// Seconds after which a server that does not answer is given up, where the connection states none.
  private static let patience = 10

  /// Without a limit, a server behind a firewall that drops packets holds the program for minutes.
  static func withTimeout(_ connection: String) -> String {
    if connection.range(of: "connect_timeout", options: .caseInsensitive) != nil { return connection }
    guard connection.contains("://") else { return connection + " connect_timeout=\(patience)" }
    return connection + (connection.contains("?") ? "&" : "?") + "connect_timeout=\(patience)"
  }

  /// A connection's name as it may be shown: the password is nobody's business in a message or a result.
  static func withoutPassword(_ name: String) -> String {
    // `postgresql://user:secret@host/…`
    if let scheme = name.range(of: "://"), let at = name[scheme.upperBound...].firstIndex(of: "@"),
      let colon = name[scheme.upperBound..<at].firstIndex(of: ":")
    {
      return name[...colon] + "***" + name[at...]
    }
    guard let key = name.range(of: "password=", options: .caseInsensitive) else { return name }
    let rest = name[key.upperBound...]
    let end: String.Index
    if rest.first == "'" {
      end = rest.dropFirst().firstIndex(of: "'").map { rest.index(after: $0) } ?? rest.endIndex
    } else {
      end = rest.firstIndex { $0 == " " || $0 == "&" } ?? rest.endIndex
    }
    return name[..<key.upperBound] + "***" + name[end...]
  }

  private func require(
    _ access: OGRAccess,
    _ kind: String,
    _ advice: String,
    _ options: OGROpenOptions
  )
    throws(DataError)
  {
    if !options.access.contains(access) { throw refused(kind, advice) }
  }

  private func refused(_ kind: String, _ advice: String) -> DataError {
    DataError(
      .input,
      code: OGRErrorCode.refusedName.rawValue,
      at: Place(file: path),
      found: "the name is \(kind)",
      expected: "a file on this machine",
      advice: advice,
      arguments: [kind]
    )
  }

  /// Drivers for a name let in by request: by its extension, else all that read files.
  private func namedDrivers(_ options: OGROpenOptions) throws(DataError) -> [OGRDriver] {
    if let driver = options.driver { return [driver] }
    let known = OGRDriver.reading(fileExtension: URL(fileURLWithPath: path).pathExtension.lowercased())
    return known.isEmpty ? OGRDriver.allCases.filter { !$0.needsAsking && $0 != .geoJSON } : known
  }

  private static func drivers(
    of path: String,
    fileExtension: String,
    isFolder: Bool,
    options: OGROpenOptions
  ) throws(DataError) -> [OGRDriver] {
    if isFolder {
      if fileExtension == "gdb" { return [.fileGDB] }
      throw folderError(path)
    }
    if let driver = options.driver {
      if driver == .vrt && !options.access.contains(.references) { throw referenceError(path, "a VRT file") }
      return [driver]
    }
    if fileExtension == "vrt" {
      guard options.access.contains(.references) else { throw referenceError(path, "a VRT file") }
      return [.vrt]
    }
    let drivers = OGRDriver.reading(fileExtension: fileExtension)
    if drivers.isEmpty { throw unknownFormat(path, fileExtension) }
    return drivers
  }

  static func referenceError(_ path: String, _ kind: String) -> DataError {
    DataError(
      .input,
      code: OGRErrorCode.refusedReference.rawValue,
      at: Place(file: path),
      found: "this is \(kind), which only refers to other files",
      expected: "a file that holds its data",
      advice: "Name the file that it refers to, or allow references for this source.",
      arguments: [kind]
    )
  }

  private static func emptyFile(_ path: String) -> DataError {
    DataError(
      .input,
      code: OGRErrorCode.emptyFile.rawValue,
      at: Place(file: path),
      found: "the file is empty",
      expected: "a dataset",
      advice: "Copy or export it again."
    )
  }

  private static func unknownFormat(_ path: String, _ fileExtension: String) -> DataError {
    let isArchive = ["zip", "rar", "7z", "gz", "tar"].contains(fileExtension)
    return DataError(
      .input,
      code: OGRErrorCode.unknownFormat.rawValue,
      at: Place(file: path),
      found: fileExtension.isEmpty
        ? "the name has no extension, which says what the file is"
        : "no reader for files of the extension .\(fileExtension)",
      expected: ".geojson, .json, .txt, .gpkg, .shp, .gdb, .fgb, .gml, .tab, .mif, .kml, .kmz, .dxf, .csv or .xlsx",
      advice: isArchive ? "Unpack the archive and name the file in it." : "Convert it, or state its format.",
      arguments: [fileExtension]
    )
  }

  private static func folderError(_ path: String) -> DataError {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    let datasets = names.filter {
      let fileExtension = URL(fileURLWithPath: $0).pathExtension.lowercased()
      return !["shx", "dbf", "mid", "xml"].contains(fileExtension)
        && !OGRDriver.reading(fileExtension: fileExtension).isEmpty
    }.sorted()
    let shown = datasets.prefix(10).joined(separator: ", ")
    return DataError(
      .input,
      code: OGRErrorCode.isFolder.rawValue,
      at: Place(file: path),
      found: "this is a folder",
      expected: "a file, or a file geodatabase whose name ends in .gdb",
      advice: shown.isEmpty ? "Name a file in it." : "Name a file in it: \(shown).",
      arguments: [shown]
    )
  }
}

/// Whether a file is there and can be read.
struct FileStatus {
  var isFolder: Bool
  var size: Int

  init(path: String, real: String) throws(DataError) {
    var status = stat()
    guard stat(real, &status) == 0 else {
      let reason = errno
      guard reason == ENOENT || reason == ENOTDIR else {
        throw Self.unreadable(path, String(cString: strerror(reason)))
      }
      throw DataError(
        .input,
        code: OGRErrorCode.noFile.rawValue,
        at: Place(file: path),
        found: "there is no such file",
        expected: "an existing file",
        advice: "Check the name and the folder (\(real)).",
        arguments: [real]
      )
    }
    guard access(real, R_OK) == 0 else { throw Self.unreadable(path, String(cString: strerror(errno))) }
    if case .special = FileType(mode: status.st_mode) { throw Self.unreadable(path, FileType.specialWords) }
    isFolder = status.st_mode & S_IFMT == S_IFDIR
    size = Int(status.st_size)
  }

  private static func unreadable(_ path: String, _ words: String) -> DataError {
    DataError(
      .input,
      code: OGRErrorCode.unreadable.rawValue,
      at: Place(file: path),
      found: "the file cannot be read: \(words)",
      expected: "a file that you may read",
      advice: "Check its permissions.",
      arguments: [words]
    )
  }
}
