import Foundation
import TestSupport
import Testing

/// The built program against golden files. `make bless` takes today's output as wanted.
@Suite struct EndToEndTests {
  static let cases = CommandLineCase.all()

  @Test func thereAreCases() {
    #expect(Self.cases.count > 0, "no golden file found in \(CommandLineCase.folder.path)")
  }

  @Test(arguments: cases)
  func prints(_ example: CommandLineCase) throws {
    guard !example.needsData || FileManager.default.fileExists(atPath: TestData.root.path) else {
      print("skipped: \(example.name) needs LANDPLAN_DATA")
      return
    }
    let now = try example.rerun()
    if ProcessInfo.processInfo.environment["LANDPLAN_BLESS"] != nil {
      let file = CommandLineCase.folder.appendingPathComponent(example.name + ".txt")
      try Data(now.utf8).write(to: file)
      return
    }
    #expect(now == example.text, "run `make bless` if the change is wanted")
  }
}
