import Features
import Foundation
import Geometry
import LandAnalysis
import LandModel
import LandReport

/// Runs an account over a stream of subjects: one thread reads while others account, and results are written in order.
struct AccountRun: Sendable {
  let maker: AccountMaker
  let measure: LayerMeasure
  let cutter: PieceCutter?
  let invalid: InvalidChoice

  /// What is made of one batch.
  struct Done: Sendable {
    /// The batch without its features, once what it says is known.
    var loaded: LoadedLayer
    var part: AccountPart
    var csv: [UInt8]
    var pieces: AccountPieces?
  }

  func run(
    _ stream: inout LayerBatchStream,
    _ interrupt: Interruption,
    _ sink: AccountSink,
    _ progress: Progress?
  ) throws {
    let finisher = stream.finisher
    let writesCSV = sink.writesCSV
    try OrderedBatches.run(
      threads: Workers.count,
      next: {
        if interrupt.isRequested { throw CancellationError() }
        return try stream.nextRaw()
      },
      work: { batch in try account(batch, finisher, writesCSV) },
      take: { done in
        try sink.add(done)
        progress?.advance(done.part.subjectCount)
      }
    )
    if interrupt.isRequested { throw CancellationError() }
  }

  private func account(_ batch: Layer, _ finisher: BatchFinisher, _ writesCSV: Bool) throws -> Done {
    let loaded = try finisher.finish(batch)
    if invalid == .refuse { try loaded.refuseInvalid() }
    let geometry = loaded.layer.geometry
    let areas = measure.basis == .plane ? nil : try measure.areas(geometry, threads: 1)
    let part = try maker.part(of: loaded.layer, basisAreas: areas, threads: 1)
    return Done(
      loaded: loaded,
      part: part,
      csv: writesCSV ? AccountCSV.bytes(of: part.rows) : [],
      pieces: cutter?.cut(geometry, part.batch)
    )
  }
}
