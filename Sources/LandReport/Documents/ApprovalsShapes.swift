public import Features
public import LandAnalysis
import LandModel

/// The uncovered pieces as a layer: shapes with kind, reason, documents, area.
public enum ApprovalsShapes {
  /// The layer, one feature for each piece.
  ///
  /// - Parameters:
  ///   - result: the answer with its pieces.
  ///   - crs: the system of the result's plane; nil where none is known.
  ///   - language: of kinds and reasons in words.
  public static func layer(_ result: ApprovalsResult, crs: CRSReference?, language: Language) -> Layer {
    let names = ["kind", "meaning", "reason", "why", "id", "document", "other_document"]
    var texts = names.map { Column(Field($0, .text)) }
    var area = Column(Field("area_m2", .real))
    var mu = Column(Field("area_mu", .real))
    var sliver = Column(Field("sliver", .boolean))
    var number = Column(Field("number", .integer))
    for (index, piece) in result.pieces.pieces.enumerated() {
      let document = result.register.documents[piece.document]
      let values: [String?] = [
        piece.kind.rawValue, piece.kind.name[language], piece.reason.rawValue,
        ApprovalsDocument.reason(piece, result)[language], document.label, document.name,
        piece.other.map { result.register.documents[$0].name },
      ]
      for (column, value) in values.enumerated() { texts[column].append(value.map { .text($0) } ?? .null) }
      area.append(.real(piece.area.value(in: .squareMetre).doubleValue))
      mu.append(.real(piece.area.value(in: .mu).doubleValue))
      sliver.append(.boolean(piece.isSliver))
      number.append(.integer(Int64(index + 1)))
    }
    let columns = [number] + texts + [area, mu, sliver]
    return Layer(
      name: "uncovered",
      geometry: result.pieces.geometry,
      table: AttributeTable(columns: columns, rowCount: result.pieces.pieces.count),
      crs: crs
    )
  }
}
