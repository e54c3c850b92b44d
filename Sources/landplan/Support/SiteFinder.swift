import Features
import Foundation
import GEOS
import Geometry
import LandAnalysis
import LandModel
import LandReport
import PROJ

/// Finds the land that a user means, in a project's system.
struct SiteFinder {
  let park: LoadedProject
  let crs: CRS
  /// The system of coordinates and files that the user gives; nil: by magnitude, or as the file says.
  let siteCRS: String?
  var notes: [Note] = []

  init(park: LoadedProject, crs: CRS, siteCRS: String?) {
    self.park = park
    self.crs = crs
    self.siteCRS = siteCRS
  }

  /// Parcels by id, all of one layer: cadastre, idle lots, listed lots, plans.
  func parcels(_ ids: [String]) throws -> Site {
    let layers =
      park.layers(.parcels) + park.layers(.idleLand) + park.layers(.listed)
      + park.layers(.plan).filter { $0.entry?.version != .before } + park.layers(.plan)
    for layer in layers {
      let rows = ids.map { id in (0..<layer.count).first { layer.label(of: $0) == id } }
      if !rows.contains(nil) { return try site(ids.joined(separator: ", "), layer, rows.compactMap { $0 }) }
    }
    let known = layers.flatMap { layer in (0..<layer.count).map { layer.label(of: $0) } }
    let missing = ids.first { !known.contains($0) } ?? ids.joined(separator: ",")
    let near =
      known.first { $0.lowercased() == missing.lowercased() } ?? known.first { $0.hasPrefix(missing.prefix(3)) }
    throw CommandError.unknownParcel(missing, near: near)
  }

  /// A zone by its id or name.
  func zone(_ name: String) throws -> Site {
    let layers = park.layers(.zones)
    for layer in layers {
      let rows = (0..<layer.count).filter { layer.label(of: $0) == name || layer.column(.name)?.text($0) == name }
      if !rows.isEmpty { return try site(layer.column(.name)?.text(rows[0]) ?? name, layer, rows) }
    }
    let known = layers.flatMap { layer in
      (0..<layer.count).map { zone in
        let label = layer.label(of: zone)
        return layer.column(.name)?.text(zone).map { "\(label) \($0)" } ?? label
      }
    }
    throw CommandError.unknownZone(name, known)
  }

  /// The parcel, else plan parcel, else land-use patch at a point.
  mutating func point(_ text: String) throws -> Site {
    let (columns, _) = try placed(text, count: 2, expected: "x,y")
    let (x, y) = (columns.x[0], columns.y[0])
    let candidates =
      park.layers(.parcels) + park.layers(.plan).filter { $0.entry?.version != .before } + park.layers(.landUse)
    for layer in candidates {
      let rows = try (0..<layer.count).filter { feature in
        guard layer.layer.geometry.kinds[feature].isPolygonal,
          layer.layer.geometry.box(of: feature).contains(x: x, y: y)
        else { return false }
        return try PreparedShape(Shape(layer.layer.geometry, feature: feature)).covers(x: x, y: y)
      }
      guard let row = rows.first else { continue }
      let label = layer.label(of: row)
      notes.append(
        Note(
          .remark,
          code: "query.point",
          Phrase(
            zh: "点位于 \(layer.title.chinese) 的 \(label)",
            en: "the point lies in \(label) of \(layer.title.english)"
          )
        )
      )
      return try site(label, layer, [row])
    }
    throw CommandError.pointOutside(text)
  }

  mutating func box(_ text: String) throws -> Site {
    let (columns, label) = try placed(text, count: 4, expected: "minx,miny,maxx,maxy")
    let layer = Layer(
      name: "box",
      geometry: columns,
      table: AttributeTable(rowCount: 1),
      crs: CRSReference(crs.code ?? crs.definition, origin: .stated)
    )
    let loaded = try SourceLoader().loaded(layer)
    guard let site = try Site(name: label, parts: loaded) else { throw CommandError.noSite(Place()) }
    return site
  }

  func file(_ path: String, loader: SourceLoader) throws -> Site {
    let loaded = try loader.layer(path).transformed(to: crs)
    let name = ((path as NSString).lastPathComponent as NSString).deletingPathExtension
    guard let site = try Site(name: name, parts: loaded) else { throw CommandError.noSite(loaded.place()) }
    return site
  }

  private func site(_ name: String, _ layer: LoadedLayer, _ rows: [Int]) throws -> Site {
    var parts = layer
    parts.layer = layer.layer.selecting(rows)
    guard let site = try Site(name: name, parts: parts) else { throw CommandError.noSite(layer.place()) }
    return site
  }

  /// Coordinates as a point or a box in the project's system. Their magnitude tells degrees from metres, which of the two
  /// is north, and whether the easting has a zone prefix, unless a system is stated.
  private mutating func placed(_ text: String, count: Int, expected: String) throws -> (GeometryColumns, String) {
    let numbers = text.split { $0 == "," || $0 == "，" || $0 == " " }.compactMap { Double($0) }
    guard numbers.count == count, numbers.allSatisfy(\.isFinite) else {
      throw CommandError.badCoordinates(text, expected)
    }
    var (x, y) = (
      stride(from: 0, to: count, by: 2).map { numbers[$0] }, stride(from: 1, to: count, by: 2).map { numbers[$0] }
    )
    var system = try siteCRS.map { try CRS($0) }
    if system == nil {
      guard let first = CoordinateRange(x[0], x[0]), let second = CoordinateRange(y[0], y[0]) else {
        throw CommandError.badCoordinates(text, expected)
      }
      let isNorthFirst = first == .northing || first == .latitude
      if isNorthFirst {
        swap(&x, &y)
        notes.append(
          Note(.remark, code: "query.north-first", Phrase(zh: "坐标按北、东次序读取", en: "coordinates were read as north, east"))
        )
      }
      switch isNorthFirst ? (second, first) : (first, second) {
      case (.longitude, .latitude): system = try .longitudeLatitude
      case (.easting, .northing), (.prefixedEasting, .northing):
        let own = crs.chineseZone
        let prefix = ChineseZone.prefix(ofEasting: x[0])
        if let own, let zone = prefix.flatMap({ ChineseZone(own.datum, prefix: $0) })?.prefixed(true) {
          system = try CRS(zone.code)
        } else {
          system = try own.map { try CRS($0.prefixed(false).code) } ?? crs
        }
      default: throw CommandError.badCoordinates(text, expected)
      }
    }
    guard let system else { throw CommandError.badCoordinates(text, expected) }
    var columns = shape(x, y)
    if system != crs {
      let area = try Transformation.degrees(of: columns.extent, in: system)
      columns = try Transformation(from: system, to: crs, area: area).transform(columns)
    }
    return (columns, text)
  }

  private func shape(_ x: [Double], _ y: [Double]) -> GeometryColumns {
    var builder = GeometryColumns.Builder()
    builder.beginFeature(x.count == 1 ? .point : .polygon)
    builder.beginPart()
    builder.beginRing()
    if x.count == 1 {
      builder.add(x: x[0], y: y[0])
    } else {
      let (left, right) = (min(x[0], x[1]), max(x[0], x[1]))
      let (bottom, top) = (min(y[0], y[1]), max(y[0], y[1]))
      for (px, py) in [(left, bottom), (right, bottom), (right, top), (left, top), (left, bottom)] {
        builder.add(x: px, y: py)
      }
    }
    builder.endRing()
    builder.endPart()
    builder.endFeature()
    return builder.finish()
  }
}
