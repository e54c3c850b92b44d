import Features
import Geometry
public import LandAnalysis
public import LandModel

/// The dossier of a site on one page, to go with a letter: what decides, with the rest counted. The whole is what `query`
/// prints.
public enum DossierLetter {
  /// Rows of a table at least, where there are so many: what the page still holds is added, approvals first. What is left
  /// out is counted in a row, so that nothing is passed over in silence.
  private static let least = (parts: 4, approvals: 6, plan: 5)
  private static let most = (layers: 9, classes: 3, neighbours: 6)

  /// The document of one page.
  ///
  /// - Parameters:
  ///   - dossier: what the layers say.
  ///   - facts: what the figures hold for.
  ///   - unit: the unit of areas; nil: mu.
  ///   - notes: what is to be seen beside the figures.
  /// - Throws: `AreaBasisMismatch` where areas of one table are on different bases.
  public static func make(
    _ dossier: Dossier,
    facts: [Fact],
    unit: AreaUnit?,
    notes: [Note]
  ) throws -> ReportDocument {
    let whole = try DossierDocument.make(dossier, facts: facts, unit: unit ?? .mu, notes: notes)
    func table(_ id: String) -> Table? { whole.tables.first { $0.id == id } }
    var page = whole
    page.facts += [neighbours(dossier)].compactMap { $0 }
    let controls = controls(dossier, table("control"))
    let overlaps = overlaps(dossier, unit ?? .mu)
    let plan = table("plan").map(withoutSlivers)
    var limits = (parts: least.parts, approvals: least.approvals, plan: least.plan)
    func arrange() {
      page.tables = [
        table("areas"), table("parts").map { limited($0, limits.parts) }, controls, table("three-classes"),
        table("approvals").map { latest($0.without("term_by"), limits.approvals) },
        plan.map { limited($0, limits.plan) }, overlaps,
      ].compactMap { $0 }
    }
    arrange()
    // What decides first: the documents, then the plan's parcels, then the parts of the site.
    let wishes: [(rows: Int?, raise: () -> Void, lower: () -> Void)] = [
      (table("approvals")?.rows.count, { limits.approvals += 1 }, { limits.approvals -= 1 }),
      (plan?.rows.count, { limits.plan += 1 }, { limits.plan -= 1 }),
      (table("parts")?.rows.count, { limits.parts += 1 }, { limits.parts -= 1 }),
    ]
    for (wish, first) in zip(wishes, [limits.approvals, limits.plan, limits.parts]) {
      for _ in first..<max(wish.rows ?? 0, first) {
        wish.raise()
        arrange()
        if PageRoom.lines(page) > PageRoom.capacity {
          wish.lower()
          break
        }
      }
    }
    arrange()
    return page
  }

  private static func limited(_ table: Table, _ count: Int) -> Table {
    guard table.rows.count > count else { return table }
    var result = table
    result.rows = Array(table.rows.prefix(count - 1))
    result.rows.append(rest(table, table.rows.count - result.rows.count, Phrase(zh: "另 ", en: "")))
    return result
  }

  /// The same of documents in the order of their stages: how far land has got is told by the last ones.
  private static func latest(_ table: Table, _ count: Int) -> Table {
    guard table.rows.count > count else { return table }
    var result = table
    result.rows = Array(table.rows.suffix(count - 1))
    let earlier = Phrase(zh: "此前阶段另 ", en: "of earlier stages: ")
    result.rows.insert(rest(table, table.rows.count - result.rows.count, earlier), at: 0)
    return result
  }

  private static func rest(_ table: Table, _ count: Int, _ lead: Phrase) -> Table.Row {
    let text = Phrase(zh: "\(lead.zh)\(count) 项，此处从略", en: "\(lead.en)\(count) more, not listed here")
    return Table.Row([.phrase(text)] + table.columns.dropFirst().map { _ in .text("") })
  }

  /// Plan parcels of which less than a thousandth lies in the site touch it by the drawing's rounding.
  private static func withoutSlivers(_ table: Table) -> Table {
    guard let share = table.columns.firstIndex(where: { $0.id == "share_of_parcel" }) else { return table }
    var result = table
    result.rows = table.rows.filter { row in
      if case .decimal(let text) = row.cells[share] { return (Double(text) ?? 1) >= 0.1 }
      return true
    }
    return result
  }

  /// Lines that the site meets one by one, the others in one row.
  private static func controls(_ dossier: Dossier, _ table: Table?) -> Table? {
    guard var result = table else { return nil }
    func isShown(_ control: Dossier.Control) -> Bool { control.isConflict || control.kind == .urbanDevelopmentBoundary }
    result.rows = zip(dossier.controls, result.rows).filter { isShown($0.0) }.map(\.1)
    let clear = dossier.controls.filter { !isShown($0) }
    if !clear.isEmpty {
      let names = Phrase(
        zh: clear.map(\.layer.chinese).joined(separator: "、"),
        en: clear.map(\.layer.english).joined(separator: ", ")
      )
      let figures = result.columns.dropFirst().dropLast().map { _ in Cell.text("") }
      result.rows.append(Table.Row([.phrase(names)] + figures + [.phrase(Phrase(zh: "均不涉及", en: "clear"))]))
    }
    return result
  }

  /// One row a layer: its classes by size with their shares. Control lines and batches have tables of their own.
  private static func overlaps(_ dossier: Dossier, _ unit: AreaUnit) -> Table? {
    let told = dossier.overlaps.filter { $0.role != .controlLine && $0.role != .batches }
    let met = told.filter { $0.classes.contains { !$0.name.isEmpty && isSeen($0.area, dossier) } }
    guard !told.isEmpty else { return nil }
    var rows = met.prefix(most.layers).map {
      Table.Row([.phrase(Phrase($0.layer)), .phrase(classes($0, dossier, unit))])
    }
    if met.count > most.layers {
      let rest = met.count - most.layers
      rows.append(
        Table.Row([.phrase(Phrase(zh: "另 \(rest) 个图层", en: English.counted(rest, "more layer"))), .text("")])
      )
    }
    let other = told.filter { overlap in !met.contains { $0.layer.chinese == overlap.layer.chinese } }
    if !other.isEmpty {
      let names = Phrase(
        zh: other.map(\.layer.chinese).joined(separator: "、"),
        en: other.map(\.layer.english).joined(separator: ", ")
      )
      rows.append(Table.Row([.phrase(Phrase(zh: "不涉及", en: "none of it in")), .phrase(names)]))
    }
    return Table(
      "overlaps",
      title: Phrase(zh: "与各图层的叠加", en: "What the site overlaps, layer by layer"),
      columns: [
        TableColumn("layer", Phrase(zh: "图层", en: "layer")),
        TableColumn("classes", Phrase(zh: "类别、面积与比例", en: "classes, area and share")),
      ],
      rows: rows
    )
  }

  /// A hundredth of a per cent of the site: what is less is left to the whole answer.
  private static func isSeen(_ area: Area, _ dossier: Dossier) -> Bool {
    area.squareMetres >= 1e-4 * dossier.area.squareMetres
  }

  private static func classes(_ overlap: Dossier.Overlap, _ dossier: Dossier, _ unit: AreaUnit) -> Phrase {
    let seen = overlap.classes.filter { isSeen($0.area, dossier) }
      .sorted { ($0.name.isEmpty ? 1 : 0, -$0.area.squareMetres) < ($1.name.isEmpty ? 1 : 0, -$1.area.squareMetres) }
    func line(_ entry: (name: String, area: Area), _ rest: String, _ unit: String, _ value: AreaUnit) -> String {
      let share = ((try? entry.area.percentage(of: dossier.area)) ?? nil).map { " (\($0) %)" } ?? ""
      return "\(entry.name.isEmpty ? rest : entry.name) \(entry.area.value(in: value, decimals: 2)) \(unit)\(share)"
    }
    let shown = seen.prefix(most.classes)
    let more = seen.count - shown.count
    let zh = shown.map { line($0, "其余", unit.name.zh, unit) } + (more > 0 ? ["另 \(more) 类"] : [])
    let en =
      shown.map { line($0, "the rest", unit.name.en, unit) }
      + (more > 0 ? [English.counted(more, "more class", "more classes")] : [])
    return Phrase(zh: zh.joined(separator: "；"), en: en.joined(separator: "; "))
  }

  private static func neighbours(_ dossier: Dossier) -> Fact? {
    guard !dossier.neighbours.isEmpty else { return nil }
    let shown = dossier.neighbours.prefix(most.neighbours).map { neighbour in
      neighbour.label + (neighbour.owner.map { " \($0)" } ?? "")
    }
    let count = dossier.neighbours.count
    let more = count - shown.count
    return Fact(
      "neighbours",
      Phrase(zh: "相邻宗地（\(count)）", en: "neighbours (\(count))"),
      .phrase(
        Phrase(
          zh: shown.joined(separator: "、") + (more > 0 ? "，另 \(more) 宗" : ""),
          en: shown.joined(separator: ", ") + (more > 0 ? ", and \(more) more" : "")
        )
      )
    )
  }
}

extension Table {
  /// The table without a column.
  fileprivate func without(_ id: String) -> Table {
    guard let place = columns.firstIndex(where: { $0.id == id }) else { return self }
    var result = self
    result.columns.remove(at: place)
    for row in rows.indices { result.rows[row].cells.remove(at: place) }
    return result
  }
}
