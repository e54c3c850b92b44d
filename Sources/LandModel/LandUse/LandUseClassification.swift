/// A version of a land-use classification, with the dates between which it is in force.
///
/// A code means nothing without its version: 0204 is 其他园地 in the trial guide of 2020 and 油料园地 in that of 2023.
public struct LandUseClassification: Sendable {
  /// The classifications and versions that the program knows.
  public enum ID: String, Sendable, CaseIterable {
    /// 用地用海分类指南, 自然资发〔2023〕234号.
    case guide2023 = "landuse-2023"
    /// The trial guide of 2020, in force before.
    case guide2020 = "landuse-2020"
    /// 国土调查工作分类 (DLBM).
    case survey
    /// 土地利用现状分类, GB/T 21010-2017.
    case gbt21010 = "gbt21010-2017"
    /// 城市用地分类, GB 50137-2011.
    case gb50137 = "gb50137-2011"
  }

  /// Which classification it is.
  public let id: ID
  /// The Chinese title of the document or standard.
  public let titleChinese: String
  /// Its title in English, for readers.
  public let titleEnglish: String
  /// Number of the document or standard.
  public let document: String
  /// The first day in force.
  public let effectiveFrom: CalendarDate
  /// The last day in force; nil while it is.
  public let effectiveTo: CalendarDate?
  /// How sure the dates and the document are.
  public let source: String
  /// In the order of the standard.
  public let classes: [LandUseClass]
  private let byCode: [String: Int]
  private let longestCode: Int
  /// Codes of classes that have finer ones.
  private let parents: Set<String>

  init(
    id: ID,
    titles: (chinese: String, english: String),
    document: String,
    effective: (from: CalendarDate, to: CalendarDate?),
    source: String,
    classes: [LandUseClass]
  ) {
    self.id = id
    titleChinese = titles.chinese
    titleEnglish = titles.english
    self.document = document
    effectiveFrom = effective.from
    effectiveTo = effective.to
    self.source = source
    self.classes = classes
    byCode = Dictionary(uniqueKeysWithValues: classes.enumerated().map { ($1.code, $0) })
    longestCode = classes.map(\.code.count).max() ?? 0
    parents = Set(classes.compactMap(\.parent))
  }

  /// How a code of the user's data matches.
  public enum Match: Sendable, Hashable {
    /// The code itself is in the classification.
    case exact(LandUseClass)
    /// The code is a finer one (of a province, a city, a survey suffix) under the class with the longest matching prefix.
    case finer(LandUseClass, code: String)
    /// The code is not in this version and no class that ends there begins it. 1012 is such a code: the standard divides 10
    /// itself, and has no 1012.
    case unknown(code: String)

    /// The class that the land belongs to; nil for an unknown code.
    public var landUseClass: LandUseClass? {
      switch self {
      case .exact(let found), .finer(let found, _): found
      case .unknown: nil
      }
    }
  }

  /// The class with exactly this code.
  public subscript(code: String) -> LandUseClass? {
    byCode[code].map { classes[$0] }
  }

  /// Finds the class of a code as written: blanks are cut, letters may be small, full-width digits are read.
  /// An unknown code stays unknown; a lost leading zero is not put back (see ``suggestion(for:)``).
  public func match(_ written: String) -> Match {
    let code = Self.normalised(written)
    if let exact = self[code] { return .exact(exact) }
    // Numeric codes come in pairs of digits. An odd run is a code that lost its leading zero (101 for 0101), and its
    // first digits name another class.
    let digits = code.prefix { $0.isNumber }.count
    guard digits.isMultiple(of: 2) else { return .unknown(code: code) }
    var prefix = code.prefix(longestCode)
    while !prefix.isEmpty {
      if let found = self[String(prefix)] {
        return isLeaf(found) ? .finer(found, code: code) : .unknown(code: code)
      }
      prefix = prefix.dropLast()
    }
    return .unknown(code: code)
  }

  /// What an unknown code may have been, for messages only: with the leading zero that a spreadsheet drops.
  public func suggestion(for written: String) -> LandUseClass? {
    self["0" + Self.normalised(written)]
  }

  /// All classes with this name; names repeat between levels.
  public func classes(named name: String) -> [LandUseClass] {
    let name = name.trimmed
    return classes.filter { $0.name == name }
  }

  /// The first-level class above a class, or the class itself.
  public func firstLevel(of landUseClass: LandUseClass) -> LandUseClass {
    var current = landUseClass
    while let parent = current.parent.flatMap({ self[$0] }) { current = parent }
    return current
  }

  /// True where the class has no finer one in this version.
  public func isLeaf(_ landUseClass: LandUseClass) -> Bool {
    !parents.contains(landUseClass.code)
  }

  /// True on days on which this version is in force.
  public func isInForce(on date: CalendarDate) -> Bool {
    effectiveFrom <= date && effectiveTo.map { date <= $0 } ?? true
  }

  /// Where a class goes in `target`. The same version gives the code itself; a pair without a table gives ``Crosswalk/none``.
  public func crosswalk(_ code: String, to target: ID) -> Crosswalk {
    guard let found = self[Self.normalised(code)] else { return .none }
    if target == id { return Crosswalk(targets: [found.code], needsSubdivision: false) }
    switch target {
    case .guide2023: return found.toGuide2023
    case .gb50137: return found.toGB50137
    case .guide2020, .survey, .gbt21010: return .none
    }
  }

  static func normalised(_ written: String) -> String {
    var code = ""
    for scalar in written.trimmed.unicodeScalars {
      // Full-width digits and letters are 0xFEE0 above their ASCII forms.
      if (0xFF10...0xFF5A).contains(scalar.value), let ascii = Unicode.Scalar(scalar.value - 0xFEE0) {
        code.unicodeScalars.append(ascii)
      } else {
        code.unicodeScalars.append(scalar)
      }
    }
    return code.uppercased()
  }
}
