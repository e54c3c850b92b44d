import Features
import Geometry

/// Turns features into GeoJSON text in a buffer.
struct FeatureEncoder: ~Copyable {
  let options: GeoJSON.WriteOptions
  var buffer = ByteBuffer(capacity: 1 << 20)
  var rounder: RingRounder
  /// Features in the document so far.
  var written = 0
  private var extent = Box.empty
  private var columns: [ColumnText] = []
  private var ids: ColumnText?

  // For notes.
  var firstCollapsed: String?
  private var nonFinite: [(field: String, count: Int)] = []
  private var crossing = 0
  private var firstCrossing: String?
  /// Of encoders whose features were added to these.
  private var repeats = 0
  private var collapsed = 0

  init(options: GeoJSON.WriteOptions) {
    self.options = options
    rounder = RingRounder(decimals: options.decimals ?? 0)
  }

  /// The head of the document.
  mutating func begin() {
    guard options.form == .collection else { return }
    buffer.append("{\"type\":\"FeatureCollection\"")
    if let name = options.name {
      buffer.append(",\"name\":")
      buffer.append(quoted: name)
    }
    if let crs = options.crs {
      buffer.append(",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":")
      buffer.append(quoted: FeatureEncoder.urn(crs))
      buffer.append("}}")
    }
    buffer.append(",\"features\":[")
  }

  /// `EPSG:4546` as the name that GDAL and QGIS write: `urn:ogc:def:crs:EPSG::4546`.
  static func urn(_ crs: String) -> String {
    if crs == "OGC:CRS84" { return "urn:ogc:def:crs:OGC:1.3:CRS84" }
    let parts = crs.split(separator: ":")
    return parts.count == 2 ? "urn:ogc:def:crs:\(parts[0])::\(parts[1])" : crs
  }

  mutating func end() {
    guard options.form == .collection else { return }
    buffer.append("\n]")
    if options.collectionBox, !extent.isEmpty {
      buffer.append(",")
      append(box: extent)
    }
    buffer.append("}\n")
  }

  /// Takes the fields of the layer that the following features come from.
  mutating func setColumns(of layer: Layer) {
    columns = layer.table.columns.map { ColumnText($0) }
    ids = layer.ids.map { ColumnText($0) }
  }

  /// Appends one feature as one line.
  mutating func append(_ feature: Int, of layer: borrowing Layer, _ view: GeometryView) {
    switch options.form {
    case .collection: buffer.append(written == 0 ? "\n" : ",\n")
    case .newlineDelimited: break
    case .recordSeparated: buffer.append(0x1E)
    }
    written += 1
    buffer.append("{\"type\":\"Feature\"")
    if let ids, !ids.isNull(feature) {
      buffer.append(",\"id\":")
      ids.append(feature, to: &buffer)
    }
    appendBox(of: feature, layer, view)
    buffer.append(",\"properties\":")
    appendProperties(feature)
    buffer.append(",\"geometry\":")
    appendGeometry(feature, of: layer, view)
    buffer.append(options.form == .collection ? "}" : "}\n")
  }

  private mutating func appendProperties(_ feature: Int) {
    var separator = UInt8(ascii: "{")
    for column in columns {
      buffer.append(separator)
      separator = UInt8(ascii: ",")
      buffer.append(column.key)
      if !column.append(feature, to: &buffer) { countNonFinite(column.name) }
    }
    buffer.append(columns.isEmpty ? "{}" : "}")
  }

  private mutating func countNonFinite(_ field: String, _ count: Int = 1) {
    if let i = nonFinite.firstIndex(where: { $0.field == field }) {
      nonFinite[i].count += count
    } else {
      nonFinite.append((field, count))
    }
  }

  private mutating func appendBox(of feature: Int, _ layer: borrowing Layer, _ view: GeometryView) {
    guard options.featureBoxes || options.collectionBox || options.crs == nil else { return }
    let box = view.box(of: feature)
    if box.isEmpty { return }
    // Half the globe wide in longitude: such a geometry most likely crosses the antimeridian.
    if options.crs == nil, box.width > 180, box.width <= 360, layer.geometry.kinds[feature] != .multiPoint {
      crossing += 1
      if firstCrossing == nil { firstCrossing = layer.label(of: feature) }
    }
    extent.extend(box)
    if options.featureBoxes {
      buffer.append(",")
      append(box: box)
    }
  }

  private mutating func append(box: Box) {
    buffer.append("\"bbox\":[")
    append(coordinate: box.minX)
    buffer.append(",")
    append(coordinate: box.minY)
    buffer.append(",")
    append(coordinate: box.maxX)
    buffer.append(",")
    append(coordinate: box.maxY)
    buffer.append("]")
  }

  /// One coordinate, rounded as the options say.
  mutating func append(coordinate value: Double) {
    if let decimals = options.decimals {
      let scaled = value * rounder.power
      if scaled.magnitude < RingRounder.limit {
        let rounded = RingRounder.round(scaled)
        buffer.extend(24) { NumberText.write(scaled: rounded, decimals: decimals, to: $0) }
        return
      }
    }
    guard value.isFinite else { return buffer.append("null") }
    buffer.extend(400) { NumberText.writeShortest(value, to: $0) }
  }

  /// What rounding and the format did.
  func notes(path: String) -> [LoadNote] {
    var notes: [LoadNote] = []
    func add(
      _ code: GeoJSONNoteCode,
      _ text: String,
      _ arguments: [String],
      feature: String? = nil,
      field: String? = nil
    ) {
      let place = Place(file: path, feature: feature, field: field)
      notes.append(LoadNote(code: code.rawValue, at: place, text: text, arguments: arguments))
    }
    let decimals = options.decimals ?? 0
    let (repeats, collapsed) = (repeats + rounder.repeats, collapsed + rounder.collapsed)
    if repeats > 0 {
      let text = "rounding to \(decimals) decimals made \(repeats) vertices equal to the one before"
      add(.roundedRepeats, text, [String(repeats)])
    }
    if collapsed > 0, let first = firstCollapsed {
      let text = "\(English.counted(collapsed, "ring has", "rings have")) no area with \(decimals) decimals"
      add(.roundedCollapse, text, [String(collapsed), first], feature: first)
    }
    for (field, count) in nonFinite {
      add(
        .nonFiniteNull,
        "\(English.counted(count, "value that is", "values that are")) no finite number became null",
        [String(count), field],
        field: field
      )
    }
    if let first = firstCrossing {
      let text = "\(crossing) geometries span more than half the globe and were not cut at the antimeridian"
      add(.antimeridian, text, [String(crossing), first], feature: first)
    }
    return notes
  }
}

// Encoders side by side: what each found out is added up in the order of the features.
extension FeatureEncoder {
  struct Tally {
    fileprivate var written: Int
    fileprivate var extent: Box
    fileprivate var firstCollapsed: String?
    fileprivate var nonFinite: [(field: String, count: Int)]
    fileprivate var crossing: Int
    fileprivate var firstCrossing: String?
    fileprivate var repeats: Int
    fileprivate var collapsed: Int
  }

  /// What was found since the tally was last taken, and the number of features up to here.
  mutating func takeTally() -> Tally {
    let tally = Tally(
      written: written,
      extent: extent,
      firstCollapsed: firstCollapsed,
      nonFinite: nonFinite,
      crossing: crossing,
      firstCrossing: firstCrossing,
      repeats: rounder.repeats,
      collapsed: rounder.collapsed
    )
    extent = .empty
    (firstCollapsed, firstCrossing) = (nil, nil)
    nonFinite = []
    crossing = 0
    rounder.forgetCounts()
    return tally
  }

  mutating func add(_ tally: Tally) {
    written = tally.written
    extent.extend(tally.extent)
    firstCollapsed = firstCollapsed ?? tally.firstCollapsed
    firstCrossing = firstCrossing ?? tally.firstCrossing
    for (field, count) in tally.nonFinite { countNonFinite(field, count) }
    crossing += tally.crossing
    repeats += tally.repeats
    collapsed += tally.collapsed
  }
}
