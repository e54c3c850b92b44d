/// How far buildings stay within a parcel's edge, in metres: `道路侧10m，邻地块6m`, `10`, `road 10 m, neighbour 6 m`.
public struct Setback: Sendable, Hashable {
  /// From edges along streets; 0 where nothing is said.
  public var fromRoad: Double
  /// From the other edges.
  public var fromNeighbour: Double

  /// A part without a word of side is for every edge that no other part names.
  ///
  /// Nil where the text has no distance, or one that is not between 0 and 1,000 m.
  public init?(written: String) {
    var (road, neighbour, all): (Double?, Double?, Double?) = (nil, nil, nil)
    for part in written.split(whereSeparator: { "，,、;；/\n".contains($0) }) {
      guard let distance = Self.distance(part) else { continue }
      let text = part.lowercased()
      if ["邻", "地块", "相邻", "neighbour", "neighbor", "plot"].contains(where: { text.contains($0) }) {
        neighbour = distance
      } else if ["路", "街", "road", "street"].contains(where: { text.contains($0) }) {
        road = distance
      } else {
        all = distance
      }
    }
    guard road != nil || neighbour != nil || all != nil else { return nil }
    fromRoad = road ?? all ?? 0
    fromNeighbour = neighbour ?? all ?? 0
  }

  /// The first number of a text, full-width digits too.
  private static func distance(_ part: Substring) -> Double? {
    var digits = ""
    for scalar in part.unicodeScalars {
      let value = (0xFF10...0xFF19).contains(scalar.value) ? scalar.value - 0xFF10 + 0x30 : scalar.value
      if (0x30...0x39).contains(value) || (value == 0x2E && !digits.isEmpty) {
        digits.unicodeScalars.append(UnicodeScalar(value) ?? "0")
      } else if !digits.isEmpty {
        break
      }
    }
    guard let number = Double(digits), (0...1000).contains(number) else { return nil }
    return number
  }
}
