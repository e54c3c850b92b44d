#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The codes of errors about outputs, each with the arguments its sentence needs.
public enum OutputErrorCode: String, CaseIterable, Sendable {
  /// The target exists and replacing was not asked for.
  case exists = "output.exists"
  /// The target is a file that this run reads.
  case isInput = "output.is-input"
  /// Two outputs of one run have the same name.
  case repeated = "output.repeated"
  /// The target is a folder.
  case isFolder = "output.is-folder"
  /// The folder that should hold the target does not exist. Argument: the folder.
  case noFolder = "output.no-folder"
  /// The system does not let this user write there. Argument: the folder.
  case notPermitted = "output.not-permitted"
  /// The disk, the quota or the largest file size is reached.
  case diskFull = "output.disk-full"
  /// The reader of a pipe has gone away.
  case closedPipe = "output.closed-pipe"
  /// Any other failure. Argument: the system's words.
  case failed = "output.failed"
}

/// A file that is written whole or not at all.
///
/// Bytes go to a hidden temporary file in the target's own folder; ``commit(synchronised:)`` renames it to the target.
/// Where the value goes away without a commit (an error, a return), the temporary file is removed and the target is
/// untouched. `-` stands for standard output; it and targets that are no regular file (`/dev/stdout`, a pipe) are
/// written directly, because they cannot be renamed. A target that is a symbolic link keeps being one: what it points
/// at is replaced.
///
///     let output = try AtomicOutput("parcels.geojson", overwrite: true)
///     try output.write("{}\n")
///     try output.commit()
///
/// One output belongs to one task at a time. Errors are ``DataError`` of kind `.output`, codes ``OutputErrorCode``.
public final class AtomicOutput {
  /// The path as the user gave it; `-` for standard output.
  public let path: String
  /// Bytes accepted so far.
  public private(set) var byteCount = 0

  private var descriptor: Int32
  private let target: String
  private var temporary: String?
  private let overwrite: Bool
  private var buffer: [UInt8] = []
  private let bufferSize = 1 << 16
  /// The first failure of writing: from then on the file is not whole, and is never put in place.
  private var failed: DataError?

  /// Opens the temporary file, so that a wrong target is found before the work is done.
  public init(_ path: String, overwrite: Bool = false) throws(DataError) {
    self.path = path
    self.overwrite = overwrite
    if path == "-" {
      target = path
      descriptor = 1
      return
    }
    let place = try AtomicOutput.check(path, overwrite: overwrite)
    target = place.target
    if !place.isSpecial { try FileRecord.writes(target, path: path) }
    if place.isSpecial {
      descriptor = open(target, O_WRONLY | O_CLOEXEC)
    } else {
      let name = AtomicOutput.temporaryName(beside: target)
      temporary = name
      TemporaryFiles.willMake(name)
      descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    }
    if descriptor < 0 {
      if let temporary { TemporaryFiles.isGone(temporary) }
      temporary = nil
      throw AtomicOutput.failure(errno, path: path, target: target)
    }
    // The file that replaces another keeps its permissions.
    if temporary != nil, let mode = place.mode { _ = fchmod(descriptor, mode) }
  }

  deinit {
    discard()
  }

  /// Appends bytes.
  public func write(_ bytes: UnsafeRawBufferPointer) throws(DataError) {
    byteCount += bytes.count
    if buffer.count + bytes.count <= bufferSize {
      buffer.append(contentsOf: bytes)
      return
    }
    try flush()
    if bytes.count < bufferSize {
      buffer.append(contentsOf: bytes)
    } else {
      try writeThrough(bytes)
    }
  }

  /// Appends bytes.
  public func write(_ bytes: [UInt8]) throws(DataError) {
    try bytes.withUnsafeBufferPointer { part throws(DataError) in try write(UnsafeRawBufferPointer(part)) }
  }

  /// Appends text as UTF-8.
  public func write(_ text: String) throws(DataError) {
    try write(Array(text.utf8))
  }

  /// Puts the target in its place. `synchronised` waits until the disk has it (slow; for results that must survive
  /// a power cut). After a commit nothing more can be written.
  public func commit(synchronised: Bool = false) throws(DataError) {
    if let failed { throw failed }
    guard descriptor >= 0 else { return }
    try flush()
    if synchronised, temporary != nil, fsync(descriptor) != 0 { throw failure(errno) }
    if descriptor != 1 {
      let closing = descriptor
      descriptor = -1
      // Network file systems report a full disk only here.
      if close(closing) != 0, errno != EINTR { throw failure(errno) }
    }
    guard let name = temporary else { return }
    try AtomicOutput.rename(name, to: target, overwrite: overwrite, path: path)
    TemporaryFiles.isGone(name)
    temporary = nil
  }

  /// Gives up: removes the temporary file. Harmless after a commit.
  public func discard() {
    buffer = []
    if descriptor > 1 { close(descriptor) }
    descriptor = -1
    if let name = temporary {
      unlink(name)
      TemporaryFiles.isGone(name)
    }
    temporary = nil
  }

  private func flush() throws(DataError) {
    guard !buffer.isEmpty else { return }
    let pending = buffer
    buffer = []
    try pending.withUnsafeBufferPointer { part throws(DataError) in try writeThrough(UnsafeRawBufferPointer(part)) }
    buffer = pending
    buffer.removeAll(keepingCapacity: true)
  }

  private func writeThrough(_ bytes: UnsafeRawBufferPointer) throws(DataError) {
    guard descriptor >= 0 else { throw failure(EBADF) }
    var rest = bytes
    while !rest.isEmpty {
      #if canImport(Darwin)
        let written = Darwin.write(descriptor, rest.baseAddress, rest.count)
      #elseif canImport(Musl)
        let written = Musl.write(descriptor, rest.baseAddress, rest.count)
      #else
        let written = Glibc.write(descriptor, rest.baseAddress, rest.count)
      #endif
      if written < 0 {
        if errno == EINTR { continue }
        throw failure(errno)
      }
      rest = UnsafeRawBufferPointer(rebasing: rest[written...])
    }
  }

  private func failure(_ code: Int32) -> DataError {
    let error = AtomicOutput.failure(code, path: path, target: target)
    if failed == nil { failed = error }
    return error
  }
}
