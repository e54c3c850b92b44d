public import Foundation

/// Real data and third-party vectors that are never committed: `LANDPLAN_DATA`, or `../shared/data` beside the
/// package. Tests that need one of them say so and skip where it is absent.
public enum TestData {
  /// The package's folder.
  public static let packageRoot: URL = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  public static let root: URL = {
    if let path = ProcessInfo.processInfo.environment["LANDPLAN_DATA"] { return URL(fileURLWithPath: path) }
    return packageRoot.deletingLastPathComponent().appendingPathComponent("shared/data")
  }()

  /// The file or folder, or nil with a printed message where it is absent.
  public static func file(_ path: String) -> URL? {
    let url = root.appendingPathComponent(path)
    if FileManager.default.fileExists(atPath: url.path) { return url }
    print("skipped: \(path) is not there; set LANDPLAN_DATA to the folder that holds it (looked in \(root.path))")
    return nil
  }

  /// True where the data is there: for `.enabled(if:)`, whose comment is the message.
  public static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: root.appendingPathComponent(path).path)
  }

  /// The unpacked folder of an archive (a copy in the temporary folder, made once), or nil with a message.
  public static func unzipped(_ path: String) throws -> URL? {
    guard let archive = file(path) else { return nil }
    let values = try archive.resourceValues(forKeys: [.fileSizeKey])
    let name = path.replacingOccurrences(of: "/", with: "-") + "-\(values.fileSize ?? 0)"
    let target = FileManager.default.temporaryDirectory.appendingPathComponent("landplan-test-data/\(name)")
    if FileManager.default.fileExists(atPath: target.path) { return target }
    let partial = target.deletingLastPathComponent().appendingPathComponent(".\(name).\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: partial, withIntermediateDirectories: true)
    let unzip = Process()
    unzip.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    unzip.arguments = ["unzip", "-q", "-o", archive.path, "-d", partial.path]
    try unzip.run()
    unzip.waitUntilExit()
    guard unzip.terminationStatus == 0 else {
      throw CocoaError(.fileReadCorruptFile, userInfo: [NSFilePathErrorKey: archive.path])
    }
    do {
      try FileManager.default.moveItem(at: partial, to: target)
    } catch {
      // Another test process was first.
      try? FileManager.default.removeItem(at: partial)
    }
    return target
  }

  /// A new empty folder for one test.
  public static func scratch() throws -> URL {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("landplan-scratch/\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    return url
  }
}
