public import LandAnalysis
public import LandModel

/// The words for a rule's result, severity and wants.
enum RuleWords {
  static func need(_ need: RuleNeed) -> Phrase {
    let place = need.at.map { Phrase(zh: "（\($0.chinese)）", en: " (\($0.english))") } ?? Phrase("")
    let base: Phrase
    switch need.kind {
    case .layer:
      let kind = ControlLineKind(rawValue: need.what)?.chinese ?? layers[need.what] ?? need.what
      base = Phrase(zh: "图层 \(kind)", en: "layer \(need.what)")
    case .field:
      let name = StandardField(rawValue: need.what).flatMap { (try? FieldNames.embedded())?.chineseName(of: $0) }
      base = Phrase(zh: "字段 \(name.map { "\($0)（\(need.what)）" } ?? need.what)", en: "field \(need.what)")
    case .version: base = Phrase(zh: "调整前的规划", en: "the plan's version before")
    case .limit: base = Phrase(zh: "限值 \(limits[need.what] ?? need.what)", en: "figure \(need.what)")
    case .codes: base = Phrase(zh: "可识别的用地代码", en: "land-use codes that are known")
    }
    return Phrase(zh: base.zh + place.zh, en: base.en + place.en)
  }

  /// A limit by its name in the pack; classes of roads, which data names in Chinese, have their English words.
  static func limit(_ name: String) -> Phrase { Phrase(zh: name, en: roads[name] ?? name) }

  private static let roads = [
    "高速公路": "expressway", "国道": "national road", "省道": "provincial road", "县道": "county road", "乡道": "township road",
  ]
  private static let limits = [
    "change.residential, change.public": "change.residential、change.public（地方容积率变化幅度）",
    "hazard.distance": "hazard.distance（环评防护距离，写在项目 thresholds 中）",
    "allowed pairs": "允许的用途组合（规则包 clauses）",
  ]
  private static let layers = [
    "road-redline": "道路红线", "parcels": "宗地", "slope": "坡度分级", "planning-unit": "规划单元",
    "adjustment-scope": "公告的调整范围", "industrial-line": "工业控制线", "planned-slope": "规划坡度", "fill-height": "填方高度",
    "new-development-zone": "新建开发区边界", "roads": "道路中心线", "roads before and after": "调整前后的道路中心线（roads 图层标明 version）",
  ]
}

extension RuleOutcome.Status {
  /// The result in words.
  public var name: Phrase {
    switch self {
    case .pass: Phrase(zh: "通过", en: "pass")
    case .findings: Phrase(zh: "有问题", en: "findings")
    case .partial: Phrase(zh: "可检查部分通过", en: "pass as far as measured")
    case .notEvaluated: Phrase(zh: "未检查", en: "not evaluated")
    case .notApplicable: Phrase(zh: "无此类用地", en: "no such land")
    case .notInForce: Phrase(zh: "当日未生效", en: "not in force")
    }
  }
}

extension RuleSeverity {
  /// The severity in words.
  public var name: Phrase {
    switch self {
    case .note: Phrase(zh: "提示", en: "note")
    case .warning: Phrase(zh: "警告", en: "warning")
    case .error: Phrase(zh: "违反", en: "error")
    }
  }
}
