import Features
import GEOS
import Geometry
import LandModel

extension ApprovalRegister {
  /// The batches of several layers in one register, in order of the layers and their features, with terms by the national
  /// rules: what `approvals`, `assemble`, `query` and `report` judge them by.
  init(_ layers: [LoadedLayer], thresholds: ThresholdProfile) throws {
    let catalogue = try StageCatalogue.embedded()
    var documents: [ApprovalDocument] = []
    var geometry = GeometryColumns()
    for layer in layers {
      let records = try ApprovalRecords(layer, catalogue: catalogue, measured: nil)
      documents += records.documents
      geometry.append(records.geometry)
    }
    self.init(
      documents,
      geometry: geometry,
      catalogue: catalogue,
      rules: try TermRules.embedded(),
      thresholds: thresholds
    )
  }

  /// The land over which a document holds on a day, as ``holds(_:on:in:)`` says of each place in it: all of it within its
  /// term, afterwards what documents of other stages used in time; nil where there is none.
  func land(of document: Int, on day: CalendarDate) throws -> Shape? {
    guard isDated(document, by: day), geometry.kinds[document].isPolygonal else { return nil }
    let whole = try geometry.validShape(of: document)
    guard let term = terms[document], day > term.lastDay else { return whole }
    let box = geometry.box(of: document)
    let keepers = keepingStages(of: document).flatMap { members[$0] }.filter {
      keeps($0, document, by: day) && geometry.box(of: $0).intersects(box)
    }
    let used = try keepers.compactMap { try land(of: $0, on: day) }
    guard !used.isEmpty else { return nil }
    let kept = try whole.intersection(Shape.union(of: used)).polygonalPart().polygons
    return kept.isEmpty ? nil : kept
  }
}
