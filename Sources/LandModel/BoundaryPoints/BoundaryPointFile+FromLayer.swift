public import Features
import Foundation
import Geometry
public import PROJ

extension BoundaryPointFile {
  /// What a layer's boundary-point file shall look like.
  public struct WritingOptions: Sendable {
    /// GBK is what bureaus' programs expect.
    public var encoding: TextEncoding = .gbk
    /// Between lines, and after the last one.
    public var newline = "\r\n"
    /// Decimals of coordinates and distances, in metres; 精度 in the head says the same.
    public var decimals = 3
    /// True for the six-column layout with distances and marks.
    public var hasDistances = false
    /// 界标类型 of every point, in the six-column layout.
    public var mark = ""
    /// Eastings with zone prefix; nil as the layer's system has them.
    public var isPrefixed: Bool?
    /// 数据产生单位
    public var producer: String?
    /// 数据产生日期, `YYYY-MM-DD`
    public var date: String?
    /// The layer's fields for the head line, by the specification's name: `["地块编号": "DKBH"]`. Without an entry the
    /// field of the specification's own name is taken, where the layer has it.
    public var fields: [String: String] = [:]

    /// GBK, CRLF, millimetres, four columns, prefix as the layer's system has it.
    public init() {}
  }

  /// A layer of parcels in a Gauss-Krüger zone as a boundary-point file: shells clockwise, holes against it, both from
  /// the north-west corner, rings numbered from 1 in each parcel, points through the parcel, closing points repeated,
  /// 地块面积 in hectares (plane) where no field states it.
  ///
  /// - Throws: `DataError` `boundary.unsupported-crs`, `boundary.no-geometry`.
  public init(layer: Layer, crs: CRS, options: WritingOptions = WritingOptions()) throws(DataError) {
    guard let own = crs.chineseZone else {
      throw DataError(
        .configuration,
        .unsupportedCRS,
        at: Place(layer: layer.name),
        found: "a boundary-point file cannot name \(crs.name)",
        expected: "a Gauss-Krüger zone of CGCS2000, Xi'an 1980 or Beijing 1954",
        advice: "Bring the layer to such a zone first, for instance EPSG:4546.",
        arguments: [crs.name]
      )
    }
    let zone = own.prefixed(options.isPrefixed ?? own.isPrefixed)
    let writer = ParcelWriter(layer: layer, options: options, shift: zone.falseEasting - own.falseEasting)
    var parcels: [BoundaryParcel] = []
    var notes: [LoadNote] = []
    for feature in 0..<layer.count { parcels.append(try writer.parcel(feature, &notes)) }
    var form = Form()
    form.encoding = options.encoding
    form.newline = options.newline
    form.decimals = options.decimals
    form.pointLayout = options.hasDistances ? .six : .four
    self.init(
      sections: BoundaryPointFile.header(zone, options),
      parcels: parcels,
      crs: CRSReference(zone.code, origin: .stated),
      notes: notes,
      form: form,
      path: ""
    )
  }

  private static func header(_ zone: ChineseZone, _ options: WritingOptions) -> [Section] {
    let datum =
      switch zone.datum {
      case .cgcs2000: "2000国家大地坐标系"
      case .xian1980: "1980西安坐标系"
      case .beijing1954: "1954年北京坐标系"
      case .newBeijing: "新1954年北京坐标系"
      }
    var entries = [Entry("格式版本号", "1.01版本")]
    // A line break within a value would begin another line of the file.
    func line(_ text: String) -> String { String(text.map { $0.isNewline ? " " : $0 }) }
    if let producer = options.producer { entries.append(Entry("数据产生单位", line(producer))) }
    if let date = options.date { entries.append(Entry("数据产生日期", line(date))) }
    let precision = WritingOptions.precision(options.decimals)
    entries += [
      Entry("坐标系", datum), Entry("几度分带", String(zone.width.rawValue)), Entry("投影类型", "高斯克吕格"),
      Entry("计量单位", "米"), Entry("带号", String(zone.zone)), Entry("精度", precision), Entry("转换参数", ",,,,,,"),
    ]
    return [Section(name: "属性描述", entries: entries), Section(name: "地块坐标", entries: [])]
  }
}

/// Makes parcels of a layer's features.
private struct ParcelWriter {
  let layer: Layer
  let options: BoundaryPointFile.WritingOptions
  /// Metres to add to eastings: the zone prefix put on or taken off.
  let shift: Double

  func parcel(_ feature: Int, _ notes: inout [LoadNote]) throws(DataError) -> BoundaryParcel {
    let geometry = layer.geometry
    let rings = rings(feature)
    guard let shape = shape(of: geometry.kinds[feature]), !rings.isEmpty else {
      throw DataError(
        .input,
        .noGeometry,
        at: Place(layer: layer.name, feature: layer.label(of: feature)),
        found: "a feature without points",
        expected: "polygons, lines or points",
        advice: "Leave the feature out of the file.",
        arguments: []
      )
    }
    let hectares = BoundaryPointFile.fixed(geometry.planeArea(of: feature) / 10_000, decimals: 4)
    let count = rings.reduce(0) { $0 + $1.points.count }
    let fields = [
      String(count),
      text("地块面积", feature, &notes) ?? (shape == .polygon ? hectares : ""),
      text("地块编号", feature, &notes) ?? layer.label(of: feature).replacing("#", with: ""),
      text("地块名称", feature, &notes) ?? "",
      shape.rawValue,
      text("图幅号", feature, &notes) ?? "",
      text("地块用途", feature, &notes) ?? "",
      text("地类编码", feature, &notes) ?? "",
    ]
    func filled(_ index: Int) -> String? { fields[index].isEmpty ? nil : fields[index] }
    let head = BoundaryParcel.Head(
      pointCount: count,
      area: Double(fields[1]),
      number: filled(2),
      name: filled(3),
      sheet: filled(5),
      use: filled(6),
      code: filled(7)
    )
    return BoundaryParcel(fields: fields, head: head, shape: shape, rings: rings)
  }

  private func shape(of kind: GeometryKind) -> BoundaryParcel.Shape? {
    switch kind {
    case .polygon, .multiPolygon: .polygon
    case .lineString, .multiLineString: .line
    case .point, .multiPoint: .point
    case .null, .collection: nil
    }
  }

  /// A text for a head line: commas and line ends would break it.
  private func text(_ name: String, _ feature: Int, _ notes: inout [LoadNote]) -> String? {
    guard let value = layer.table[options.fields[name] ?? name]?.text(feature), !value.isEmpty else { return nil }
    let clean = String(
      value.map { character in
        switch character {
        case ",", "，": "、"
        case "@": "＠"
        default: character.isNewline ? " " : character
        }
      }
    )
    if clean != value {
      let place = Place(layer: layer.name, feature: layer.label(of: feature), field: name)
      notes.append(LoadNote(.noteTextChanged, at: place, "\"\(value)\" written as \"\(clean)\"", arguments: [value]))
    }
    return clean
  }

  private func rings(_ feature: Int) -> [BoundaryRing] {
    let geometry = layer.geometry
    let isPolygon = geometry.kinds[feature].isPolygonal
    var rings: [BoundaryRing] = []
    var named = 0
    for part in geometry.parts(of: feature) {
      for ring in geometry.rings(ofPart: part) {
        var vertices = Array(geometry.vertices(ofRing: ring))
        if isPolygon {
          vertices.removeLast()
          // Shells run counter-clockwise in columns, clockwise in the file; holes the other way round.
          vertices.reverse()
          vertices = fromNorthWest(vertices)
        }
        var points: [BoundaryPoint] = []
        for vertex in vertices {
          named += 1
          points.append(point(vertex, name: "J\(named)"))
        }
        if isPolygon, let first = points.first { points.append(first) }
        rings.append(BoundaryRing(number: rings.count + 1, points: points))
      }
    }
    return rings
  }

  private func point(_ vertex: Int, name: String) -> BoundaryPoint {
    BoundaryPoint(
      name: name,
      x: layer.geometry.x[vertex] + shift,
      y: layer.geometry.y[vertex],
      mark: options.mark.isEmpty ? nil : options.mark
    )
  }

  /// The ring turned to begin at the vertex nearest to the north-west corner of its box.
  private func fromNorthWest(_ vertices: [Int]) -> [Int] {
    let (x, y) = (layer.geometry.x, layer.geometry.y)
    guard
      let start = vertices.indices.max(by: { y[vertices[$0]] - x[vertices[$0]] < y[vertices[$1]] - x[vertices[$1]] })
    else { return vertices }
    return Array(vertices[start...] + vertices[..<start])
  }
}
