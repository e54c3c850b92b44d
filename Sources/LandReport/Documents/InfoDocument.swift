import Features
import Geometry
public import LandAnalysis

/// The answer of `info`: the layers of a source, and for each its fields.
public enum InfoDocument {
  /// `crsNames` gives the name of each layer's CRS where it could be read; `findings` are what looks wrong.
  public static func make(
    source: String,
    layers: [LayerProfile],
    crsNames: [String?],
    findings: [Note]
  ) -> ReportDocument {
    ReportDocument(
      command: "info",
      title: Phrase(zh: "数据概况", en: "What is in this source"),
      facts: [Fact("source", Phrase(zh: "来源", en: "source"), .text(source))],
      tables: [overview(layers, crsNames)] + layers.map(fields),
      notes: findings
    )
  }

  private static func overview(_ layers: [LayerProfile], _ crsNames: [String?]) -> Table {
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
    let rows = zip(layers, crsNames).map { layer, crsName in
      Table.Row(
        [
          .text(layer.name),
          .text(layer.format),
          layer.encoding.map { .text($0) } ?? .missing,
          .integer(layer.count),
          .integer(layer.vertexCount),
          .text(layer.kinds.map { "\($0.kind) \($0.count)" }.joined(separator: ", ")),
          layer.flags.isEmpty ? .missing : .text(layer.flags.map { "\($0.name) \($0.count)" }.joined(separator: ", ")),
          (crsName ?? layer.crs?.definition).map { .text($0) } ?? .missing,
          layer.crs.map { .word(originName($0.origin), $0.origin) } ?? .missing,
        ] + extent(layer.extent)
      )
    }
    return Table("layers", title: Phrase(zh: "图层", en: "Layers"), columns: columns, rows: rows)
  }

  private static func extent(_ box: Box) -> [Cell] {
    guard !box.isEmpty else { return Array(repeating: .missing, count: 4) }
    return [box.minX, box.minY, box.maxX, box.maxY].map { .decimal(Decimals.fixed($0, abs($0) > 360 ? 3 : 7)) }
  }

  private static func fields(_ layer: LayerProfile) -> Table {
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
        .text(profile.field.type.rawValue),
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
