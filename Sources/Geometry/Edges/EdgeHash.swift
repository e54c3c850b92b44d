/// Hashes of vertices and edges by their exact coordinates. Equal coordinates hash equally (-0 and 0 are one); hashes
/// are the same on every machine and in every run.
enum EdgeHash {
  /// The folded 128-bit product, the mixing step of wyhash (Wang Yi, 2019).
  @inline(__always)
  static func fold(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = a.multipliedFullWidth(by: b)
    return product.high ^ product.low
  }

  @inline(__always)
  static func vertex(_ x: Double, _ y: Double) -> UInt64 {
    // Adding 0 turns -0 into 0.
    let xBits = (x + 0).bitPattern ^ 0xA076_1D64_78BD_642F
    let yBits = (y + 0).bitPattern ^ 0xE703_7ED1_A0B4_28DB
    return fold(fold(xBits, yBits) ^ 0x8EBC_6AF0_9C88_C6E3, 0x5899_65CC_7537_4CC3)
  }

  /// A hash of the edge from one vertex to the other that differs from that of the reversed edge.
  @inline(__always)
  static func directed(_ from: UInt64, _ to: UInt64) -> UInt64 {
    fold(from ^ 0x1D8E_4E27_C47D_124F, to ^ 0x72B2_2B96_E169_B471)
  }

  /// A hash of the edge whatever its direction, with the direction in the lowest bit: two edges between the same
  /// vertices agree in all other bits.
  @inline(__always)
  static func undirected(_ from: UInt64, _ to: UInt64) -> UInt64 {
    from < to ? directed(from, to) | 1 : directed(to, from) & ~1
  }
}
