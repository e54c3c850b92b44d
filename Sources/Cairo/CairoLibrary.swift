internal import CCairo
internal import Features
internal import Foundation

/// Codes of errors of drawing.
public enum CairoErrorCode: String, CaseIterable, Sendable {
  case missing = "map.cairo-missing"
  case fonts = "map.fonts-missing"
  case failed = "map.cairo-failed"
}

/// Cairo's and Pango's functions, loaded when the first picture needs them.
struct CairoLibrary: @unchecked Sendable {
  // Unchecked: written once before the value exists and never after.
  let table: UnsafePointer<CCairoTable>

  static func shared() throws(DataError) -> CairoLibrary { try loaded.get() }

  private static let loaded: Result<CairoLibrary, DataError> = {
    do throws(DataError) { return .success(try load(names: usualNames)) } catch { return .failure(error) }
  }()

  private static let usualNames = ["libpangocairo-1.0.so.0", "libpangocairo-1.0.so", "libpangocairo-1.0.0.dylib"]

  static func load(names: [String]) throws(DataError) -> CairoLibrary {
    let table = UnsafeMutablePointer<CCairoTable>.allocate(capacity: 1)
    var first = ""
    for name in names {
      var detail = [CChar](repeating: 0, count: 512)
      if ccairo_load(name, table, &detail, Int32(detail.count)) == 0 {
        return CairoLibrary(table: UnsafePointer(table))
      }
      let words = String(decoding: detail.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      if first.isEmpty { first = words }
    }
    table.deallocate()
    throw DataError(
      .output,
      code: CairoErrorCode.missing.rawValue,
      found: "Cairo and Pango, which draw maps, are not there",
      expected: "libcairo2 1.16 and libpangocairo-1.0-0 1.44, or later",
      advice: "Install them: apt install libcairo2 libpangocairo-1.0-0 fonts-noto-cjk. (\(first))",
      arguments: [first]
    )
  }
}

/// Whether the libraries of a name can be loaded, for tests of the error that says they cannot.
package func checkCairo(names: [String]) throws { _ = try CairoLibrary.load(names: names) }
