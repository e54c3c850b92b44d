import Features
import Foundation
import Geometry
import OGR
import TestSupport
import Testing

@Suite struct WKBTests {
  private func decode(_ bytes: [UInt8]) throws -> GeometryColumns {
    var builder = GeometryColumns.Builder()
    try bytes.withUnsafeBytes { try WKBDecoder.decode($0, into: &builder) }
    return builder.finish()
  }

  /// A triangle in any form: byte order, type number, further ordinates, an SRID in front.
  private func triangle(bigEndian: Bool, type: UInt32, extra: Int, srid: Bool = false) -> [UInt8] {
    var bytes: [UInt8] = [bigEndian ? 0 : 1]
    func put<Word: FixedWidthInteger>(_ value: Word) {
      withUnsafeBytes(of: bigEndian ? value.bigEndian : value.littleEndian) { bytes.append(contentsOf: $0) }
    }
    put(type)
    if srid { put(UInt32(4546)) }
    put(UInt32(1))
    put(UInt32(4))
    for (x, y) in [(0.0, 0.0), (10, 0), (10, 10), (0, 0)] {
      put(x.bitPattern)
      put(y.bitPattern)
      for _ in 0..<extra { put((99.0).bitPattern) }
    }
    return bytes
  }

  @Test(arguments: [
    (UInt32(3), 0, false), (1003, 1, false), (2003, 1, false), (3003, 2, false), (0x8000_0003, 1, false),
    (0x4000_0003, 1, false), (0xC000_0003, 2, false), (0x2000_0003, 0, true), (0xA000_0003, 1, true),
  ])
  func everyForm(type: UInt32, extra: Int, srid: Bool) throws {
    for bigEndian in [false, true] {
      let columns = try decode(triangle(bigEndian: bigEndian, type: type, extra: extra, srid: srid))
      #expect(columns.x == [0, 10, 10, 0] && columns.y == [0, 0, 10, 0])
      #expect(columns.kinds == [.polygon])
      #expect(columns.flags[0].contains(.hadZ) == (extra > 0))
    }
  }

  @Test func everyTruncationIsFound() {
    let whole = triangle(bigEndian: false, type: 1003, extra: 1)
    for length in 0..<whole.count {
      #expect(throws: WKBProblem.truncated) { _ = try decode(Array(whole.prefix(length))) }
    }
  }

  @Test func countsBeyondTheBytesCostNoMemory() {
    var bytes = triangle(bigEndian: false, type: 3, extra: 0)
    bytes.replaceSubrange(9..<13, with: [255, 255, 255, 255])
    #expect(throws: WKBProblem.truncated) { _ = try decode(bytes) }
  }

  @Test func nestingIsBounded() {
    var bytes: [UInt8] = []
    for _ in 0..<100 { bytes += [1, 7, 0, 0, 0, 1, 0, 0, 0] }
    bytes += [1, 7, 0, 0, 0, 0, 0, 0, 0]
    #expect(throws: WKBProblem.tooDeep) { _ = try decode(bytes) }
  }

  @Test func randomDamageNeverCrashes() {
    var random = SeededRandom.announced("damaged WKB", fallback: 8000)
    let sources = [triangle(bigEndian: false, type: 1003, extra: 1), triangle(bigEndian: true, type: 3, extra: 0)]
    var outcomes: Set<Bool> = []
    for _ in 0..<20_000 {
      var bytes = sources[Int.random(in: 0..<2, using: &random)]
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      outcomes.insert((try? decode(bytes)) != nil)
    }
    #expect(outcomes == [true, false])
  }
}
