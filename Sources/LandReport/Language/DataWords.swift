import Features
import Geometry

/// The words for kinds of data: types of fields, kinds of geometry, what reading had to do to a geometry.
enum DataWords {
  /// The name of a field's type.
  static func type(_ name: String) -> Phrase { Phrase(zh: types[name] ?? name, en: name) }

  /// The name of a kind of geometry.
  static func kind(_ name: String) -> Phrase { Phrase(zh: kinds[name]?.zh ?? name, en: kinds[name]?.en ?? name) }

  /// What a flag of a geometry says.
  static func flag(_ name: String) -> Phrase { Phrase(zh: flags[name]?.zh ?? name, en: flags[name]?.en ?? name) }

  private static let types = [
    "text": "文字", "integer": "整数", "real": "实数", "boolean": "是否", "date": "日期", "dateTime": "日期时间", "json": "JSON",
    "binary": "二进制",
  ]

  private static let kinds: [String: (zh: String, en: String)] = [
    "null": ("无图形", "without geometry"), "point": ("点", "point"), "lineString": ("线", "line"),
    "polygon": ("面", "polygon"),
    "multiPoint": ("多点", "multipoint"), "multiLineString": ("多线", "multiline"), "multiPolygon": ("多面", "multipolygon"),
    "collection": ("集合", "collection"),
  ]

  private static let flags: [String: (zh: String, en: String)] = [
    "null": ("无图形", "without geometry"), "empty": ("图形为空", "empty"), "not-polygon": ("不是面", "not a polygon"),
    "short-ring": ("环不足三点", "ring of fewer than three points"), "unclosed-ring": ("环未闭合（已闭合）", "ring closed"),
    "repeated-vertices": ("重复顶点（已去掉）", "repeated vertices removed"),
    "reoriented-ring": ("环方向（已调整）", "ring turned"), "had-z": ("有高程（未用）", "had heights"),
    "linearised": ("弧线（已化为折线）", "curves made lines"), "invalid": ("图形无效", "invalid"), "repaired": ("已修复", "repaired"),
    "non-finite": ("坐标不是有限数", "coordinates that are not finite"),
  ]
}
