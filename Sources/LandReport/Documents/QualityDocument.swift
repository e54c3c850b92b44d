import Features
public import LandAnalysis

/// The answer of `quality`: for each layer a summary by kind of finding, and every finding.
public enum QualityDocument {
  /// What was found in one layer.
  public struct LayerQuality: Sendable {
    /// What the layer is called.
    public var name: Phrase
    /// What programs call it, whatever the language.
    public var id: String
    /// What the check found.
    public var result: QualityResult
    /// The name of a feature, by its number.
    public var label: @Sendable (Int) -> String
    /// Places of the findings in the source's coordinates; nil where a finding has none.
    public var places: [(x: Double, y: Double)?]
    /// Decimals that show a place to the millimetre: 3 for metres, 8 for degrees.
    public var placeDecimals: Int
    /// Largest relative error of an area, where degrees were turned into metres.
    public var distortion: Double

    /// A layer's findings; `places` has one entry for each finding, in order.
    public init(
      name: Phrase,
      id: String,
      result: QualityResult,
      label: @escaping @Sendable (Int) -> String,
      places: [(x: Double, y: Double)?],
      placeDecimals: Int,
      distortion: Double = 0
    ) {
      self.name = name
      self.id = id
      self.result = result
      self.label = label
      self.places = places
      self.placeDecimals = placeDecimals
      self.distortion = distortion
    }
  }

  /// The document. In text at most `limit` findings of a layer are listed; nil lists all.
  public static func make(
    facts: [Fact],
    layers: [LayerQuality],
    thresholds: QualityThresholds,
    limit: Int? = nil,
    notes: [Note] = []
  ) -> ReportDocument {
    var document = ReportDocument(
      command: "quality",
      title: Phrase(zh: "数据质量检查", en: "Data quality"),
      facts: facts + thresholdFacts(thresholds),
      notes: notes
    )
    document.tables.append(summary(layers))
    document.tables.append(findings(layers, limit))
    for layer in layers { document.notes += self.notes(layer, limit) }
    return document
  }

  private static func thresholdFacts(_ thresholds: QualityThresholds) -> [Fact] {
    [
      Fact(
        "snapping_distance_m",
        Phrase(zh: "捕捉距离/米", en: "snapping distance m"),
        .decimal(Decimals.fixed(thresholds.snappingDistance, 4))
      ),
      Fact(
        "sliver_area_m2",
        Phrase(zh: "碎片面积阈值/平方米", en: "sliver area m²"),
        .decimal(Decimals.fixed(thresholds.sliverArea, 2))
      ),
      Fact(
        "sliver_width_m",
        Phrase(zh: "碎片宽度阈值/米", en: "sliver width m"),
        .decimal(Decimals.fixed(thresholds.sliverWidth, 3))
      ),
      Fact(
        "smallest_overlap_m2",
        Phrase(zh: "列出的最小重叠、缝隙/平方米", en: "smallest listed overlap, gap m²"),
        .decimal(Decimals.fixed(min(thresholds.smallestOverlap, thresholds.smallestGap), 4))
      ),
    ]
  }

  private static func summary(_ layers: [LayerQuality]) -> Table {
    var rows: [Table.Row] = []
    for layer in layers {
      let result = layer.result
      for kind in QualityFinding.Kind.allCases {
        let found = result.findings.filter { $0.kind == kind }
        guard !found.isEmpty else { continue }
        let area = found.contains { $0.area != nil } ? found.reduce(0) { $0 + ($1.area ?? 0) } : nil
        rows.append(
          Table.Row([
            .word(layer.name, code: layer.id), .text(kind.rawValue), .phrase(kind.name), .integer(found.count),
            area.map { .decimal(Decimals.fixed($0, 2)) } ?? .missing,
          ])
        )
      }
      rows.append(
        Table.Row([
          .word(layer.name, code: layer.id), .text("features"), .phrase(Phrase(zh: "检查的要素", en: "features checked")),
          .integer(result.featureCount), .decimal(Decimals.fixed(result.totalArea, 2)),
        ])
      )
    }
    return Table(
      "summary",
      title: Phrase(zh: "汇总", en: "Summary"),
      columns: [
        TableColumn("layer", Phrase(zh: "图层", en: "layer"), isCoded: true),
        TableColumn("kind", Phrase(zh: "代码", en: "kind"), isDetail: true),
        TableColumn("meaning", Phrase(zh: "问题", en: "meaning")),
        TableColumn("count", Phrase(zh: "数量", en: "count"), .trailing),
        TableColumn("area_m2", Phrase(zh: "面积/平方米", en: "area m²"), .trailing),
      ],
      rows: rows
    )
  }

  private static func findings(_ layers: [LayerQuality], _ limit: Int?) -> Table {
    var rows: [Table.Row] = []
    for layer in layers {
      for (number, finding) in layer.result.findings.enumerated() where number < limit ?? .max {
        func figure(_ value: Double?, _ decimals: Int) -> Cell {
          value.map { .decimal(Decimals.fixed($0, decimals)) } ?? .missing
        }
        let place = number < layer.places.count ? layer.places[number] : nil
        rows.append(
          Table.Row([
            .word(layer.name, code: layer.id), .integer(number + 1), .text(finding.kind.rawValue),
            .phrase(finding.kind.name),
            .text(features(finding, layer.label)), figure(place?.x, layer.placeDecimals),
            figure(place?.y, layer.placeDecimals), figure(finding.area, 4), figure(finding.width, 4),
            figure(finding.distance, 6), finding.count.map { .integer($0) } ?? .missing,
            finding.reason.map { .word(QualityReason.phrase($0, finding.kind), code: $0) } ?? .missing,
          ])
        )
      }
    }
    return Table(
      "findings",
      title: Phrase(zh: "逐项", en: "Findings"),
      columns: [
        TableColumn("layer", Phrase(zh: "图层", en: "layer"), isCoded: true),
        TableColumn("number", Phrase(zh: "序号", en: "no."), .trailing),
        TableColumn("kind", Phrase(zh: "代码", en: "kind"), isDetail: true),
        TableColumn("meaning", Phrase(zh: "问题", en: "meaning")),
        TableColumn("features", Phrase(zh: "要素", en: "features")), TableColumn("x", Phrase("x"), .trailing),
        TableColumn("y", Phrase("y"), .trailing),
        TableColumn("area_m2", Phrase(zh: "面积/平方米", en: "area m²"), .trailing),
        TableColumn("width_m", Phrase(zh: "平均宽度/米", en: "mean width m"), .trailing),
        TableColumn("distance_m", Phrase(zh: "距离/米", en: "distance m"), .trailing),
        TableColumn("count", Phrase(zh: "数量", en: "count"), .trailing),
        TableColumn("reason", Phrase(zh: "原因", en: "reason"), isCoded: true),
      ],
      rows: rows
    )
  }

  /// Labels of the features; of many the first few, and how many more.
  public static func features(_ finding: QualityFinding, _ label: (Int) -> String, atMost: Int = 8) -> String {
    let names = finding.features.prefix(atMost).map { label($0) }
    let more = finding.features.count - names.count
    return names.joined(separator: "; ") + (more > 0 ? "; +\(more)" : "")
  }

  private static func notes(_ layer: LayerQuality, _ limit: Int?) -> [Note] {
    let result = layer.result
    let name = layer.name
    var notes: [Note] = []
    func add(_ level: Note.Level, _ code: String, zh: String, en: String) {
      notes.append(Note(level, code: code, Phrase(zh: "\(name.zh)：\(zh)", en: "\(name.en): \(en)")))
    }
    func minor(_ tally: QualityResult.Tally, _ code: String, zh: String, en: String) {
      guard tally.count > 0 else { return }
      let area = Decimals.fixed(tally.area, 4)
      add(
        .remark,
        code,
        zh: "另有 \(tally.count) 处更小的\(zh)，共 \(area) 平方米，未逐项列出",
        en: "\(tally.count) smaller \(en), \(area) m² in all, are not listed one by one"
      )
    }
    minor(result.minorOverlaps, "quality.minor-overlaps", zh: "重叠", en: "overlaps")
    minor(result.minorGaps, "quality.minor-gaps", zh: "缝隙", en: "gaps")
    minor(result.minorOutside, "quality.minor-outside", zh: "范围外部分", en: "pieces outside the scope")
    if !result.repairs.isEmpty {
      let before = Decimals.fixed(result.repairs.reduce(0) { $0 + $1.areaBefore }, 2)
      let after = Decimals.fixed(result.repairs.reduce(0) { $0 + $1.areaAfter }, 2)
      add(
        .remark,
        "quality.repaired",
        zh: "\(result.repairs.count) 个无效图形修复后参加重叠与缝隙检查；面积由 \(before) 变为 \(after) 平方米",
        en:
          "\(English.counted(result.repairs.count, "invalid feature")) took part rebuilt in the search for overlaps and gaps; "
          + "their area went from \(before) to \(after) m²"
      )
    }
    if !result.unrepaired.isEmpty {
      add(
        .warning,
        "quality.unrepaired",
        zh: "\(result.unrepaired.count) 个无效图形无法修复，未参加重叠与缝隙检查",
        en:
          "\(English.counted(result.unrepaired.count, "invalid feature")) cannot be rebuilt and took no part in that search"
      )
    }
    if !result.isArrangementComplete {
      add(
        .warning,
        "quality.gaps-not-sought",
        zh: "图层自身反复重叠，未查找缝隙",
        en: "the layer lies over itself so often that gaps were not sought"
      )
    }
    if !result.overlapsAreComplete {
      add(
        .warning,
        "quality.overlaps-incomplete",
        zh: "重叠对过多，只列出一部分",
        en: "there are more overlapping pairs than are listed"
      )
    }
    if layer.distortion > 0 {
      let percent = Decimals.fixed(layer.distortion * 100, 3)
      add(
        .remark,
        "quality.degrees",
        zh: "经纬度按图层中部的椭球尺度换算成米，面积误差不超过 \(percent)%",
        en:
          "degrees became metres by the ellipsoid's scale in the layer's middle; areas are off by \(percent) % at most"
      )
    }
    if let limit, result.findings.count > limit {
      add(
        .remark,
        "quality.listed",
        zh: "只显示前 \(limit) 项，共 \(result.findings.count) 项；CSV、JSON 列出全部",
        en: "the first \(limit) of \(result.findings.count) findings are shown; CSV and JSON hold all"
      )
    }
    return notes
  }
}

extension QualityFinding.Kind {
  /// The kind in words.
  public var name: Phrase {
    switch self {
    case .invalid: Phrase(zh: "图形无效", en: "invalid polygon")
    case .noArea: Phrase(zh: "没有面状图形", en: "no polygon")
    case .duplicateGeometry: Phrase(zh: "图形重复", en: "same geometry as another")
    case .duplicateID: Phrase(zh: "编号重复", en: "same id as another")
    case .overlap: Phrase(zh: "重叠", en: "overlap")
    case .gap: Phrase(zh: "缝隙", en: "gap")
    case .outsideScope: Phrase(zh: "超出范围", en: "outside the scope")
    case .sliver: Phrase(zh: "碎片", en: "sliver")
    case .tinyPart: Phrase(zh: "碎小部分", en: "tiny part")
    case .nearVertices: Phrase(zh: "节点未捕捉", en: "vertices nearly meet")
    case .missingVertices: Phrase(zh: "公共边节点不一致", en: "edge lacks a neighbour's vertices")
    case .multipart: Phrase(zh: "多部分", en: "several parts")
    }
  }
}
