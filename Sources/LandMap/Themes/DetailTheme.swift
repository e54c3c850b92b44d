import Cairo
import Features
import Foundation
import GEOS
import Geometry
public import LandModel
import LandReport

/// What a control-plan sheet (图则) draws over its parcels: setback lines, widths between red lines, crossings with their
/// coordinates, facilities. Lengths in metres are brought to the coordinates' unit by `metresPerUnit`.
public struct DetailTheme {
  let plan: LoadedLayer
  /// Land of streets: red lines where there are such.
  let streets: [Shape]
  let metresPerUnit: Double
  let schemes: MapSchemes

  /// - Throws: `GEOSError` where a red line cannot be read; an error where the table of styles cannot be read.
  public init(plan: LoadedLayer, redlines: [LoadedLayer], metresPerUnit: Double) throws {
    self.plan = plan
    self.metresPerUnit = metresPerUnit
    schemes = try MapSchemes.embedded()
    var shapes: [Shape] = []
    for layer in redlines {
      let geometry = layer.layer.geometry
      for feature in 0..<geometry.count where geometry.kinds[feature].isPolygonal {
        shapes.append(try Shape(geometry, feature: feature).makeValid())
      }
    }
    streets = shapes
  }

  // MARK: Setback

  /// How near a parcel's edge must run to a street to be one along it, m.
  private static let alongside = 0.5

  /// The line within which buildings stand, of each parcel whose field states a setback.
  public func setbacks() throws -> MapLayer? {
    guard let column = plan.column(.setback) else { return nil }
    let geometry = plan.layer.geometry
    let index = try STRTree(boxes: (0..<geometry.count).map { geometry.box(of: $0) })
    var builder = GeometryColumns.Builder()
    var owners: [Int?] = []
    for feature in 0..<geometry.count where geometry.kinds[feature].isPolygonal {
      guard let setback = column.text(feature).flatMap({ Setback(written: $0) }),
        setback.fromRoad > 0 || setback.fromNeighbour > 0
      else { continue }
      let parcel = try Shape(geometry, feature: feature).makeValid()
      let land = try buildable(parcel, feature, setback, index)
      guard !land.isEmpty else { continue }
      for part in try land.boundary().lineMembers() {
        try builder.append(part)
        owners.append(feature)
      }
    }
    var layer = MapLayer(builder.finish(), schemes.mapClass("sheet", "setback"))
    layer.owners = owners
    layer.isDetail = true
    return layer
  }

  /// A parcel less the strips along its edges: those along streets by one width, the others by another.
  func buildable(_ parcel: Shape, _ feature: Int, _ setback: Setback, _ index: STRTree) throws -> Shape {
    let edge = try parcel.boundary()
    let snap = Self.alongside / metresPerUnit
    var along: Shape
    if streets.isEmpty {
      // Without red lines an edge is along a street where no other parcel shares it.
      var rest = edge
      for other in try index.query(parcel.box) where other != feature {
        guard plan.layer.geometry.kinds[other].isPolygonal else { continue }
        rest = try rest.difference(Shape(plan.layer.geometry, feature: other).makeValid().buffer(snap))
      }
      along = rest
    } else {
      var near: [Shape] = []
      let reach = parcel.box.expanded(by: snap)
      for street in streets where street.box.intersects(reach) {
        near.append(try street.clipped(to: reach.expanded(by: snap)).buffer(snap))
      }
      along = near.isEmpty ? try edge.difference(edge) : try edge.intersection(Shape.union(of: near))
    }
    let others = try edge.difference(along.isEmpty ? along : along.buffer(snap / 10))
    var land = parcel
    for (line, metres) in [(along, setback.fromRoad), (others, setback.fromNeighbour)] where metres > 0 && !line.isEmpty
    {
      land = try land.difference(line.buffer(metres / metresPerUnit))
    }
    return try land.polygonalPart().polygons
  }

  // MARK: Streets

  /// A line across each street at its middle, with the width between red lines.
  public func widths(_ roads: LoadedLayer) throws -> MapLayer? {
    guard let column = roads.column(.width) else { return nil }
    let geometry = roads.layer.geometry
    var builder = GeometryColumns.Builder()
    var labels: [[String]] = []
    for feature in 0..<geometry.count {
      guard let width = column.text(feature).flatMap({ Double($0) }), width > 0,
        let middle = Self.middle(geometry, feature), try isStreet(middle.x, middle.y)
      else { continue }
      let half = width / metresPerUnit / 2
      let (dx, dy) = (-middle.dy * half, middle.dx * half)
      builder.add(line: [(middle.x - dx, middle.y - dy), (middle.x + dx, middle.y + dy)])
      labels.append([Int(exactly: width).map { "\($0)" } ?? "\(width)"])
    }
    var layer = MapLayer(builder.finish(), schemes.mapClass("sheet", "width"), labels: labels)
    layer.isDetail = true
    return labels.isEmpty ? nil : layer
  }

  private func isStreet(_ x: Double, _ y: Double) throws -> Bool {
    if streets.isEmpty { return plan.layer.geometry.extent.contains(x: x, y: y) }
    let point = try Shape.point(x: x, y: y)
    return try streets.contains { street in
      guard street.box.contains(x: x, y: y) else { return false }
      return try street.intersects(point)
    }
  }

  /// The point half way along a line, and the direction there.
  static func middle(_ geometry: GeometryColumns, _ feature: Int) -> (x: Double, y: Double, dx: Double, dy: Double)? {
    guard !geometry.kinds[feature].isPolygonal, let ring = geometry.rings(of: feature).first else { return nil }
    let vertices = geometry.vertices(ofRing: ring)
    var lengths: [Double] = []
    for i in vertices.dropLast() {
      let (dx, dy) = (geometry.x[i + 1] - geometry.x[i], geometry.y[i + 1] - geometry.y[i])
      lengths.append((dx * dx + dy * dy).squareRoot())
    }
    var rest = lengths.reduce(0, +) / 2
    for (number, i) in vertices.dropLast().enumerated() where lengths[number] > 0 {
      if rest <= lengths[number] {
        let share = rest / lengths[number]
        let (dx, dy) = (geometry.x[i + 1] - geometry.x[i], geometry.y[i + 1] - geometry.y[i])
        return (geometry.x[i] + dx * share, geometry.y[i] + dy * share, dx / lengths[number], dy / lengths[number])
      }
      rest -= lengths[number]
    }
    return nil
  }

  /// Where three or more centre lines end in one point, with its coordinates: X is the northing.
  public func crossings(_ roads: LoadedLayer) throws -> MapLayer? {
    let geometry = roads.layer.geometry
    var ends: [[Double]: (count: Int, x: Double, y: Double)] = [:]
    for feature in 0..<geometry.count where !geometry.kinds[feature].isPolygonal {
      for ring in geometry.rings(of: feature) {
        let vertices = geometry.vertices(ofRing: ring)
        guard let first = vertices.first, let last = vertices.last else { continue }
        for i in [first, last] {
          let key = [geometry.x[i], geometry.y[i]].map { ($0 * metresPerUnit * 100).rounded() }
          ends[key, default: (0, geometry.x[i], geometry.y[i])].count += 1
        }
      }
    }
    var builder = GeometryColumns.Builder()
    var labels: [[String]] = []
    for (_, end) in ends.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) where end.count > 2 {
      guard try isStreet(end.x, end.y) else { continue }
      builder.add(point: (end.x, end.y))
      labels.append([String(format: "X=%.2f", end.y), String(format: "Y=%.2f", end.x)])
    }
    var layer = MapLayer(builder.finish(), schemes.mapClass("sheet", "node"), labels: labels)
    layer.isDetail = true
    return labels.isEmpty ? nil : layer
  }

  // MARK: Facilities

  /// A symbol for each facility that a parcel's field names, above the middle of the parcel.
  public func facilities() throws -> MapLayer? {
    guard let column = plan.column(.facilities) else { return nil }
    let table = try Facilities.embedded()
    let geometry = plan.layer.geometry
    var builder = GeometryColumns.Builder()
    var (owners, keys): ([Int?], [String]) = ([], [])
    for feature in 0..<geometry.count {
      guard let named = column.text(feature).map({ table.named(by: $0) }), !named.isEmpty,
        let circle = InteriorCircle(geometry, feature: feature)
      else { continue }
      for (number, entry) in named.enumerated() {
        let step = Double(number) - Double(named.count - 1) / 2
        builder.add(point: (circle.x + step * circle.radius * 0.4, circle.y + circle.radius * 0.55))
        owners.append(feature)
        keys.append(entry.key)
      }
    }
    guard !keys.isEmpty else { return nil }
    let used = table.entries.filter { entry in keys.contains(entry.key) }
    let classes = used.map { entry in
      MapClass(
        key: "facility:\(entry.key)",
        title: entry.title,
        style: MapStyle(fill: .white, line: Colour(0.05, 0.05, 0.35), symbol: .glyph(entry.glyph))
      )
    }
    var layer = MapLayer(
      geometry: builder.finish(),
      classes: classes,
      classOf: keys.map { key in used.firstIndex { $0.key == key } }
    )
    layer.owners = owners
    layer.isDetail = true
    return layer
  }
}

extension GeometryColumns.Builder {
  mutating func add(line: [(x: Double, y: Double)]) {
    beginFeature(.lineString)
    beginPart()
    beginRing()
    for point in line { add(x: point.x, y: point.y) }
    endRing()
    endPart()
    endFeature()
  }

  mutating func add(point: (x: Double, y: Double)) {
    beginFeature(.point)
    beginPart()
    beginRing()
    add(x: point.x, y: point.y)
    endRing()
    endPart()
    endFeature()
  }
}

extension Shape {
  /// The lines of a boundary, one by one.
  func lineMembers() throws -> [Shape] { memberCount > 1 ? try members() : [self] }
}
