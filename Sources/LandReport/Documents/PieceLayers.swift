public import Features
import Geometry
public import LandAnalysis
public import LandModel

/// The pieces of an account as layers to write: `pieces`, and apart from them `slivers`, with what is to be said of them.
public struct PieceLayers: Sendable {
  private var piecesLayer: Collected
  private var sliverLayer: Collected
  private let thresholds: QualityThresholds
  private var worst = 0.0
  private var sliverArea = 0.0
  private var failed: [String] = []
  private var examples: [String] = []

  /// Layers without pieces yet.
  ///
  /// - Parameters:
  ///   - maker: the maker of the account.
  ///   - header: the subjects without features, for their system.
  public init(maker: AccountMaker, header: LoadedLayer) throws {
    thresholds = try QualityThresholds(profile: nil, on: nil)
    piecesLayer = Collected("pieces", maker, header.layer)
    sliverLayer = Collected("slivers", maker, header.layer)
  }

  /// Adds the pieces of the next batch.
  public mutating func add(_ made: AccountPieces, of batch: LoadedLayer, _ maker: AccountMaker) {
    worst = max(worst, made.worstDifference)
    failed += made.failed.map { batch.label(of: $0) }
    let column = maker.request.id.flatMap { batch.layer.table[$0] }
    let group = maker.request.sumBy.flatMap { batch.layer.table[$0] }
    for (index, piece) in made.pieces.enumerated() {
      let isSliver = piece.shapeArea < thresholds.sliverArea && piece.width < thresholds.sliverWidth
      let name = column == nil ? batch.layer.label(of: piece.subject) : column?.text(piece.subject) ?? ""
      let classes = zip(maker.account.layers, piece.classes).map { $0.text($1) }
      let names = (group.map { [$0.text(piece.subject) ?? ""] } ?? []) + [name]
      if isSliver {
        sliverArea += piece.shapeArea
        if examples.count < 5 {
          examples.append("\(name) [\(classes.joined(separator: ", "))] \(Decimals.fixed(piece.shapeArea, 6)) m²")
        }
        sliverLayer.add(names + classes, piece, index, made.shapes)
      } else {
        piecesLayer.add(names + classes, piece, index, made.shapes)
      }
    }
  }

  /// `pieces`, and `slivers` where there are any.
  public var layers: [Layer] { [piecesLayer.layer] + (sliverLayer.count > 0 ? [sliverLayer.layer] : []) }

  /// How far the pieces' areas are from the account, and which are slivers.
  public var notes: [Note] {
    var notes = [
      Note(
        worst < 1e-6 ? .remark : .warning,
        code: "account.shapes",
        Phrase(
          zh: "\(piecesLayer.count + sliverLayer.count) 个图形；与台账平面面积之差最大 \(scientific(worst)) 平方米",
          en:
            "\(English.counted(piecesLayer.count + sliverLayer.count, "piece")); the plane area of none differs from the account by more than \(scientific(worst)) m²"
        )
      )
    ]
    if sliverLayer.count > 0 {
      let list = examples.joined(separator: "; ")
      let area = Decimals.fixed(sliverArea, 6)
      notes.append(
        Note(
          .warning,
          code: "account.slivers",
          Phrase(
            zh: "其中碎片 \(sliverLayer.count) 个，共 \(area) 平方米，另列为 slivers：\(list)",
            en: "\(sliverLayer.count) of them are slivers, \(area) m² together, listed apart as slivers: \(list)"
          )
        )
      )
    }
    if !failed.isEmpty {
      let list = failed.prefix(5).joined(separator: ", ")
      notes.append(
        Note(
          .defect,
          code: "account.shapes-failed",
          Phrase(
            zh: "\(failed.count) 个对象 GEOS 无法切割，没有图形：\(list)",
            en:
              "\(English.counted(failed.count, "subject")) that GEOS could not cut \(English.word(failed.count, "has", "have")) no pieces: \(list)"
          )
        )
      )
    }
    return notes
  }

  /// Two digits and a power of ten: figures here are rounding noise or a mistake.
  private func scientific(_ value: Double) -> String {
    guard value > 0 else { return "0" }
    var exponent = 0
    var mantissa = value
    while mantissa < 1 {
      mantissa *= 10
      exponent -= 1
    }
    while mantissa >= 10 {
      mantissa /= 10
      exponent += 1
    }
    return "\(Decimals.fixed(mantissa, 1))e\(exponent)"
  }
}

/// Pieces with their rows' attributes.
private struct Collected: Sendable {
  private let name: String
  private let crs: CRSReference?
  private let file: String
  private var geometry = GeometryColumns()
  private var texts: [(field: Field, values: TextColumn)]
  private var accountAreas: [Double] = []
  private var shapeAreas: [Double] = []

  init(_ name: String, _ maker: AccountMaker, _ header: Layer) {
    self.name = name
    crs = header.crs
    file = header.file
    let request = maker.request
    // Summed by a field, each piece has its class of subjects and the subject.
    let names = request.sumBy == nil ? [maker.subjectName] : [maker.subjectName, request.id ?? "feature"]
    texts = (names + maker.layerNames).map { (Field($0, .text), TextColumn()) }
  }

  var count: Int { accountAreas.count }

  mutating func add(_ values: [String], _ piece: AccountPiece, _ index: Int, _ shapes: GeometryColumns) {
    for (place, value) in values.enumerated() { texts[place].values.append(value) }
    accountAreas.append(piece.accountArea)
    shapeAreas.append(piece.shapeArea)
    geometry.append(feature: index, of: shapes)
  }

  var layer: Layer {
    var columns = texts.map { Column($0.field, storage: .texts($0.values), validity: nil) }
    columns.append(Column(Field("account_m2", .real), storage: .reals(accountAreas), validity: nil))
    columns.append(Column(Field("shape_m2", .real), storage: .reals(shapeAreas), validity: nil))
    return Layer(
      name: name,
      geometry: geometry,
      table: AttributeTable(columns: columns, rowCount: count),
      crs: crs,
      file: file
    )
  }
}
