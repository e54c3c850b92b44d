internal import Features
internal import Foundation

/// A hidden folder beside the target, in which a driver makes its files; moved into place at the end, removed with
/// what it holds where there is no end.
final class StagedOutput {
  let path: String
  private let target: String
  private let folder: String
  private let overwrite: Bool
  private let format: OGRWriteFormat

  /// Side files of a shapefile: those written, and those that would be stale beside a new one.
  private static let written = ["shx", "dbf", "prj", "cpg"]
  private static let stale = ["shx", "dbf", "prj", "cpg", "qix", "sbn", "sbx", "qpj", "idx", "ain", "aih", "shp.xml"]

  init(_ path: String, format: OGRWriteFormat, overwrite: Bool) throws(DataError) {
    let place = try AtomicOutput.check(path, overwrite: overwrite)
    self.path = path
    self.overwrite = overwrite
    self.format = format
    target = place.target
    // A device or pipe cannot take a format that is written with seeks.
    if place.isSpecial || path == "-" { throw AtomicOutput.failure(ESPIPE, path: path, target: place.target) }
    if format == .shapefile {
      for fileExtension in Self.stale where FileRecord.isInput(Self.side(target, fileExtension)) {
        throw AtomicOutput.isInput(Self.side(path, fileExtension))
      }
      for fileExtension in Self.written {
        try FileRecord.writes(Self.side(target, fileExtension), path: Self.side(path, fileExtension))
      }
    }
    try FileRecord.writes(target, path: path)
    if format == .shapefile && !overwrite {
      for fileExtension in Self.written where FileManager.default.fileExists(atPath: Self.side(target, fileExtension)) {
        throw AtomicOutput.failure(EEXIST, path: Self.side(path, fileExtension), target: target)
      }
    }
    folder = AtomicOutput.temporaryName(beside: target, suffix: ".part")
    TemporaryFiles.willMake(folder)
    if mkdir(folder, 0o700) != 0 {
      let reason = errno
      TemporaryFiles.isGone(folder)
      throw AtomicOutput.failure(reason, path: path, target: target)
    }
  }

  deinit {
    try? FileManager.default.removeItem(atPath: folder)
    TemporaryFiles.isGone(folder)
  }

  /// Where the driver writes: the target's own name in the hidden folder, with the extension that drivers insist on.
  var staged: String { folder + "/" + stagedName }

  private var stagedName: String {
    URL(fileURLWithPath: target).deletingPathExtension().lastPathComponent + "." + format.fileExtension
  }

  /// True where GDAL's failure is the disk's: nothing more fits beside the target.
  var isDiskFull: Bool {
    let probe = folder + "/probe"
    let descriptor = open(probe, O_WRONLY | O_CREAT, 0o600)
    guard descriptor >= 0 else { return errno == ENOSPC || errno == EDQUOT }
    defer {
      close(descriptor)
      unlink(probe)
    }
    let block = [UInt8](repeating: 1, count: 1 << 16)
    return Glibc.write(descriptor, block, block.count) < block.count
  }

  /// Says in the .dbf and beside it which encoding its text has.
  func finishShapefile(encoding: TextEncoding) throws(DataError) {
    let isUTF8 = encoding == .utf8
    // Language driver 0x4D is CP936; there is none for UTF-8.
    let languageDriver: UInt8 = isUTF8 ? 0 : encoding == .gbk || encoding == .gb18030 ? 0x4D : 0
    let label = isUTF8 ? "UTF-8" : encoding == .gbk ? "GBK" : encoding.name
    do {
      let dbf = try FileHandle(forUpdating: URL(fileURLWithPath: Self.side(staged, "dbf")))
      try dbf.seek(toOffset: 29)
      try dbf.write(contentsOf: [languageDriver])
      try dbf.close()
      try Data(label.utf8).write(to: URL(fileURLWithPath: Self.side(staged, "cpg")))
    } catch {
      throw AtomicOutput.failure(isDiskFull ? ENOSPC : EIO, path: path, target: target)
    }
  }

  /// Moves everything into place, the target itself last. Returns the files' names, the target's first.
  func commit() throws(DataError) -> [String] {
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    let main = stagedName
    let parent = URL(fileURLWithPath: target).deletingLastPathComponent()
    if format == .shapefile && overwrite {
      for fileExtension in Self.stale { unlink(Self.side(target, fileExtension)) }
    }
    var files: [String] = []
    for name in names where name != main {
      let destination = parent.appendingPathComponent(name).path
      try move(name, to: destination)
      files.append(destination)
    }
    // SQLite's own side files of the database that is replaced belong to it.
    if format == .geoPackage && overwrite {
      for suffix in ["-wal", "-shm", "-journal"] { unlink(target + suffix) }
    }
    try move(main, to: target)
    return [path] + files
  }

  private func move(_ name: String, to destination: String) throws(DataError) {
    chmod(folder + "/" + name, 0o666 & ~Self.mask)
    try AtomicOutput.rename(folder + "/" + name, to: destination, overwrite: overwrite, path: path)
  }

  /// The process's umask, read once: reading it means setting it.
  private static let mask: mode_t = {
    let current = umask(0o022)
    umask(current)
    return current
  }()

  static func side(_ path: String, _ fileExtension: String) -> String {
    URL(fileURLWithPath: path).deletingPathExtension().path + "." + fileExtension
  }
}
