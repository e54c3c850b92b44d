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
    case .uncoded: .phrase(Phrase(zh: "（无代码）", en: "(no code)"))
    case .outside: .phrase(Phrase(zh: "（该版本之外）", en: "(not in this version)"))
    case .overlap: .phrase(Phrase(zh: "（重叠，扣减）", en: "(overlap, taken off)"))
    }
  }

  func code(_ key: Key) -> Cell {
    if case .code(let code) = key { .text(code) } else { name(key) }
  }
}
