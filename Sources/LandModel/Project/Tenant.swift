/// A company that looks for a site, and what it needs. Nil: no need stated.
public struct Tenant: Sendable {
  /// Stable name, unique in its list.
  public let id: String
  /// Name of the company.
  public let name: LocalizedText
  /// Division of the national classification of industries, `39`.
  public let industry: String?
  /// The land-use code that its plant needs.
  public let landUseCode: String?
  /// 1, 2 or 3, as industrial land is divided.
  public let pollutionClass: Int?
  /// m² of land and of floor space: two needs, never added up.
  public let landArea: FixedDecimal?
  /// m² of floor space.
  public let floorArea: FixedDecimal?
  /// m
  public let clearHeight: FixedDecimal?
  /// kN/m²
  public let floorLoad: FixedDecimal?
  /// t
  public let crane: FixedDecimal?
  /// kVA
  public let power: FixedDecimal?
  /// t a day
  public let sewage: FixedDecimal?
  /// m, by road
  public let interchangeDistance: FixedDecimal?
  /// The day from which the site is needed: a lease that ends later excludes.
  public let earliest: CalendarDate?
  /// 10,000 yuan
  public let budget: FixedDecimal?

  /// Reads a list of tenants: `tenants:` with an entry for each, in a YAML file of its own. Throws
  /// ``ConfigurationErrors`` with line and column.
  public static func parse(_ yaml: String, file: String) throws -> [Tenant] {
    let root = try ConfigurationNode.parse(yaml, file: file)
    let mapping = root.mapping(keys: ["synthetic", "tenants"])
    _ = mapping?["synthetic"]?.bool()
    let nodes = mapping?.required("tenants")?.list() ?? []
    let tenants = nodes.compactMap { Tenant($0) }
    var seen: Set<String> = []
    for (tenant, node) in zip(tenants, nodes) where tenants.count == nodes.count && !seen.insert(tenant.id).inserted {
      node.report(
        .tenantDuplicate,
        found: "a second tenant “\(tenant.id)”",
        expected: "an id of its own for each",
        advice: "",
        arguments: [tenant.id]
      )
    }
    try root.problems.throwIfAny()
    return tenants
  }

  private static let keys = [
    "id", "name", "industry", "code", "pollution_class", "land_area", "floor_area", "clear_height", "floor_load",
    "crane", "power", "sewage", "interchange_distance", "earliest", "budget",
  ]

  init?(_ node: ConfigurationNode) {
    guard let mapping = node.mapping(keys: Self.keys) else { return nil }
    let id = mapping.required("id")?.string()
    let name = mapping.required("name")?.localizedText()
    industry = mapping["industry"]?.string()
    landUseCode = mapping["code"]?.string()
    pollutionClass = mapping["pollution_class"]?.integer()
    landArea = mapping["land_area"]?.decimal()
    floorArea = mapping["floor_area"]?.decimal()
    clearHeight = mapping["clear_height"]?.decimal()
    floorLoad = mapping["floor_load"]?.decimal()
    crane = mapping["crane"]?.decimal()
    power = mapping["power"]?.decimal()
    sewage = mapping["sewage"]?.decimal()
    interchangeDistance = mapping["interchange_distance"]?.decimal()
    earliest = mapping["earliest"]?.date()
    budget = mapping["budget"]?.decimal()
    guard let id, let name else { return nil }
    self.id = id
    self.name = name
  }
}
