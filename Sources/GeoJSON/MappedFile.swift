import Features

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The bytes of a file, mapped or read, followed by at least 64 zero bytes: a scanner stops at the zero and
/// needs no bounds check for each byte.
final class MappedFile: @unchecked Sendable {
  let base: UnsafePointer<UInt8>
  let count: Int
  private let memory: UnsafeMutableRawPointer
  private let mappedLength: Int
  private let isMapped: Bool

  static let padding = 64
  /// Stands for an error number: none of the system's.
  private static let special: Int32 = -1

  init(_ path: String) throws(DataError) {
    func failure(_ code: Int32) -> DataError { MappedFile.failure(code, path: path) }
    // Without O_NONBLOCK a named pipe would hold the program until somebody writes to it.
    let descriptor = path == "-" ? 0 : open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw failure(errno) }
    defer { if descriptor > 0 { close(descriptor) } }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure(errno) }
    if status.st_mode & S_IFMT == S_IFDIR { throw failure(EISDIR) }
    if descriptor > 0, case .special = FileType(mode: status.st_mode) {
      // What the shell hands over by number, `<(unzip -p a.zip)`, has a writer and an end.
      guard status.st_mode & S_IFMT == S_IFIFO, path.hasPrefix("/dev/fd/") || path == "/dev/stdin" else {
        throw failure(Self.special)
      }
      _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK)
    }
    if status.st_mode & S_IFMT == S_IFREG, status.st_size > 0 {
      let size = Int(status.st_size)
      let page = Int(sysconf(Int32(_SC_PAGESIZE)))
      let length = (size + MappedFile.padding + page - 1) / page * page
      // Zero pages first, the file over them: the padding is there even where the file fills its last page.
      let whole = mmap(nil, length, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
      guard let whole, whole != MAP_FAILED else { throw failure(errno) }
      let mapped = mmap(whole, size, PROT_READ, MAP_PRIVATE | MAP_FIXED, descriptor, 0)
      if mapped != MAP_FAILED {
        _ = madvise(whole, size, MADV_SEQUENTIAL)
        memory = whole
        mappedLength = length
        isMapped = true
        base = UnsafePointer(whole.assumingMemoryBound(to: UInt8.self))
        count = size
        return
      }
      munmap(whole, length)
    }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let got = chunk.withUnsafeMutableBytes { systemRead(descriptor, $0.baseAddress, $0.count) }
      if got < 0 {
        if errno == EINTR { continue }
        throw failure(errno)
      }
      if got == 0 { break }
      bytes.append(contentsOf: chunk[..<got])
    }
    (memory, count) = MappedFile.copy(bytes)
    base = UnsafePointer(memory.assumingMemoryBound(to: UInt8.self))
    mappedLength = 0
    isMapped = false
  }

  init(copying bytes: [UInt8]) {
    (memory, count) = MappedFile.copy(bytes)
    base = UnsafePointer(memory.assumingMemoryBound(to: UInt8.self))
    mappedLength = 0
    isMapped = false
  }

  deinit {
    if isMapped { munmap(memory, mappedLength) } else { memory.deallocate() }
  }

  /// Tells the system that the bytes before `offset` will not be needed soon, so that a stream's memory stays small.
  func release(before offset: Int) {
    guard isMapped else { return }
    let page = Int(sysconf(Int32(_SC_PAGESIZE)))
    let length = min(offset, count) / page * page
    if length > 0 { _ = madvise(memory, length, MADV_DONTNEED) }
  }

  private static func copy(_ bytes: [UInt8]) -> (UnsafeMutableRawPointer, Int) {
    let memory = UnsafeMutableRawPointer.allocate(byteCount: bytes.count + padding, alignment: 16)
    bytes.withUnsafeBytes { if let source = $0.baseAddress { memory.copyMemory(from: source, byteCount: $0.count) } }
    (memory + bytes.count).initializeMemory(as: UInt8.self, repeating: 0, count: padding)
    return (memory, bytes.count)
  }

  private static func failure(_ code: Int32, path: String) -> DataError {
    let place = Place(file: path)
    func error(_ code: GeoJSONErrorCode, _ found: String, _ advice: String, _ arguments: [String] = []) -> DataError {
      DataError(
        .input,
        code: code.rawValue,
        at: place,
        found: found,
        expected: "a GeoJSON file",
        advice: advice,
        arguments: arguments
      )
    }
    switch code {
    case ENOENT, ENOTDIR: return error(.noFile, "there is no such file", "Check the path.")
    case EISDIR: return error(.isFolder, "this is a folder", "Name a file in it.")
    default:
      let words = code == special ? FileType.specialWords : String(cString: strerror(code))
      return error(.notReadable, "cannot be read: \(words)", "Check the file's permissions and the disk.", [words])
    }
  }
}

/// `read(2)`, whose name a method of the same name would hide.
private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(descriptor, buffer, count)
}
