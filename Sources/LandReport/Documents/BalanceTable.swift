public import Geometry
public import LandModel

/// The land-use balance table (用地平衡表) of one or two versions of a plan: urban construction land by code in hectares with
/// its share, then other construction land where there is any, then land that is not built on, then all. Every column sums
/// to its printed subtotals and total.
public enum BalanceTable {
  /// The land of one code.
  public struct Line: Sendable {
    /// The code as it is printed.
    public var code: String
    /// Name of the class; nil where the code has none.
    public var name: Phrase?
    /// Urban construction land, whose sum the shares refer to, other construction land, or neither.
    public var construction: LandUseClass.ConstructionKind?
    /// One area for each version.
    public var areas: [Area]

    /// A line with one area for each version, in their order.
    public init(code: String, name: Phrase?, construction: LandUseClass.ConstructionKind?, areas: [Area]) {
      self.code = code
      self.name = name
      self.construction = construction
      self.areas = areas
    }
  }

  /// The table, with the change beside two versions.
  ///
  /// - Parameters:
  ///   - lines: by code, in the order in which they are shown.
  ///   - versions: id and title of each version.
  ///   - basis: of the areas.
  ///   - unit: of the figures; hectares have two decimals here.
  ///   - isGrouped: whether construction land is known; false gives a plain list with shares of the total.
  ///   - id: stable name of the table.
  public static func make(
    _ lines: [Line],
    versions: [(id: String, title: Phrase)],
    basis: AreaBasis,
    unit: AreaUnit,
    isGrouped: Bool,
    id: String = "balance"
  ) throws -> Table {
    let kinds: [(kind: LandUseClass.ConstructionKind?, code: String, title: Phrase)] = [
      (.urban, "urban", Phrase(zh: "城镇建设用地", en: "urban construction land")),
      (
        .other, "other-construction",
        Phrase(zh: "其他建设用地（村庄、区域设施等）", en: "other construction land (villages, regional facilities)")
      ),
      (nil, "not-construction", Phrase(zh: "非建设用地", en: "land not for construction")),
    ]
    // Other construction land is named where a plan has some.
    let shown = kinds.filter { kind in kind.kind != .other || lines.contains { $0.construction == .other } }
    let groups = isGrouped ? shown.map { kind in lines.filter { $0.construction == kind.kind } } : [lines]
    let decimals = unit == .hectare ? 2 : unit.decimals
    let areas = try versions.indices.map { version in
      let children = try groups.map { group in
        try AreaTree(group: group.map { AreaTree(row: $0.areas[version]) }, basis: basis)
      }
      return try AreaTree(group: children, basis: basis)
    }
    var trees: [RoundedTree] = []
    for tree in areas {
      guard let first = areas.first, let printed = trees.first else {
        trees.append(LargestRemainder.round(tree, in: unit, decimals: decimals))
        continue
      }
      trees.append(LargestRemainder.round(tree, beside: (first, printed), in: unit, decimals: decimals))
    }
    let shares = try versions.indices.map { version in
      try LargestRemainder.percentages((groups.first ?? []).map { $0.areas[version] }, basis: basis)
    }
    func cells(_ figures: [FixedDecimal], _ share: (Int) -> Cell) -> [Cell] {
      var cells: [Cell] = []
      for (version, figure) in figures.enumerated() { cells += [.decimal(figure.description), share(version)] }
      if figures.count == 2 { cells.append(.decimal((figures[1] - figures[0]).description)) }
      return cells
    }
    var rows: [Table.Row] = []
    for (number, group) in groups.enumerated() {
      for (place, line) in group.enumerated() {
        let figures = trees.map { $0.children[number].children[place].value }
        let ofLine = cells(figures) { number == 0 ? .decimal(shares[$0][place].description) : .missing }
        let name: Cell = line.name.map { .term($0) } ?? .missing
        rows.append(Table.Row([.text(line.code), name] + ofLine))
      }
      guard isGrouped else { continue }
      let title = shown[number].title
      let sums = cells(trees.map { $0.children[number].value }) { _ in number == 0 ? .decimal("100.00") : .missing }
      rows.append(Table.Row([.text(""), .word(title, code: shown[number].code)] + sums, role: .subtotal))
    }
    let totals = cells(trees.map(\.value)) { _ in isGrouped ? .missing : .decimal("100.00") }
    rows.append(Table.Row([.text(""), .phrase(Phrase(zh: "合计", en: "total"))] + totals, role: .total))
    var columns = [
      TableColumn("code", Phrase(zh: "代码", en: "code")),
      TableColumn("name", Phrase(zh: "名称", en: "name"), isCoded: isGrouped),
    ]
    for version in versions {
      let group = versions.count == 2 ? version.title : nil
      let title = Phrase(zh: version.title.zh + "/" + unit.name.zh, en: version.title.en + " " + unit.name.en)
      columns.append(
        TableColumn("\(version.id)_\(unit.rawValue)", title, .trailing, under: group, as: unit.name)
      )
      columns.append(
        TableColumn(
          "\(version.id)_percent",
          Phrase(zh: "占比/%", en: "share %"),
          .trailing,
          under: group,
          as: Phrase(zh: "占比/%", en: "share %")
        )
      )
    }
    if versions.count == 2 {
      columns.append(TableColumn("change_\(unit.rawValue)", Phrase(zh: "增减", en: "change"), .trailing))
    }
    return Table(
      id,
      title: Phrase(zh: "用地平衡表", en: "Land-use balance"),
      columns: columns,
      rows: rows,
      caption: isGrouped ? Phrase(zh: "占比为占城镇建设用地的比例", en: "shares are of urban construction land") : nil
    )
  }
}
