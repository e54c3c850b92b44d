import Features
import GEOS
import Geometry
import LandModel

/// Finds the computed figure that a claim is set beside, with each square metre counted once.
struct ClaimFigures {
  let maker: ParkReportMaker
  let zones: [(name: String, id: String, area: Area, declared: Area?)]
  let listed: ParkReport.Listed?
  let idle: IdleStock?
  let zoneLayer: LoadedLayer?
  /// What zones have reached in the pipeline on the project's day; nil where the project has no batches or no zones.
  let approved: PipelineFigures?

  typealias Found = (figure: ClaimComparison.Figure?, counting: ClaimComparison.Counting?)

  func comparison(_ claim: Claim, approximateShare: Double) throws -> ClaimComparison {
    let found = try figure(for: claim)
    return ClaimComparison(
      claim,
      computed: found.figure,
      approximateShare: approximateShare,
      counting: found.counting
    )
  }

  private func figure(for claim: Claim) throws -> Found {
    guard let quantity = claim.quantity else { return (nil, nil) }
    switch (claim.role, quantity.kind) {
    case (.listed, .count): return (listed.map { .count($0.count) }, nil)
    case (.listed, .money): return (listed.map { .money($0.price) }, nil)
    case (.listed, .landArea): return try counted(maker.park.layer(.listed), features: nil, within: nil)
    case (.zones, .landArea):
      return (zones.first { $0.id == claim.zone || $0.name == claim.zone }.map { .area($0.area) }, nil)
    case (.batches, .landArea): return try pipeline(claim)
    case (.parcels, .landArea), (.scope, .landArea), (.plan, .landArea), (.landUse, .landArea):
      return try counted(maker.park.layer(claim.role), features: nil, within: zoneShape(claim))
    case (.parcels, .count), (.batches, .count), (.plants, .count), (.idleLand, .count):
      return (maker.park.layer(claim.role).map { .count($0.count) }, nil)
    case (.idleLand, .landArea): return (idle.map { .area($0.land.area) }, nil)
    case (.idleLand, .floorArea), (.plants, .floorArea): return (idle.map { .area($0.floor.area) }, nil)
    case (.idleLand, .landAndFloorArea): return (idle.map { .landAndFloor($0.land.area, $0.floor.area) }, nil)
    default: return (nil, nil)
    }
  }

  private func pipeline(_ claim: Claim) throws -> Found {
    guard let stage = claim.pipeline, let layer = maker.park.layer(.batches), let stages = layer.column(.stage),
      let zone = try zoneShape(claim)
    else { return (nil, nil) }
    let catalogue = try StageCatalogue.embedded()
    let wanted = catalogue.stage(written: stage)
    let batches = (0..<layer.count).filter { batch in
      let word = stages.text(batch)?.trimmed ?? ""
      return word == stage || wanted != nil && catalogue.stage(written: word) == wanted
    }
    let found = try counted(layer, features: batches, within: zone)
    // Documents that lapsed, or that came after the day, do not count: the pipeline knows, the plain union does not.
    guard let approved, let name = claim.zone, let id = zones.first(where: { $0.id == name || $0.name == name })?.id,
      let reached = approved.reached(stage, zone: id)
    else { return found }
    var counting = found.counting
    counting?.inForce = reached
    return (.area(reached), counting)
  }

  private func zoneShape(_ claim: Claim) throws -> Shape? {
    guard let zoneLayer, let name = claim.zone,
      let zone = zones.firstIndex(where: { $0.id == name || $0.name == name })
    else { return nil }
    return try Shape(zoneLayer.layer.geometry, feature: zone)
  }

  /// Land of a layer's features, within a zone where one is given: as a plain sum, and each square metre once.
  private func counted(_ layer: LoadedLayer?, features: [Int]?, within zone: Shape?) throws -> Found {
    guard let layer else { return (nil, nil) }
    let columns = layer.layer.geometry
    let polygons = (features ?? Array(0..<layer.count)).filter { columns.kinds[$0].isPolygonal }
    let shapes = try polygons.map { feature in
      let shape = try Shape(columns, feature: feature)
      return try zone.map { try shape.intersection($0).polygonalPart().polygons } ?? shape
    }.filter { !$0.isEmpty }
    let sum = try shapes.reduce(0) { try $0 + area($1) }
    let land = shapes.isEmpty ? 0 : try area(Shape.union(of: shapes))
    let counting = ClaimComparison.Counting(
      features: shapes.count,
      sum: try Area(squareMetres: sum, basis: maker.basis),
      land: try Area(squareMetres: land, basis: maker.basis)
    )
    return (.area(counting.land), counting)
  }

  private func area(_ shape: Shape) throws -> Double {
    var builder = GeometryColumns.Builder()
    try builder.append(shape)
    return try maker.measure(builder.finish()).reduce(0, +)
  }
}
