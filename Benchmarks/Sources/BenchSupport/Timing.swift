public import Foundation
import Glibc

/// One measured piece of work: the fastest of the runs, which other work on the machine disturbed least.
public struct Timing: Sendable {
  /// Wall-clock seconds.
  public var seconds: Double
  /// Processor seconds of all threads: what a rate is computed from, because it says the same on a busy machine.
  public var processor: Double
  public var runs: Int
}

/// Runs `work` several times and keeps the fastest; the result of the last run is returned too.
public func measure<Result>(runs: Int = 5, _ work: () throws -> Result) rethrows -> (Timing, Result) {
  let clock = ContinuousClock()
  var best = Timing(seconds: .infinity, processor: .infinity, runs: runs)
  var result: Result
  var done = 0
  repeat {
    let start = clock.now
    let used = processorSeconds()
    result = try work()
    best.processor = min(best.processor, processorSeconds() - used)
    let elapsed = (clock.now - start).components
    best.seconds = min(best.seconds, Double(elapsed.seconds) + Double(elapsed.attoseconds) * 1e-18)
    done += 1
  } while done < runs
  return (best, result)
}

private func processorSeconds(ofChildren: Bool = false) -> Double {
  var usage = rusage()
  getrusage((ofChildren ? RUSAGE_CHILDREN : RUSAGE_SELF).rawValue, &usage)
  let times = [usage.ru_utime, usage.ru_stime]
  return times.reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) * 1e-6 }
}

/// Prints one line of a report: what, wall-clock and processor seconds, and what they amount to.
public func report(_ what: String, _ timing: Timing, _ remark: String = "") {
  let name = what.padding(toLength: max(44, what.count), withPad: " ", startingAt: 0)
  print(name, String(format: "%9.4f s, processor %9.4f s", timing.seconds, timing.processor), " ", remark)
}

/// Runs another program and waits; nil where it is not installed or fails.
public func run(_ arguments: [String]) -> Timing? {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = arguments
  process.standardOutput = FileHandle.nullDevice
  process.standardError = FileHandle.nullDevice
  let used = processorSeconds(ofChildren: true)
  var (timing, isDone) = measure(runs: 1) {
    do {
      try process.run()
    } catch {
      return false
    }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
  timing.processor = processorSeconds(ofChildren: true) - used
  return isDone ? timing : nil
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
