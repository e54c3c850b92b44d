import Foundation
public import GEOS
public import Geometry
public import LandReport

/// The features of a map grouped into blocks, each of which gets a sheet.
public struct MapBlocks: Sendable {
  /// A block (街坊) of a plan.
  public struct Block: Sendable {
    /// As the plan has it.
    public let name: String
    /// Features of the map's first pane: layer, then feature.
    public let members: [Int: Set<Int>]
    /// The union of its parcels, in the system of the map.
    public let shape: Shape
    /// Round the shape.
    public var box: Box { shape.box }
  }

  /// A block beside another.
  public struct Neighbour: Sendable {
    /// Its number in the list of blocks.
    public let block: Int
    /// In which direction it lies.
    public let direction: Phrase
  }

  /// In the order of their names, numbers in them by value.
  public let blocks: [Block]
  /// The blocks that a block faces, clockwise from the north.
  public let neighbours: [[Neighbour]]

  /// - Parameters:
  ///   - layers: of the map's first pane that features are taken from, by number.
  ///   - keys: the block's name of each feature of each layer; nil: in no block.
  ///   - dropsNets: leaves out a group that reaches round most of the others, as the streets of a plan do.
  /// - Throws: `GEOSError` where polygons cannot be united.
  public init(_ layers: [Int: GeometryColumns], keys: [Int: [String?]], dropsNets: Bool) throws {
    var members: [String: [Int: Set<Int>]] = [:]
    for (number, names) in keys {
      for (feature, name) in names.enumerated() {
        if let name { members[name, default: [:]][number, default: []].insert(feature) }
      }
    }
    var made: [Block] = []
    for (name, own) in members {
      var shapes: [Shape] = []
      for (number, features) in own.sorted(by: { $0.key < $1.key }) {
        guard let geometry = layers[number] else { continue }
        for feature in features.sorted() where geometry.kinds[feature].isPolygonal {
          shapes.append(try Shape(geometry, feature: feature).makeValid())
        }
      }
      let union = try Shape.union(of: shapes).polygonalPart().polygons
      if !union.isEmpty { made.append(Block(name: name, members: own, shape: union)) }
    }
    if dropsNets, made.count > 3 {
      let boxes = made.map(\.box)
      made = made.indices.filter { number in
        let inside = boxes.indices.count {
          $0 != number && boxes[number].contains(x: boxes[$0].midX, y: boxes[$0].midY)
        }
        return inside * 2 <= boxes.count
      }.map { made[$0] }
    }
    blocks = made.sorted { Self.isBefore($0.name, $1.name) }
    neighbours = try Self.neighbours(blocks)
  }

  /// Blocks of stated shapes, as zones are: the features of the layers whose inner point lies in one belong to it.
  public init(_ shapes: [(name: String, shape: Shape)], layers: [Int: GeometryColumns]) throws {
    var members: [[Int: Set<Int>]] = Array(repeating: [:], count: shapes.count)
    for (number, geometry) in layers {
      for feature in 0..<geometry.count {
        guard let inner = geometry.interiorPoint(of: feature) else { continue }
        let point = try Shape.point(x: inner.x, y: inner.y)
        for (place, zone) in shapes.enumerated() where zone.shape.box.contains(x: inner.x, y: inner.y) {
          if try zone.shape.intersects(point) { members[place][number, default: []].insert(feature) }
        }
      }
    }
    blocks = shapes.indices.map { Block(name: shapes[$0].name, members: members[$0], shape: shapes[$0].shape) }
    neighbours = try Self.neighbours(blocks)
  }

  static func isBefore(_ a: String, _ b: String) -> Bool {
    let order = a.compare(b, options: [.numeric, .forcedOrdering])
    return order == .orderedSame ? a < b : order == .orderedAscending
  }

  /// The part of a parcel's number before its last hyphen.
  public static func prefix(of id: String) -> String? {
    guard let hyphen = id.lastIndex(where: { "-－—".contains($0) }), hyphen > id.startIndex,
      id.index(after: hyphen) < id.endIndex
    else { return nil }
    return String(id[..<hyphen])
  }

  // MARK: Neighbours

  /// Of a block's size, how wide a street or strip between neighbours may be.
  private static let reach = 0.5

  /// Two blocks are neighbours where they face each other: no third lies on the shortest way between them, and the way
  /// is short beside their size.
  private static func neighbours(_ blocks: [Block]) throws -> [[Neighbour]] {
    var result: [[(Int, Double)]] = Array(repeating: [], count: blocks.count)
    for a in blocks.indices {
      for b in blocks.indices where b > a {
        let (one, two) = (blocks[a].box, blocks[b].box)
        let most = reach * max(size(one), size(two))
        guard one.expanded(by: most).intersects(two), try blocks[a].shape.isWithin(distance: most, of: blocks[b].shape),
          let way = try blocks[a].shape.nearestPoints(to: blocks[b].shape), try isClear(way, between: a, b, blocks)
        else { continue }
        result[a].append((b, bearing(from: one, to: two)))
        result[b].append((a, bearing(from: two, to: one)))
      }
    }
    return result.map { list in
      list.sorted { ($0.1, $0.0) < ($1.1, $1.0) }.map { Neighbour(block: $0.0, direction: direction($0.1)) }
    }
  }

  private static func size(_ box: Box) -> Double { (box.width * box.height).squareRoot() }

  private static func isClear(
    _ way: (here: (x: Double, y: Double), there: (x: Double, y: Double)),
    between a: Int,
    _ b: Int,
    _ blocks: [Block]
  ) throws -> Bool {
    let (dx, dy) = (way.there.x - way.here.x, way.there.y - way.here.y)
    guard dx != 0 || dy != 0 else { return true }
    // Short of both ends, so that a block that touches one of them at a corner does not lie between.
    let line = try Shape.line(
      x: [way.here.x + dx * 0.02, way.there.x - dx * 0.02],
      y: [way.here.y + dy * 0.02, way.there.y - dy * 0.02]
    )
    for other in blocks.indices where other != a && other != b && blocks[other].box.intersects(line.box) {
      if try blocks[other].shape.intersects(line) { return false }
    }
    return true
  }

  /// Degrees from north over east.
  private static func bearing(from: Box, to: Box) -> Double {
    let angle = atan2(to.midX - from.midX, to.midY - from.midY) * 180 / .pi
    return angle < 0 ? angle + 360 : angle
  }

  private static func direction(_ bearing: Double) -> Phrase {
    let names = [
      ("北", "N"), ("东北", "NE"), ("东", "E"), ("东南", "SE"), ("南", "S"), ("西南", "SW"), ("西", "W"), ("西北", "NW"),
    ]
    let (zh, en) = names[Int(((bearing + 22.5) / 45).rounded(.down)) % 8]
    return Phrase(zh: zh, en: en)
  }
}
