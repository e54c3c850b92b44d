import LandAnalysis
import LandModel

extension RuleFinding.Matter {
  /// The kind of fault in words.
  var name: Phrase {
    switch self {
    case .invalid: Phrase(zh: "图形无效", en: "invalid shape")
    case .overlap: Phrase(zh: "重叠", en: "overlap")
    case .gap: Phrase(zh: "缝隙", en: "gap")
    case .sliver: Phrase(zh: "碎片", en: "sliver")
    case .duplicate: Phrase(zh: "重复", en: "repeated")
    case .noArea: Phrase(zh: "无面积", en: "no area")
    case .outsideScope: Phrase(zh: "超出范围", en: "outside the scope")
    case .declaredArea: Phrase(zh: "申报面积不符", en: "declared area differs")
    case .declaredUnit: Phrase(zh: "申报单位不一", en: "unit differs")
    case .unknownCode: Phrase(zh: "代码不明", en: "unknown code")
    case .missingCode: Phrase(zh: "缺代码", en: "no code")
    case .coarseCode: Phrase(zh: "代码过粗", en: "code too coarse")
    case .codeName: Phrase(zh: "代码与名称不符", en: "code and name differ")
    case .oldVersion: Phrase(zh: "其他版本的代码", en: "code of another version")
    case .conflict: Phrase(zh: "占用", en: "conflict")
    case .outsideBoundary: Phrase(zh: "超出边界", en: "outside the boundary")
    case .tooNear: Phrase(zh: "距离不足", en: "too near")
    case .tooSteep: Phrase(zh: "坡度过大", en: "too steep")
    case .deepFill: Phrase(zh: "填方过深", en: "fill too deep")
    case .changeOutsideScope: Phrase(zh: "范围外变化", en: "change outside the scope")
    case .uncovered: Phrase(zh: "不再覆盖", en: "no longer covered")
    case .newlyCovered: Phrase(zh: "新增覆盖", en: "newly covered")
    case .unbalanced: Phrase(zh: "不平衡", en: "unbalanced")
    case .loss: Phrase(zh: "减少", en: "loss")
    case .lostFacility: Phrase(zh: "设施减少", en: "facility lost")
    case .lostCapacity: Phrase(zh: "设施规模减少", en: "capacity lost")
    case .roadDensity: Phrase(zh: "路网密度降低", en: "road density lower")
    case .lostRoad: Phrase(zh: "道路减少", en: "road lost")
    case .disconnected: Phrase(zh: "道路不连通", en: "disconnected")
    case .existingRight: Phrase(zh: "既有权利", en: "existing right")
    case .infeasibleFAR: Phrase(zh: "容积率不可实现", en: "plot ratio infeasible")
    case .densityPlusGreen: Phrase(zh: "密度与绿地率之和过大", en: "density plus green")
    case .belowLimit: Phrase(zh: "低于下限", en: "below the limit")
    case .aboveLimit: Phrase(zh: "高于上限", en: "above the limit")
    case .floorAboveCap: Phrase(zh: "建筑量超总量", en: "floor above the cap")
    case .ratioChange: Phrase(zh: "容积率变化", en: "plot ratio changed")
    case .compatibilitySum: Phrase(zh: "兼容比例之和", en: "sum of compatible shares")
    case .compatibilityMain: Phrase(zh: "主导用途比例", en: "share of the main use")
    case .compatibilityPair: Phrase(zh: "用途不相容", en: "uses not allowed together")
    case .utilityShort: Phrase(zh: "市政容量不足", en: "utilities short")
    case .noFrontage: Phrase(zh: "不临道路", en: "no frontage")
    case .largeBlock: Phrase(zh: "街块过大", en: "block too large")
    }
  }
}
