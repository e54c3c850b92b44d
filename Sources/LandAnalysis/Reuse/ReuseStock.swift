import Features
import GEOS
public import Geometry
public import LandModel

/// Idle lots and idle buildings of a project as candidates, with what the plan and the control lines say of them.
public struct ReuseStock {
  let profile: ReuseProfile
  let park: LoadedProject
  let measure: (GeometryColumns) throws -> [Double]
  let network: RoadNetwork?

  /// The stock of a project, with its network of roads where it has a layer of them.
  ///
  /// - Parameters:
  ///   - park: a project with idle land or plants.
  ///   - profile: words and fields of the registers, and what excludes.
  ///   - measure: measures columns in m², in the project's system.
  public init(
    _ park: LoadedProject,
    profile: ReuseProfile,
    measure: @escaping (GeometryColumns) throws -> [Double]
  ) throws {
    self.park = park
    self.profile = profile
    self.measure = measure
    network = try park.layer(.roads).map {
      try RoadNetwork($0.layer, classes: $0.column(.roadClass), status: $0.column(.status), names: $0.column(.name))
    }
  }

  /// Lots, then contiguous groups of lots, then plants by parcel.
  public func candidates() throws -> [ReuseCandidate] {
    var result: [ReuseCandidate] = []
    if let layer = park.layer(.idleLand) {
      let lots = try lots(layer)
      result += lots + (try groups(lots))
    }
    if let layer = park.layer(.plants) { result += try plants(layer) }
    return result
  }

  // MARK: Lots

  private func lots(_ layer: LoadedLayer) throws -> [ReuseCandidate] {
    let areas = try measure(layer.layer.geometry)
    let declared = DeclaredAreas(layer, measured: areas, basis: .plane).areas
    let records = RegisterFields(layer: layer, profile: profile)
    return try (0..<layer.count).map { lot in
      var facts = ReuseCandidate.Facts()
      let isPolygon = layer.layer.geometry.kinds[lot].isPolygonal
      let shape = isPolygon ? try Shape(layer.layer.geometry, feature: lot) : nil
      facts.land = isPolygon ? areas[lot] : declared[lot]?.squareMetres
      facts.built = 0
      facts.contiguous = facts.land
      var standing: [ReuseCandidate.Exclusion] = []
      rights(layer, lot, &facts, &standing)
      facts.code = layer.column(.landUseCode)?.text(lot)
      let plan = try shape.flatMap { try planParcel(at: $0) }
      facts.code = plan?.code ?? facts.code
      facts.maximumPlotRatio = plan?.ratio
      facts.way = try shape.flatMap { try network?.way(from: $0) }
      facts.askingPrice = records.number(.askingPrice, lot)
      var candidate = ReuseCandidate(
        kind: .lot,
        label: layer.label(of: lot),
        members: [layer.label(of: lot)],
        owner: layer.column(.owner)?.text(lot),
        shape: shape,
        facts: facts,
        standing: standing
      )
      try cut(&candidate)
      return candidate
    }
  }

  /// Seizure, title and mortgage, where the register of lots has them.
  private func rights(
    _ layer: LoadedLayer,
    _ lot: Int,
    _ facts: inout ReuseCandidate.Facts,
    _ standing: inout [ReuseCandidate.Exclusion]
  ) {
    func text(_ field: StandardField) -> String? {
      layer.column(field)?.text(lot).flatMap { $0.isEmpty ? nil : $0 }
    }
    if let seizure = text(.seizure), profile.says(profile.seized, seizure) {
      standing.append(ReuseCandidate.Exclusion(.seizure, found: seizure))
    }
    if let title = text(.title), profile.untitled.contains(title) {
      facts.isTitled = false
      standing.append(ReuseCandidate.Exclusion(.title, found: title))
    } else {
      facts.isTitled = text(.title) != nil || text(.contract) != nil ? true : nil
    }
    facts.isMortgaged = text(.mortgage).map { profile.says(profile.mortgaged, $0) }
  }

  // MARK: Plants

  private func plants(_ layer: LoadedLayer) throws -> [ReuseCandidate] {
    let records = RegisterFields(layer: layer, profile: profile)
    let byParcel = Dictionary(grouping: 0..<layer.count) { records.text(.parcel, $0) ?? layer.label(of: $0) }
    return try byParcel.keys.sorted().map { try plant($0, byParcel[$0] ?? [], layer, records) }
  }

  private func plant(
    _ parcel: String,
    _ buildings: [Int],
    _ layer: LoadedLayer,
    _ records: RegisterFields
  ) throws -> ReuseCandidate {
    func text(_ field: StandardField, _ row: Int) -> String? {
      layer.column(field)?.text(row).flatMap { $0.isEmpty ? nil : $0 }
    }
    let free = buildings.filter {
      !profile.says(profile.seized, text(.seizure, $0)) && !profile.says(profile.unsafe, text(.structure, $0))
    }
    var standing: [ReuseCandidate.Exclusion] = []
    if free.isEmpty {
      let seized = buildings.filter { profile.says(profile.seized, text(.seizure, $0)) }
      standing.append(
        ReuseCandidate.Exclusion(
          seized.isEmpty ? .unsafe : .seizure,
          found: seized.map { layer.label(of: $0) }.joined(separator: ", ")
        )
      )
    }
    var facts = ReuseCandidate.Facts()
    func numbers(_ field: StandardField, _ rows: [Int]) -> [Double] {
      rows.compactMap { layer.column(field)?.number($0) }
    }
    facts.buildings = free.map { row in
      ReuseCandidate.Building(
        floor: layer.column(.floorArea)?.number(row),
        clearHeight: layer.column(.storeyHeight)?.number(row),
        floorLoad: layer.column(.floorLoad)?.number(row),
        crane: layer.column(.crane)?.number(row)
      )
    }
    let floors = numbers(.floorArea, free)
    facts.floor = floors.isEmpty && !free.isEmpty ? nil : floors.reduce(0, +)
    facts.built = numbers(.floorArea, buildings).reduce(0, +)
    facts.clearHeight = numbers(.storeyHeight, free).max()
    facts.floorLoad = numbers(.floorLoad, free).max()
    facts.crane = numbers(.crane, free).max()
    let power = numbers(.power, free)
    facts.power = power.isEmpty ? nil : power.reduce(0, +)
    let sewage = numbers(.sewage, free)
    facts.sewage = sewage.isEmpty ? nil : sewage.reduce(0, +)
    let prices = free.compactMap { records.number(.askingPrice, $0) }
    facts.askingPrice = prices.count == free.count && !free.isEmpty ? prices.reduce(0, +) : nil
    let titles = free.map { text(.title, $0) }
    if titles.contains(where: { $0.map { profile.untitled.contains($0) } ?? false }) {
      facts.isTitled = false
      standing.append(ReuseCandidate.Exclusion(.title))
    } else {
      facts.isTitled = titles.contains(nil) || titles.isEmpty ? nil : true
    }
    facts.isMortgaged = free.contains { profile.says(profile.mortgaged, text(.mortgage, $0)) }
    facts.leaseUntil = free.compactMap { text(.leaseUntil, $0).flatMap { CalendarDate($0) } }.max()
    let polygons = buildings.filter { layer.layer.geometry.kinds[$0].isPolygonal }
    let shape =
      polygons.isEmpty ? nil : try Shape.union(of: polygons.map { try Shape(layer.layer.geometry, feature: $0) })
    let plan = try shape.flatMap { try planParcel(at: $0) }
    facts.land = plan?.area
    facts.code = plan?.code
    facts.maximumPlotRatio = plan?.ratio
    facts.way = try shape.flatMap { try network?.way(from: $0) }
    var candidate = ReuseCandidate(
      kind: .plant,
      label: parcel,
      members: free.map { layer.label(of: $0) },
      owner: text(.owner, buildings[0]),
      shape: shape,
      facts: facts,
      standing: standing
    )
    try cut(&candidate)
    return candidate
  }

  // MARK: Plan and control lines

  /// The plan parcel that most of a shape lies in, of the plans as they are to be.
  private func planParcel(at shape: Shape) throws -> (code: String?, ratio: Double?, area: Double)? {
    var best: (share: Double, layer: LoadedLayer, feature: Int)?
    for layer in park.layers(.plan) where layer.entry?.version != .before {
      for feature in 0..<layer.count
      where layer.layer.geometry.kinds[feature].isPolygonal
        && layer.layer.geometry.box(of: feature).intersects(shape.box)
      {
        let shared = try Shape(layer.layer.geometry, feature: feature).intersection(shape).area
        if shared > best?.share ?? 0 { best = (shared, layer, feature) }
      }
    }
    guard let best else { return nil }
    let area = try measure(best.layer.layer.geometry.selecting([best.feature]))[0]
    let ratio =
      best.layer.column(.plotRatioMax)?.number(best.feature) ?? best.layer.column(.plotRatio)?.number(best.feature)
      ?? Self.highest(best.layer.column(.plotRatio)?.text(best.feature))
    return (best.layer.column(.landUseCode)?.text(best.feature), ratio, area)
  }

  /// The upper end of a ratio written as text: `1.0-2.5`, `≤2.0`, `1.5`.
  static func highest(_ text: String?) -> Double? {
    text?.split { !$0.isNumber && $0 != "." }.compactMap { Double($0) }.max()
  }

  /// Land within control lines: of some lines none may be taken; of the others the rest stays usable. Where a building
  /// stands the lines count for its footprint.
  private func cut(_ candidate: inout ReuseCandidate) throws {
    guard let shape = candidate.shape else { return }
    var lines: [Shape] = []
    for layer in park.layers(.controlLine) where layer.entry?.kind != .urbanDevelopmentBoundary {
      let columns = layer.layer.geometry
      let near = (0..<columns.count).filter {
        columns.kinds[$0].isPolygonal && columns.box(of: $0).intersects(shape.box)
      }
      let pieces = try near.map { try Shape(columns, feature: $0).intersection(shape) }.filter { $0.area > 1 }
      guard !pieces.isEmpty else { continue }
      if let kind = layer.entry?.kind, profile.excluding.contains(kind) || candidate.kind == .plant {
        let area = pieces.reduce(0) { $0 + $1.area }
        candidate.standing.append(
          ReuseCandidate.Exclusion(.control, found: layer.title.chinese, gap: area)
        )
      }
      lines += pieces
    }
    if !lines.isEmpty, candidate.kind != .plant { candidate.facts.restricted = try Shape.union(of: lines).area }
  }
}
