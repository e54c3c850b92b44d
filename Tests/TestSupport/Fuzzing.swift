import Foundation

/// Mutated inputs for readers that take bytes from strangers. `LANDPLAN_FUZZ=1000000` runs so many of them in place of
/// the few of an ordinary test run; `LANDPLAN_SEED` starts elsewhere.
///
/// Input number `i` depends on seed and `i` alone. While it is read, `i` stands in a file of the temporary folder, so
/// that after a crash `LANDPLAN_FUZZ_AT=i` repeats it.
public struct Fuzzing: Sendable {
  public let name: String
  public let corpus: [[UInt8]]
  /// Pieces that mean something to the reader.
  public let words: [[UInt8]]
  private let seed: UInt64

  public init(_ name: String, corpus: [[UInt8]], words: [String]) {
    self.name = name
    self.corpus = corpus
    self.words = words.map { Array($0.utf8) }
    seed = SeededRandom.announced("fuzz \(name)", fallback: 20_211_231).seed
  }

  /// What a run found.
  public struct Result: Sendable {
    public var count = 0
    public var accepted = 0
    /// The slowest input, in seconds, and its number.
    public var slowest = 0.0
    public var slowestInput = 0
    /// Growth of the process's peak memory over the run, in MiB.
    public var growth = 0.0
  }

  /// Reads the corpus as it is, then mutations of it. `read` says whether the input was taken; it must neither trap nor
  /// hang.
  public func run(usually few: Int, _ read: ([UInt8]) -> Bool) throws -> Result {
    let environment = ProcessInfo.processInfo.environment
    if let at = environment["LANDPLAN_FUZZ_AT"].flatMap({ Int($0) }) {
      let input = input(at)
      print("input \(at) of \(name): \(input.count) bytes: \(String(decoding: input.prefix(400), as: UTF8.self))")
      _ = read(input)
      return Result(count: 1)
    }
    let count = environment["LANDPLAN_FUZZ"].flatMap { Int($0) } ?? few
    let position = FileManager.default.temporaryDirectory
      .appendingPathComponent("landplan-fuzz-\(name)-\(ProcessInfo.processInfo.processIdentifier)")
    let file = open(position.path, O_CREAT | O_WRONLY | O_TRUNC, 0o600)
    defer {
      close(file)
      unlink(position.path)
    }
    var result = Result()
    let before = Fuzzing.peakMemory()
    let clock = ContinuousClock()
    for i in 0..<(corpus.count + count) {
      let text = Array("seed \(seed) input \(i)          \n".utf8)
      _ = text.withUnsafeBytes { pwrite(file, $0.baseAddress, $0.count, 0) }
      let bytes = input(i)
      var taken = false
      let time = clock.measure { taken = read(bytes) }
      let seconds = Double(time.components.attoseconds) * 1e-18 + Double(time.components.seconds)
      if seconds > result.slowest { (result.slowest, result.slowestInput) = (seconds, i) }
      if taken { result.accepted += 1 }
      result.count += 1
    }
    result.growth = Fuzzing.peakMemory() - before
    print(
      "fuzz \(name): \(result.count) inputs, \(result.accepted) accepted, slowest \(result.slowest) s (input "
        + "\(result.slowestInput)), peak memory + \(result.growth) MiB"
    )
    return result
  }

  /// Peak resident memory of the process in MiB.
  private static func peakMemory() -> Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Double(usage.ru_maxrss) / 1024
  }

  /// The first inputs are the corpus itself.
  func input(_ i: Int) -> [UInt8] {
    if i < corpus.count { return corpus[i] }
    var random = SeededRandom(seed: seed &+ UInt64(i) &* 0xD129_0B7C_53A9_1E37)
    var bytes = pick(corpus, &random)
    for _ in 0...Int(random.next() % 5) { mutate(&bytes, &random) }
    return bytes
  }

  private func pick<Element>(_ list: [Element], _ random: inout SeededRandom) -> Element {
    list[Int(random.next() % UInt64(list.count))]
  }

  private func place(_ bytes: [UInt8], _ random: inout SeededRandom) -> Int {
    Int(random.next() % UInt64(bytes.count + 1))
  }

  private func mutate(_ bytes: inout [UInt8], _ random: inout SeededRandom) {
    let at = place(bytes, &random)
    let length = min(bytes.count - at, 1 << Int(random.next() % 9))
    switch random.next() % 9 {
    case 0 where at < bytes.count: bytes[at] ^= 1 << UInt8(random.next() % 8)
    case 1 where at < bytes.count: bytes[at] = UInt8(truncatingIfNeeded: random.next())
    case 2: bytes.insert(contentsOf: pick(words, &random), at: at)
    case 3: bytes.removeSubrange(at..<(at + length))
    case 4:
      // A piece again, once or many times over.
      let piece = bytes[at..<(at + length)]
      let times = random.next() % 16 == 0 ? 200 : 1
      bytes.insert(contentsOf: (0..<times).flatMap { _ in piece }, at: at)
    case 5: bytes.removeLast(bytes.count - at)
    case 6:
      let other = pick(corpus, &random)
      let from = place(other, &random)
      bytes.insert(contentsOf: other[from..<min(other.count, from + length)], at: at)
    case 7:
      // The number that stands here becomes another.
      guard let start = bytes[at...].firstIndex(where: { (0x30...0x39).contains($0) }) else { return }
      let end = bytes[start...].firstIndex { !(0x30...0x39).contains($0) && $0 != 0x2E } ?? bytes.count
      bytes.replaceSubrange(start..<end, with: pick(Fuzzing.numbers, &random).utf8)
    default:
      let other = place(bytes, &random)
      let piece = Array(bytes[other..<min(bytes.count, other + length)])
      bytes.insert(contentsOf: piece, at: at)
    }
    if bytes.count > 1 << 18 { bytes.removeLast(bytes.count - 1 << 18) }
  }

  private static let numbers = [
    "0", "-0", "1", "-1", "1e308", "-1e309", "1e-320", "9223372036854775807", "9223372036854775808",
    "-9223372036854775809", "0.000000000000000000000000000001", "4294967296", "65536", "255", "nan", "inf", "1e",
    "00", "1.", ".5", "37550200.000", "2700300", "99999999999999999999999999999999999999", "180", "-90.0000001",
  ]
}
