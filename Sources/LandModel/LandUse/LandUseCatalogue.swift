/// The classifications that the program knows, read once from the data files in `Resources`.
///
/// Sources of the tables: 自然资发〔2023〕234号 for the guide of 2023; its trial version of 2020 (自然资办发〔2020〕51号) with
/// the codes that changed; the working classification of the third land survey; GB/T 21010-2017; GB 50137-2011. Each
/// row says how sure it is.
public struct LandUseCatalogue: Sendable {
  /// In the order of `landuse_versions.csv`.
  public let classifications: [LandUseClassification]
  /// English names by Chinese ones, of all classifications.
  private let englishNames: [String: String]

  /// The catalogue within the program.
  ///
  /// Throws where a table in the program is damaged; a test reads them all.
  public static func embedded() throws -> LandUseCatalogue {
    switch cached {
    case .success(let catalogue): return catalogue
    case .failure(let error): throw error
    }
  }

  private static let cached = Result { try LandUseCatalogue(reading: Resources.text) }

  /// Reads `landuse_versions.csv` and the tables it names through `file`, which gives a file's bytes.
  init(reading file: (String) throws -> [UInt8]) throws {
    let versions = try Records(file("landuse_versions.csv"), file: "landuse_versions.csv")
    classifications = try versions.map { version in
      let name = try version.text("file") + ".csv"
      let classes = try Records(file(name), file: name).map { try LandUseClass(record: $0) }
      return LandUseClassification(
        id: try version.value("id") { LandUseClassification.ID(rawValue: $0) },
        titles: (try version.text("title_zh"), try version.text("title_en")),
        document: try version.text("document"),
        effective: (
          try version.value("effective_from") { CalendarDate($0) },
          try version.optional("effective_to") { CalendarDate($0) }
        ),
        source: try version.text("source"),
        classes: classes
      )
    }
    let names = classifications.flatMap { $0.classes.map { ($0.name, $0.nameEnglish) } }
    englishNames = Dictionary(names) { first, _ in first }
  }

  /// A land use as data writes it (`二类工业用地`, `100102 二类工业用地`, several joined by `+`) for readers of both languages:
  /// each name that is one of a class in some classification gets that class's English name, all else stays as written.
  public func localized(_ written: String) -> LocalizedText {
    let parts = written.split(separator: "+", omittingEmptySubsequences: false).map { part -> String in
      if let whole = englishNames[String(part)] { return whole }
      guard let blank = part.firstIndex(of: " "), let name = englishNames[String(part[part.index(after: blank)...])]
      else { return String(part) }
      return part[...blank] + name
    }
    return LocalizedText(chinese: written, english: parts.joined(separator: "+"))
  }

  /// The classification of an id; nil where the catalogue has none.
  public subscript(id: LandUseClassification.ID) -> LandUseClassification? {
    classifications.first { $0.id == id }
  }

  /// The guide for plans that is in force on a day: the trial one until 2023-11-21, then that of 2023. Days before the
  /// trial guide give nil: such plans follow GB 50137.
  public func guide(on date: CalendarDate) -> LandUseClassification? {
    classifications.first { ($0.id == .guide2023 || $0.id == .guide2020) && $0.isInForce(on: date) }
  }

  /// A code that two versions share but not in meaning, such as 0204 or 1311 in the guides of 2020 and 2023.
  public struct Trap: Sendable, Hashable {
    /// The code that both versions have.
    public let code: String
    /// What the guide of 2020 means by it.
    public let older: LandUseClass
    /// What the guide of 2023 means by it.
    public let newer: LandUseClass
  }

  /// The codes among `codes` that change their meaning between the guides of 2020 and 2023. Whoever
  /// finds one must be told the version, never infer it.
  public func traps(among codes: some Sequence<String>) -> [Trap] {
    guard let older = self[.guide2020], let newer = self[.guide2023] else { return [] }
    return Set(codes.map(LandUseClassification.normalised)).sorted().compactMap { code in
      guard let old = older[code], let new = newer[code], old.name != new.name else { return nil }
      // Renamed, but carried over whole: no trap.
      guard old.toGuide2023.exactTarget != code else { return nil }
      return Trap(code: code, older: old, newer: new)
    }
  }

  /// The versions in which every one of the codes is known, in the catalogue's order. More than one is usual; none
  /// means mixed or wrong codes.
  public func versionsKnowing(all codes: some Collection<String>) -> [LandUseClassification.ID] {
    classifications.filter { version in
      codes.allSatisfy { if case .exact = version.match($0) { true } else { false } }
    }.map(\.id)
  }
}

extension LandUseClass {
  init(record: Records.Record) throws {
    code = try record.text("code")
    name = try record.text("name")
    nameEnglish = try record.text("name_en")
    level = try record.value("level") { Int($0) }
    parent = try record.optional("parent") { $0 }
    statedThreeClass = try record.optional("three_class") { ThreeClass(chinese: $0) }
    isOtherGrassland = try record.flag("other_grassland")
    constructionGroup = try record.optional("construction_group") { $0 }
    isCultivated = try record.flag("cultivated")
    isForest = try record.flag("forest")
    isAdjustable = try record.flag("adjustable")
    colour = try record.optional("colour") { $0 }
    source = try record.text("source")
    let targets = try record.list("to_2023")
    let divides = try record.flag("needs_subdivision")
    toGuide2023 = targets.isEmpty ? .none : Crosswalk(targets: targets, needsSubdivision: divides)
    let urban = try record.list("to_gb50137")
    toGB50137 = urban.isEmpty ? .none : Crosswalk(targets: urban, needsSubdivision: urban.count > 1)
  }
}
