import AreaAccount
public import Features
public import Geometry
import LandModel

/// The finished account of a layer: rows of a subject (or of a class of subjects), the classes of every layer, and
/// the area, rounded so that a subject's rows sum to its rounded area.
public struct AccountResult: Sendable {
  /// Heading of the first column: the id field, or the field summed by.
  public let subjectName: String
  public let layerNames: [String]
  public let basis: AreaBasis
  public let decimals: Int
  /// First column, row by row.
  public let subjects: TextColumn
  /// Class texts, one for each distinct set of a layer, and each row's set in each layer (row-major).
  public let classTexts: [[String]]
  public let sets: [Int32]
  /// Areas in units of the last decimal.
  public let areas: [Int64]
  /// Largest closing error of a subject, relative to its area.
  public let worstClosing: Double
  /// Features of the subject layer that enclose nothing, by the flags they carry.
  public let withoutArea: Int
  /// Overlay features without a class, by layer.
  public let unclassified: [Int]
  public let subjectCount: Int

  public var rowCount: Int { areas.count }

  /// Runs the account. Parameters as ``LandAccount/account(_:basisAreas:threads:progress:isCancelled:)``.
  public init(
    _ account: LandAccount,
    of layer: Layer,
    id: String?,
    sumBy: String?,
    basis: AreaBasis,
    basisAreas: [Double]?,
    decimals: Int,
    threads: Int?,
    progress: (@Sendable (Int) -> Void)?,
    isCancelled: (@Sendable () -> Bool)?
  ) throws {
    let (batch, areas) = try account.account(
      layer.geometry,
      basisAreas: basisAreas,
      threads: threads,
      progress: progress,
      isCancelled: isCancelled
    )
    let rows = AccountRows(batch: batch, areas: areas, layers: account.layers)
    let rounding = RowRounding(decimals: decimals)
    let column = (sumBy ?? id).flatMap { layer.table[$0] }
    let built =
      sumBy == nil
      ? rows.bySubject(layer, column, rounding) : rows.summed(by: column, count: layer.count, rounding)
    subjectName = sumBy ?? id ?? "feature"
    layerNames = AccountRows.distinctNames(account.layers.map(\.name), beside: subjectName)
    self.basis = basis
    self.decimals = rounding.decimals
    subjects = built.subjects
    classTexts = account.layers.map { layer in batch.classSets.map { layer.textIfKnown($0) } }
    sets = built.sets
    self.areas = built.areas
    worstClosing = batch.worstClosing
    withoutArea = batch.subjectAreas.lazy.filter { $0 == 0 }.count
    unclassified = account.layers.map(\.unclassified)
    subjectCount = layer.count
  }
}

extension AccountLayer {
  /// The text of a set of classes; sets are shared between layers, and one that is not of this layer has no text here.
  func textIfKnown(_ classes: [Int32]) -> String {
    classes.allSatisfy { Int($0) < classNames.count } ? text(classes) : ""
  }
}

/// Turns the kernel's rows into the result's.
struct AccountRows {
  let batch: AccountBatch
  let areas: [Double]
  let layers: [AccountLayer]

  struct Built {
    var subjects = TextColumn()
    var sets: [Int32] = []
    var areas: [Int64] = []
  }

  /// One block of rows for each subject, in file order.
  func bySubject(_ layer: Layer, _ column: Column?, _ rounding: RowRounding) -> Built {
    var rounding = rounding
    var built = Built()
    built.sets = batch.setNumbers
    built.areas.reserveCapacity(areas.count)
    built.subjects.reserve(values: areas.count, bytes: areas.count * 8)
    for subject in 0..<layer.count {
      let rows = batch.rows(of: subject)
      let name = column == nil ? layer.label(of: subject) : column?.text(subject) ?? ""
      for _ in rows { built.subjects.append(name) }
      rounding.round(areas, rows: rows, closes: batch.sumsToSubject, into: &built.areas)
    }
    return built
  }

  /// One block of rows for each value of a column, in order of the values; areas add up before they are rounded.
  func summed(by column: Column?, count: Int, _ rounding: RowRounding) -> Built {
    struct Key: Hashable {
      var group: Int32
      var sets: [Int32]
    }
    var numbers: [String: Int32] = [:]
    var sums: [Key: Double] = [:]
    for subject in 0..<count {
      let text = column?.text(subject) ?? ""
      let group = numbers[text] ?? Int32(truncatingIfNeeded: numbers.count)
      numbers[text] = group
      for row in batch.rows(of: subject) {
        let first = row * batch.layerCount
        let key = Key(group: group, sets: Array(batch.setNumbers[first..<first + batch.layerCount]))
        sums[key, default: 0] += areas[row]
      }
    }
    return blocks(numbers, sums.map { ($0.key.group, $0.key.sets, $0.value) }, rounding)
  }

  private func blocks(
    _ numbers: [String: Int32],
    _ sums: [(group: Int32, sets: [Int32], area: Double)],
    _ rounding: RowRounding
  ) -> Built {
    var rounding = rounding
    var built = Built()
    let byGroup = Dictionary(grouping: sums) { $0.group }
    let names = numbers.keys.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
    for name in names {
      let rows = (numbers[name].flatMap { byGroup[$0] } ?? []).map { row in
        (texts: zip(layers, row.sets).map { $0.text(batch.classSets[Int($1)]) }, row: row)
      }.sorted { $0.texts.lexicographicallyPrecedes($1.texts) }
      rounding.round(rows.map(\.row.area), rows: 0..<rows.count, closes: batch.sumsToSubject, into: &built.areas)
      for row in rows {
        built.subjects.append(name)
        built.sets += row.row.sets
      }
    }
    return built
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
