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
    let folders = ["Tests/LandModelTests/BoundaryPoints/Fixtures", "GeoData/park"]
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
    var different = 0
    let result = try fuzzing.run(usually: 10_000) { bytes in
      guard let file = try? BoundaryPointFile(bytes: bytes, path: "fuzz.txt") else { return false }
      let layer = file.layer()
      if layer.geometry.count != layer.table.rowCount { different += 1 }
      // What was read and can be written reads again, with as many parcels.
      if let written = try? file.encoded(), let again = try? BoundaryPointFile(bytes: written, path: "again.txt") {
        if again.layer().count != layer.count { different += 1 }
      }
      return true
    }
    #expect(different == 0)
    #expect(result.accepted > result.count / 100 || result.count == 1)
    #expect(result.slowest < 5)
    #expect(result.growth < 512)
  }
}
