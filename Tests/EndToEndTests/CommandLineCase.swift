import Foundation
import TestSupport
import Testing

/// One golden file: commands as a user types them, and what they print.
///
///     # what the case is for
///     $ landplan info {data}/cn/xinwu.gpkg --lang en
///     exit 0
///     | a line of standard output
///     ! a line of standard error
///
/// `{scratch}` is a new empty folder of the case, `{data}` the folder of real data (the case is skipped where it is
/// absent); both are put back into the output. Lines run through `/bin/sh` when they start with `$$`.
struct CommandLineCase: Sendable, CustomTestStringConvertible {
  var name: String
  var text: String

  var testDescription: String { name }

  static let folder = TestData.packageRoot.appendingPathComponent("Tests/EndToEndTests/Golden")

  static func all() -> [CommandLineCase] {
    let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
    return files.filter { $0.pathExtension == "txt" }.sorted { $0.path < $1.path }.compactMap { file in
      guard let text = try? String(contentsOf: file, encoding: .utf8) else { return nil }
      return CommandLineCase(name: file.deletingPathExtension().lastPathComponent, text: text)
    }
  }

  var needsData: Bool { text.contains("{data}") }

  /// Runs every command and gives the file's text as it should be now.
  func rerun() throws -> String {
    let scratch = try TestData.scratch()
    defer { try? FileManager.default.removeItem(at: scratch) }
    var result: [String] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("$") {
        result.append(String(line))
        result += try run(String(line), scratch: scratch)
      } else if line.hasPrefix("#") || line.isEmpty {
        result.append(String(line))
      }
    }
    return result.joined(separator: "\n")
  }

  private func run(_ line: String, scratch: URL) throws -> [String] {
    let isShell = line.hasPrefix("$$")
    let command = fill(String(line.drop { $0 == "$" }.drop { $0 == " " }), scratch: scratch)
    let output = try Program.shell(command)
    var lines = ["exit \(output.status)"]
    lines += marked("|", unfill(output.standardOutput, scratch: scratch))
    if !isShell || !output.standardError.isEmpty {
      lines += marked("!", unfill(output.standardError, scratch: scratch))
    }
    return lines
  }

  private func marked(_ mark: String, _ text: String) -> [String] {
    guard !text.isEmpty else { return [] }
    // A carriage return and line feed are one Character in Swift: make the former visible first.
    let visible = text.replacingOccurrences(of: "\r", with: "\\r")
    var lines = visible.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last == "" { lines.removeLast() }
    return lines.map { $0.isEmpty ? mark : "\(mark) \($0)" }
  }

  private func fill(_ text: String, scratch: URL) -> String {
    text.replacingOccurrences(of: "{scratch}", with: scratch.path)
      .replacingOccurrences(of: "{data}", with: TestData.root.path)
  }

  private func unfill(_ text: String, scratch: URL) -> String {
    text.replacingOccurrences(of: scratch.path, with: "{scratch}")
      .replacingOccurrences(of: TestData.root.path, with: "{data}")
  }
}

/// Runs the built program.
enum Program {
  struct Output {
    var status: Int32
    var standardOutput: String
    var standardError: String
  }

  /// The folder of the test bundle, which holds the built binary.
  static let folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()

  /// Runs a shell line with the binary's folder first in PATH, from the package's folder, in an English locale and
  /// a fixed time zone that the output must not depend on.
  static func shell(_ command: String, environment extra: [String: String] = [:]) throws -> Output {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", command]
    process.currentDirectoryURL = TestData.packageRoot
    var environment = ProcessInfo.processInfo.environment
    environment["PATH"] = folder.path + ":" + (environment["PATH"] ?? "/usr/bin:/bin")
    environment["LC_ALL"] = "C.UTF-8"
    environment["TZ"] = "UTC"
    for (name, value) in extra { environment[name] = value }
    process.environment = environment
    let scratch = try TestData.scratch()
    defer { try? FileManager.default.removeItem(at: scratch) }
    let out = scratch.appendingPathComponent("out")
    let err = scratch.appendingPathComponent("err")
    _ = FileManager.default.createFile(atPath: out.path, contents: nil)
    _ = FileManager.default.createFile(atPath: err.path, contents: nil)
    process.standardOutput = try FileHandle(forWritingTo: out)
    process.standardError = try FileHandle(forWritingTo: err)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return Output(
      status: process.terminationStatus,
      standardOutput: String(decoding: try Data(contentsOf: out), as: UTF8.self),
      standardError: String(decoding: try Data(contentsOf: err), as: UTF8.self)
    )
  }
}
