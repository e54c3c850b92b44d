public import Features
import Foundation
public import LandModel
import LandReport

/// The indicators of a plan's parcels as a sheet of a control plan states them.
public enum IndicatorTable {
  /// - Parameters:
  ///   - areas: m² of each feature.
  ///   - features: whose rows; in the order of their numbers.
  public static func make(_ plan: LoadedLayer, code: Column?, areas: [Double], features: Set<Int>) -> MapTable? {
    guard !features.isEmpty else { return nil }
    let uses: [Field] = [
      Field("用地代码", "Code", code ?? plan.column(.landUseCode)), Field("用地性质", "Use", plan.column(.landUseName)),
    ]
    let indicators: [Field] = [
      Field("容积率", "FAR", plan.column(.plotRatioMax) ?? plan.column(.plotRatio)),
      Field("建筑密度%", "Density %", plan.column(.buildingDensityMax) ?? plan.column(.buildingDensity), isNumber: true),
      Field("绿地率%", "Green %", plan.column(.greenRatioMax) ?? plan.column(.greenRatio), isNumber: true),
      Field("限高m", "Height m", plan.column(.heightLimit), isNumber: true),
      Field("退界", "Setback", plan.column(.setback)),
      Field("配套设施", "Facilities", plan.column(.facilities)),
    ]
    let head = uses.filter { $0.isUsed(by: features) }
    let rest = indicators.filter { $0.isUsed(by: features) }
    let columns =
      [MapTable.Column(Phrase(zh: "地块编号", en: "Parcel"))] + head.map(\.head)
      + [MapTable.Column(Phrase(zh: "面积（公顷）", en: "Area ha"), isNumber: true)] + rest.map(\.head)
    // What the plan has figures for comes first, streets last: where not all rows fit, those are missed least.
    let use = code ?? plan.column(.landUseCode)
    let ranks = Dictionary(
      uniqueKeysWithValues: features.map { feature -> (Int, Int) in
        let isStreet = use?.text(feature)?.hasPrefix(Self.transport) ?? false
        let hasFigures = rest.contains { !Self.isEmpty($0.column?.text(feature)) }
        return (feature, isStreet ? 2 : hasFigures ? 0 : 1)
      }
    )
    let order = features.sorted { a, b in
      if let one = ranks[a], let two = ranks[b], one != two { return one < two }
      let (one, two) = (plan.label(of: a), plan.label(of: b))
      return one == two ? a < b : MapBlocks.isBefore(one, two)
    }
    let rows = order.map { feature -> [Phrase] in
      let area = areas.isEmpty ? "" : String(format: "%.4f", areas[feature] / 10_000)
      let texts =
        [plan.label(of: feature)] + head.map { cell($0.column, feature) } + [area]
        + rest.map { cell($0.column, feature) }
      return texts.map { Phrase($0) }
    }
    var table = MapTable(
      title: Phrase(zh: "地块控制指标", en: "Indicators of the parcels"),
      columns: columns,
      rows: rows
    )
    table.advice = Phrase(zh: "分街区出图可列全：--series-by blocks", en: "a sheet a block holds all: --series-by blocks")
    return table
  }

  /// Land of streets, in the guides of 2020 and 2023.
  private static let transport = "1207"

  /// Nothing, or a sign that stands for nothing.
  private static func isEmpty(_ text: String?) -> Bool {
    guard let text else { return true }
    return text.allSatisfy { $0.isWhitespace || "-–—－/".contains($0) }
  }

  private struct Field {
    let head: MapTable.Column
    let column: Column?

    init(_ zh: String, _ en: String, _ column: Column?, isNumber: Bool = false) {
      head = MapTable.Column(Phrase(zh: zh, en: en), isNumber: isNumber)
      self.column = column
    }

    func isUsed(by features: Set<Int>) -> Bool {
      guard let column else { return false }
      return features.contains { !IndicatorTable.isEmpty(column.text($0)) }
    }
  }

  /// A field as a sheet writes it: whole numbers without decimals, nothing and every sign for it as a dash.
  private static func cell(_ column: Column?, _ feature: Int) -> String {
    guard let text = column?.text(feature), !isEmpty(text) else { return "—" }
    if let number = Double(text), number == number.rounded(), abs(number) < 1e9, text.contains(".") {
      return "\(Int(number))"
    }
    return text
  }
}
