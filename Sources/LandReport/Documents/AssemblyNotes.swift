import Geometry
import LandAnalysis
import LandModel

/// What a reader of an assembly must know beside the tables.
enum AssemblyNotes {
  static func make(_ result: LandAssembly) -> [Note] {
    var notes: [Note] = []
    for step in result.steps where step.area == nil {
      let title = step.deduction.title
      notes.append(
        Note(
          .warning,
          code: "assembly.not-evaluated",
          Phrase(
            zh: "扣除项“\(title.chinese)”未评价：项目没有相应图层",
            en: "“\(title.english)” is not deducted: the project has no layer that tells"
          )
        )
      )
    }
    notes.append(closes(result))
    if result.surveyOverlap >= 0.01 {
      let area = Decimals.fixed(result.surveyOverlap, 2)
      notes.append(
        Note(
          .warning,
          code: "assembly.survey-overlap",
          Phrase(
            zh: "现状图斑在可开发土地内重叠 \(area) 平方米（平面），计入先出现的图斑",
            en:
              "patches of the current land use overlap by \(area) m² (plane) in the developable land; it is the first patch's"
          )
        )
      )
    }
    if let search = result.search { notes += answer(search, result) }
    return notes
  }

  /// How the parts sum to the zone, and how the shapes agree with the account.
  private static func closes(_ result: LandAssembly) -> Note {
    let shapes = Decimals.fixed(result.shapeDifference, 4)
    let account = Phrase(
      zh: "平面上，图形与不作图形的台账逐项相差至多 \(shapes) 平方米",
      en: "in the plane, the account made without shapes differs from the shapes by \(shapes) m² at most in any step"
    )
    guard result.zone.basis != .plane else {
      return Note(
        .remark,
        code: "assembly.closes",
        Phrase(zh: "各项合计等于范围；" + account.zh, en: "the parts sum to the zone; " + account.en)
      )
    }
    let rounding = Decimals.fixed(result.roundingDifference, 4)
    return Note(
      .remark,
      code: "assembly.closes",
      Phrase(
        zh: "各块就地量算之和与范围相差 \(rounding) 平方米（量算规程的取位），按面积分摊，各项合计等于范围；" + account.zh,
        en:
          "each piece is measured where it lies; together they differ from the zone by \(rounding) m² (the routine's rounding), shared by area, so that the parts sum to the zone; "
          + account.en
      )
    )
  }

  private static func answer(_ search: SelectionSearch, _ result: LandAssembly) -> [Note] {
    func mu(_ value: Double) -> String {
      let area = try? Area(squareMetres: value, basis: result.zone.basis)
      return CellText.grouped(area?.value(in: .mu, decimals: 2).description ?? "")
    }
    let target = mu(search.target)
    guard let obstacle = search.obstacle else {
      let gap = Decimals.fixed((search.gap ?? 0) * 100, 2)
      let found = Note(
        .remark,
        code: "assembly.found",
        Phrase(
          zh: "目标 \(target) 亩可以达到：最好的方案高于费用下界 \(gap) %，未证明为最优",
          en: "\(target) mu can be reached; the best found is \(gap) % above the lower bound, not proved the cheapest"
        )
      )
      return [found, alternatives(search)]
    }
    let text: Phrase
    switch obstacle {
    case .land(let all):
      let reasons = largestDeductions(result)
      text = Phrase(
        zh: "目标 \(target) 亩不能达到：可开发土地只有 \(mu(all)) 亩，差 \(mu(search.target - all)) 亩；主要扣除：\(reasons.zh)",
        en:
          "\(target) mu is not possible: short by \(mu(search.target - all)) mu, because only \(mu(all)) mu can be built on; the largest deductions: \(reasons.en)"
      )
    case .blocks(let largest, let all):
      text = Phrase(
        zh: "目标 \(target) 亩不能连片达到：可开发土地 \(mu(all)) 亩，最大连片 \(mu(largest)) 亩，差 \(mu(search.target - largest)) 亩",
        en:
          "\(target) mu is not possible in one block: short by \(mu(search.target - largest)) mu; \(mu(all)) mu can be built on, the largest block is \(mu(largest)) mu"
      )
    case .limit(let kind, let reachable):
      text = Phrase(
        zh: "目标 \(target) 亩不能达到：在 \(kind.rawValue) 限额内至多 \(mu(reachable)) 亩，差 \(mu(search.target - reachable)) 亩",
        en:
          "\(target) mu is not possible: within the limit of \(kind.rawValue) at most \(mu(reachable)) mu, short by \(mu(search.target - reachable)) mu"
      )
    case .notFound:
      text = Phrase(
        zh: "没有找到在限额内达到 \(target) 亩的连片方案；也没有证明不存在",
        en: "no selection of \(target) mu within the limits was found, nor is it proved that there is none"
      )
    }
    return [Note(.defect, code: "assembly.not-possible", text)]
  }

  /// How far the selections differ, or why there is one only.
  private static func alternatives(_ search: SelectionSearch) -> Note {
    let share = Decimals.fixed(SelectionSearch.overlap * 100, 0)
    let count = search.selections.count
    let text =
      count > 1
      ? Phrase(
        zh: "列出 \(count) 个方案，各与更好的方案重合不超过面积的 \(share) %",
        en: "\(count) selections are listed; each shares at most \(share) % of its area with a better one"
      )
      : Phrase(
        zh: "没有找到与它重合不超过 \(share) % 的另一方案：能达到目标的连片土地不多于此",
        en:
          "no other selection was found that shares at most \(share) % of its area with it: the land that reaches the target is hardly more than it"
      )
    return Note(.remark, code: "assembly.alternatives", text)
  }

  /// The three reasons that take most.
  private static func largestDeductions(_ result: LandAssembly) -> Phrase {
    let steps = result.steps.filter { $0.area?.isZero == false }
      .sorted { ($0.area?.squareMetres ?? 0) > ($1.area?.squareMetres ?? 0) }.prefix(3)
    func text(_ name: (LocalizedText) -> String, _ unit: String, _ separator: String) -> String {
      steps.map { step in
        "\(name(step.deduction.title)) \(CellText.grouped(step.area?.value(in: .mu, decimals: 2).description ?? "")) \(unit)"
      }.joined(separator: separator)
    }
    return Phrase(zh: text({ $0.chinese }, "亩", "、"), en: text({ $0.english }, "mu", ", "))
  }
}
