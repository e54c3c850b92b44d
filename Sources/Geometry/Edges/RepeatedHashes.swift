/// Finds the values that occur more than once, by their hashes.
package enum RepeatedHashes {
  /// The places whose hash stands at another place too, ascending. Equal values have equal hashes; whether equal hashes
  /// are equal values is the caller's to see.
  package static func places(of hashes: [UInt64]) -> [Int] {
    precondition(hashes.count < Int(UInt32.max), "places are counted in 32 bits")
    var size = 16
    while size < hashes.count * 2 { size *= 2 }
    // Each slot leads to the first place of a hash, counted from 1.
    var slots = [UInt32](repeating: 0, count: size)
    var isRepeated = [Bool](repeating: false, count: hashes.count)
    slots.withUnsafeMutableBufferPointer { slots in
      for (place, hash) in hashes.enumerated() {
        // The product spreads hashes whose low bits are alike.
        var slot = Int(truncatingIfNeeded: (hash &* 0x9E37_79B9_7F4A_7C15) >> 20) & (size - 1)
        while slots[slot] != 0 && hashes[Int(slots[slot]) - 1] != hash { slot = (slot + 1) & (size - 1) }
        if slots[slot] == 0 {
          slots[slot] = UInt32(place + 1)
        } else {
          isRepeated[Int(slots[slot]) - 1] = true
          isRepeated[place] = true
        }
      }
    }
    return isRepeated.indices.filter { isRepeated[$0] }
  }
}
