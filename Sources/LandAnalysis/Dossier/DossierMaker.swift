import AreaAccount
public import Features
import GEOS
public import Geometry
public import LandModel

/// Collects what layers say of a site.
public struct DossierMaker {
  /// A layer beside the site, and the field of its classes where the user names one.
  public struct Source {
    /// The layer, in the site's system.
    public var layer: LoadedLayer
    /// The field of its classes; nil: what the layer's role is about.
    public var field: Column?

    /// A layer by what its role is about, or by a field.
    public init(layer: LoadedLayer, field: Column? = nil) {
      self.layer = layer
      self.field = field
    }
  }

  /// The land that the dossier is about.
  public let site: Site
  /// The layers that are asked.
  public let sources: [Source]
  /// Basis of the areas.
  public let basis: AreaBasis
  /// The day that terms are judged for; nil: they are not.
  public let asOf: CalendarDate?
  /// Where 其他草地 is counted.
  public let otherGrassland: OtherGrassland
  /// Pieces up to this many m² are slivers and no conflict.
  public let sliver: Double
  /// The years that terms are judged by.
  public let thresholds: ThresholdProfile

  private let siteArea: Double
  /// The site is so large that a part of it has another ratio of plane area to the basis than the whole.
  private let isLarge: Bool
  private let measure: @Sendable (GeometryColumns) throws -> [Double]

  /// A maker for a site and the layers beside it.
  ///
  /// - Parameters:
  ///   - site: the land, in a plane system in metres.
  ///   - siteArea: the site's area in m² on the basis.
  ///   - measure: measures columns in m² on the basis; what a large site shares with a layer is measured where it lies.
  ///   - sources: layers in the site's system.
  ///   - basis: of the areas.
  ///   - asOf: the day that terms are judged for; nil: they are not.
  ///   - otherGrassland: where 其他草地 is counted.
  ///   - sliver: m² up to which a shared piece is no conflict.
  ///   - thresholds: the years that terms are judged by.
  public init(
    site: Site,
    siteArea: Double,
    measure: @escaping @Sendable (GeometryColumns) throws -> [Double],
    sources: [Source],
    basis: AreaBasis,
    asOf: CalendarDate?,
    otherGrassland: OtherGrassland,
    sliver: Double,
    thresholds: ThresholdProfile
  ) {
    self.site = site
    self.siteArea = siteArea
    isLarge = basis != .plane && PieceMeasure.isLarge(0, of: site.geometry)
    self.measure = measure
    self.sources = sources
    self.basis = basis
    self.asOf = asOf
    self.otherGrassland = otherGrassland
    self.sliver = sliver
    self.thresholds = thresholds
  }

  /// Asks all layers.
  ///
  /// - Parameters:
  ///   - areas: the site on every basis.
  ///   - partAreas: area of each part in m² on the basis.
  public func make(areas: [Area], partAreas: [Double]) throws -> Dossier {
    let near = try sources.map { try NearLayer($0, site: site) }
    var overlaps: [Dossier.Overlap] = []
    for layer in near where layer.isPolygonal { overlaps += try self.overlaps(layer) }
    let roads = sources.first { $0.layer.role == .roads }?.layer
    let network = try roads.map {
      try RoadNetwork($0.layer, classes: $0.column(.roadClass), status: $0.column(.status), names: $0.column(.name))
    }
    let declared = declaredParts()
    return Dossier(
      name: site.name,
      basis: basis,
      asOf: asOf,
      area: try Area(squareMetres: siteArea, basis: basis),
      areas: areas,
      perimeter: site.shape.length,
      parts: try parts(partAreas, declared),
      declaredUnit: declared.unit,
      overlaps: overlaps,
      approvals: try approvals(near),
      planParcels: try near.flatMap { try planParcels($0) },
      controls: try near.compactMap { try control($0) },
      threeClasses: try threeClasses(near),
      owners: try owners(near),
      neighbours: try neighbours(),
      interchange: try network?.way(from: site.shape),
      pieces: try near.flatMap { try pieces($0) }
    )
  }

  // MARK: Accounts

  /// Area on the basis of a part of the site: in a small one by the site's own ratio of plane area to it, so that parts sum to
  /// the site; in one so large that this could show, as measured.
  func area(of part: Shape) throws -> Area {
    if isLarge {
      let parts = try measure(GeometryColumns([part.polygonalPart().polygons]))
      return try Area(squareMetres: parts.reduce(0, +), basis: basis)
    }
    let whole = site.shape.area
    return try Area(squareMetres: whole > 0 ? part.area / whole * siteArea : 0, basis: basis)
  }

  /// Rows of the site in an account of one layer, with their areas on the basis.
  private func rows(_ account: LandAccount, _ layer: Layer) throws -> [(text: String, area: Double)] {
    let pieces = basis == .plane ? nil : PieceMeasure(account, geometries: [layer.geometry], measure: measure)
    let (batch, areas) = try account.account(site.geometry, basisAreas: [siteArea], pieces: pieces)
    return batch.rows(of: 0).map { (account.layers[0].text(batch.classes(row: $0, layer: 0)), areas[$0]) }
  }

  /// The site by the classes of a layer; batches stage by stage, because stages cover the same land by design.
  private func overlaps(_ near: NearLayer) throws -> [Dossier.Overlap] {
    guard near.layer.role == .batches, near.source.field == nil, let stages = near.layer.column(.stage) else {
      return [
        Dossier.Overlap(layer: near.layer.title, role: near.layer.role, classes: try account(near, near.features))
      ]
    }
    return try StageGroups(stages, rows: near.features, .embedded()).groups.map { stage, features in
      let title = LocalizedText(
        chinese: "\(near.layer.title.chinese)：\(stage.chinese)",
        english: "\(near.layer.title.english): \(stage.english)"
      )
      return Dossier.Overlap(layer: title, role: .batches, classes: try account(near, features))
    }
  }

  private func account(_ near: NearLayer, _ features: [Int]) throws -> [(name: String, area: Area)] {
    var names = Column(Field("class", .text))
    for feature in features { names.append(.text(near.className(feature))) }
    let layer = near.layer.layer.selecting(features)
    let account = LandAccount(layers: [AccountLayer(name: "class", layer, field: names)], mode: .combine)
    let sorted = try rows(account, layer).sorted { a, b in
      a.text.isEmpty != b.text.isEmpty ? b.text.isEmpty : a.area != b.area ? a.area > b.area : a.text < b.text
    }
    return try sorted.map { ($0.text, try Area(squareMetres: $0.area, basis: basis)) }
  }

  private func threeClasses(_ near: [NearLayer]) throws -> [(group: ThreeClass?, area: Area)] {
    guard let landUse = near.first(where: { $0.layer.role == .landUse }),
      let codes = landUse.layer.column(.landUseCode),
      let classification = try LayerCheck.surveyedClassification(of: landUse.layer, asOf: asOf)
    else { return [] }
    var names = Column(Field("class", .text))
    for feature in landUse.features {
      let group = codes.text(feature).flatMap { classification.match($0).landUseClass }?
        .threeClass(otherGrassland: otherGrassland)
      names.append(group.map { .text($0.rawValue) } ?? .null)
    }
    let layer = landUse.layer.layer.selecting(landUse.features)
    let account = LandAccount(layers: [AccountLayer(name: "class", layer, field: names)], mode: .combine)
    var sums: [ThreeClass?: Double] = [:]
    for (text, area) in try rows(account, layer) {
      // Patches of two classes on one spot are a defect of the layer: booked as mixed.
      sums[text.isEmpty ? nil : ThreeClass(rawValue: text) ?? .mixed, default: 0] += area
    }
    let order: [ThreeClass?] = [.agricultural, .construction, .unused, .sea, .mixed, nil]
    return try order.compactMap { group in
      try sums[group].map { (group, try Area(squareMetres: $0, basis: basis)) }
    }
  }

  /// Land use by owner, from one account of both: a mark that no text of the data holds stands between them.
  private func owners(_ near: [NearLayer]) throws -> LandUseByOwner? {
    guard let landUse = near.first(where: { $0.layer.role == .landUse }),
      let codes = landUse.layer.column(.landUseCode), let owners = landUse.layer.column(.owner),
      let classification = try LayerCheck.surveyedClassification(of: landUse.layer, asOf: asOf)
    else { return nil }
    var keys: [String: LandUseByOwner.Key] = [:]
    var names = Column(Field("class", .text))
    for feature in landUse.features {
      let use = LandUseByOwner.use(codes.text(feature) ?? "", classification, otherGrassland)
      let key = LandUseByOwner.Key(owner: owners.text(feature) ?? "", use: use)
      let name = "\(key.owner)\u{1F}\(use.code)\u{1F}\(use.group?.rawValue ?? "")"
      keys[name] = key
      names.append(.text(name))
    }
    let layer = landUse.layer.layer.selecting(landUse.features)
    let account = LandAccount(layers: [AccountLayer(name: "class", layer, field: names)], mode: .combine)
    var sums: [LandUseByOwner.Key: Double] = [:]
    for (text, area) in try rows(account, layer) {
      // Land that no patch covers, or several cover, belongs to no one owner.
      let none = LandUseByOwner.Key(owner: "", use: .init(code: "", name: nil, group: text.isEmpty ? nil : .mixed))
      sums[keys[text] ?? none, default: 0] += area
    }
    return try LandUseByOwner(sums, basis: basis)
  }

  /// What the parts declare. Which unit a field's figures are in is told by all features of the layer, where it is at hand, and
  /// not by the few that are asked about.
  private func declaredParts() -> DeclaredAreas {
    let parts = site.parts
    func plane(_ layer: LoadedLayer) -> [Double] { (0..<layer.count).map { layer.layer.geometry.planeArea(of: $0) } }
    if let stated = parts.layer.table["declared_area_m2"] {
      let unit = DeclaredAreaUnit(stated: .squareMetre, column: stated, measured: [])
      return DeclaredAreas(parts, field: stated, measured: nil, unit: unit, basis: basis)
    }
    let whole = sources.first { source in
      source.layer.layer.file == parts.layer.file && source.layer.layer.name == parts.layer.name
        && source.layer.entry?.place == parts.entry?.place
    }?.layer
    let unit = whole.flatMap { layer in
      layer.column(.declaredArea).map { column in
        DeclaredAreaUnit(stated: layer.entry?.declaredUnit, column: column, measured: plane(layer))
      }
    }
    return DeclaredAreas(parts, measured: plane(parts), unit: unit, basis: basis)
  }

  private func parts(_ partAreas: [Double], _ declared: DeclaredAreas) throws -> [Dossier.Part] {
    // A zone is known by its name, not by the key that tables join it by.
    let names = site.parts.role == .zones ? site.parts.column(.name) : nil
    return try partAreas.indices.map { part in
      Dossier.Part(
        label: names?.text(part).flatMap { $0.isEmpty ? nil : $0 } ?? site.parts.label(of: part),
        area: try Area(squareMetres: partAreas[part], basis: basis),
        declared: declared.areas[part]
      )
    }
  }

  // MARK: Features of the layers

  private func planParcels(_ near: NearLayer) throws -> [Dossier.PlanParcel] {
    guard near.layer.role == .plan else { return [] }
    let layer = near.layer
    return try near.shared(with: site, sliver: sliver).map { feature, piece in
      let whole = layer.layer.geometry.planeArea(of: feature)
      return Dossier.PlanParcel(
        plan: layer.title,
        label: layer.label(of: feature),
        code: layer.column(.landUseCode)?.text(feature),
        use: layer.column(.landUseName)?.text(feature),
        area: try area(of: piece),
        shareOfParcel: whole > 0 ? min(piece.area / whole, 1) : 0,
        plotRatio: layer.column(.plotRatio)?.text(feature),
        density: layer.column(.buildingDensity)?.text(feature),
        greenRatio: layer.column(.greenRatio)?.text(feature),
        height: layer.column(.heightLimit)?.text(feature)
      )
    }
  }

  private func control(_ near: NearLayer) throws -> Dossier.Control? {
    guard near.layer.role == .controlLine else { return nil }
    let shapes = try near.features.map { try Shape(near.layer.layer.geometry, feature: $0) }
    let inside =
      try shapes.isEmpty
      ? Area(squareMetres: 0, basis: basis) : area(of: site.shape.intersection(Shape.union(of: shapes)))
    let outside = try Area(squareMetres: siteArea, basis: basis) - inside
    let kind = near.layer.entry?.kind
    let crossing = kind == .urbanDevelopmentBoundary ? outside : inside
    return Dossier.Control(
      layer: near.layer.title,
      kind: kind,
      inside: inside,
      outside: outside,
      isConflict: crossing.squareMetres > sliver
    )
  }

  /// Parcels that share a boundary with the site and no land. Boundaries drawn up to 5 cm apart count as common.
  private func neighbours() throws -> [Dossier.Neighbour] {
    guard let layer = sources.first(where: { $0.layer.role == .parcels })?.layer else { return [] }
    let gap = 0.05
    let box = site.geometry.extent.expanded(by: gap)
    let edge = try site.shape.boundary()
    var found: [Dossier.Neighbour] = []
    for feature in 0..<layer.count
    where layer.layer.geometry.kinds[feature].isPolygonal && layer.layer.geometry.box(of: feature).intersects(box) {
      let shape = try Shape(layer.layer.geometry, feature: feature)
      guard try shape.isWithin(distance: gap, of: site.shape), try shape.intersection(site.shape).area <= sliver else {
        continue
      }
      let length = try edge.intersection(shape.buffer(gap)).length
      // A parcel that only meets a corner is no neighbour.
      guard length > 2 * gap + 0.01 else { continue }
      found.append(
        Dossier.Neighbour(
          label: layer.label(of: feature),
          owner: layer.column(.owner)?.text(feature),
          use: layer.column(.landUseName)?.text(feature) ?? layer.column(.landUseCode)?.text(feature),
          status: layer.column(.status)?.text(feature),
          length: length
        )
      )
    }
    return found.sorted { $0.length == $1.length ? $0.label < $1.label : $0.length > $1.length }
  }

  private func pieces(_ near: NearLayer) throws -> [Dossier.Piece] {
    guard near.isPolygonal else { return [] }
    return try near.features.compactMap { feature in
      let shape = try Shape(near.layer.layer.geometry, feature: feature).intersection(site.shape)
      guard shape.area > 0 else { return nil }
      var builder = GeometryColumns.Builder()
      try builder.append(shape)
      return Dossier.Piece(
        layer: near.layer.title,
        label: near.layer.label(of: feature),
        className: near.className(feature),
        geometry: builder.finish(),
        area: try area(of: shape).squareMetres
      )
    }
  }
}

/// The features of a layer whose boxes meet the site's.
struct NearLayer {
  let source: DossierMaker.Source
  let features: [Int]
  let isPolygonal: Bool

  var layer: LoadedLayer { source.layer }

  init(_ source: DossierMaker.Source, site: Site) throws {
    self.source = source
    let columns = source.layer.layer.geometry
    let box = site.geometry.extent
    features = (0..<columns.count).filter { columns.kinds[$0].isPolygonal && columns.box(of: $0).intersects(box) }
    isPolygonal = columns.kinds.contains { $0.isPolygonal } && source.layer.role != .boundaryPoints
  }

  /// Features that share more than a sliver (m² in the plane) with the site, with what they share.
  func shared(with site: Site, sliver: Double) throws -> [(feature: Int, piece: Shape)] {
    try features.compactMap { feature in
      let piece = try Shape(layer.layer.geometry, feature: feature).intersection(site.shape)
      return piece.area > sliver ? (feature, piece) : nil
    }
  }

  /// The class of a feature: the user's field, else what the layer's role is about.
  func className(_ feature: Int) -> String {
    if let field = source.field { return field.text(feature) ?? "" }
    func text(_ field: StandardField) -> String? {
      layer.column(field)?.text(feature).flatMap { $0.isEmpty ? nil : $0 }
    }
    switch layer.role {
    case .plan, .landUse:
      let both = [text(.landUseCode), text(.landUseName)].compactMap { $0 }.joined(separator: " ")
      return both.isEmpty ? layer.label(of: feature) : both
    case .parcels: return text(.status) ?? text(.landUseName) ?? layer.label(of: feature)
    case .batches: return text(.batch) ?? layer.label(of: feature)
    case .controlLine, .roadRedline, .zones, .scope: return text(.name) ?? layer.label(of: feature)
    case .terrain: return [text(.kind), text(.name)].compactMap { $0 }.joined(separator: " ")
    default: return layer.label(of: feature)
    }
  }
}
