import Features
import Foundation

/// A hidden folder in the one that layers are to stand in: they are made there, and moved when all of them are made. Where
/// that fails nothing is left, not even a folder that was new.
final class LayerStage {
  private let path: String
  private let files: [String]
  private let overwrite: Bool
  private let stage: String
  /// Folders that were made for this, the outermost first.
  private var made: [String] = []

  /// Makes the folder, where it is not there, and in it the hidden one. Looks first whether every file can be put where it
  /// belongs.
  ///
  /// Throws a `DataError` of kind output.
  init(_ path: String, files: [String], overwrite: Bool) throws {
    self.path = path
    self.files = files
    self.overwrite = overwrite
    stage = AtomicOutput.temporaryName(beside: (path as NSString).appendingPathComponent("layers"), suffix: ".part")
    var isFolder: ObjCBool = false
    let manager = FileManager.default
    let exists = manager.fileExists(atPath: path, isDirectory: &isFolder)
    let isEmpty = exists && isFolder.boolValue && (try? manager.contentsOfDirectory(atPath: path))?.isEmpty == true
    if exists, !isFolder.boolValue || !(isEmpty || overwrite) { throw CommandError.folderTaken(path) }
    for file in exists ? files : [] { try AtomicOutput.check(target(file), overwrite: overwrite) }
    var missing = path
    while !missing.isEmpty, missing != "/", !manager.fileExists(atPath: missing) {
      made.insert(missing, at: 0)
      missing = (missing as NSString).deletingLastPathComponent
    }
    TemporaryFiles.willMake(stage)
    do {
      try manager.createDirectory(atPath: stage, withIntermediateDirectories: true)
    } catch {
      removeMade()
      throw CommandError.noFolder(path, "\(error.localizedDescription)")
    }
    for file in files { try FileRecord.writes(target(file), path: target(file)) }
  }

  deinit {
    try? FileManager.default.removeItem(atPath: stage)
    TemporaryFiles.isGone(stage)
    removeMade()
  }

  /// Runs what writes the files into the hidden folder; its errors name them as the user knows them.
  func fill(_ write: (String) throws -> Void) throws {
    do {
      try write(stage)
    } catch var error as DataError {
      if let file = error.place.file, file.hasPrefix(stage) { error.place.file = path + file.dropFirst(stage.count) }
      throw error
    }
  }

  /// Moves the files, in the order in which they were named.
  func commit() throws {
    for file in files {
      let from = (stage as NSString).appendingPathComponent(file)
      try AtomicOutput.rename(from, to: target(file), overwrite: overwrite, path: target(file))
      made = []
    }
  }

  private func target(_ file: String) -> String { (path as NSString).appendingPathComponent(file) }

  /// Removes the folders that were made, where nothing is in them.
  private func removeMade() {
    for folder in made.reversed() { rmdir(folder) }
    made = []
  }
}
