import LandModel

/// The words for units that rules and profiles name by a key.
enum UnitWords {
  /// The unit in words; a key that has none is shown as it is.
  static func name(_ key: String) -> Phrase { Phrase(zh: chinese[key] ?? key, en: english[key] ?? key) }

  /// True where figures in the unit are whole numbers.
  static func isCount(_ key: String) -> Bool { ["parcels", "lines", "level", "sites"].contains(key) }

  /// The unit in words, with its key as the code.
  static func cell(_ key: String) -> Cell { .word(name(key), code: key) }

  private static let chinese = [
    "percent": "%", "parcels": "个地块", "lines": "条", "m": "米", "m2": "平方米", "ratio": "比值", "years": "年",
    "months": "个月", "days": "天", "level": "级", "sites": "处", "ha": "公顷", "mu": "亩",
  ]
  private static let english = ["percent": "%", "m2": "m²"]
}
