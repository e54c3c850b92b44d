import Foundation

/// A small reproducible generator (SplitMix64, Steele, Lea and Flood 2014) for property tests. The seed is printed;
/// `LANDPLAN_SEED` repeats a run.
public struct SeededRandom: RandomNumberGenerator, Sendable {
  public let seed: UInt64
  private var state: UInt64

  public init(seed: UInt64) {
    self.seed = seed
    state = seed
  }

  /// The seed of the environment, else `fallback`; printed, so that a failure can be repeated.
  public static func announced(_ test: String, fallback: UInt64) -> SeededRandom {
    let stated = ProcessInfo.processInfo.environment["LANDPLAN_SEED"].flatMap { UInt64($0) }
    let seed = stated ?? fallback
    print("seed of \(test): LANDPLAN_SEED=\(seed)")
    return SeededRandom(seed: seed)
  }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  public mutating func double(in range: ClosedRange<Double>) -> Double {
    Double.random(in: range, using: &self)
  }
}
