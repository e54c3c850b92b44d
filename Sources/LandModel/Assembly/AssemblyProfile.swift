import Features

/// What cannot be assembled for building, in order of priority, and how selections are weighed. Data of its own
/// (`Resources/assembly.yaml`), each entry with its source and how sure it is.
public struct AssemblyProfile: Sendable {
  /// Chooses features of a project's layers.
  public struct Selector: Sendable, Hashable {
    /// Layers of this role.
    public let role: LayerRole
    /// For control lines: which.
    public let kind: ControlLineKind?
    /// A field's name or the part it plays; nil: every feature.
    public let field: String?
    /// Only these values of the field, where any are given …
    public let values: [String]
    /// … and none of these.
    public let except: [String]
    /// Only features whose land-use codes are meant; nil: all. Codes that could be in or out are not.
    public let codes: CodeSelection?

    /// Every feature of the layers of a role, narrowed by what else is given.
    public init(
      role: LayerRole,
      kind: ControlLineKind? = nil,
      field: String? = nil,
      values: [String] = [],
      except: [String] = [],
      codes: CodeSelection? = nil
    ) {
      self.role = role
      self.kind = kind
      self.field = field
      self.values = values
      self.except = except
      self.codes = codes
    }
  }

  /// A reason for which land drops out.
  public struct Deduction: Sendable {
    /// Stable name, `permanent-basic-farmland`.
    public let id: String
    /// The reason in words: 永久基本农田, 坡度大于25%.
    public let title: LocalizedText
    /// The land that drops out.
    public let from: Selector
    /// The rule that it comes from.
    public let source: LocalizedText
    /// `V`, `K-h`, `K-m`, `K-l`, `D`.
    public let confidence: String

    /// A reason with the land that it takes and where it comes from.
    public init(id: String, title: LocalizedText, from: Selector, source: LocalizedText, confidence: String) {
      self.id = id
      self.title = title
      self.from = from
      self.source = source
      self.confidence = confidence
    }
  }

  /// A figure with its source.
  public struct Figure: Sendable {
    /// The name of a `QuotaKind` for costs; `gap` and `block` for the measures.
    public let id: String
    /// Yuan per m² for costs, m for `gap`, m² for `block`.
    public let value: FixedDecimal
    /// The rule or the reason that it comes from.
    public let source: String
    /// `V`, `K-h`, `K-m`, `K-l`, `D`.
    public let confidence: String
  }

  /// Stable name, `national`.
  public let id: String
  /// What people call the profile.
  public let title: LocalizedText
  /// First come, first served: each square metre has the first reason that holds.
  public var deductions: [Deduction]
  /// Batches that approve conversion to construction land.
  public let approvals: Selector?
  /// Batches that consent to the use of forest land.
  public let forestConsent: Selector?
  /// The forest map; its field holds the grade of protection.
  public let forest: Selector?
  /// The codes of paddy (水田); nil: no land is counted as such.
  public let paddy: CodeSelection?
  /// Pieces nearer than this are one block, m.
  public let gap: Figure
  /// Smallest block listed, m².
  public let block: Figure
  /// yuan a square metre, by the names of `QuotaKind`.
  public let costs: [Figure]

  /// The id of the profile that is taken unless another is named.
  public static let defaultID = "national"

  /// The profiles within the program.
  public static func embedded() throws -> [AssemblyProfile] {
    try parse(String(decoding: try Resources.text("assembly.yaml"), as: UTF8.self), file: "assembly.yaml")
  }

  /// A profile by name, or from a file of the same form (its first profile). Throws a `DataError` for an unknown name,
  /// ``ConfigurationErrors`` with line and column for a file.
  public static func load(_ name: String) throws -> AssemblyProfile {
    if Project.isProjectFile(name) {
      let text = String(decoding: try InputFile.bytes(name, limit: 4 << 20), as: UTF8.self)
      if let first = try parse(text, file: name).first { return first }
    }
    let all = try embedded()
    if let profile = all.first(where: { $0.id == name }) { return profile }
    let names = all.map(\.id).joined(separator: ", ")
    throw DataError(
      .configuration,
      code: LandModelError.assemblyUnknownProfile.rawValue,
      found: "no assembly profile “\(name)”",
      expected: "one of \(names), or a .yaml file",
      advice: "",
      arguments: [name, names]
    )
  }

  /// Reads profiles. Throws ``ConfigurationErrors`` with line and column.
  public static func parse(_ yaml: String, file: String) throws -> [AssemblyProfile] {
    let root = try ConfigurationNode.parse(yaml, file: file)
    let profiles = (root.mapping(keys: ["profiles"])?.required("profiles")?.list() ?? []).compactMap {
      AssemblyProfile($0)
    }
    try root.problems.throwIfAny()
    return profiles
  }

  private static let keys = [
    "id", "title", "deductions", "approvals", "forest_consent", "forest", "paddy", "gap", "block", "costs",
  ]

  init?(_ node: ConfigurationNode) {
    guard let mapping = node.mapping(keys: Self.keys) else { return nil }
    let id = mapping.required("id")?.string()
    let title = mapping.required("title")?.localizedText()
    let gap = mapping.required("gap").flatMap { Figure(measure: $0, id: "gap", unit: "m") }
    let block = mapping.required("block").flatMap { Figure(measure: $0, id: "block", unit: "m2") }
    deductions = (mapping.required("deductions")?.list() ?? []).compactMap { Deduction($0) }
    approvals = mapping["approvals"].flatMap { Selector($0) }
    forestConsent = mapping["forest_consent"].flatMap { Selector($0) }
    forest = mapping["forest"].flatMap { Selector($0) }
    paddy = mapping["paddy"].map { CodeSelection($0.codePrefixes(listIsOf: .survey)) }
    costs = (mapping.required("costs")?.list() ?? []).compactMap { Figure($0) }
    guard let id, let title, let gap, let block else { return nil }
    self.id = id
    self.title = title
    self.gap = gap
    self.block = block
  }
}

extension AssemblyProfile.Selector {
  init?(_ node: ConfigurationNode) {
    guard let mapping = node.mapping(keys: ["role", "kind", "field", "values", "except", "codes"]),
      let role: LayerRole = mapping.required("role")?.choice()
    else { return nil }
    func texts(_ key: String) -> [String] { (mapping[key]?.list() ?? []).compactMap { $0.string() } }
    self.role = role
    kind = mapping["kind"]?.choice()
    field = mapping["field"]?.string()
    values = texts("values")
    except = texts("except")
    codes = mapping["codes"].map { CodeSelection($0.codePrefixes(listIsOf: .survey)) }
  }
}

extension AssemblyProfile.Deduction {
  init?(_ node: ConfigurationNode) {
    guard let mapping = node.mapping(keys: ["id", "title", "from", "source", "confidence"]) else { return nil }
    guard let id = mapping.required("id")?.string(), let title = mapping.required("title")?.localizedText(),
      let from = mapping.required("from").flatMap({ AssemblyProfile.Selector($0) }),
      let source = mapping.required("source")?.localizedText(),
      let confidence = mapping.required("confidence")?.string()
    else { return nil }
    self.init(id: id, title: title, from: from, source: source, confidence: confidence)
  }
}

extension AssemblyProfile.Figure {
  init?(_ node: ConfigurationNode) {
    guard let mapping = node.mapping(keys: ["id", "value", "source", "confidence"]),
      let id = mapping.required("id")?.string(), let value = mapping.required("value")?.decimal(),
      let source = mapping.required("source")?.string(), let confidence = mapping.required("confidence")?.string()
    else { return nil }
    self.init(id: id, value: value, source: source, confidence: confidence)
  }

  init?(measure node: ConfigurationNode, id: String, unit: String) {
    guard let mapping = node.mapping(keys: ["value", "unit", "source", "confidence"]),
      mapping.required("unit")?.choice([unit], { $0 == unit ? unit : nil }) != nil,
      let value = mapping.required("value")?.decimal(), let source = mapping.required("source")?.string(),
      let confidence = mapping.required("confidence")?.string()
    else { return nil }
    self.init(id: id, value: value, source: source, confidence: confidence)
  }
}
