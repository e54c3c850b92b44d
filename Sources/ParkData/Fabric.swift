/// The plan fabric: streets, blocks between them and lots within the blocks, as one subdivision.
struct Fabric {
  enum Area: String {
    case west = "W"
    case link = "L"
    case east = "E"
  }

  struct Lot {
    var area: Area
    var polygon: Polygon
    /// Number of the block within its area; 0 for streets.
    var block: Int
    /// The street whose land this is, nil for lots.
    var road: Road?
    /// A green strip along a corridor.
    var isStrip: Bool
  }

  let scopes: [Area: Polygon]
  private(set) var lots: [Lot] = []

  init(_ site: Site) {
    let lines = site.lines
    let water = site.bank(1, 30)
    let north = Curve(control: [(3300, 4640), (3700, 4690), (4150, 4730), (4500, 4760)])
    scopes = [
      .west: Site.enclosed(
        by: [lines.c1.offset(12), lines.third.offset(12), lines.c7, water],
        seed: Vector(2400, 1800)
      ),
      .link: Site.enclosed(by: [lines.c7, north, lines.link.offset(25), lines.trunk], seed: Vector(3800, 3200)),
      .east: Site.enclosed(
        by: [lines.link.offset(25), lines.trunk, lines.avenue.offset(-30), lines.second.offset(15)],
        seed: Vector(5300, 2300)
      ),
    ].compactMapValues { $0 }
    let streets = site.roads.filter { [.link, .arterial, .secondary, .branch].contains($0.kind) }
    let strips = Fabric.strips(site)
    var segments = scopes.sorted { $0.key.rawValue < $1.key.rawValue }.flatMap(\.value.segments)
    segments += streets.flatMap(\.corridor.segments) + strips.flatMap(\.segments)
    segments += Fabric.riversideCuts(site)
    let corridors = Locator(streets.map(\.corridor))
    let stripLocator = Locator(strips)
    let scopeOrder: [Area] = [.west, .link, .east]
    let scopeLocator = Locator(scopeOrder.compactMap { scopes[$0] })

    func isBlock(_ p: GridPoint) -> Bool { scopeLocator.first(p) != nil && corridors.first(p) == nil }
    let blocks = Subdivision(segments)
    var corners: [Polygon] = []
    for face in blocks.faces where isBlock(face.interiorPoint) && stripLocator.first(face.interiorPoint) == nil {
      corners += Fabric.chamfers(face) { corridors.first($0) != nil }
    }
    segments += corners.flatMap(\.segments)
    let cornerLocator = Locator(corners)
    let cutBlocks = Subdivision(segments)
    for (n, face) in cutBlocks.faces.enumerated() {
      let inside = face.interiorPoint
      guard isBlock(inside), cornerLocator.first(inside) == nil, stripLocator.first(inside) == nil else { continue }
      var splitter = LotSplitter("lots \(n) \(face.shell[0].x)")
      let (target, depth) = LandUsePlan.lotSize(at: face.centroid)
      let ring = face.shell.map(\.vector)
      let street = ring.indices.map { i in
        let next = ring[(i + 1) % ring.count]
        let outside = (ring[i] + next) * 0.5 - (next - ring[i]).unit.left * 1.5
        return corridors.first(outside.rounded) != nil || cornerLocator.first(outside.rounded) != nil
      }
      splitter.split(.init(ring: ring, street: street), target: target, depth: depth)
      segments += splitter.cuts
    }
    let blockLocator = Locator(cutBlocks.faces)
    collect(
      Subdivision(segments),
      scopes: (scopeOrder, scopeLocator),
      streets: streets,
      corridors: corridors,
      corners: cornerLocator,
      strips: stripLocator,
      blocks: blockLocator
    )
  }

  /// Green strips planned along the link road and under the power line.
  private static func strips(_ site: Site) -> [Polygon] {
    let link = site.lines.link
    let power = site.powerLines[0].curve
    return [
      (link.offset(-25).points + link.offset(-45).points.reversed()).polygon,
      power.corridor(22, 22).polygon,
    ]
  }

  /// The river front is cut where streets end at the riverside road.
  private static func riversideCuts(_ site: Site) -> [Segment] {
    site.roads.filter { $0.kind == .secondary || $0.kind == .branch }.compactMap { road in
      guard let start = road.curve.points.first, site.lines.riverside.distance(start) < 0.01 else { return nil }
      let direction = (start - road.curve.points[1]).unit
      return Segment(start.rounded, (start + direction * 220).rounded)
    }
  }

  /// Corners of a block between two streets, cut off at 12 m, as sight lines ask for.
  private static func chamfers(_ face: Polygon, isRoad: (GridPoint) -> Bool) -> [Polygon] {
    let ring = face.shell.map(\.vector)
    let n = ring.count
    var result: [Polygon] = []
    for i in 0..<n {
      let incoming = (ring[i] - ring[(i + n - 1) % n]).unit
      let outgoing = (ring[(i + 1) % n] - ring[i]).unit
      guard incoming.cross(outgoing) > 0.55, incoming.dot(outgoing) > -0.75 else { continue }
      let outsideA = ring[i] - incoming * 3 - incoming.left * 2
      let outsideB = ring[i] + outgoing * 3 - outgoing.left * 2
      guard isRoad(outsideA.rounded), isRoad(outsideB.rounded) else { continue }
      let back = walk(ring, from: i, step: -1, distance: 12)
      let ahead = walk(ring, from: i, step: 1, distance: 12)
      result.append((back.reversed() + [ring[i]] + ahead).polygon)
    }
    return result
  }

  /// The points met walking `distance` metres along the ring from vertex `i`, the end included.
  private static func walk(_ ring: [Vector], from i: Int, step: Int, distance: Double) -> [Vector] {
    var rest = distance
    var here = ring[i]
    var k = i
    var result: [Vector] = []
    for _ in ring.indices {
      k = (k + step + ring.count) % ring.count
      let length = (ring[k] - here).length
      if length >= rest { return result + [here + (ring[k] - here) * (rest / max(length, 1e-9))] }
      result.append(ring[k])
      rest -= length
      here = ring[k]
    }
    return result
  }

  private mutating func collect(
    _ plane: Subdivision,
    scopes: ([Area], Locator),
    streets: [Road],
    corridors: Locator,
    corners: Locator,
    strips: Locator,
    blocks: Locator
  ) {
    // Labels: streets 0..<1000 by area and road, lots by face from 10000, corners by area from 1000000.
    var labels = Array(repeating: -1, count: plane.faceCount)
    for (f, p) in plane.interiorPoints().enumerated() {
      guard let scope = scopes.1.first(p) else { continue }
      if let road = corridors.first(p) {
        labels[f] = scope * 100 + road
      } else if corners.first(p) != nil {
        labels[f] = 1_000_000 * (scope + 1) + f
      } else {
        labels[f] = 10_000 + f
      }
    }
    func isStreet(_ label: Int) -> Bool { label < 10_000 }
    func isCorner(_ label: Int) -> Bool { label >= 1_000_000 }
    // A corner goes to the street of its own area that it touches longest.
    let joined = plane.merged(
      labels,
      minimum: { isCorner($0) ? .infinity : isStreet($0) ? 0 : 350 },
      absorbs: { small, other in
        isCorner(small) ? isStreet(other) && other / 100 == small / 1_000_000 - 1 : !isCorner(other)
      }
    )
    // Ends of streets that reach across an area's edge go to the street they end on.
    let pieces = plane.regions(joined)
    var labelOfPiece: [Int: Int] = [:]
    for f in 0..<plane.faceCount where pieces[f] >= 0 { labelOfPiece[pieces[f]] = joined[f] }
    func street(_ piece: Int) -> Int? { labelOfPiece[piece].flatMap { isStreet($0) ? $0 : nil } }
    let regions = plane.merged(
      pieces,
      minimum: { street($0) == nil ? 0 : 300 },
      absorbs: { small, other in
        guard let a = street(small), let b = street(other) else { return false }
        return a / 100 == b / 100
      }
    )
    let shapes = plane.dissolve(regions)
    for (region, polygons) in shapes.sorted(by: { $0.key < $1.key }) {
      guard let label = labelOfPiece[region] else { continue }
      for polygon in polygons {
        let inside = polygon.interiorPoint
        guard let scope = scopes.1.first(inside) else { continue }
        lots.append(
          Lot(
            area: scopes.0[scope],
            polygon: polygon,
            block: label < 10_000 ? 0 : (blocks.first(inside) ?? 0) + 1,
            road: label < 10_000 ? streets[label % 100] : nil,
            isStrip: label >= 10_000 && strips.first(inside) != nil
          )
        )
      }
    }
  }
}
