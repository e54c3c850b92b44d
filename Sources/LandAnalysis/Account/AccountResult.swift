public import AreaAccount
public import Features
public import Geometry

/// What an account is asked for, beside its layers.
public struct AccountRequest: Sendable {
  /// Field that names the subjects; nil: their own ids or numbers.
  public var id: String?
  /// Field to add subjects up by; nil: every subject has rows of its own.
  public var sumBy: String?
  /// The basis of the areas that are printed; the split itself is made in the plane.
  public var basis: AreaBasis
  /// Decimals of the areas, 0 to 6.
  public var decimals: Int

  /// By default plane areas in m² to four decimals, every subject with rows of its own.
  public init(id: String? = nil, sumBy: String? = nil, basis: AreaBasis = .plane, decimals: Int = 4) {
    self.id = id
    self.sumBy = sumBy
    self.basis = basis
    self.decimals = decimals
  }
}

/// Rows of an account: a subject (or class of subjects), a set of classes in each layer, an area.
public struct AccountRows: Sendable {
  /// First column, row by row.
  public internal(set) var subjects = TextColumn()
  /// Class texts, one for each distinct set of a layer, and each row's set in each layer (row-major).
  public internal(set) var classTexts: [[String]]
  /// Row-major: for each row its set in each layer, an index into that layer's ``classTexts``.
  public internal(set) var sets: [Int32] = []
  /// Areas in units of the last decimal.
  public internal(set) var areas: [Int64] = []
  /// Decimals of the areas in m²: an area of 12345 is 1.2345 m² with 4.
  public let decimals: Int

  init(classTexts: [[String]], decimals: Int) {
    self.classTexts = classTexts
    self.decimals = decimals
  }

  /// Number of rows.
  public var rowCount: Int { areas.count }
  /// Number of layers that subjects are split by.
  public var layerCount: Int { classTexts.count }

  /// The class text of a row in a layer; empty where it lies in none.
  public func classText(row: Int, layer: Int) -> String { classTexts[layer][Int(sets[row * layerCount + layer])] }
}

/// The finished account of a layer: rows of a subject (or of a class of subjects), the classes of every layer, and
/// the area, rounded so that a subject's rows sum to its rounded area.
public struct AccountResult: Sendable {
  /// Heading of the first column: the id field, or the field summed by.
  public let subjectName: String
  /// Headings of the class columns, one for each layer.
  public let layerNames: [String]
  /// Basis of the areas.
  public let basis: AreaBasis
  /// The rows; none where they were handed over batch by batch.
  public let rows: AccountRows
  /// How many rows there are, handed over or kept.
  public let rowCount: Int
  /// Largest closing error of a subject, relative to its area.
  public let worstClosing: Double
  /// Features of the subject layer that enclose nothing.
  public let withoutArea: Int
  /// Overlay features without a class, by layer.
  public let unclassified: [Int]
  /// Features of the subject layer, those without area among them.
  public let subjectCount: Int
}

/// The account of one batch of subjects, finished but for what adds up over batches.
public struct AccountPart: Sendable {
  /// The rows by subject; none where subjects are summed by a field.
  public let rows: AccountRows
  /// The kernel's plane areas, for checks.
  public let batch: AccountBatch
  let sums: [GroupSum]
  let worstClosing: Double
  let withoutArea: Int
  /// Features of the batch, those without area among them.
  public let subjectCount: Int
}

/// A share of a class of subjects, before it is added up.
struct GroupSum: Sendable {
  var group: String
  /// Distinct sets of classes, layer by layer.
  var classes: [[Int32]]
  var area: Double
}
