#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension AtomicOutput {
  /// What ``check(_:overwrite:)`` found out about a target.
  public struct Target: Sendable, Hashable {
    /// The path with symbolic links of an existing target resolved.
    public var target: String
    /// A device or pipe, which is written directly.
    public var isSpecial: Bool
    /// Permissions of the regular file that is to be replaced.
    var mode: mode_t?

    /// The folder that holds the target.
    public var folder: String { AtomicOutput.folder(of: target) }
  }

  /// Throws where an output could not be put: the target is a folder, exists and must not be replaced, or its folder
  /// is absent or not writable, or it is an input of this run (``FileRecord``). For writers that make their files themselves (a GeoPackage by its driver): let them
  /// write to ``temporaryName(beside:suffix:)`` and call ``rename(_:to:overwrite:path:)``.
  @discardableResult
  public static func check(_ path: String, overwrite: Bool) throws(DataError) -> Target {
    var status = stat()
    if stat(path, &status) == 0 {
      switch status.st_mode & S_IFMT {
      case S_IFDIR:
        throw failure(EISDIR, path: path, target: path)
      case S_IFREG:
        if FileRecord.isInput(status) { throw isInput(path) }
        if !overwrite { throw failure(EEXIST, path: path, target: path) }
        let real = resolved(path)
        if access(folder(of: real), W_OK) != 0 { throw failure(errno, path: path, target: real) }
        return Target(target: real, isSpecial: false, mode: status.st_mode & 0o7777)
      default:
        return Target(target: path, isSpecial: true)
      }
    }
    let reason = errno
    if path.isEmpty || reason != ENOENT { throw failure(reason, path: path, target: path) }
    // `results/` names a folder that is not there; a file cannot have that name.
    if path.hasSuffix("/") { throw failure(ENOENT, path: path, target: path) }
    if access(folder(of: path), W_OK) != 0 { throw failure(errno, path: path, target: path) }
    return Target(target: path, isSpecial: false)
  }

  /// A hidden name in the same folder that no file has yet. `suffix` keeps an extension that a driver insists on.
  public static func temporaryName(beside target: String, suffix: String = ".tmp") -> String {
    let folder = folder(of: target)
    // At most 255 bytes, whatever the target's own name.
    var stem = String(decoding: target.utf8.suffix(while: { $0 != UInt8(ascii: "/") }).prefix(120), as: UTF8.self)
    if stem.hasSuffix("\u{FFFD}") { stem.removeLast() }
    let unique = String(UInt64.random(in: .min ... .max), radix: 36)
    return (folder == "/" ? "" : folder) + "/.\(stem).\(unique)\(suffix)"
  }

  /// Moves a finished temporary file onto its target in one step; `path` is how messages name it.
  public static func rename(
    _ temporary: String,
    to target: String,
    overwrite: Bool,
    path: String
  ) throws(DataError) {
    if overwrite {
      #if canImport(Darwin)
        let result = Darwin.rename(temporary, target)
      #elseif canImport(Musl)
        let result = Musl.rename(temporary, target)
      #else
        let result = Glibc.rename(temporary, target)
      #endif
      if result != 0 { throw failure(errno, path: path, target: target) }
      return
    }
    // A link never replaces: a file that appeared meanwhile is kept.
    if link(temporary, target) == 0 {
      unlink(temporary)
      return
    }
    let reason = errno
    if reason == EEXIST || access(target, F_OK) == 0 { throw failure(EEXIST, path: path, target: target) }
    // File systems without hard links (FAT, some network shares).
    try rename(temporary, to: target, overwrite: true, path: path)
  }

  /// The error for a system error number, in the user's words.
  public static func failure(_ code: Int32, path: String, target: String) -> DataError {
    let folder = folder(of: target)
    let place = Place(file: path)
    func error(
      _ code: OutputErrorCode,
      _ found: String,
      _ expected: String,
      _ advice: String,
      _ arguments: [String] = []
    )
      -> DataError
    {
      DataError(
        .output,
        code: code.rawValue,
        at: place,
        found: found,
        expected: expected,
        advice: advice,
        arguments: arguments
      )
    }
    switch code {
    case EISDIR:
      return error(.isFolder, "the output is a folder", "the name of a file", "Name a file in it.")
    case EEXIST:
      let advice = "Ask for it to be replaced, or name another file."
      return error(.exists, "the output exists already", "a new file", advice)
    case ENOENT, ENOTDIR:
      let found = "there is no folder \(folder) to write into"
      return error(.noFolder, found, "an existing folder", "Make the folder or name another.", [folder])
    case EACCES, EPERM, EROFS:
      let found = "no permission to write in \(folder)"
      return error(.notPermitted, found, "a folder that you may write in", "Choose another folder.", [folder])
    case ENOSPC, EDQUOT, EFBIG:
      let advice = "Free some space or write elsewhere; nothing was left behind."
      return error(.diskFull, "the disk is full", "room for the whole output", advice)
    case EPIPE:
      return error(.closedPipe, "the program that reads this output has ended", "an open pipe", "")
    default:
      let words = String(cString: strerror(code))
      return error(.failed, "writing failed: \(words)", "a file that can be written", "Try another place.", [words])
    }
  }

  /// The error for an output that would take the place of an input.
  public static func isInput(_ path: String) -> DataError {
    DataError(
      .output,
      code: OutputErrorCode.isInput.rawValue,
      at: Place(file: path),
      found: "the output is one of the files that are read here, or belongs to one",
      expected: "another file",
      advice: "Name another file; an input is never replaced."
    )
  }

  static func repeated(_ path: String) -> DataError {
    DataError(
      .output,
      code: OutputErrorCode.repeated.rawValue,
      at: Place(file: path),
      found: "two outputs of one name",
      expected: "a name for each",
      advice: "Name another file for one of them."
    )
  }

  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }
}

extension Collection where Self: BidirectionalCollection {
  fileprivate func suffix(while condition: (Element) -> Bool) -> SubSequence {
    var start = endIndex
    while start > startIndex, condition(self[index(before: start)]) { formIndex(before: &start) }
    return self[start...]
  }
}
