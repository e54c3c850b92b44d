import Features
import Geometry
public import LandAnalysis
public import LandModel

/// The answer of `info`: the layers of a source, and for each its fields.
public enum InfoDocument {
  /// The document.
  ///
  /// - Parameters:
  ///   - source: as results name it.
  ///   - layers: what is known of each.
  ///   - crsNames: the name of each layer's system where it could be read.
  ///   - joins: how the table beside each layer matched, in the order of the layers; what did not is listed in tables.
  ///   - inWords: kinds, types and flags in the reader's words; false keeps the stable English names, for programs.
  ///   - findings: what looks wrong.
  public static func make(
    source: String,
    layers: [LayerProfile],
    crsNames: [String?],
    joins: [JoinReport?] = [],
    inWords: Bool = false,
    findings: [Note]
  ) -> ReportDocument {
    var tables = [overview(layers, crsNames, inWords)]
    for layer in layers { tables.append(fields(layer, inWords)) }
    for (layer, join) in zip(layers, joins) {
      if let join, let table = unmatched(layer.name, join, inWords) { tables.append(table) }
    }
    return ReportDocument(
      command: "info",
      title: Phrase(zh: "数据概况", en: "What is in this source"),
      facts: [Fact("source", Phrase(zh: "来源", en: "source"), .text(source))],
      tables: tables,
      notes: findings
    )
  }

  private static func overview(_ layers: [LayerProfile], _ crsNames: [String?], _ inWords: Bool) -> Table {
    let columns = [
      TableColumn("layer", Phrase(zh: "图层", en: "layer")),
      TableColumn("format", Phrase(zh: "格式", en: "format")),
      TableColumn("encoding", Phrase(zh: "编码", en: "encoding")),
      TableColumn("features", Phrase(zh: "要素数", en: "features"), .trailing),
      TableColumn("vertices", Phrase(zh: "顶点数", en: "vertices"), .trailing),
      TableColumn("geometry", Phrase(zh: "几何类型", en: "geometry")),
      TableColumn("flags", Phrase(zh: "读入标记", en: "flags")),
      TableColumn("crs", Phrase(zh: "坐标系", en: "CRS")),
      TableColumn("crs_origin", Phrase(zh: "坐标系来源", en: "CRS from"), isCoded: true),
      TableColumn("min_x", Phrase(zh: "最小X(东)", en: "min x"), .trailing),
      TableColumn("min_y", Phrase(zh: "最小Y(北)", en: "min y"), .trailing),
      TableColumn("max_x", Phrase(zh: "最大X(东)", en: "max x"), .trailing),
      TableColumn("max_y", Phrase(zh: "最大Y(北)", en: "max y"), .trailing),
    ]
    let rows = zip(layers, crsNames).map { row($0, $1, inWords) }
    return Table("layers", title: Phrase(zh: "图层", en: "Layers"), columns: columns, rows: rows)
  }

  private static func extent(_ box: Box) -> [Cell] {
    guard !box.isEmpty else { return Array(repeating: .missing, count: 4) }
    return [box.minX, box.minY, box.maxX, box.maxY].map { .decimal(Decimals.fixed($0, abs($0) > 360 ? 3 : 7)) }
  }

  private static func row(_ layer: LayerProfile, _ crsName: String?, _ inWords: Bool) -> Table.Row {
    let kinds: [(name: String, count: Int)] = layer.kinds.map { (name: "\($0.kind)", count: $0.count) }
    var cells: [Cell] = [.text(layer.name), .text(layer.format)]
    cells.append(layer.encoding.map { Cell.text($0) } ?? .missing)
    cells += [.integer(layer.count), .integer(layer.vertexCount)]
    cells.append(counts(kinds, inWords) { DataWords.kind($0) })
    cells.append(counts(flags(of: layer), inWords) { DataWords.flag($0) })
    let crs = crsName ?? layer.crs?.definition
    cells.append(crs.map { Cell.text($0) } ?? .missing)
    cells.append(layer.crs.map { Cell.word(originName($0.origin), $0.origin) } ?? .missing)
    return Table.Row(cells + extent(layer.extent))
  }

  /// Which way rings run is a matter of the format: only GeoJSON prescribes one that everything here has, and a shapefile has
  /// the other.
  private static func flags(of layer: LayerProfile) -> [(name: String, count: Int)] {
    layer.flags.filter { $0.name != "reoriented-ring" || layer.format == "GeoJSON" }.map {
      (name: $0.name, count: $0.count)
    }
  }

  private static func counts(
    _ items: [(name: String, count: Int)],
    _ inWords: Bool,
    _ words: (String) -> Phrase
  ) -> Cell {
    guard !items.isEmpty else { return .missing }
    guard inWords else { return .text(items.map { "\($0.name) \($0.count)" }.joined(separator: ", ")) }
    var (zh, en): ([String], [String]) = ([], [])
    for item in items {
      let name = words(item.name)
      zh.append("\(name.zh) \(item.count)")
      en.append("\(name.en) \(item.count)")
    }
    return .phrase(Phrase(zh: zh.joined(separator: "，"), en: en.joined(separator: ", ")))
  }

  /// Features without a row in the table beside the layer, and rows without a feature; nil where all match.
  private static func unmatched(_ layer: String, _ join: JoinReport, _ inWords: Bool) -> Table? {
    guard !join.unmatchedFeatures.isEmpty || !join.unmatchedRows.isEmpty else { return nil }
    func rows(_ what: Phrase, _ items: [JoinReport.Unmatched], _ first: Int) -> [Table.Row] {
      items.map { Table.Row([.phrase(what), .integer($0.number + first), $0.key.map { .text($0) } ?? .missing]) }
    }
    let table = Table(
      "unmatched:\(layer)",
      title: Phrase(zh: "\(layer)：未连接", en: "\(layer): not joined"),
      columns: [
        TableColumn("side", Phrase(zh: "哪一方", en: "side")),
        TableColumn("number", Phrase(zh: "序号或行", en: "number or line"), .trailing),
        TableColumn("key", Phrase(zh: "键", en: "key")),
      ],
      rows: rows(Phrase(zh: "要素", en: "feature"), join.unmatchedFeatures, 1)
        + rows(Phrase(zh: "表中的行", en: "row"), join.unmatchedRows, 0)
    )
    return inWords ? table.shortened(to: 40) : table
  }

  private static func fields(_ layer: LayerProfile, _ inWords: Bool) -> Table {
    let columns = [
      TableColumn("field", Phrase(zh: "字段", en: "field")),
      TableColumn("alias", Phrase(zh: "别名", en: "alias")),
      TableColumn("type", Phrase(zh: "类型", en: "type")),
      TableColumn("nulls", Phrase(zh: "空值", en: "nulls"), .trailing),
      TableColumn("distinct", Phrase(zh: "不同值", en: "distinct"), .trailing),
      TableColumn("min", Phrase(zh: "最小", en: "min"), .trailing),
      TableColumn("max", Phrase(zh: "最大", en: "max"), .trailing),
      TableColumn("samples", Phrase(zh: "示例", en: "samples")),
    ]
    let rows = layer.fields.map { profile in
      Table.Row([
        .text(profile.field.name),
        profile.field.alias.map { .text($0) } ?? .missing,
        inWords ? .phrase(DataWords.type(profile.field.type.rawValue)) : .text(profile.field.type.rawValue),
        .integer(profile.nullCount),
        profile.distinctCount.map { .integer($0) } ?? .text(">\(LayerProfile.distinctLimit)"),
        profile.range.map { .decimal($0.least) } ?? .missing,
        profile.range.map { .decimal($0.greatest) } ?? .missing,
        .text(profile.samples.joined(separator: " | ")),
      ])
    }
    return Table(
      "fields:\(layer.name)",
      title: Phrase(zh: "字段：\(layer.name)", en: "Fields of \(layer.name)"),
      columns: columns,
      rows: rows
    )
  }

  static func originName(_ origin: CRSReference.Origin) -> Phrase {
    switch origin {
    case .file: Phrase(zh: "文件内", en: "the file")
    case .sidecar: Phrase(zh: "旁文件(.prj)", en: "a file beside it (.prj)")
    case .format: Phrase(zh: "格式规定", en: "the format")
    case .stated: Phrase(zh: "用户指定", en: "stated")
    case .inferred: Phrase(zh: "推断", en: "inferred")
    }
  }
}
