import Foundation
import TestSupport
import Testing

/// What stands in the folder after a signal has ended the program in the middle of its work.
@Suite(.serialized) struct InterruptionTests {
  let folder: URL

  init() throws {
    folder = try TestData.scratch()
    // Enough squares that writing them takes a second or more.
    var text = "{\"type\":\"FeatureCollection\",\"features\":["
    for number in 0..<150_000 {
      let (x, y) = (100 + Double(number % 400) * 0.01, 20 + Double(number / 400) * 0.01)
      let ring = [(0.0, 0.0), (0.008, 0), (0.008, 0.008), (0, 0.008), (0, 0)].map { "[\(x + $0.0),\(y + $0.1)]" }
      text += (number > 0 ? "," : "") + "{\"type\":\"Feature\",\"properties\":{\"BH\":\"\(number)\"},"
      text += "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[" + ring.joined(separator: ",") + "]]}}"
    }
    try Data((text + "]}").utf8).write(to: folder.appendingPathComponent("a.geojson"))
  }

  /// Sends the signal as soon as an unfinished output is there; gives what the program ended by and what is left.
  private func interrupted(_ arguments: String, by signal: String) throws -> (status: Int32, left: String) {
    let output = try Program.shell(
      """
      cd \(folder.path) && mkdir -p out; (exec landplan \(arguments) 2>err) & p=$!
      n=0; while [ -z "$(ls -A \(folder.path)/out 2>/dev/null)" ] && [ $n -lt 3000 ]; do n=$((n+1)); sleep 0.01; done
      kill -\(signal) $p; wait $p; s=$?; ls -A \(folder.path)/out; exit $s
      """
    )
    return (output.status, output.standardOutput)
  }

  @Test(arguments: ["TERM", "HUP"], ["gpkg", "geojson"])
  func leavesNothingBehind(_ signal: String, _ ending: String) throws {
    let ended = try interrupted("export a.geojson --out out/x.\(ending) --quiet", by: signal)
    #expect(ended.left == "", "after SIG\(signal)")
    #expect(ended.status == 128 + (signal == "TERM" ? SIGTERM : SIGHUP))
    try FileManager.default.removeItem(at: folder)
  }

  /// A reader that has seen enough ends the program in silence, and nothing that was under way is left.
  @Test func aClosedPipe() throws {
    let output = try Program.shell(
      "cd \(folder.path) && mkdir out && (landplan export a.geojson --out - --quiet; echo $? >status) | head -c 1000 | wc -c; cat status"
    )
    #expect(output.standardOutput == "1000\n141\n")
    #expect(output.standardError == "")
    try FileManager.default.removeItem(at: folder)
  }
}
