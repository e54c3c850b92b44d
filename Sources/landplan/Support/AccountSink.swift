import Features
import Foundation
import Geometry
import LandAnalysis
import LandModel
import LandReport

/// Takes the finished batches of an account in order: writes CSV rows as they come, keeps what other forms need.
final class AccountSink {
  private enum Form {
    case csv, geoPackage, document
  }

  private let maker: AccountMaker
  private let output: OutputOptions
  private let form: Form
  private let csv: AtomicOutput?
  private let shapesPath: String?
  private let shapeOptions: ShapeOptions
  private var pieces: PieceLayers?
  private var tally: AccountTally
  private(set) var record: LoadRecord

  /// Opens the outputs, so that one that cannot be written is known before the work.
  init(
    maker: AccountMaker,
    output: OutputOptions,
    shapes: String?,
    _ shapeOptions: ShapeOptions,
    header: LoadedLayer
  ) throws {
    self.maker = maker
    self.output = output
    let ending = ((output.out ?? "") as NSString).pathExtension.lowercased()
    form = output.format == .csv || ending == "csv" ? .csv : ending == "gpkg" ? .geoPackage : .document
    // Sums by a field are known at the end only.
    let streams = form == .csv && maker.request.sumBy == nil
    csv = form == .csv ? try AtomicOutput(output.out ?? "-", overwrite: output.overwrite) : nil
    try csv?.write(AccountCSV.header(subjectName: maker.subjectName, layerNames: maker.layerNames))
    shapesPath = shapes
    self.shapeOptions = shapeOptions
    if shapes != nil { pieces = try PieceLayers(maker: maker, header: header) }
    tally = AccountTally(maker, keepsRows: !streams)
    record = LoadRecord(header)
  }

  /// True where rows are written batch by batch.
  var writesCSV: Bool { csv != nil && maker.request.sumBy == nil }

  func add(_ done: AccountRun.Done) throws {
    record.add(done.loaded)
    tally.add(done.part)
    try csv?.write(done.csv)
    if let made = done.pieces { pieces?.add(made, of: done.loaded, maker) }
  }

  /// Writes what was kept; only then do files appear.
  func finish(facts: [Fact], notes: [Note]) throws {
    let result = tally.finish()
    var notes = notes
    if let pieces { notes += pieces.notes }
    if let pieces, let shapesPath {
      try shapeOptions.write(pieces.layers, to: shapesPath, output)
    }
    switch form {
    case .csv:
      if !writesCSV { try csv?.write(AccountCSV.bytes(of: result.rows)) }
      try csv?.commit()
    case .geoPackage:
      try ShapeOptions.plain(output.out ?? "-", output).write([AccountTable.layer(result)])
    case .document:
      try output.write(AccountDocument.make(result, facts: facts, notes: notes, hasTotal: output.format == .xlsx))
      return
    }
    if !output.quiet { Note.condensed(notes + AccountDocument.notes(result)).forEach { Messages.print($0) } }
  }
}
