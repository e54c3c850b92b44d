/// What a layer is in a park's project.
public enum LayerRole: String, Sendable, CaseIterable {
  /// Named areas of the park: west area, eastern expansion … They may overlap.
  case zones
  /// The boundary that the account is made for.
  case scope
  /// The parcels of a control plan; `plan` and `version` say which.
  case plan
  /// Cadastral or supplied parcels.
  case parcels
  /// Lots listed for sale.
  case listed
  /// Approval batches of the pipeline.
  case batches
  /// Current land use by survey code.
  case landUse = "landuse"
  /// A control line; `kind` says which.
  case controlLine = "control-line"
  /// Road centre lines or surfaces.
  case roads
  /// Road red lines.
  case roadRedline = "road-redline"
  /// Entrances of parcels as points, stretches where none is allowed as lines; the field `kind` says which.
  case access
  /// 闲置土地: the register of idle land, with or without polygons.
  case idleLand = "idle-land"
  /// 厂房: buildings that stand idle, with their floor space.
  case plants
  /// Companies that look for a site.
  case tenants
  /// Boundary points, from TXT.
  case boundaryPoints = "boundary-points"
  /// Land by slope, forest map, contours: what else lies on the ground.
  case terrain

  /// False for roles that a project has one layer of (for plans: one of each plan and version).
  var mayRepeat: Bool {
    switch self {
    case .batches, .controlLine, .roads, .roadRedline, .access, .boundaryPoints, .terrain: true
    default: false
    }
  }

  /// True for the roles that need no geometry.
  public var mayBeTable: Bool { self == .tenants }
}

/// Which plan state a layer of role ``LayerRole/plan`` shows.
public enum PlanVersion: String, Sendable, CaseIterable {
  /// 调整前: the plan as approved so far.
  case before
  /// 调整后: the plan as it is to be.
  case after
}

/// The control lines of territorial planning and of the special laws.
public enum ControlLineKind: String, Sendable, CaseIterable {
  /// 永久基本农田
  case permanentBasicFarmland = "permanent-basic-farmland"
  /// 生态保护红线
  case ecologicalRedline = "ecological-redline"
  /// 城镇开发边界
  case urbanDevelopmentBoundary = "urban-development-boundary"
  /// 河道管理范围
  case river
  /// 公路建筑控制区
  case highway
  /// 电力线路保护区
  case power
  /// 绿线
  case green
  /// 蓝线
  case blue
  /// 黄线
  case yellow
  /// 紫线
  case purple
  /// 道路红线
  case red
  /// 橙线 (major hazards), where local rules have it.
  case orange

  /// The name in Chinese documents.
  public var chinese: String {
    switch self {
    case .permanentBasicFarmland: "永久基本农田"
    case .ecologicalRedline: "生态保护红线"
    case .urbanDevelopmentBoundary: "城镇开发边界"
    case .river: "河道管理范围"
    case .highway: "公路建筑控制区"
    case .power: "电力线路保护区"
    case .green: "绿线"
    case .blue: "蓝线"
    case .yellow: "黄线"
    case .purple: "紫线"
    case .red: "道路红线"
    case .orange: "橙线"
    }
  }

  /// The kind as a file or a field writes it: the identifier above, with or without a final `-line`, `-corridor` or
  /// `-control`, or the Chinese name.
  public init?(written: String) {
    let text = written.trimmed
    if let match = Self.allCases.first(where: { $0.rawValue == text || $0.chinese == text }) {
      self = match
      return
    }
    for ending in ["-line", "-corridor", "-control"] where text.hasSuffix(ending) {
      if let match = Self(rawValue: String(text.dropLast(ending.count))) {
        self = match
        return
      }
    }
    return nil
  }
}
