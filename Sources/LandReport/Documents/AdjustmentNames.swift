import LandAnalysis
import LandModel

extension Lineage.Kind {
  var name: Phrase {
    switch self {
    case .unchanged: Phrase(zh: "未变", en: "unchanged")
    case .redrawn: Phrase(zh: "重绘（仅碎差）", en: "redrawn (slivers only)")
    case .attributesChanged: Phrase(zh: "属性变更", en: "attributes changed")
    case .boundaryAdjusted: Phrase(zh: "界线调整", en: "boundary adjusted")
    case .split: Phrase(zh: "分割", en: "split")
    case .merged: Phrase(zh: "合并", en: "merged")
    case .reshaped: Phrase(zh: "重划", en: "reshaped")
    case .new: Phrase(zh: "新增", en: "new")
    case .removed: Phrase(zh: "取消", en: "removed")
    }
  }
}

extension Lineage.Attribute {
  var name: Phrase {
    switch self {
    case .use: Phrase(zh: "用地性质", en: "use")
    case .plotRatio: Phrase(zh: "容积率", en: "plot ratio")
    case .buildingDensity: Phrase(zh: "建筑密度", en: "density")
    case .greenRatio: Phrase(zh: "绿地率", en: "green ratio")
    case .height: Phrase(zh: "限高", en: "height")
    case .facilities: Phrase(zh: "设施", en: "facilities")
    }
  }
}

extension TransferMatrix {
  func name(_ key: Key) -> Cell {
    switch key {
    case .code(let code): names[code].map { .landUse($0) } ?? .missing
    case .uncoded: .word(Phrase(zh: "（无代码）", en: "(no code)"), code: "no-code")
    case .outside: .word(Phrase(zh: "（该版本之外）", en: "(not in this version)"), code: "outside")
    case .overlap: .word(Phrase(zh: "（重叠，扣减）", en: "(overlap, taken off)"), code: "overlap")
    }
  }

  func code(_ key: Key) -> Cell {
    if case .code(let code) = key { .word(Phrase(code), code: code) } else { name(key) }
  }
}

extension AdjustmentProfile.Condition {
  /// The figure that the condition looks at, in words; one of another profile's own by its key.
  var name: Phrase {
    switch metric {
    case "use.count": Phrase(zh: "用地性质改变的地块", en: "parcels whose use changes")
    case "intensity.count": Phrase(zh: "仅强度指标改变的地块", en: "parcels of which only the intensity changes")
    case "facilities.count": Phrase(zh: "配套设施改变的地块", en: "parcels whose facilities change")
    case "restructured.count": Phrase(zh: "分割、合并、重划、新增、取消的地块", en: "parcels split, merged, reshaped, new or removed")
    case "boundary.area": Phrase(zh: "界线调整移动的面积", en: "land moved by adjusted boundaries")
    case "boundary.share": Phrase(zh: "单个地块界线调整的最大比例", en: "largest share of a parcel moved by its boundary")
    case "changed.share": Phrase(zh: "变化地块占规划用地", en: "changed parcels' share of the plan")
    case "plot-ratio.residential": Phrase(zh: "居住用地容积率的最大变化", en: "largest change of a residential plot ratio")
    case "plot-ratio.public": Phrase(zh: "公共设施用地容积率的最大变化", en: "largest change of a public plot ratio")
    case "public.removed": Phrase(zh: "取消的公共设施地块", en: "public facilities' parcels removed")
    case "redline.width": Phrase(zh: "变化的道路红线最大宽度", en: "widest road red line that changes")
    case "lines.cancelled": Phrase(zh: "取消的控制线", en: "control lines cancelled")
    default: Phrase(metric)
    }
  }
}
