import Features
import Foundation
import GEOS
import Geometry
import LandMap
import LandModel
import LandReport

/// A map before it has paper, with the layers that its sheets can be cut by.
struct MadeMap {
  /// A layer that the map is about.
  struct Main {
    /// Its number among the layers of the first pane.
    var place: Int
    var layer: LoadedLayer
    /// m² of each feature.
    var areas: [Double]
  }

  var content: MapContent
  var mains: [Main]
  var park: LoadedProject?
  /// The table of a block's features.
  var table: (@Sendable ([Int: Set<Int>]) -> MapTable?)?

  init(_ content: MapContent, mains: [Main] = [], park: LoadedProject? = nil) {
    self.content = content
    self.mains = mains
    self.park = park
  }

  /// The sheets by blocks that a command asks for.
  func series(_ command: MapCommand) throws -> BlockSeries {
    var series = try BlockSeries(content, blocks(command.sheet.seriesBy ?? "blocks", command))
    series.table = table
    return series
  }

  private var geometries: [Int: GeometryColumns] {
    Dictionary(uniqueKeysWithValues: mains.map { ($0.place, $0.layer.layer.geometry) })
  }

  private func blocks(_ key: String, _ command: MapCommand) throws -> MapBlocks {
    if key == "blocks" {
      return try grouped(dropsNets: true) { layer in
        let ids = layer.column(.id) ?? layer.layer.ids
        return (0..<layer.count).map { feature in ids?.text(feature).flatMap { MapBlocks.prefix(of: $0) } }
      }
    }
    if key == "zones" {
      let loaded = try park?.layers(.zones) ?? zones(of: command)
      guard let zones = loaded.first else { throw CommandError.notAProject(command.input.source) }
      return try shapes(of: zones, by: nil)
    }
    let parts = key.split(separator: "@", maxSplits: 1).map { String($0) }
    if parts.count == 2 || FileManager.default.fileExists(atPath: parts[0]) {
      let loaded = try command.input.loader(validates: false).layer(parts[0])
      return try shapes(of: loaded, by: parts.count == 2 ? parts[1] : nil)
    }
    return try grouped(dropsNets: false) { layer in
      let column = try layer.requiredColumn(key)
      return (0..<layer.count).map { feature in column.text(feature).flatMap { $0.isEmpty ? nil : $0 } }
    }
  }

  private func grouped(dropsNets: Bool, _ names: (LoadedLayer) throws -> [String?]) throws -> MapBlocks {
    var keys: [Int: [String?]] = [:]
    for main in mains { keys[main.place] = try names(main.layer) }
    return try MapBlocks(geometries, keys: keys, dropsNets: dropsNets)
  }

  private func zones(of command: MapCommand) throws -> [LoadedLayer] {
    guard Project.file(at: command.input.source) != nil else { return [] }
    return try command.input.loader(validates: false).project(command.input.source, roles: [.zones]).layers(.zones)
  }

  /// The polygons of a layer, those of one name as one block.
  private func shapes(of loaded: LoadedLayer, by field: String?) throws -> MapBlocks {
    let crs = mains.first?.layer.crs ?? park?.crs
    let moved = try crs.map { loaded.crs == nil ? loaded : try loaded.transformed(to: $0) } ?? loaded
    let column = try field.map { try moved.requiredColumn($0) } ?? moved.column(.name) ?? moved.column(.id)
    var order: [String] = []
    var parts: [String: [Shape]] = [:]
    let geometry = moved.layer.geometry
    for feature in 0..<geometry.count where geometry.kinds[feature].isPolygonal {
      let name = column?.text(feature).flatMap { $0.isEmpty ? nil : $0 } ?? moved.label(of: feature)
      if parts[name] == nil { order.append(name) }
      parts[name, default: []].append(try Shape(geometry, feature: feature).makeValid())
    }
    let named = try order.map { name in
      (name: name, shape: try Shape.union(of: parts[name] ?? []).polygonalPart().polygons)
    }
    return try MapBlocks(named, layers: geometries)
  }
}
