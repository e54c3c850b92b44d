import LandModel

/// The facilities of a plan by name: how many parcels have each, on which first, and what they state of capacity by unit.
struct FacilityTally {
  struct Entry {
    var count = 0
    /// The first parcel that has it.
    var first: Int
    /// `{班: 36, 万m³/d: 3}`; empty where no capacity is stated.
    var capacities: [String: Double] = [:]
  }

  private(set) var entries: [String: Entry] = [:]

  /// Several facilities of a parcel stand in one text; so do their capacities, which count where there are as many.
  ///
  /// - Parameters:
  ///   - names: for each parcel, `幼儿园、社区服务中心`.
  ///   - capacities: for each parcel, `12班、1处`.
  init(names: [String?], capacities: [String?]) {
    for (parcel, text) in names.enumerated() {
      let found = Self.split(text)
      let sizes = Self.split(capacities[parcel])
      for (place, name) in found.enumerated() where name != "-" {
        var entry = entries[name] ?? Entry(first: parcel)
        entry.count += 1
        if sizes.count == found.count {
          let digits = sizes[place].prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
          if let value = Double(digits) {
            entry.capacities[String(sizes[place].dropFirst(digits.count)), default: 0] += value
          }
        }
        entries[name] = entry
      }
    }
  }

  private static func split(_ text: String?) -> [String] {
    (text ?? "").split { "、,，;；\n".contains($0) }.map { String($0).trimmed }.filter { !$0.isEmpty }
  }
}
