import Features

/// What is wrong in the park's data on purpose, each with its place, so that checks can be held to finding all of it
/// and nothing else.
struct Defects {
  struct Entry {
    var kind: String
    var file: String
    var feature: String
    var place: Vector
    /// m² unless the kind says otherwise.
    var magnitude: Double
    var note: String
    /// The rule that should find it; nil for defects of data.
    var rule: String?
    var otherFeature: String?
  }

  private(set) var entries: [Entry] = []
  private var taken: Set<String> = []
  private var random = ParkRandom("defects")

  /// Plants all defects into the layers.
  init(_ layers: inout [ParkLayer]) {
    topology(&layers, "plan_link_after")
    codes(&layers)
    declaredAreas(&layers)
    cadastre(&layers)
    landUse(&layers)
    controlLines(&layers)
    indicators(&layers)
  }

  mutating func add(
    _ kind: String,
    _ file: String,
    _ feature: String,
    _ place: Vector,
    _ magnitude: Double,
    _ note: String,
    rule: String? = nil,
    other: String? = nil
  ) {
    entries.append(
      Entry(
        kind: kind,
        file: file,
        feature: feature,
        place: place,
        magnitude: magnitude,
        note: note,
        rule: rule,
        otherFeature: other
      )
    )
  }

  // MARK: - Access

  func area(_ layer: ParkLayer, _ i: Int) -> Polygon? {
    guard case .area(let parts) = layer.records[i].shape, parts.count == 1 else { return nil }
    return parts[0]
  }

  func text(_ layer: ParkLayer, _ i: Int, _ field: String) -> String {
    guard let k = layer.index(field), case .text(let value) = layer.records[i].values[k] else { return "" }
    return value
  }

  func set(_ layer: inout ParkLayer, _ i: Int, _ field: String, _ value: Value) {
    if let k = layer.index(field) { layer.records[i].values[k] = value }
  }

  func number(_ layer: ParkLayer, _ i: Int, _ field: String) -> Double {
    guard let k = layer.index(field), case .real(let value) = layer.records[i].values[k] else { return 0 }
    return value
  }

  func index(_ layers: [ParkLayer], _ name: String) -> Int? { layers.firstIndex { $0.name == name } }

  /// An industrial lot without holes that nothing has been done to, of at least `size` m².
  mutating func lot(_ layer: ParkLayer, size: Double = 9000) -> Int? {
    let found = layer.records.indices.filter { i in
      guard let polygon = area(layer, i), polygon.holes.isEmpty, polygon.area > size else { return false }
      let code = text(layer, i, "YDDM")
      return code.hasPrefix("1001") && !taken.contains(text(layer, i, layer.fields[0].name))
    }
    guard !found.isEmpty else { return nil }
    let i = random.pick(found)
    taken.insert(text(layer, i, layer.fields[0].name))
    return i
  }

  // MARK: - Topology

  /// An overlap, a gap and a sliver between lots of a plan.
  private mutating func topology(_ layers: inout [ParkLayer], _ name: String) {
    guard let k = index(layers, name) else { return }
    var layer = layers[k]
    if let (i, j, edge) = pair(layer), let a = area(layer, i), let b = area(layer, j),
      let (strip, _) = slice(b, along: edge, width: 2.5), let grown = PlaneTools.union([a, strip]).first
    {
      layer.records[i].shape = .area([grown])
      set(&layer, i, "MJ", ParkLayers.declared([grown]))
      add(
        "overlap",
        name,
        text(layer, i, "DKBH"),
        strip.centroid,
        strip.area,
        "reaches 2.5 m into its neighbour",
        rule: "R01",
        other: text(layer, j, "DKBH")
      )
    }
    if let (i, j, edge) = pair(layer), let b = area(layer, j), let (strip, rest) = slice(b, along: edge, width: 3) {
      layer.records[j].shape = .area([rest])
      set(&layer, j, "MJ", ParkLayers.declared([rest]))
      add(
        "gap",
        name,
        text(layer, j, "DKBH"),
        strip.centroid,
        strip.area,
        "stops 3 m short of its neighbour",
        rule: "R01",
        other: text(layer, i, "DKBH")
      )
    }
    if let (_, j, edge) = pair(layer), let b = area(layer, j), let (strip, rest) = slice(b, along: edge, width: 0.05) {
      layer.records[j].shape = .area([rest])
      var sliver = layer.records[j]
      sliver.shape = .area([strip])
      layer.records.append(sliver)
      let id = text(layer, j, "DKBH") + "s"
      set(&layer, layer.records.count - 1, "DKBH", .text(id))
      set(&layer, layer.records.count - 1, "MJ", ParkLayers.declared([strip]))
      set(&layer, j, "MJ", ParkLayers.declared([rest]))
      add(
        "sliver",
        name,
        id,
        strip.centroid,
        strip.area,
        "a parcel 5 cm wide",
        rule: "R01",
        other: text(layer, j, "DKBH")
      )
    }
    renode(&layer)
    layers[k] = layer
  }

  /// Two untouched lots with a common edge of more than 60 m, and that edge.
  private mutating func pair(_ layer: ParkLayer) -> (Int, Int, (Vector, Vector))? {
    for _ in 0..<60 {
      guard let i = lot(layer), let a = area(layer, i) else { return nil }
      for j in layer.records.indices where j != i {
        guard let b = area(layer, j), b.holes.isEmpty, text(layer, j, "YDDM").hasPrefix("10"),
          !taken.contains(text(layer, j, "DKBH")), let edge = PlaneTools.commonEdge(a, b), (edge.1 - edge.0).length > 60
        else { continue }
        taken.insert(text(layer, j, "DKBH"))
        return (i, j, edge)
      }
    }
    return nil
  }

  /// The strip of a lot along one of its edges, and the rest.
  private func slice(
    _ polygon: Polygon,
    along edge: (Vector, Vector),
    width: Double
  ) -> (strip: Polygon, rest: Polygon)? {
    let middle = (edge.0 + edge.1) * 0.5
    var normal = (edge.1 - edge.0).unit.left
    if (polygon.centroid - middle).dot(normal) < 0 { normal = normal * -1 }
    guard let halves = PlaneTools.halved(polygon, normal: normal, at: middle + normal * width) else { return nil }
    return halves.0.area < halves.1.area ? halves : (halves.1, halves.0)
  }

  /// Gives every polygon the vertices that others have on its edges, without changing what it covers.
  private func renode(_ layer: inout ParkLayer) {
    let polygons = layer.records.indices.map { area(layer, $0) ?? Polygon(shell: []) }
    let plane = Subdivision(polygons.segments)
    let points = plane.interiorPoints()
    for i in polygons.indices {
      let box = polygons[i].bounds
      let labels = points.map { box.contains($0) && polygons[i].contains($0) ? 0 : -1 }
      if let shape = plane.dissolve(labels)[0], shape.count == 1 { layer.records[i].shape = .area(shape) }
    }
  }
}
