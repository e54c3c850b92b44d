extension LargestRemainder {
  /// The figures of a later version of a table, beside those of an earlier one: they close as ever, and where the choice
  /// between a figure's two neighbours is free, a row that changed by less than half of the last digit prints as it did.
  /// Otherwise the same parcel, unchanged, would print 2.83 before and 2.84 after because of what changed elsewhere.
  ///
  /// - Parameters:
  ///   - tree: the later version.
  ///   - earlier: the earlier version in the same shape, and its printed figures. Where the shapes differ the figures
  ///     are those of ``round(_:in:decimals:)``.
  ///   - unit: the unit of the printed figures.
  ///   - decimals: digits after the point; nil: those of the unit.
  public static func round(
    _ tree: AreaTree,
    beside earlier: (tree: AreaTree, printed: RoundedTree),
    in unit: AreaUnit,
    decimals: Int? = nil
  ) -> RoundedTree {
    let decimals = decimals ?? unit.decimals
    let printed = tree.total.value(in: unit, decimals: decimals).unscaled
    return spread(printed, over: tree, beside: earlier, unit, decimals)
  }

  private static func spread(
    _ printed: Int128,
    over tree: AreaTree,
    beside earlier: (tree: AreaTree, printed: RoundedTree),
    _ unit: AreaUnit,
    _ decimals: Int
  ) -> RoundedTree {
    let scale = FixedDecimal.power(decimals)
    let values = tree.children.map { $0.total.quanta * scale }
    guard earlier.tree.children.count == tree.children.count, earlier.printed.children.count == tree.children.count
    else {
      return spread(printed, over: tree, unit, decimals)
    }
    let kept = tree.children.indices.map { place -> Int128? in
      let change = values[place] - earlier.tree.children[place].total.quanta * scale
      return 2 * abs(change) < unit.quanta ? earlier.printed.children[place].value.unscaled : nil
    }
    let parts = apportion(printed, over: values, quantum: unit.quanta, keeping: kept)
    let children = tree.children.indices.map { place in
      spread(
        parts[place],
        over: tree.children[place],
        beside: (earlier.tree.children[place], earlier.printed.children[place]),
        unit,
        decimals
      )
    }
    return RoundedTree(value: FixedDecimal(unscaled: printed, decimals: decimals), children: children)
  }

  /// ``apportion(_:over:quantum:)`` where some figures would rather be what `kept` says: those are rounded up first that
  /// want to be, those last that do not; among the others, and within each, the largest remainders first. A figure that
  /// needs no rounding stays unless the total cannot close otherwise.
  package static func apportion(
    _ total: Int128,
    over values: [Int128],
    quantum: Int128,
    keeping kept: [Int128?]
  ) -> [Int128] {
    let floors = values.map { value in value >= 0 ? value / quantum : -((-value + quantum - 1) / quantum) }
    let remainders = zip(values, floors).map { $0 - $1 * quantum }
    let rank = values.indices.map { place -> Int in
      if remainders[place] == 0 { return 3 }
      guard let wish = kept[place] else { return 1 }
      return wish > floors[place] ? 0 : 2
    }
    let order = values.indices.sorted { left, right in
      if rank[left] != rank[right] { return rank[left] < rank[right] }
      if remainders[left] != remainders[right] { return remainders[left] > remainders[right] }
      return left < right
    }
    var parts = floors
    for place in order.prefix(Int(total - floors.reduce(0, +))) { parts[place] += 1 }
    return parts
  }
}
