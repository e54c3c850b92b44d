public import Foundation

/// One measured piece of work.
public struct Timing: Sendable {
  /// The fastest of the runs, in seconds: the one that other work on the machine disturbed least.
  public var seconds: Double
  public var runs: Int
}

/// Runs `work` several times and keeps the fastest; the result of the last run is returned too.
public func measure<Result>(runs: Int = 5, _ work: () throws -> Result) rethrows -> (Timing, Result) {
  let clock = ContinuousClock()
  var best = Double.infinity
  var result: Result
  var done = 0
  repeat {
    let start = clock.now
    result = try work()
    let elapsed = (clock.now - start).components
    best = min(best, Double(elapsed.seconds) + Double(elapsed.attoseconds) * 1e-18)
    done += 1
  } while done < runs
  return (Timing(seconds: best, runs: runs), result)
}

/// Prints one line of a report: what, seconds, and what it amounts to.
public func report(_ what: String, _ measurement: Timing, _ remark: String = "") {
  let name = what.padding(toLength: max(44, what.count), withPad: " ", startingAt: 0)
  print(name, String(format: "%9.4f s", measurement.seconds), " ", remark)
}

/// Runs another program and waits; nil where it is not installed or fails.
public func run(_ arguments: [String]) -> Timing? {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = arguments
  process.standardOutput = FileHandle.nullDevice
  process.standardError = FileHandle.nullDevice
  let (measurement, isDone) = measure(runs: 1) {
    do {
      try process.run()
    } catch {
      return false
    }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
  return isDone ? measurement : nil
}

/// A folder for the files of one run, and its path.
public func scratchFolder() throws -> URL {
  let url = FileManager.default.temporaryDirectory.appendingPathComponent("landplan-bench-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  return url
}

/// The value of `--name VALUE` on the command line.
public func option(_ name: String) -> String? {
  let arguments = CommandLine.arguments
  guard let i = arguments.firstIndex(of: "--" + name), i + 1 < arguments.count else { return nil }
  return arguments[i + 1]
}
