public import LandAnalysis
public import LandModel

/// What a reviewer would write about a finding, in both languages, with its source.
public enum RuleSentences {
  /// The sentence for a finding: the rule's own where its pack has one, else the program's.
  public static func sentence(_ finding: RuleFinding, _ rule: Rule) -> Phrase {
    let template = rule.sentence.map { Phrase($0) } ?? template(finding)
    let source = rule.source.text
    return Phrase(
      zh: filled(template.zh, finding, chinese: true) + "。依据：\(source.chinese)。",
      en: filled(template.en, finding, chinese: false) + ". Source: \(source.english)."
    )
  }

  private static func template(_ finding: RuleFinding) -> Phrase {
    switch finding.matter {
    case .invalid: Phrase(zh: "{subject}（{use}）图形无效：{value}", en: "{subject} ({use}) is not a valid polygon: {value}")
    case .overlap: Phrase(zh: "{subject} 与 {object} 重叠 {area} 平方米", en: "{subject} and {object} overlap by {area} m²")
    case .gap:
      Phrase(zh: "{subject} 与 {object} 之间有缝隙 {area} 平方米", en: "a gap of {area} m² lies between {subject} and {object}")
    case .sliver:
      Phrase(
        zh: "{subject}（{use}）是碎片：面积 {area} 平方米，平均宽度 {value} 米",
        en: "{subject} ({use}) is a sliver of {area} m², {value} m wide on average"
      )
    case .duplicate: Phrase(zh: "{subject} 与 {object} 图形相同", en: "{subject} has the same polygon as {object}")
    case .noArea: Phrase(zh: "{subject} 没有面状图形", en: "{subject} has no polygon")
    case .outsideScope: Phrase(zh: "范围外有地块，{area} 平方米", en: "{area} m² lie outside the scope")
    case .declaredArea:
      Phrase(
        zh: "{layer} {subject} 申报面积 {value} {unit}，图形面积 {area} 平方米，相差 {share}%，超过 {limit}%",
        en: "{layer} {subject} declares {value} {unit} and measures {area} m²: {share} % off, {limit} % is allowed"
      )
    case .declaredUnit:
      Phrase(
        zh: "{layer} {subject} 申报面积 {value} 与图形面积 {area} 平方米不符，像是以 {unit} 为单位",
        en: "{layer} {subject} declares {value}, measures {area} m²: the figure looks like {unit}"
      )
    case .unknownCode:
      Phrase(zh: "{layer} {subject} 的代码 {value} 不在 {limit} 中", en: "{layer} {subject}: {value} is no code of {limit}")
    case .missingCode: Phrase(zh: "{layer} {subject} 没有用地代码", en: "{layer} {subject} has no land-use code")
    case .coarseCode:
      Phrase(
        zh: "{subject} 的代码 {value} 未细到末级，应为 {limit} 之一",
        en: "{subject}: code {value} is not of the finest level; one of {limit}"
      )
    case .codeName:
      Phrase(
        zh: "{subject}（{use}）的名称与代码不符，应为 {limit}",
        en: "{subject} ({use}, written {value}): the name does not belong to the code, which is {limit} ({item})"
      )
    case .oldVersion:
      Phrase(
        zh: "{layer} 采用 {value} 的代码，当日有效的是 {limit}",
        en: "{layer} uses the codes of {value}; {limit} is in force on the day"
      )
    case .conflict:
      Phrase(
        zh: "地块 {subject}（{use}）占用{other} {area} 平方米（占地块 {share}%）：{object}",
        en: "parcel {subject} ({use}) takes {area} m² ({share} % of it) of {other}: {object}"
      )
    case .outsideBoundary:
      Phrase(
        zh: "地块 {subject}（{use}）有 {area} 平方米（{share}%）在{other}之外",
        en: "{area} m² ({share} %) of parcel {subject} ({use}) lie outside: {other}"
      )
    case .tooNear:
      Phrase(
        zh: "{subject}（{use}）距 {object}（{other}）{value} 米，小于 {limit} 米",
        en: "{subject} ({use}) is {value} m from {object} ({other}), less than {limit} m"
      )
    case .tooSteep:
      Phrase(
        zh: "地块 {subject}（{use}）有 {area} 平方米（{share}%）坡度为 {value}，超过 {limit}%",
        en: "{area} m² ({share} %) of parcel {subject} ({use}) slope {value}, more than {limit} %"
      )
    case .deepFill:
      Phrase(
        zh: "地块 {subject}（{use}）有 {area} 平方米（{share}%）填方 {value}，超过 {limit} 米，宜作绿地",
        en:
          "{area} m² ({share} %) of parcel {subject} ({use}) lie on fill of {value}, more than {limit} m: better green"
      )
    default: beforeAndAfter(finding)
    }
  }

  private static func beforeAndAfter(_ finding: RuleFinding) -> Phrase {
    switch finding.matter {
    case .changeOutsideScope:
      Phrase(
        zh: "变化的地块 {subject}（{use}）有 {area} 平方米（{share}%）在公告的调整范围之外",
        en: "{area} m² ({share} %) of the changed parcel {subject} ({use}) lie outside the declared scope"
      )
    case .uncovered:
      Phrase(
        zh: "调整前地块 {subject}（{use}）有 {area} 平方米在调整后没有规划用地（合计容差 {limit} 平方米）",
        en: "{area} m² of parcel {subject} ({use}) before are covered by no parcel after ({limit} m² tolerated in all)"
      )
    case .newlyCovered:
      Phrase(
        zh: "调整后地块 {subject}（{use}）有 {area} 平方米在调整前范围之外（合计容差 {limit} 平方米）",
        en: "{area} m² of parcel {subject} ({use}) after lie outside the plan before ({limit} m² tolerated in all)"
      )
    case .unbalanced:
      Phrase(
        zh: "{layer}：调整后用地合计 {value} 平方米，调整前 {limit} 平方米，相差 {area} 平方米",
        en: "{layer}: {value} m² in all after, {limit} m² before, a difference of {area} m²"
      )
    case .loss:
      Phrase(
        zh: "{layer} {subject}：{item}由 {limit} 平方米减为 {value} 平方米，减少 {area} 平方米（涉及 {object}）",
        en: "{layer} {subject}: {item} fell from {limit} to {value} m², by {area} m² (at {object})"
      )
    case .lostFacility:
      Phrase(
        zh: "设施“{item}”由 {limit} 处减为 {value} 处（原在 {subject}）",
        en: "facility “{item}”: {limit} before, {value} after (was at {subject})"
      )
    case .lostCapacity:
      Phrase(
        zh: "设施“{item}”的规模由 {limit} 减为 {value} {unit}（原在 {subject}）",
        en: "facility “{item}”: capacity {limit} before, {value} {unit} after (was at {subject})"
      )
    case .roadDensity:
      Phrase(
        zh: "{layer}：路网密度由 {limit} 降为 {value} 公里/平方公里",
        en: "{layer}: road density fell from {limit} to {value} km/km²"
      )
    case .lostRoad:
      Phrase(
        zh: "道路 {subject} {item}（红线宽 {value} 米）被取消，减少 {area} 平方米",
        en: "road {subject} {item} ({value} m wide) is deleted, {area} m² lost"
      )
    case .disconnected:
      Phrase(
        zh: "{layer}：路网由 {limit} 片变为 {value} 片，不再连通",
        en: "{layer}: the road network falls into {value} parts, {limit} before"
      )
    case .existingRight:
      Phrase(
        zh: "变化地块 {object} 上有已供宗地 {subject}（{use}）{area} 平方米：权利人 {item}，合同 {value}，须征求意见",
        en:
          "changed parcel {object} takes {area} m² of supplied parcel {subject} ({use}): holder {item}, contract {value}; "
          + "consent to be sought"
      )
    default: indicators(finding)
    }
  }

  private static func indicators(_ finding: RuleFinding) -> Phrase {
    switch finding.matter {
    case .infeasibleFAR:
      Phrase(
        zh: "地块 {subject}（{use}）容积率 {value} 无法实现：{item}，最多 {limit}",
        en: "parcel {subject} ({use}): plot ratio {value} cannot be built; {item} give {limit} at most"
      )
    case .densityPlusGreen:
      Phrase(
        zh: "地块 {subject}（{use}）{item}，合计 {value}%，超过 {limit}%",
        en: "parcel {subject} ({use}): {item}, {value} % together, more than {limit} %"
      )
    case .belowLimit:
      Phrase(
        zh: "地块 {subject}（{use}）{item} {value}，低于 {limit}{unit}",
        en: "parcel {subject} ({use}): {item} {value} is below {limit} {unit}"
      )
    case .aboveLimit:
      Phrase(
        zh: "地块 {subject}（{use}）{item} {value}，高于 {limit}{unit}",
        en: "parcel {subject} ({use}): {item} {value} is above {limit} {unit}"
      )
    case .floorAboveCap:
      Phrase(
        zh: "单元 {subject} 计容建筑面积 {value} 平方米，超过上限 {limit} 平方米",
        en: "unit {subject}: floor area {value} m² exceeds the cap of {limit} m²"
      )
    case .ratioChange:
      Phrase(
        zh: "地块 {subject}（{use}）容积率 {item}，变化 {value}%，超过 {limit}%，属修编",
        en: "parcel {subject} ({use}): plot ratio {item} moves by {value} %, more than {limit} %: a full revision"
      )
    case .compatibilitySum:
      Phrase(
        zh: "地块 {subject}（{use}）兼容用地比例之和为 {value}%，应为 {limit}%",
        en: "parcel {subject} ({use}): shares of mixed uses sum to {value} %, not {limit} %"
      )
    case .compatibilityMain:
      Phrase(
        zh: "地块 {subject}（{use}）主导用途占 {value}%，低于 {limit}%",
        en: "parcel {subject} ({use}): the main use has {value} %, less than {limit} %"
      )
    case .compatibilityPair:
      Phrase(
        zh: "地块 {subject}（{use}）兼容用途 {value}，不在允许之列：{limit}",
        en: "parcel {subject} ({use}): mixed use {value} is not among those allowed: {limit}"
      )
    case .utilityShort:
      Phrase(
        zh: "{layer}：{item}需求 {value}，规划设施能力 {limit}（{object}）",
        en: "{layer}: demand for {item} {value}, capacity of the plan's facilities {limit} ({object})"
      )
    case .noFrontage:
      Phrase(
        zh: "地块 {subject}（{use}）临路边界 {value} 米，短于 {limit} 米，没有出入口条件",
        en: "parcel {subject} ({use}) has a road frontage of {value} m, less than {limit} m: no room for a gate"
      )
    case .largeBlock:
      Phrase(
        zh: "地块 {subject}（{use}）面积 {value} 公顷，大于建议的 {limit} 公顷",
        en: "parcel {subject} ({use}) has {value} ha, more than the advised {limit} ha"
      )
    default: Phrase("{subject}")
    }
  }

  /// The first few objects by name, and how many more there are.
  private static let named = 4

  /// The template with its placeholders filled, from left to right; braces in a value stay as they are.
  private static func filled(_ template: String, _ finding: RuleFinding, chinese: Bool) -> String {
    var text = ""
    var rest = template[...]
    while let open = rest.utf8.firstIndex(of: UInt8(ascii: "{")),
      let close = rest.utf8[open...].firstIndex(of: UInt8(ascii: "}"))
    {
      text += rest[..<open]
      let name = String(rest[rest.utf8.index(after: open)..<close])
      rest = rest[rest.utf8.index(after: close)...]
      let value = value(name, finding, chinese: chinese) ?? "{\(name)}"
      if value.isEmpty, dropBrackets(&text, &rest) { continue }
      text += value
    }
    return text + rest
  }

  /// A subject without use has nothing in its brackets, and no brackets.
  private static func dropBrackets(_ text: inout String, _ rest: inout Substring) -> Bool {
    for (open, close) in [("（", "）"), (" (", ")")] where text.hasSuffix(open) && rest.hasPrefix(close) {
      text.removeLast(open.count)
      rest.removeFirst(close.count)
      return true
    }
    return false
  }

  /// What stands for a placeholder; nil where there is no such placeholder.
  private static func value(_ name: String, _ finding: RuleFinding, chinese: Bool) -> String? {
    func local(_ text: LocalizedText?) -> String { text.map { chinese ? $0.chinese : $0.english } ?? "" }
    func landUse(_ written: String) -> String { Phrase(landUse: written)[chinese ? .zh : .en] }
    switch name {
    case "subject": return finding.subject
    case "use": return finding.use.map(landUse) ?? ""
    case "layer": return local(finding.layer)
    case "object": return objects(finding.objects, chinese: chinese)
    case "other": return landUse(local(finding.other))
    case "item": return local(finding.item)
    case "area": return finding.area.map { Decimals.fixed($0, 2) } ?? ""
    case "share":
      let sign = finding.matter == .declaredArea && finding.share ?? 0 > 0 ? "+" : ""
      return finding.share.map { sign + Decimals.fixed($0 * 100, 2) } ?? ""
    case "value": return finding.value ?? (chinese ? "未注明" : "not stated")
    case "limit": return finding.limit ?? ""
    case "unit": return finding.unit.map { UnitWords.name($0)[chinese ? .zh : .en] } ?? ""
    default: return nil
    }
  }

  private static func objects(_ objects: [String], chinese: Bool) -> String {
    let more = objects.count > named ? (chinese ? " 等 \(objects.count) 个" : " and \(objects.count - named) more") : ""
    return objects.prefix(named).joined(separator: chinese ? "、" : ", ") + more
  }
}
