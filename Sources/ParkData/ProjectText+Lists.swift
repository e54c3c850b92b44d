extension ProjectText {
  /// defects.yaml: what is wrong on purpose, and what looks wrong but is so in such parks.
  static func defects(_ defects: Defects, swapped: Pipeline.Batch) -> String {
    func place(_ p: Vector) -> String {
      "x: \(BoundaryText.fixed(p.x + ParkFacts.origin.x, 3)), y: \(BoundaryText.fixed(p.y + ParkFacts.origin.y, 3))"
    }
    var text = """
      # Planted on purpose in the synthetic park. Whoever checks the data should find all of these, and nothing else.
      # place: easting x and northing y in EPSG:4546; magnitude: m², unless the kind says otherwise (plot ratio, percent).
      synthetic: true
      defects:

      """
    func add(_ n: Int, _ e: Defects.Entry) {
      text +=
        "  - id: D\(n < 10 ? "0" : "")\(n)\n    kind: \(e.kind)\n    layer: \(e.file)\n    feature: \"\(e.feature)\"\n"
      if let other = e.otherFeature { text += "    other: \"\(other)\"\n" }
      text += "    place: {\(place(e.place))}\n    magnitude: \(BoundaryText.fixed(e.magnitude, 2))\n"
      if let rule = e.rule { text += "    rule: \(rule)\n" }
      text += "    note: \"\(e.note)\"\n"
    }
    for (n, entry) in defects.entries.enumerated() { add(n + 1, entry) }
    let polygon = swapped.area.first
    add(
      defects.entries.count + 1,
      .init(
        kind: "swapped-axes",
        file: "boundary_east_batch.txt",
        feature: swapped.id,
        place: polygon?.centroid ?? Vector(0, 0),
        magnitude: polygon?.area ?? 0,
        note: "northing and easting have changed places; the place given is the true one"
      )
    )
    text += situations
    return text
  }

  private static let situations = """
    # True to life, not wrong: the account has to show these.
    situations:
      - kind: zones-overlap
        layer: zones
        note: "phase-1 lies in west; integration, avenue-east and east-expansion overlap; naive totals count land twice"
      - kind: approval-overlap
        layer: batches
        feature: "东片区第2批次城镇建设用地"
        note: "reaches about 30 m into the first batch"
      - kind: approval-short
        layer: batches
        feature: "西片区第5批次城镇建设用地"
        note: "stops 9 m short of the lots along the eastern street, south of the trunk road"
      - kind: approval-expired
        layer: batches
        feature: "东片区旧批使用林地"
        note: "consent of 2018 lapsed after two years without land approval"
      - kind: approval-expired
        layer: batches
        feature: "连接线片区第1批次"
        note: "approval of 2019 lapsed after two years without supply"

    """

  /// changes.yaml: what the second plan versions do to the first.
  static func changes(_ plans: [(name: String, parcels: [PlanParcel])]) -> String {
    var text = """
      # What happened to each parcel between the two versions of the synthetic plans; parcels not named are unchanged.
      synthetic: true
      plans:

      """
    for plan in plans {
      text += "  - plan: \(plan.name)\n    changes:\n"
      for parcel in plan.parcels where parcel.lineage.kind != "unchanged" {
        let from = parcel.lineage.from.map { "\"\($0)\"" }.joined(separator: ", ")
        text += "      - {after: \"\(parcel.id)\", kind: \(parcel.lineage.kind), before: [\(from)]}\n"
      }
    }
    return text
  }
}
