public import Geometry

/// Rounds the figures of a table so that its printed rows sum to its printed total, to the last digit, in any unit and
/// at any depth of grouping (the method of largest remainders, as the land survey's summing-up rules ask).
///
/// The total is rounded first, half away from zero; every group and then every row gets its value rounded down, and the
/// units that are left go to the largest remainders, earlier rows first where remainders are equal. So every
/// printed figure is one of the two neighbours of its true value, and a figure that needs no rounding stays.
public enum LargestRemainder {
  /// Rows and total of a flat table. Every row must have the basis stated.
  public static func round(
    _ rows: [Area],
    basis: AreaBasis,
    in unit: AreaUnit,
    decimals: Int? = nil
  ) throws(AreaBasisMismatch) -> RoundedTable {
    let total = try Area.sum(rows, basis: basis)
    let decimals = decimals ?? unit.decimals
    let printed = total.value(in: unit, decimals: decimals)
    // In quanta times 10^decimals, one printed digit is exactly the unit's quanta.
    let scale = FixedDecimal.power(decimals)
    let parts = apportion(printed.unscaled, over: rows.map { $0.quanta * scale }, quantum: unit.quanta)
    return RoundedTable(rows: parts.map { FixedDecimal(unscaled: $0, decimals: decimals) }, total: printed)
  }

  /// Rows under a total that is printed elsewhere: their sum, rounded up or down.
  ///
  /// - Parameter printed: the total, with the unit's decimals; less than one in the last digit from the rows' sum.
  package static func round(
    _ rows: [Area],
    basis: AreaBasis,
    in unit: AreaUnit,
    under printed: FixedDecimal
  ) throws(AreaBasisMismatch) -> RoundedTable {
    _ = try Area.sum(rows, basis: basis)
    let scale = FixedDecimal.power(printed.decimals)
    let parts = apportion(printed.unscaled, over: rows.map { $0.quanta * scale }, quantum: unit.quanta)
    let figures = parts.map { FixedDecimal(unscaled: $0, decimals: printed.decimals) }
    return RoundedTable(rows: figures, total: printed)
  }

  /// A table of groups with subtotals, to any depth.
  public static func round(_ tree: AreaTree, in unit: AreaUnit, decimals: Int? = nil) -> RoundedTree {
    let decimals = decimals ?? unit.decimals
    return spread(tree.total.value(in: unit, decimals: decimals).unscaled, over: tree, unit, decimals)
  }

  /// The rows' shares of their sum in percent, adding up to exactly 100; all zero where the sum is zero.
  public static func percentages(
    _ rows: [Area],
    basis: AreaBasis,
    decimals: Int = 2
  ) throws(AreaBasisMismatch) -> [FixedDecimal] {
    let total = try Area.sum(rows, basis: basis)
    guard !total.isZero else { return rows.map { _ in FixedDecimal(unscaled: 0, decimals: decimals) } }
    let hundred = 100 * FixedDecimal.power(decimals)
    // A negative total turns the signs of all, so that the quantum is positive.
    let sign: Int128 = total.isNegative ? -1 : 1
    let parts = apportion(hundred, over: rows.map { $0.quanta * hundred * sign }, quantum: total.quanta * sign)
    return parts.map { FixedDecimal(unscaled: $0, decimals: decimals) }
  }

  static func spread(
    _ printed: Int128,
    over tree: AreaTree,
    _ unit: AreaUnit,
    _ decimals: Int
  ) -> RoundedTree {
    let scale = FixedDecimal.power(decimals)
    let parts = apportion(printed, over: tree.children.map { $0.total.quanta * scale }, quantum: unit.quanta)
    return RoundedTree(
      value: FixedDecimal(unscaled: printed, decimals: decimals),
      children: zip(parts, tree.children).map { spread($0, over: $1, unit, decimals) }
    )
  }

  /// Whole numbers that sum to `total`, each `values[i] / quantum` rounded down or up. `total` is the sum of the values
  /// divided by the quantum, rounded down or up.
  package static func apportion(_ total: Int128, over values: [Int128], quantum: Int128) -> [Int128] {
    var parts: [Int128] = []
    var remainders: [Int128] = []
    for value in values {
      let floor = value >= 0 ? value / quantum : -((-value + quantum - 1) / quantum)
      parts.append(floor)
      remainders.append(value - floor * quantum)
    }
    let left = Int(total - parts.reduce(0, +))
    for index in largest(left, of: remainders, below: quantum) { parts[index] += 1 }
    return parts
  }

  /// The places of the largest `count` of the values (0 ..< `limit`), earlier ones first where values are equal; in
  /// any order. Only the values about as large as the last one taken are sorted.
  private static func largest(_ count: Int, of values: [Int128], below limit: Int128) -> [Int] {
    guard count > 0 else { return [] }
    let classes = 1024
    let perUnit = Double(classes) / Double(limit)
    // Never falls as the value grows.
    let classOf = values.map { value in
      min(classes - 1, Int((Int64(exactly: value).map { Double($0) } ?? Double(value)) * perUnit))
    }
    var sizes = [Int](repeating: 0, count: classes)
    for number in classOf { sizes[number] += 1 }
    var last = classes - 1
    var left = count
    while last > 0, sizes[last] < left {
      left -= sizes[last]
      last -= 1
    }
    let sure = values.indices.filter { classOf[$0] > last }
    let doubtful = values.indices.filter { classOf[$0] == last }
      .sorted { values[$0] != values[$1] ? values[$0] > values[$1] : $0 < $1 }
    return sure + doubtful.prefix(left)
  }
}

/// The printed figures of a flat table: `rows` sum to `total` exactly.
public struct RoundedTable: Sendable, Hashable {
  /// In the order of the areas given, all with the same decimals.
  public let rows: [FixedDecimal]
  /// The sum rounded by itself, half away from zero.
  public let total: FixedDecimal
}

/// The areas of a table with groups: a row is a leaf, a group the sum of its children.
public struct AreaTree: Sendable {
  /// The row's area, or the exact sum of the children.
  public let total: Area
  /// The members of a group, in order; empty for a row.
  public let children: [AreaTree]

  /// A row.
  public init(row: Area) {
    total = row
    children = []
  }

  /// A group: its total is the sum of its children, which must have the basis stated.
  public init(group children: [AreaTree], basis: AreaBasis) throws(AreaBasisMismatch) {
    total = try Area.sum(children.map(\.total), basis: basis)
    self.children = children
  }
}

/// The printed figures of an ``AreaTree``, in its shape: where a node has children, they sum to its value.
public struct RoundedTree: Sendable, Hashable {
  /// The printed figure of the node.
  public let value: FixedDecimal
  /// In the order of the tree; empty for a row.
  public let children: [RoundedTree]
}
