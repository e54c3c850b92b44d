public import Geometry
import LandModel

/// The columns that every area table has: the area in one unit or in all three, and the share of the total. Each
/// column is rounded by largest remainder, so that its printed rows sum to its printed total.
struct AreaColumns {
  /// nil: m², ha and mu side by side.
  var unit: AreaUnit?
  var withShare = true

  var units: [AreaUnit] { unit.map { [$0] } ?? AreaUnit.allCases }

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

  /// Rows and total in each unit, rounded together.
  func rounded(_ rows: [Area], basis: AreaBasis) throws -> [RoundedTable] {
    try units.map { try LargestRemainder.round(rows, basis: basis, in: $0) }
  }

  /// The cells of rows that are taken from a whole, of what is left, and of the whole: the whole and what is left are rounded
  /// by themselves, as they are in other tables, and the rows share out what is between them.
  func cells(_ rows: [Area], left: Area, basis: AreaBasis) throws -> (rows: [[Cell]], left: [Cell], total: [Cell]) {
    let whole = try Area.sum(rows + [left], basis: basis)
    var figures: [[FixedDecimal]] = []
    for unit in units {
      let (printed, rest) = (whole.value(in: unit), left.value(in: unit))
      figures.append(try LargestRemainder.round(rows, basis: basis, in: unit, under: printed - rest).rows)
    }
    var (lefts, totals) = (
      units.map { Cell.decimal(left.value(in: $0).description) },
      units.map { Cell.decimal(whole.value(in: $0).description) }
    )
    if withShare {
      let shares = try LargestRemainder.percentages(rows + [left], basis: basis)
      figures.append(Array(shares.dropLast()))
      lefts.append(.decimal(shares[rows.count].description))
      totals.append(.decimal(whole.isZero ? "0.00" : "100.00"))
    }
    let columns = figures
    return (rows.indices.map { row in columns.map { .decimal($0[row].description) } }, lefts, totals)
  }

  /// The rounded figures of each unit, row by row, and the cells of the total; without shares.
  func figures(_ rows: [Area], basis: AreaBasis) throws -> (rows: [[FixedDecimal]], total: [Cell]) {
    let rounded = try rounded(rows, basis: basis)
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
