import Features
import Foundation
import TestSupport
import Testing

@Suite struct AtomicOutputTests {
  let folder: URL
  init() throws { folder = try TestData.scratch() }

  private func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  private func code(_ work: () throws -> Void) -> String? {
    do {
      try work()
      return nil
    } catch let error as DataError {
      #expect(error.kind == .output)
      #expect(error.place.file != nil)
      return error.code
    } catch {
      return "\(error)"
    }
  }

  @Test func appearsWholeAtCommitOnly() throws {
    let path = folder.appendingPathComponent("a.txt").path
    let output = try AtomicOutput(path)
    let large = [UInt8](repeating: 65, count: 200_000)
    try output.write("head\n")
    try output.write(large)
    #expect(!FileManager.default.fileExists(atPath: path))
    try output.commit(synchronised: true)
    #expect(output.byteCount == 200_005)
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data("head\n".utf8 + large))
    #expect(try names() == ["a.txt"])
  }

  @Test func leavesNothingWithoutCommit() throws {
    let path = folder.appendingPathComponent("a.txt").path
    do {
      let output = try AtomicOutput(path)
      try output.write([UInt8](repeating: 65, count: 200_000))
      #expect(try names().count == 1)
    }
    #expect(try names() == [])
  }

  @Test func replacesOnlyWhenAsked() throws {
    let path = folder.appendingPathComponent("a.txt").path
    try Data("old".utf8).write(to: URL(fileURLWithPath: path))
    #expect(code { _ = try AtomicOutput(path) } == OutputErrorCode.exists.rawValue)
    let output = try AtomicOutput(path, overwrite: true)
    try output.write("new")
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")
    try output.commit()
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "new")
    #expect(try names() == ["a.txt"])
  }

  @Test func keepsAFileThatAppearedMeanwhile() throws {
    let path = folder.appendingPathComponent("a.txt").path
    let output = try AtomicOutput(path)
    try output.write("mine")
    try Data("theirs".utf8).write(to: URL(fileURLWithPath: path))
    #expect(code { try output.commit() } == OutputErrorCode.exists.rawValue)
    output.discard()
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "theirs")
    #expect(try names() == ["a.txt"])
  }

  @Test func writesThroughALink() throws {
    let real = folder.appendingPathComponent("real.txt")
    let link = folder.appendingPathComponent("link.txt")
    try Data("old".utf8).write(to: real)
    try FileManager.default.createSymbolicLink(at: link, withDestinationURL: real)
    let output = try AtomicOutput(link.path, overwrite: true)
    try output.write("new")
    try output.commit()
    #expect(try String(contentsOf: real, encoding: .utf8) == "new")
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link.path) == real.path)
  }

  @Test func namesWhatIsWrongWithTheTarget() throws {
    #expect(code { _ = try AtomicOutput(folder.path, overwrite: true) } == OutputErrorCode.isFolder.rawValue)
    let absent = folder.appendingPathComponent("absent/a.txt").path
    #expect(code { _ = try AtomicOutput(absent) } == OutputErrorCode.noFolder.rawValue)
    #expect(code { _ = try AtomicOutput(folder.path + "/new/") } == OutputErrorCode.noFolder.rawValue)
    #expect(code { _ = try AtomicOutput("/proc/landplan.txt") } != nil)
    #expect(code { _ = try AtomicOutput("") } == OutputErrorCode.noFolder.rawValue)
    #expect(try names() == [])
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "needs /dev/full"))
  func saysThatTheDiskIsFull() throws {
    let output = try AtomicOutput("/dev/full", overwrite: true)
    try output.write("a")
    #expect(code { try output.commit() } == OutputErrorCode.diskFull.rawValue)
    let large = try AtomicOutput("/dev/full")
    #expect(
      code { try large.write([UInt8](repeating: 65, count: 200_000)) } == OutputErrorCode.diskFull.rawValue
    )
  }

  @Test func longNamesStillHaveATemporaryName() throws {
    let path = folder.appendingPathComponent(String(repeating: "地", count: 83) + ".json").path
    let output = try AtomicOutput(path)
    try output.commit()
    #expect(FileManager.default.fileExists(atPath: path))
  }

  @Test func whatIsUnfinishedIsListed() throws {
    let path = folder.appendingPathComponent("listed.txt").path
    func listed() -> [String] { TemporaryFiles.withAll { $0.filter { $0.contains("listed.txt") } } }
    do {
      let output = try AtomicOutput(path)
      try output.write("a")
      #expect(listed().count == 1)
      #expect(try names() == listed().map { ($0 as NSString).lastPathComponent })
      try output.commit()
      #expect(listed().isEmpty)
    }
    do { _ = try AtomicOutput(path, overwrite: true) }
    #expect(listed().isEmpty)
    _ = try? AtomicOutput(folder.path + "/none/listed.txt")
    #expect(listed().isEmpty)
  }
}
