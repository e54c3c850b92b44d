import Foundation

/// What the name of a field says about areas: that it holds them, and in which unit.
enum AreaFieldName {
  /// Units as names write them, the longer before the shorter that they end in. Plain, in small letters.
  private static let units: [(String, AreaUnit)] = [
    ("平方米", .squareMetre), ("平米", .squareMetre), ("sqm", .squareMetre), ("hectares", .hectare),
    ("hectare", .hectare), ("公顷", .hectare), ("公頃", .hectare), ("hm2", .hectare), ("km2", .squareMetre),
    ("m2", .squareMetre),
    ("ha", .hectare), ("亩", .mu), ("畝", .mu), ("mu", .mu),
  ]

  /// The name without its unit, and the unit: `面积（亩）`, `用地面积公顷`, `area_ha`, `MJ_m2`. A unit stands in brackets or at the
  /// end; one in Latin letters behind other letters counts only where those alone name an area (`areaha`, not `alpha`).
  static func parts(_ name: String) -> (base: String, unit: AreaUnit?) {
    guard name.utf8.count <= longest else { return (name, nil) }
    let plain = WrittenArea.plain(name).lowercased()
    for open in ["(", "[", "【"] {
      guard let start = plain.firstIndex(of: Character(open)), let last = plain.last, ")]】".contains(last) else {
        continue
      }
      let inner = plain[plain.index(after: start)...].dropLast()
      guard let unit = units.first(where: { $0.0 == inner && $0.0 != "km2" })?.1 else { continue }
      return (String(plain[..<start]), unit)
    }
    var end = plain[...]
    // 亩数: a number of mu.
    if end.hasSuffix("亩数") || end.hasSuffix("公顷数") { end = end.dropLast() }
    for (word, unit) in units where end.hasSuffix(word) {
      if word == "km2" { return (plain, nil) }
      let base = end.dropLast(word.count)
      let rest = base.last.map { "_-/. ".contains($0) } == true ? base.dropLast() : base
      let isLatin = word.allSatisfy(\.isASCII)
      let isJoined = isLatin && base.last.map { $0.isASCII && $0.isLetter } == true
      if isJoined, !namesArea(String(base)) { continue }
      // A word that is a unit alone says an area by itself, but for the shortest, which may be anything.
      if rest.isEmpty, isLatin, word.count <= 2, word != "mu", word != "ha" { continue }
      return (String(rest), unit)
    }
    return (plain, nil)
  }

  /// Bytes of a name that may say something; what is longer is a text that stands where a name should.
  private static let longest = 256

  /// True for names of fields that hold areas of land: 面积, 用地规模, MJ, area, or a unit.
  static func isArea(_ name: String) -> Bool {
    guard name.utf8.count <= longest else { return false }
    let (base, unit) = parts(name)
    return unit != nil || namesArea(base)
  }

  private static func namesArea(_ plain: String) -> Bool {
    if plain.contains("面积") || plain.contains("面積") || plain.contains("用地规模") { return true }
    let words = plain.split { !$0.isLetter }
    return words.contains { word in
      word.hasSuffix("mj") || word.hasPrefix("mj") || word.hasSuffix("area") || word.hasPrefix("area")
        || word == "mianji"
    }
  }
}
