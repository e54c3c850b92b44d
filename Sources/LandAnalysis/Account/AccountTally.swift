import AreaAccount
public import Features
import Geometry
import LandModel

/// Makes an account batch after batch: ``part(of:basisAreas:threads:)`` on any thread, ``AccountTally`` in order.
public struct AccountMaker: Sendable {
  /// The layers and the engine.
  public let account: LandAccount
  /// What is asked for.
  public let request: AccountRequest
  /// Headings of the result.
  public let subjectName: String
  /// Headings of the class columns, one for each layer; a number tells equal names apart.
  public let layerNames: [String]
  let rounding: RowRounding
  private let pieces: PieceMeasure?

  /// A maker for an account; decimals beyond 0 to 6 are brought to that range. `pieces` measures the rows of large subjects
  /// where they lie, on the basis of the request.
  public init(_ account: LandAccount, _ request: AccountRequest, pieces: PieceMeasure? = nil) {
    self.account = account
    self.pieces = pieces
    self.request = request
    rounding = RowRounding(decimals: request.decimals)
    subjectName = request.sumBy ?? request.id ?? "feature"
    layerNames = Self.distinctNames(account.layers.map(\.name), beside: subjectName)
  }

  /// Accounts one batch of subjects.
  ///
  /// - Parameters:
  ///   - layer: the batch.
  ///   - basisAreas: each subject's area in m² on the basis asked for; nil leaves plane areas.
  ///   - threads: how many; nil: as many as there are cores.
  public func part(of layer: Layer, basisAreas: [Double]?, threads: Int? = nil) throws -> AccountPart {
    let (batch, areas) = try account.account(layer.geometry, basisAreas: basisAreas, pieces: pieces, threads: threads)
    if let first = areas.first(where: rounding.isTooLarge) { throw AreaNotRepresentable(value: first) }
    let column = (request.sumBy ?? request.id).flatMap { layer.table[$0] }
    var rows = AccountRows(
      classTexts: account.layers.map { layer in batch.classSets.map { layer.textIfKnown($0) } },
      decimals: rounding.decimals
    )
    var sums: [GroupSum] = []
    if request.sumBy == nil {
      bySubject(layer, column, batch, areas, into: &rows)
    } else {
      sums = self.sums(by: column, count: layer.count, batch, areas)
    }
    return AccountPart(
      rows: rows,
      batch: batch,
      sums: sums,
      worstClosing: batch.worstClosing,
      withoutArea: batch.subjectAreas.lazy.filter { $0 == 0 }.count,
      subjectCount: layer.count
    )
  }

  /// One block of rows for each subject, in file order.
  private func bySubject(
    _ layer: Layer,
    _ column: Column?,
    _ batch: AccountBatch,
    _ areas: [Double],
    into rows: inout AccountRows
  ) {
    var rounding = rounding
    rows.sets = batch.setNumbers
    rows.areas.reserveCapacity(areas.count)
    rows.subjects.reserve(values: areas.count, bytes: areas.count * 8)
    for subject in 0..<layer.count {
      let range = batch.rows(of: subject)
      let name = column == nil ? layer.label(of: subject) : column?.text(subject) ?? ""
      for _ in range { rows.subjects.append(name) }
      rounding.round(areas, rows: range, closes: batch.sumsToSubject, into: &rows.areas)
    }
  }

  /// What each class of subjects gets from this batch, subject after subject.
  private func sums(by column: Column?, count: Int, _ batch: AccountBatch, _ areas: [Double]) -> [GroupSum] {
    struct Key: Hashable {
      var group: Int32
      var sets: [Int32]
    }
    var groups: [String: Int32] = [:]
    var places: [Key: Int] = [:]
    var sums: [GroupSum] = []
    for subject in 0..<count {
      let name = column?.text(subject) ?? ""
      let group = groups[name] ?? Int32(truncatingIfNeeded: groups.count)
      groups[name] = group
      for row in batch.rows(of: subject) {
        let first = row * batch.layerCount
        let key = Key(group: group, sets: Array(batch.setNumbers[first..<first + batch.layerCount]))
        if let place = places[key] {
          sums[place].area += areas[row]
        } else {
          places[key] = sums.count
          sums.append(GroupSum(group: name, classes: key.sets.map { batch.classSets[Int($0)] }, area: areas[row]))
        }
      }
    }
    return sums
  }

  /// Column names, told apart by a number where two are the same.
  static func distinctNames(_ names: [String], beside first: String) -> [String] {
    var taken: Set<String> = [first, "area_m2"]
    return names.map { name in
      var candidate = name
      var number = 2
      while !taken.insert(candidate).inserted {
        candidate = "\(name)_\(number)"
        number += 1
      }
      return candidate
    }
  }
}

/// Adds the parts of an account up, in the order of the batches: with batches of one size, whoever made them, the same bytes.
public struct AccountTally: Sendable {
  private struct Key: Hashable {
    var group: String
    var classes: [[Int32]]
  }

  private let maker: AccountMaker
  private let keepsRows: Bool
  private var rows: AccountRows
  private var rowCount = 0
  private var setNumbers: [[String]: Int32] = [:]
  private var sums: [Key: Double] = [:]
  private var worstClosing = 0.0
  private var withoutArea = 0
  private var subjectCount = 0

  /// A tally of no parts yet.
  ///
  /// - Parameters:
  ///   - maker: the maker that the parts come from.
  ///   - keepsRows: false where rows are written as they come; then the result has none.
  public init(_ maker: AccountMaker, keepsRows: Bool = true) {
    self.maker = maker
    self.keepsRows = keepsRows
    rows = AccountRows(classTexts: maker.account.layers.map { _ in [] }, decimals: maker.rounding.decimals)
  }

  /// Adds the next part.
  public mutating func add(_ part: AccountPart) {
    worstClosing = max(worstClosing, part.worstClosing)
    withoutArea += part.withoutArea
    subjectCount += part.subjectCount
    rowCount += part.rows.rowCount
    for sum in part.sums { sums[Key(group: sum.group, classes: sum.classes), default: 0] += sum.area }
    if keepsRows { append(part.rows) }
  }

  private mutating func append(_ more: AccountRows) {
    let setCount = more.classTexts.first?.count ?? 0
    let numbers = (0..<setCount).map { set in number(of: more.classTexts.map { $0[set] }) }
    rows.subjects.append(more.subjects)
    rows.areas += more.areas
    rows.sets += more.sets.lazy.map { numbers[Int($0)] }
  }

  private mutating func number(of texts: [String]) -> Int32 {
    if let known = setNumbers[texts] { return known }
    let number = Int32(truncatingIfNeeded: rows.classTexts.first?.count ?? 0)
    for (layer, text) in texts.enumerated() { rows.classTexts[layer].append(text) }
    setNumbers[texts] = number
    return number
  }

  /// The account of all batches.
  public consuming func finish() -> AccountResult {
    if maker.request.sumBy != nil { addGroups() }
    return AccountResult(
      subjectName: maker.subjectName,
      layerNames: maker.layerNames,
      basis: maker.request.basis,
      rows: rows,
      rowCount: rowCount,
      worstClosing: worstClosing,
      withoutArea: withoutArea,
      unclassified: maker.account.layers.map(\.unclassified),
      subjectCount: subjectCount
    )
  }

  /// One block of rows for each class of subjects, in order of their names; areas add up before they are rounded.
  private mutating func addGroups() {
    var rounding = maker.rounding
    let layers = maker.account.layers
    let groups = Dictionary(grouping: sums) { $0.key.group }
    let names = groups.keys.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
    for name in names {
      let block = (groups[name] ?? []).map { entry in
        (texts: zip(layers, entry.key.classes).map { $0.text($1) }, area: entry.value)
      }.sorted { $0.texts.lexicographicallyPrecedes($1.texts) }
      let closes = maker.account.engine.mode == .combine
      rounding.round(block.map(\.area), rows: 0..<block.count, closes: closes, into: &rows.areas)
      for row in block {
        rows.subjects.append(name)
        // Classes of several layers stand together in a set here; each layer has its text of it.
        rows.sets += Array(repeating: number(of: row.texts), count: layers.count)
      }
      rowCount += block.count
    }
  }
}

extension AccountLayer {
  /// The text of a set of classes; sets are shared between layers, and one that is not of this layer has no text here.
  func textIfKnown(_ classes: [Int32]) -> String {
    classes.allSatisfy { Int($0) < classNames.count } ? text(classes) : ""
  }
}
