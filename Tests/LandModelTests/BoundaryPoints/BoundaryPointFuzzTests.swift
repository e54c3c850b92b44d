import Features
import Foundation
import Geometry
import LandModel
import TestSupport
import Testing

/// Boundary-point files broken in every way: parcels or an error, never a trap, a hang, or memory without bound.
@Suite struct BoundaryPointFuzzTests {
  private static let words = [
    "[项目信息]", "[属性描述]", "[地块坐标]", "【地块坐标】", "坐标系=2000国家大地坐标系", "几度分带=3", "带号=37", "计量单位=亩", "精度=0.001",
    "转换参数=,,,,,,", ",@", "，@", "＠", ",", "，", "J1,1,2700300.000,37550200.000", "J2,2,2700180.000,37550320.000,12.3,水泥桩",
    "4,5.8,1,甲,面,,,1001,@", "113.5,24.3", "\r", "\n", "\r\n", "\u{feff}", "\u{3000}", "-1", "1e9", "\u{0}", "@", "@@",
    "=",
  ]

  private static func corpus() throws -> [[UInt8]] {
    let root = TestData.packageRoot
    let own = "Tests/LandModelTests/BoundaryPoints"
    let folders = ["\(own)/Fixtures", "GeoData/park", "\(own)/Corpus"]
    var corpus: [[UInt8]] = []
    for folder in folders {
      let url = root.appendingPathComponent(folder)
      let names = try FileManager.default.contentsOfDirectory(atPath: url.path).filter { $0.hasSuffix(".txt") }.sorted()
      corpus += try names.map { [UInt8](try Data(contentsOf: url.appendingPathComponent($0))) }
    }
    corpus += [
      "2700300,37550200\n2700300,37550500\n2700100,37550500\n",
      "[地块坐标]\n4,,,,面,,,,@\n1,1,113.5,24.3\n2,1,113.6,24.3\n3,1,113.6,24.4\n1,1,113.5,24.3\n",
      "3,1.5,,名,,,,0101,@\nJ1,2700300.000,550200.000,300,1,\nJ2,2700300.000,550500.000,200,1,\nJ3,2700100,550500,1,1,\n",
    ].map { Array($0.utf8) }
    return corpus
  }

  @Test func readsOrRefuses() throws {
    let fuzzing = Fuzzing("boundary-points", corpus: try Self.corpus(), words: Self.words)
    var differences: [String] = []
    let result = try fuzzing.run(usually: 10_000) { bytes in
      guard let file = try? BoundaryPointFile(bytes: bytes, path: "fuzz.txt") else { return false }
      let layer = file.layer()
      if layer.geometry.count != layer.table.rowCount { differences.append("layer") }
      if let difference = roundTripDifference(file), differences.count < 20 { differences.append(difference) }
      return true
    }
    #expect(differences.isEmpty)
    #expect(result.accepted > result.count / 100 || result.count == 1)
    #expect(result.slowest < 5)
    #expect(result.growth < 512)
  }

  /// The corpus that mutation found: inputs for each note, error, layout and encoding and for pairs of them, and those
  /// that once did not come back as they were. All derived of this project's own examples.
  @Test func theCorpusComesBackAsItWas() throws {
    let folder = TestData.packageRoot.appendingPathComponent("Tests/LandModelTests/BoundaryPoints/Corpus")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(names.count >= 50)
    var read = 0
    for name in names {
      let bytes = [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
      guard let file = try? BoundaryPointFile(bytes: bytes, path: name) else { continue }
      read += 1
      #expect(roundTripDifference(file) == nil, "\(name)")
    }
    #expect(read > names.count / 2)
  }

  /// Thousands of rings in one parcel, and a boundary across the continent: neither takes long.
  @Test func largeFilesAreNotQuadratic() throws {
    var lines = ["[属性描述]", "坐标系=2000国家大地坐标系", "带号=37", "[地块坐标]", "18000,1.0,A,甲,面,,,,@"]
    for ring in 0..<6_000 {
      let (x, y) = (37_400_000 + ring % 173 * 20, 2_700_000 + ring / 173 * 20)
      for (i, corner) in [(0, 0), (0, 10), (10, 0)].enumerated() {
        lines.append("J\(i),\(ring % 9999),\(y + corner.0),\(x + corner.1)")
      }
    }
    // The same ring number far on: a run of one number is one ring.
    lines += (0..<12_000).map { "K\($0),7,\(2_800_000 + $0 % 2),\(37_400_000 + $0)" }
    let clock = ContinuousClock()
    let time = try clock.measure {
      let file = try boundaryFile(lines.joined(separator: "\n"))
      #expect(file.layer().geometry.ringCount == 6_001)
      let wide = (0..<4_000).map { "J\($0),1,\($0 % 2 == 0 ? 20 : 50).5,\($0 % 2 == 0 ? 74 : 134).5" }
      let across = try boundaryFile((["[地块坐标]", "4000,1.0,A,甲,面,,,,@"] + wide).joined(separator: "\n"))
      #expect(across.crs?.definition == "EPSG:4490")
    }
    #expect(time < .seconds(20))
  }

  @Test func coordinatesAreWrittenAsPrintfWouldAndRead() throws {
    var random = SeededRandom.announced("coordinatesAreWrittenAsPrintfWould", fallback: 20_261_126)
    for _ in 0..<400 {
      let decimals = Int.random(in: 1...9, using: &random)
      let points = (0..<3).map { _ in
        let (north, east) = (Double.random(in: 2e6...5e6, using: &random), Double.random(in: 2e5...8e5, using: &random))
        return [north, east].map { String(format: "%.\(decimals)f", $0) }
      }
      let text = points.map { "J,1,\($0[0]),\($0[1])" }.joined(separator: "\n") + "\n"
      let file = try boundaryFile(text)
      #expect(try file.encoded() == Array(text.utf8))
      #expect(
        zip(file.parcels[0].rings[0].points, points).allSatisfy { Double($1[0]) == $0.y && Double($1[1]) == $0.x }
      )
      var coarse = file
      coarse.form.decimals = Int.random(in: 0..<decimals, using: &random)
      let expected = file.parcels[0].rings[0].points.map {
        "J,1," + [$0.y, $0.x].map { String(format: "%.\(coarse.form.decimals)f", $0) }.joined(separator: ",")
      }
      #expect(try coarse.encoded() == Array((expected.joined(separator: "\n") + "\n").utf8))
    }
  }
}

/// What differs after a file is written and read again; nil where nothing does: keys, parcels with their heads, rings,
/// ring numbers, names, marks and coordinates to the last written decimal, and the bytes of a second writing. Nil too
/// where the encoding cannot write it.
func roundTripDifference(_ file: BoundaryPointFile) -> String? {
  guard let written = try? file.encoded() else { return nil }
  do {
    let again = try BoundaryPointFile(bytes: written, path: "again.txt")
    if again.sections != file.sections { return "keys" }
    if again.crs?.definition != file.crs?.definition { return "system" }
    if again.form.pointLayout != file.form.pointLayout { return "layout" }
    if again.parcels.count != file.parcels.count { return "parcels" }
    for (a, b) in zip(file.parcels, again.parcels) {
      if a.fields != b.fields || a.head != b.head || a.shape != b.shape { return "head of \(a.label)" }
      if a.rings.map(\.number) != b.rings.map(\.number) { return "rings of \(a.label)" }
      for (p, q) in zip(a.rings.flatMap(\.points), b.rings.flatMap(\.points))
      where p.name != q.name || p.x != q.x || p.y != q.y || p.mark != q.mark { return "point \(p.name) of \(a.label)" }
      if a.rings.map(\.points.count) != b.rings.map(\.points.count) { return "points of \(a.label)" }
    }
    return try again.encoded() == written ? nil : "bytes"
  } catch {
    return "unreadable: \(error)"
  }
}
