internal import CGDAL
internal import Foundation

/// Lists of strings in the form that GDAL takes them.
enum CStrings {
  /// Calls `body` with a null-terminated array of C strings that lives for the call; null where there are none.
  static func with<Result, Failure: Error>(
    _ strings: [String]?,
    _ body: (CGDALStrings?) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    guard let strings else { return try body(nil) }
    let pointers = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: strings.count + 1)
    for (index, string) in strings.enumerated() { pointers[index] = strdup(string) }
    pointers[strings.count] = nil
    defer {
      for index in strings.indices { free(pointers[index]) }
      pointers.deallocate()
    }
    return try body(pointers)
  }
}
