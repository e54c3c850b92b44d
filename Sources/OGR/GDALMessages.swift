internal import CGDAL
internal import Foundation
internal import Synchronization

/// What GDAL said on this thread during one call of ours.
final class GDALMessages {
  private(set) var failures: [String] = []
  private(set) var warnings: [String] = []
  /// A driver may warn once for each of a million features.
  private let limit = 50
  /// What failed on threads that GDAL started by itself, since it was last asked for. Readers of several datasets share it.
  static let ofOtherThreads = Mutex<[String]>([])

  /// Takes what failed on GDAL's own threads.
  static func takeOfOtherThreads() -> String? {
    let words = ofOtherThreads.withLock { words in
      defer { words = [] }
      return words
    }
    return words.isEmpty ? nil : words.joined(separator: "; ")
  }

  /// The failures as one sentence, or what GDAL gave where it gave nothing.
  var words: String {
    failures.isEmpty ? warnings.first ?? "GDAL gave no reason" : failures.joined(separator: "; ")
  }

  /// Every GeoPackage of version 1.4 makes an older GDAL warn of what it reads all the same.
  private static func isNoise(_ text: String) -> Bool {
    text.contains("GeoPackage user_version") && text.contains("may only be partially supported")
  }

  func add(severity: Int32, _ message: String) {
    // A message is one sentence on one line.
    let text = message.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty }.joined(separator: " ")
    // CE_Warning is 2, CE_Failure 3, CE_Fatal 4; less is chatter.
    if severity >= 3 {
      if failures.last != text, failures.count < limit { failures.append(text) }
    } else if severity == 2, !Self.isNoise(text) {
      if !warnings.contains(text), warnings.count < limit { warnings.append(text) }
    }
  }
}

extension GDALLibrary {
  /// Runs calls of GDAL with their words collected into `messages` instead of printed. The collector belongs to the
  /// thread, so that the body must not suspend; it cannot, being synchronous.
  func collecting<Result, Failure: Error>(
    into messages: GDALMessages,
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    table.pointee.CPLErrorReset()
    table.pointee.CPLPushErrorHandlerEx(
      { severity, _, message in
        guard let message, let user = GDALCollector.userData() else { return }
        let text = String(cString: message)
        Unmanaged<GDALMessages>.fromOpaque(user).takeUnretainedValue().add(severity: severity, text)
      },
      Unmanaged.passUnretained(messages).toOpaque()
    )
    defer {
      table.pointee.CPLPopErrorHandler()
      withExtendedLifetime(messages) {}
    }
    return try body()
  }
}

/// A C function pointer captures nothing: it finds the library again by itself.
private enum GDALCollector {
  static func userData() -> UnsafeMutableRawPointer? {
    guard let library = try? GDALLibrary.shared() else { return nil }
    return library.table.pointee.CPLGetErrorHandlerUserData()
  }
}
