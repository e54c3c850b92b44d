/// Everything that the demonstration park consists of, before it becomes files.
struct Park {
  let site: Site
  let fabric: Fabric
  let zones: Zones
  let west: Plan
  let westAfter: PlanAdjustment
  let link: Plan
  let linkAfter: PlanAdjustment
  /// The declared scopes of the partial adjustment, batch by batch.
  let adjustmentScopes: [MultiPolygon]
  let villages: [Village]
  let cover: LandCover
  let control: ControlLines
  let network: RoadNetwork
  let lots: [Tenure]
  let pipeline: Pipeline

  init() {
    site = Site()
    fabric = Fabric(site)
    west = Plan(.west, fabric, site, document: "示例政函〔2020〕8号", date: "2020-05-18")
    link = Plan(.link, fabric, site, document: "示例政函〔2019〕31号", date: "2019-09-02")
    zones = Zones(site, west: west, link: link)
    // Two batches of blocks: around the service core, and on the river in the south-east.
    let batches = [
      Park.blocks(west) { ($0 - Vector(2300, 2050)).length < 640 },
      Park.blocks(west) { ($0 - Vector(3000, 1500)).length < 560 },
    ]
    adjustmentScopes = batches.enumerated().map { [west] k, blocks in
      let earlier = k == 0 ? [] : batches[0]
      return PlaneTools.union(
        west.parcels.filter { blocks.contains($0.block) && !earlier.contains($0.block) }.map(\.area)
      )
    }
    westAfter = PlanAdjustment(
      west,
      blocks: batches[0].union(batches[1]),
      counts: .init(merged: 6, shifted: 7, slivers: 4, reshaped: 3, streets: 1, split: 6, attributes: 10),
      document: "示例政函〔2022〕待批",
      date: ""
    )
    linkAfter = PlanAdjustment(
      link,
      blocks: Set(link.parcels.map(\.block)).subtracting([0]),
      counts: .init(merged: 4, shifted: 4, slivers: 2, reshaped: 2, streets: 1, split: 4, attributes: 9),
      document: "示例政函〔2022〕编制中",
      date: ""
    )
    villages = Village.all(site)
    cover = LandCover(site, west: west, villages: villages)
    control = ControlLines(site, cover: cover, zones: zones, fabric: fabric, plans: [west, link])
    network = RoadNetwork(site)
    var lots = Tenure.all(west)
    Tenure.markIdlePlants(&lots)
    self.lots = lots
    pipeline = Pipeline(site, fabric, west: west, forest: control.forest.map(\.area), lots: lots)
  }

  /// Blocks whose lots' common middle satisfies the test.
  private static func blocks(_ plan: Plan, _ test: (Vector) -> Bool) -> Set<Int> {
    let byBlock = Dictionary(grouping: plan.parcels.filter { $0.block > 0 }, by: \.block)
    return Set(
      byBlock.filter { _, parcels in
        let area = parcels.reduce(0) { $0 + $1.area.area }
        let sum = parcels.reduce(Vector(0, 0)) { $0 + $1.area.centroid * $1.area.area }
        return test(sum * (1 / area))
      }.keys
    )
  }
}
