import Features

/// Entrances of the plans' parcels and the stretches of their edges where none is allowed: near crossings, and along
/// arterial roads where a parcel has another street. Drawn from the plans and the streets alone, without chance.
struct ParkAccess {
  struct Entrance {
    var kind: String
    var parcel: String
    var road: String
    var place: GridPoint
  }

  struct Closed {
    var parcel: String
    var road: String
    var reason: String
    /// With the parcel on the left.
    var line: [GridPoint]
  }

  private(set) var entrances: [Entrance] = []
  private(set) var closed: [Closed] = []
  private let roads: [Road]
  private let crossings: [(place: Vector, reach: Double)]

  /// A stretch of a parcel's edge along one street, walked with the parcel on the left.
  private struct Run {
    var road: Road
    var points: [Vector]
    var curve: Curve { Curve(points) }
  }

  /// Between two places that are looked at along an edge, m.
  private static let step = 2.0
  /// The shortest stretch that is worth a line, m.
  private static let shortest = 12.0

  init(_ park: Park) {
    roads = park.site.roads.filter { ![.highway, .ramp, .rural].contains($0.kind) }
    crossings = Self.crossings(park.network)
    for parcel in park.westAfter.parcels + park.linkAfter.parcels where parcel.indicators.setback != nil { add(parcel) }
  }

  /// Where three or more streets end, and how far from there no entrance may be.
  private static func crossings(_ network: RoadNetwork) -> [(place: Vector, reach: Double)] {
    var ends: [GridPoint: (count: Int, width: Double)] = [:]
    for edge in network.edges where ![.highway, .ramp, .rural].contains(edge.road.kind) {
      for end in [edge.line.first, edge.line.last].compactMap({ $0 }) {
        let known = ends[end] ?? (0, 0)
        ends[end] = (known.count + 1, max(known.width, edge.road.width))
      }
    }
    return ends.filter { $0.value.count > 2 }.sorted { $0.key < $1.key }.map { point, end in
      (point.vector, end.width >= 60 ? 95 : end.width >= 24 ? 65 : 40)
    }
  }

  private mutating func add(_ parcel: PlanParcel) {
    let runs = runs(of: parcel).filter { $0.curve.length >= Self.shortest }
    let hasOther = Set(runs.map(\.road.id)).count > 1
    var open: [(run: Int, from: Double, to: Double)] = []
    var shut: [(run: Int, from: Double, to: Double, reason: String)] = []
    for (number, run) in runs.enumerated() {
      let whole = run.curve.length
      let isArterial = run.road.kind == .arterial && hasOther
      var (from, state) = (0.0, reason(run.curve.at(0).point, isArterial))
      var way = 0.0
      while way < whole {
        way = min(way + Self.step, whole)
        let next = reason(run.curve.at(way).point, isArterial)
        if next == state && way < whole { continue }
        if let state { shut.append((number, from, way, state)) } else { open.append((number, from, way)) }
        (from, state) = (way, next)
      }
    }
    let best = open.filter { $0.to - $0.from >= Self.shortest }.max { a, b in
      rank(runs[a.run], a.to - a.from) < rank(runs[b.run], b.to - b.from)
    }
    if let best { enter(parcel, runs[best.run], best.from, best.to) }
    // Where everything is near a crossing the entrance lies as far from it as can be, and the rest stays shut.
    if best == nil, let run = runs.max(by: { rank($0, $0.curve.length) < rank($1, $1.curve.length) }) {
      let middle = run.curve.length / 2
      enter(parcel, run, middle, middle)
      return
    }
    for stretch in shut where stretch.to - stretch.from >= Self.shortest {
      let run = runs[stretch.run]
      closed.append(
        Closed(
          parcel: parcel.id,
          road: run.road.name,
          reason: stretch.reason,
          line: Self.part(run.curve, stretch.from, stretch.to)
        )
      )
    }
  }

  private mutating func enter(_ parcel: PlanParcel, _ run: Run, _ from: Double, _ to: Double) {
    func add(_ kind: String, _ way: Double) {
      entrances.append(
        Entrance(kind: kind, parcel: parcel.id, road: run.road.name, place: run.curve.at(way).point.rounded)
      )
    }
    add("机动车出入口", (from + to) / 2)
    if ["07", "08", "09"].contains(String(parcel.code.prefix(2))), to - from > 40 {
      add("人行出入口", from + (to - from) / 5)
    }
  }

  /// Narrow streets before wide ones, long stretches before short ones.
  private func rank(_ run: Run, _ length: Double) -> Double { length - run.road.width * 4 }

  /// Why no entrance may be at a place; nil: it may.
  private func reason(_ place: Vector, _ isArterial: Bool) -> String? {
    if crossings.contains(where: { ($0.place - place).length < $0.reach }) { return "交叉口范围" }
    return isArterial ? "主干路沿线" : nil
  }

  private static func part(_ curve: Curve, _ from: Double, _ to: Double) -> [GridPoint] {
    var points = [curve.at(from).point]
    var way = 0.0
    for (a, b) in zip(curve.points, curve.points.dropFirst()) {
      way += (b - a).length
      if way > from + 0.01, way < to - 0.01 { points.append(b) }
    }
    points.append(curve.at(to).point)
    return Curve.thinned(points, tolerance: 0.05).map(\.rounded)
  }

  /// The edges of a parcel that lie on a street's red line, joined along each street.
  private func runs(of parcel: PlanParcel) -> [Run] {
    let ring = parcel.area.shell
    guard ring.count > 2 else { return [] }
    let near = roads.filter { road in
      road.curve.distance(parcel.area.centroid) < road.width + 600
    }
    let facing = Polygon.edges(ring).map { a, b -> Road? in
      let middle = (a.vector + b.vector) * 0.5
      return near.first { abs($0.curve.distance(middle) - $0.width / 2) < 0.6 }
    }
    // From an edge where the street changes, so that no run is cut where the ring begins.
    let start = facing.indices.first { facing[$0]?.id != facing[($0 + facing.count - 1) % facing.count]?.id } ?? 0
    var result: [Run] = []
    for step in facing.indices {
      let i = (start + step) % facing.count
      guard let road = facing[i] else { continue }
      let (a, b) = (ring[i].vector, ring[(i + 1) % ring.count].vector)
      if step > 0, let last = result.last, last.road.id == road.id, last.points[last.points.count - 1] == a {
        result[result.count - 1].points.append(b)
      } else {
        result.append(Run(road: road, points: [a, b]))
      }
    }
    return result
  }
}

extension ParkLayers {
  static func access(_ park: Park) -> [ParkLayer] {
    let access = ParkAccess(park)
    var points = ParkLayer(
      name: "access_points",
      role: "access",
      titleZH: "出入口",
      titleEN: "Entrances",
      fields: [text("BH"), text("LX"), text("DKBH"), text("DLMC")],
      mapping: [("id", "BH"), ("kind", "LX")]
    )
    for (n, entrance) in access.entrances.enumerated() {
      points.add(
        .point(entrance.place),
        [.text("CRK\(1001 + n)"), .text(entrance.kind), .text(entrance.parcel), .text(entrance.road)]
      )
    }
    var lines = ParkLayer(
      name: "access_closed",
      role: "access",
      titleZH: "禁止开口路段",
      titleEN: "No opening allowed",
      fields: [text("BH"), text("LX"), text("DKBH"), text("DLMC"), text("BZ")],
      mapping: [("id", "BH"), ("kind", "LX"), ("remarks", "BZ")]
    )
    for (n, stretch) in access.closed.enumerated() {
      lines.add(
        .line(stretch.line),
        [
          .text("JKK\(1001 + n)"), .text("禁止开口路段"), .text(stretch.parcel), .text(stretch.road), .text(stretch.reason),
        ]
      )
    }
    return [points, lines]
  }
}
