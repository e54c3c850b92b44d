import Dispatch
import Foundation
import GEOS
import TestSupport
import Testing

/// GEOS 3.11.1's own XML tests, replayed through the binding. `known-differences.tsv` beside this file lists those that
/// do not agree, each with the reason; a listed one that agrees fails too. One that takes minutes is listed as
/// `not run: …` and runs where `LANDPLAN_SLOW_TESTS` is set.
@Suite struct XMLVectors {
  static let archive = "testsuites/geos-3.11.1.zip"

  /// Which test: file, case and test in it, both from 1.
  struct Place: Hashable, Comparable, Sendable, CustomStringConvertible {
    var path: String
    var number: Int
    var test: Int
    var operation: String

    var description: String { "\(path)\t\(number)\t\(test)\t\(operation)" }

    static func < (left: Place, right: Place) -> Bool {
      (left.path, left.number, left.test, left.operation) < (right.path, right.number, right.test, right.operation)
    }
  }

  struct Tally: Sendable {
    var files = 0
    var tests = 0
    var agree = 0
    var preparedTests = 0
    /// What was found instead of what was expected; for a test that was not run, that it was not.
    var differences: [Place: String] = [:]

    var differ: Int { differences.count - preparedDiffer - differences.count { $0.value == "not run" } }
    var preparedDiffer: Int { differences.count { $0.key.operation.hasPrefix("prepared ") } }

    mutating func add(_ other: Tally) {
      files += other.files
      tests += other.tests
      agree += other.agree
      preparedTests += other.preparedTests
      differences.merge(other.differences) { first, _ in first }
    }
  }

  @Test(.enabled(if: TestData.exists(archive), "third-party vectors are not there: set LANDPLAN_DATA"))
  func replay() throws {
    guard let tests = try TestData.unzipped(Self.archive) else { return }
    let known = try Self.knownDifferences()
    let runsAll = ProcessInfo.processInfo.environment["LANDPLAN_SLOW_TESTS"] != nil
    let slow = Set(known.filter { $0.value.hasPrefix("not run: ") && !runsAll }.keys)
    let root = tests.appendingPathComponent("geos-3.11.1/tests/xmltester/tests")
    let tally = try Self.replay(Self.paths(below: root), below: root, without: slow)
    print(
      """
      GEOS XML vectors, GEOS \(GEOSLibrary.version): \(tally.files) files, \(tally.tests) tests: \(tally.agree) agree, \
      \(tally.differ) differ and \(slow.count) not run for their length, all listed; \(tally.preparedTests) predicates \
      asked of prepared shapes as well, \(tally.preparedDiffer) differ
      """
    )
    for (place, found) in tally.differences.sorted(by: { $0.key < $1.key }) where known[place] == nil {
      Issue.record("not listed: \(place)\t\(found.prefix(200))")
    }
    for place in known.keys.sorted() where tally.differences[place] == nil {
      Issue.record("listed as different, but agrees or does not exist: \(place)")
    }
    #expect(tally.files == 170)
    #expect(tally.tests == 8315)
    #expect(tally.agree + tally.differ + slow.count == tally.tests)
  }

  private static func paths(below root: URL) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: root.path).filter { $0.hasSuffix(".xml") }.sorted()
  }

  private static func replay(_ paths: [String], below root: URL, without slow: Set<Place>) throws -> Tally {
    let results = Locked<[Result<Tally, any Error>?]>(Array(repeating: nil, count: paths.count))
    DispatchQueue.concurrentPerform(iterations: paths.count) { number in
      let result = Result { try replay(paths[number], below: root, without: slow) }
      results.withLock { $0[number] = result }
    }
    var total = Tally()
    for result in results.withLock({ $0 }) {
      if let result { total.add(try result.get()) }
    }
    return total
  }

  private static func replay(_ path: String, below root: URL, without slow: Set<Place>) throws -> Tally {
    let file = try VectorFile(path: path, contents: Data(contentsOf: root.appendingPathComponent(path)))
    var tally = Tally(files: 1)
    for (number, vectorCase) in file.cases.enumerated() {
      let replay = Result { try VectorReplay(file, vectorCase) }
      for (testNumber, test) in vectorCase.tests.enumerated() {
        let place = Place(path: path, number: number + 1, test: testNumber + 1, operation: test.operation)
        tally.tests += 1
        if slow.contains(place) {
          tally.differences[place] = "not run"
          continue
        }
        do {
          let replay = try replay.get()
          switch replay.run(test) {
          case .agrees: tally.agree += 1
          case .differs(let found): tally.differences[place] = "expected \(test.expected.prefix(80)), found \(found)"
          case .notBound: tally.differences[place] = "not in the binding"
          }
          if let prepared = file.isPrepared ? nil : replay.runPrepared(test) {
            tally.preparedTests += 1
            if case .differs(let found) = prepared {
              var place = place
              place.operation = "prepared " + test.operation
              tally.differences[place] = "expected \(test.expected), found \(found)"
            }
          }
        } catch {
          tally.differences[place] = "the case cannot be read: \(error)"
        }
      }
    }
    return tally
  }

  /// Lines of path, case, test, operation and reason, separated by tabs; `#` starts a comment.
  private static func knownDifferences() throws -> [Place: String] {
    let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("known-differences.tsv")
    var known: [Place: String] = [:]
    for line in try String(contentsOf: url, encoding: .utf8).split(separator: "\n") where !line.hasPrefix("#") {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      let numbers = fields.dropFirst().prefix(2).compactMap { Int($0) }
      guard fields.count == 5, numbers.count == 2, !fields[4].isEmpty else {
        Issue.record("not a line of path, case, test, operation and reason: \(line)")
        continue
      }
      known[Place(path: fields[0], number: numbers[0], test: numbers[1], operation: fields[3])] = fields[4]
    }
    return known
  }
}
