import Foundation
import TestSupport
import Testing

@Suite struct GieTests {
  static let archive = "testsuites/proj-9.1.1.zip"

  /// Files that are not replayed, with the reason. Everything else that ends in `.gie` is.
  static let notReplayed: [String: String] = [
    "geotiff_grids.gie": "needs grids of PROJ's source tree",
    "deformation.gie": "needs grids of PROJ's source tree",
    "defmodel.gie": "needs model files of PROJ's source tree",
    "tinshift.gie": "needs triangulations of PROJ's source tree",
    "nkg.gie": "needs the NKG grids",
    "DHDN_ETRS89.gie": "needs the grid BETA2007",
  ]

  /// Checks that do not hold here, `file:line`, with the reason.
  static let knownDifferences: [String: String] = {
    let geoid = "Debian's egm96_15.gtx is another edition of the grid: heights differ by 0.4 m"
    let grid = "needs a grid of PROJ's source tree"
    let pole = "at the pole the inverse ends in asin(1 - 7e-15): rounding is 0.7 m there"
    var list = ["builtins.gie:3111": "a division by zero that one exact double triggers, or not, by the compiler"]
    for line in [78, 83, 89, 92, 127, 130, 151] { list["4D-API_cs2cs-style.gie:\(line)"] = geoid }
    for line in [246, 249, 252, 255, 258, 261, 264] { list["more_builtins.gie:\(line)"] = geoid }
    for line in [449, 458, 462] { list["4D-API_cs2cs-style.gie:\(line)"] = grid }
    for line in [885, 893] { list["more_builtins.gie:\(line)"] = grid }
    for line in [616, 619, 622, 665, 668, 671] { list["more_builtins.gie:\(line)"] = pole }
    return list
  }()

  @Test(.enabled(if: TestData.exists(GieTests.archive), "set LANDPLAN_DATA for PROJ's test vectors"))
  func projVectors() throws {
    let root = try #require(try TestData.unzipped(GieTests.archive)).appendingPathComponent("proj-9.1.1/test")
    var checks = 0
    var leftOut = 0
    var files = 0
    var differing: Set<String> = []
    for folder in ["gigs", "gie"] {
      let url = root.appendingPathComponent(folder)
      for name in try FileManager.default.contentsOfDirectory(atPath: url.path).sorted() where name.hasSuffix(".gie") {
        if GieTests.notReplayed[name] != nil { continue }
        let text = try String(contentsOf: url.appendingPathComponent(name), encoding: .utf8)
        let runner = GieRunner(file: name, text: text)
        #expect(runner.checks > 0, "\(name) has no check")
        files += 1
        checks += runner.checks
        leftOut += runner.leftOut
        for failure in runner.failures {
          differing.insert(failure.place)
          if GieTests.knownDifferences[failure.place] == nil { Issue.record("\(failure.place): \(failure.text)") }
        }
      }
    }
    print("PROJ vectors: \(files) files, \(checks) checks, \(leftOut) left out, \(differing.count) known differences")
    #expect(checks > 5000)
    #expect(differing == Set(GieTests.knownDifferences.keys), "a listed difference holds now: take it off the list")
  }
}
