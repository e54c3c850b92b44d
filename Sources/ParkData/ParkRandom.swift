/// The park's own generator (SplitMix64, Steele, Lea and Flood 2014), so that the data is the same on every machine
/// and with every version of the standard library. Each part of the park draws from a generator of its own key:
/// a change in one layer does not stir the others.
struct ParkRandom {
  private var state: UInt64

  init(_ key: String) {
    state = ParkRandom.hash(key)
  }

  /// FNV-1a, 64 bit.
  static func hash(_ key: String) -> UInt64 {
    var value: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in key.utf8 { value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return value
  }

  static func mix(_ value: UInt64) -> UInt64 {
    var z = value &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func next() -> UInt64 {
    let value = ParkRandom.mix(state)
    state &+= 0x9E37_79B9_7F4A_7C15
    return value
  }

  /// In [0, 1), 53 bits.
  mutating func unit() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  mutating func real(_ low: Double, _ high: Double) -> Double {
    low + (high - low) * unit()
  }

  /// In `range`, both ends included.
  mutating func integer(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() % UInt64(range.count))
  }

  mutating func chance(_ probability: Double) -> Bool {
    unit() < probability
  }

  mutating func pick<T>(_ values: [T]) -> T {
    values[integer(0...(values.count - 1))]
  }
}
