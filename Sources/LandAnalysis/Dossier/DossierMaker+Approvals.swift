import Features
import GEOS
import Geometry
import LandModel

extension DossierMaker {
  /// The batches that share more than a sliver with the site, each judged over the land that both share, as `approvals` judges
  /// it: within its term, used in time by documents of later stages, or void.
  func approvals(_ near: [NearLayer]) throws -> [Dossier.Approval] {
    let layers = near.filter { $0.layer.role == .batches }
    guard !layers.isEmpty else { return [] }
    let register = try ApprovalRegister(layers.map(\.layer), thresholds: thresholds)
    var found: [(document: Int, area: Area)] = []
    var pieces = GeometryColumns.Builder()
    var first = 0
    for layer in layers {
      for (feature, piece) in try layer.shared(with: site, sliver: sliver) {
        found.append((first + feature, try area(of: piece)))
        try pieces.append(piece.polygonalPart().polygons)
      }
      first += layer.layer.count
    }
    guard !found.isEmpty else { return [] }
    let account = try ApprovalAccount(pieces.finish(), register: register, basis: .plane) { columns in
      (0..<columns.count).map { columns.planeArea(of: $0) }
    }
    let tolerance = asOf.map { CoverageTolerance(thresholds, on: $0) }
    let approvals = try found.enumerated().map { piece, entry in
      let document = register.documents[entry.document]
      let state = try asOf.flatMap { day in
        try tolerance.map { try account.documentState(entry.document, within: piece, on: day, tolerance: $0).kind }
      }
      return Dossier.Approval(
        stage: document.stageWord,
        batch: document.batch ?? document.label,
        document: document.number,
        authority: document.authority,
        approvedOn: document.approvedOn,
        term: register.terms[entry.document],
        status: state,
        area: entry.area
      )
    }
    // In the order of the pipeline, whatever the words; then stages beside it, and words that mean none.
    let ranks = try found.map { entry in
      let stages = try StageCatalogue.embedded().stages
      return stages.firstIndex { $0.id == register.documents[entry.document].stage } ?? stages.count
    }
    return approvals.indices.sorted { a, b in
      let (x, y) = (approvals[a], approvals[b])
      return (ranks[a], x.approvedOn?.description ?? "", x.batch) < (
        ranks[b], y.approvedOn?.description ?? "", y.batch
      )
    }.map { approvals[$0] }
  }
}
