/// How idle land and plants are judged for reuse. Data of its own (`Resources/reuse.yaml`), each entry with its source
/// and how sure it is.
public struct ReuseProfile: Sendable {
  /// What a score is made of.
  public enum Part: String, Sendable, CaseIterable {
    /// Use and pollution class; title (产证); building; power and waste water; way to the interchange; land in one piece;
    /// price against budget; floor space that the plan still allows.
    case conformity, title, building, utilities, access, contiguity, price, headroom
  }

  /// A figure with its source.
  public struct Figure: Sendable {
    /// Stable name; for a weight that of its part.
    public let key: String
    /// In ``unit``.
    public let value: FixedDecimal
    /// `m`, `mu`, `ratio`, `years`; empty for a weight.
    public let unit: String
    /// The rule or the reason that it comes from.
    public let source: String
    /// `V`, `K-h`, `K-m`, `K-l`, `D`.
    public let confidence: String
  }

  /// What the registers of idle land hold beside the standard fields.
  public enum Record: String, Sendable, CaseIterable {
    /// 合同日期.
    case contractDate = "contract_date"
    /// 约定开工日期: the start that the contract agrees on.
    case agreedStart = "agreed_start"
    /// 实际开工日期; a day still to come is a plan, not a start.
    case actualStart = "actual_start"
    /// 应开发面积, in the unit of ``developedArea``.
    case dueArea = "due_area"
    /// 已开发面积, in the unit of ``dueArea``.
    case developedArea = "developed_area"
    /// 投资总额, in the unit of ``invested``.
    case totalInvestment = "total_investment"
    /// 已投资额, in the unit of ``totalInvestment``.
    case invested
    /// 停工日期: the day on which work stopped.
    case suspendedOn = "suspended_on"
    /// 闲置原因.
    case cause
    /// 闲置类型: the register's own word.
    case kind
    /// 地块编号 of the land that a building stands on.
    case parcel
    /// 10,000 yuan
    case askingPrice = "asking_price"
  }

  /// Stable name, `national`.
  public let id: String
  /// What people call the profile.
  public let title: LocalizedText
  /// Weights of the score by part, in the profile's order; only their ratios count.
  public let weights: [(part: Part, figure: Figure)]
  /// Figures by key, `access.full`, `low-use.far`; of one key the last holds.
  public let values: [Figure]
  /// Words that say so, anywhere in a field.
  public let seized: [String]
  /// Words that say that a mortgage lies on it (抵押).
  public let mortgaged: [String]
  /// Words that say that a building is unsafe (危房).
  public let unsafe: [String]
  /// Words that name a cause of the government's or force majeure: no fee, nothing taken back.
  public let government: [String]
  /// Words that deny the one behind them: 未查封 is not 查封, 非政府原因 is not 政府.
  public let denials: [String]
  /// Texts that say that there is no title, whole.
  public let untitled: [String]
  /// Control lines of which no land at all may be taken.
  public let excluding: [ControlLineKind]
  /// Field names of each record, in order of preference.
  public let fields: [Record: [String]]

  /// True where one of the words stands in the text and is not denied.
  public func says(_ words: [String], _ text: String?) -> Bool {
    guard let text = text?.lowercased() else { return false }
    return words.contains { word in
      var rest = text[...]
      while let found = rest.firstRange(of: word.lowercased()) {
        let before = text[..<found.lowerBound].reversed().drop { $0.isWhitespace || $0 == "-" }
        let isDenied = denials.contains { before.starts(with: $0.lowercased().reversed()) }
        if !isDenied { return true }
        rest = rest[found.upperBound...]
      }
      return false
    }
  }

  /// A value by key; 0 where the profile has none.
  public func value(_ key: String) -> Double {
    values.last { $0.key == key }?.value.doubleValue ?? 0
  }

  /// The profile within the program, or that of a file.
  ///
  /// - Throws: ``ConfigurationErrors`` with line and column.
  public static func load(_ path: String? = nil) throws -> ReuseProfile {
    let name = path ?? "reuse.yaml"
    let bytes = try path.map { try InputFile.bytes($0, limit: 4 << 20) } ?? Resources.text(name)
    let root = try ConfigurationNode.parse(String(decoding: bytes, as: UTF8.self), file: name)
    let nodes = root.mapping(keys: ["profiles"])?.required("profiles")?.list() ?? []
    let profiles = nodes.compactMap { ReuseProfile($0) }
    try root.problems.throwIfAny()
    guard let first = profiles.first else {
      root.report(
        .configurationMissingKey,
        found: "no profile",
        expected: "a list of profiles",
        advice: "",
        arguments: ["profiles"]
      )
      try root.problems.throwIfAny()
      return ReuseProfile()
    }
    return first
  }

  private init() {
    id = ""
    title = LocalizedText("")
    weights = []
    values = []
    seized = []
    mortgaged = []
    unsafe = []
    government = []
    denials = []
    untitled = []
    excluding = []
    fields = [:]
  }

  private static let keys = [
    "id", "title", "weights", "values", "seized", "mortgaged", "untitled", "unsafe", "government", "denials",
    "excluding", "fields",
  ]

  init?(_ node: ConfigurationNode) {
    guard let mapping = node.mapping(keys: Self.keys) else { return nil }
    let id = mapping.required("id")?.string()
    let title = mapping.required("title")?.localizedText()
    weights = (mapping.required("weights")?.list() ?? []).compactMap { entry in
      guard let line = entry.mapping(keys: ["part", "weight", "source", "confidence"]) else { return nil }
      let part: Part? = line.required("part")?.choice()
      guard let part, let weight = line.required("weight")?.decimal(), let source = line.required("source")?.string(),
        let confidence = line.required("confidence")?.string()
      else { return nil }
      return (part, Figure(key: part.rawValue, value: weight, unit: "", source: source, confidence: confidence))
    }
    values = (mapping.required("values")?.list() ?? []).compactMap { entry in
      guard let line = entry.mapping(keys: ["key", "value", "unit", "source", "confidence"]),
        let key = line.required("key")?.string(), let value = line.required("value")?.decimal(),
        let unit = line.required("unit")?.string(), let source = line.required("source")?.string(),
        let confidence = line.required("confidence")?.string()
      else { return nil }
      return Figure(key: key, value: value, unit: unit, source: source, confidence: confidence)
    }
    func words(_ key: String) -> [String] { (mapping[key]?.list() ?? []).compactMap { $0.string() } }
    seized = words("seized")
    mortgaged = words("mortgaged")
    untitled = words("untitled")
    unsafe = words("unsafe")
    government = words("government")
    denials = words("denials")
    excluding = (mapping["excluding"]?.list() ?? []).compactMap { $0.choice() }
    var fields: [Record: [String]] = [:]
    if let lists = mapping["fields"]?.mapping(keys: Record.allCases.map(\.rawValue)) {
      for record in Record.allCases {
        fields[record] = (lists[record.rawValue]?.list() ?? []).compactMap { $0.string() }
      }
    }
    self.fields = fields
    guard let id, let title else { return nil }
    self.id = id
    self.title = title
  }
}
