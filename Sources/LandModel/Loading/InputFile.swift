public import Features
import Foundation

/// Reading whole small files, with errors that say what to do.
public enum InputFile {
  /// True where a file or a folder is at the path.
  public static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: path)
  }

  /// Notes that a dataset is read, with the files beside it that are parts of it.
  static func record(_ path: String) {
    FileRecord.reads(path)
    let companions = [
      "shp": ["shx", "dbf", "prj", "cpg", "sbn", "sbx", "qix"], "dbf": ["shp", "shx", "prj", "cpg"],
      "tab": ["dat", "map", "id", "ind"], "mif": ["mid"],
    ]
    let ending = (path as NSString).pathExtension
    let stem = (path as NSString).deletingPathExtension
    for companion in companions[ending.lowercased()] ?? [] {
      for written in [companion, companion.uppercased()] { FileRecord.reads(stem + "." + written) }
    }
  }

  /// The size of a file in bytes, links followed; 0 where there is none.
  static func size(_ path: String) -> Int {
    let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    return (try? FileManager.default.attributesOfItem(atPath: target)[.size] as? Int) ?? 0
  }

  /// The bytes of a file. Throws a `DataError` where there is no such file, it is a folder, cannot be read, or is larger
  /// than `limit` bytes.
  public static func bytes(_ path: String, limit: Int = .max) throws -> [UInt8] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { throw missing(path) }
    guard !isFolder.boolValue else {
      throw DataError(
        .input,
        code: LandModelError.inputIsFolder.rawValue,
        at: Place(file: path),
        found: "a folder",
        expected: "a file",
        advice: "Name a file in it"
      )
    }
    if case .special = FileType(path: path) { throw unreadable(path, FileType.specialWords) }
    let size = size(path)
    guard size <= limit else {
      throw DataError(
        .input,
        code: LandModelError.inputTooLarge.rawValue,
        at: Place(file: path),
        found: "\(size) bytes",
        expected: "at most \(limit)",
        advice: "Check that this is the file you meant",
        arguments: ["\(size)", "\(limit)"]
      )
    }
    FileRecord.reads(path)
    do {
      return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    } catch {
      throw unreadable(path, error.localizedDescription)
    }
  }

  private static func unreadable(_ path: String, _ words: String) -> DataError {
    DataError(
      .input,
      code: LandModelError.inputUnreadable.rawValue,
      at: Place(file: path),
      found: "a file that cannot be read (\(words))",
      expected: "",
      advice: "Check the path and its permissions",
      arguments: [words]
    )
  }

  /// The error for a path where nothing is, with the nearest name in its folder.
  public static func missing(_ path: String) -> DataError {
    let parent = (path as NSString).deletingLastPathComponent
    let name = (path as NSString).lastPathComponent
    let beside = (try? FileManager.default.contentsOfDirectory(atPath: parent.isEmpty ? "." : parent)) ?? []
    let near = Suggestion.nearest(to: name, among: beside.sorted())
    return DataError(
      .input,
      code: LandModelError.inputMissing.rawValue,
      at: Place(file: path),
      found: "no such file",
      expected: "",
      advice: near.map { "Did you mean “\($0)”?" } ?? "Check the path",
      arguments: near.map { [$0] } ?? []
    )
  }
}
