public import Geometry
import LandModel

/// The columns that every area table has: the area in one unit or in all three, and the share of the total. Each
/// column is rounded by largest remainder, so that its printed rows sum to its printed total.
struct AreaColumns {
  /// nil: m², ha and mu side by side.
  var unit: AreaUnit?
  var withShare = true

  private var units: [AreaUnit] { unit.map { [$0] } ?? AreaUnit.allCases }

  /// `id` prefixes the stable column names: `area` gives `area_m2`, `area_ha`, `area_mu`, `area_percent`.
  func columns(_ id: String, _ title: Phrase) -> [TableColumn] {
    var columns = units.map { unit in
      TableColumn(
        "\(id)_\(unit.rawValue)",
        Phrase(zh: title.zh + "/" + unit.name.zh, en: title.en + " " + unit.name.en),
        .trailing
      )
    }
    if withShare { columns.append(TableColumn("\(id)_percent", Phrase(zh: "占比/%", en: "share %"), .trailing)) }
    return columns
  }

  /// The cells of each row, and those of the total.
  func cells(_ rows: [Area], basis: AreaBasis) throws -> (rows: [[Cell]], total: [Cell]) {
    var (figures, total) = (try figures(rows, basis: basis))
    if withShare {
      figures.append(try LargestRemainder.percentages(rows, basis: basis))
      let isZero = try Area.sum(rows, basis: basis).isZero
      total.append(.decimal(isZero ? "0.00" : "100.00"))
    }
    let columns = figures
    let cells = FixedChunks.map(count: rows.count, size: 4096) { chunk in
      chunk.map { row in columns.map { Cell.decimal($0[row].description) } }
    }
    return (cells.flatMap { $0 }, total)
  }

  /// The rounded figures of each unit, row by row, and the cells of the total; without shares.
  func figures(_ rows: [Area], basis: AreaBasis) throws -> (rows: [[FixedDecimal]], total: [Cell]) {
    let rounded = try units.map { try LargestRemainder.round(rows, basis: basis, in: $0) }
    return (rounded.map(\.rows), rounded.map { .decimal($0.total.description) })
  }

  /// Cells of one area that is no row of the sum; without a share.
  func cells(_ area: Area?) -> [Cell] {
    var cells = units.map { unit in area.map { Cell.decimal($0.value(in: unit).description) } ?? .missing }
    if withShare { cells.append(.missing) }
    return cells
  }
}

extension AreaUnit {
  var name: Phrase {
    switch self {
    case .squareMetre: Phrase(zh: "平方米", en: "m²")
    case .hectare: Phrase(zh: "公顷", en: "ha")
    case .mu: Phrase(zh: "亩", en: "mu")
    }
  }
}

extension AreaBasis {
  /// The label that stands on every table of areas.
  public var name: Phrase {
    switch self {
    case .plane: Phrase(zh: "平面面积（投影平面）", en: "plane (projected)")
    case .ellipsoid: Phrase(zh: "椭球面积（国土调查规程）", en: "ellipsoid (national land survey routine)")
    case .geodesic: Phrase(zh: "测地面积（PROJ）", en: "geodesic (PROJ)")
    }
  }
}
