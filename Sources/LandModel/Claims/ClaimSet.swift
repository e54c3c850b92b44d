/// The claims of one report.
public struct ClaimSet: Sendable {
  /// Title of the report.
  public let title: LocalizedText
  /// The year that the report looks back on.
  public let year: Int
  /// In the order of the file; every id once.
  public let claims: [Claim]

  /// The claims within the program (`seeds/claims.yaml`).
  public static func embedded() throws -> ClaimSet {
    try cached.get()
  }

  private static let cached = Result {
    try parse(String(decoding: try Resources.text("claims.yaml"), as: UTF8.self), file: "claims.yaml")
  }

  /// The claims that a project names; none where it names none. `claims: embedded` names those within the program.
  public static func load(for project: Project) throws -> ClaimSet {
    guard let path = project.claimsFile else { return ClaimSet(title: LocalizedText(""), year: 0, claims: []) }
    if path == Project.embeddedClaims { return try embedded() }
    return try parse(String(decoding: try InputFile.bytes(path, limit: 4 << 20), as: UTF8.self), file: path)
  }

  /// The claim of an id; nil where there is none.
  public subscript(id: String) -> Claim? {
    claims.first { $0.id == id }
  }

  /// Reads claims in the form of `seeds/claims.yaml`. Throws ``ConfigurationErrors`` with line and column.
  public static func parse(_ yaml: String, file: String) throws -> ClaimSet {
    let root = try ConfigurationNode.parse(yaml, file: file)
    let mapping = root.mapping(keys: ["source", "claims"])
    let source = mapping?.required("source")?.mapping(keys: ["title", "year"])
    let title = source?.required("title")?.localizedText()
    let year = source?.required("year")?.integer()
    let nodes = mapping?.required("claims")?.list() ?? []
    let claims = nodes.compactMap { Claim($0) }
    var seen: Set<String> = []
    for (claim, node) in zip(claims, nodes) where claims.count == nodes.count && !seen.insert(claim.id).inserted {
      node.report(
        .claimDuplicate,
        found: "a second claim “\(claim.id)”",
        expected: "an id of its own for each",
        advice: "",
        arguments: [claim.id]
      )
    }
    try root.problems.throwIfAny()
    return ClaimSet(title: title ?? LocalizedText(""), year: year ?? 0, claims: claims)
  }
}

extension Claim {
  private static let keys = ["id", "subject", "quantity", "year", "stage", "place", "role", "zone", "pipeline"]

  init?(_ node: ConfigurationNode) {
    guard let mapping = node.mapping(keys: Self.keys) else { return nil }
    let quantity = mapping["quantity"].map { Quantity($0) }
    let id = mapping.required("id")?.string()
    let subject = mapping.required("subject")?.localizedText()
    let year = mapping.required("year")?.integer()
    let stage: Stage? = mapping.required("stage")?.choice()
    let place = mapping.required("place").flatMap { SourcePlace($0) }
    let role: LayerRole? = mapping.required("role")?.choice()
    guard let id, let subject, let year, let stage, let place, let role else { return nil }
    self.init(
      id: id,
      subject: subject,
      quantity: quantity ?? nil,
      year: year,
      stage: stage,
      place: place,
      role: role,
      zone: mapping["zone"]?.string(),
      pipeline: mapping["pipeline"]?.string()
    )
  }
}

extension Claim.Quantity {
  init?(_ node: ConfigurationNode) {
    guard let mapping = node.mapping(keys: ["kind", "value", "unit", "approximate", "at_least"]) else { return nil }
    let kind: Claim.Kind? = mapping.required("kind")?.choice()
    let unit: Claim.Unit? = mapping.required("unit")?.choice()
    let written = mapping.required("value")
    let isMasked = written?.scalarText == "masked"
    let value = isMasked ? nil : written?.decimal()
    let isApproximate = mapping["approximate"]?.bool() ?? false
    let isLowerBound = mapping["at_least"]?.bool() ?? false
    guard let kind, let unit, isMasked || value != nil else { return nil }
    let isArea = kind != .count && kind != .money
    guard isArea == (unit.areaUnit != nil) else {
      mapping["unit"]?.report(
        .claimUnit,
        found: "the unit \(unit.rawValue) for a quantity of kind \(kind.rawValue)",
        expected: isArea ? "mu, m2 or ha" : "lots or 100M-yuan",
        advice: "",
        arguments: [unit.rawValue, kind.rawValue]
      )
      return nil
    }
    self.init(kind: kind, value: value, unit: unit, isApproximate: isApproximate, isLowerBound: isLowerBound)
  }
}

extension Claim.SourcePlace {
  init?(_ node: ConfigurationNode) {
    guard let mapping = node.mapping(keys: ["section", "paragraph", "item"]) else { return nil }
    guard let section = mapping.required("section")?.integer() else { return nil }
    self.init(section: section, paragraph: mapping["paragraph"]?.integer(), item: mapping["item"]?.integer())
  }
}
