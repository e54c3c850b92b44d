import LandAnalysis

/// GEOS's words for what is wrong with a polygon, in both languages.
enum QualityReason {
  /// The words that GEOS has (`TopologyValidationError`), in its own spelling.
  static let chinese = [
    "Topology Validation Error": "拓扑错误",
    "Repeated Point": "重复点",
    "Hole lies outside shell": "洞在外环之外",
    "Holes are nested": "洞中有洞",
    "Interior is disconnected": "内部不连通",
    "Self-intersection": "自相交",
    "Ring Self-intersection": "环自相接",
    "Nested shells": "外环嵌套",
    "Duplicate Rings": "重复环",
    "Too few points in geometry component": "点数不足",
    "Invalid Coordinate": "坐标无效",
    "Ring is not closed": "环未闭合",
  ]

  /// The reason in both languages.
  static func words(_ reason: String) -> Phrase { Phrase(zh: chinese[reason] ?? reason, en: reason) }

  /// The reason of an invalid polygon translated; an identifier as it is.
  static func phrase(_ reason: String, _ kind: QualityFinding.Kind) -> Phrase {
    guard kind == .invalid, let zh = chinese[reason] else { return Phrase(reason) }
    return Phrase(zh: zh, en: reason)
  }
}
