internal import Features

/// Field names that a format can hold: each distinct without regard to case (SQLite and dBASE have none), and within
/// ten bytes for a shapefile.
struct WriteNames {
  /// In the order of the fields.
  private(set) var names: [String] = []

  /// The longest name of a shapefile's field, in bytes.
  static let shapefileLimit = 10

  init(_ wanted: [String], format: OGRWriteFormat, encoding: TextEncoding) {
    let limit = format == .shapefile ? Self.shapefileLimit : Int.max
    // Names that fit as they are keep their names, wherever they stand.
    var taken: Set<String> = []
    var fitting: Set<Int> = []
    for (index, name) in wanted.enumerated() {
      if !name.isEmpty, Self.length(name, encoding) <= limit, taken.insert(name.lowercased()).inserted {
        fitting.insert(index)
      }
    }
    for (index, name) in wanted.enumerated() {
      names.append(fitting.contains(index) ? name : Self.shortened(name, limit, encoding, &taken))
    }
  }

  /// The longest beginning that fits; where that is taken, a shorter one with a number.
  private static func shortened(
    _ name: String,
    _ limit: Int,
    _ encoding: TextEncoding,
    _ taken: inout Set<String>
  ) -> String {
    let name = name.isEmpty ? "field" : name
    var number = 1
    while true {
      let suffix = number == 1 ? "" : "_\(number)"
      // No character has less than a byte, and a name of megabytes would be cut by one at a time.
      var stem = limit == .max ? name : String(name.prefix(limit))
      while length(stem + suffix, encoding) > limit { stem.removeLast() }
      if taken.insert((stem + suffix).lowercased()).inserted { return stem + suffix }
      number += 1
    }
  }

  private static func length(_ text: String, _ encoding: TextEncoding) -> Int {
    encoding == .utf8 ? text.utf8.count : encoding.encode(text)?.count ?? text.utf8.count
  }
}
