public import AreaAccount
public import ArgumentParser
import Features
import Foundation
import GEOS
import Geometry
import LandAnalysis
import LandModel
import LandReport
import PROJ

/// `landplan account`: how much of each subject lies in which classes of other layers, to the last square metre.
struct AccountCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "account",
      abstract: say(
        zh: "面积台账：每个对象在其他图层各类别中的面积，各行之和等于对象面积。",
        en:
          "The area account: how much of each subject lies in which classes of other layers; a subject's rows sum to its area."
      )
    )
  }

  @OptionGroup var input: InputOptions

  @Option(
    name: .long,
    help: ArgumentHelp(
      say(zh: "对象的编号字段；默认用要素号。", en: "Field that names the subjects; default: the feature's own id."),
      valueName: "field"
    )
  )
  var id: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      say(
        zh: "叠加图层与类别字段：路径[:图层]@字段；可重复。",
        en: "A layer to split by, and the field of its classes: PATH[:LAYER]@FIELD; may be repeated."
      ),
      valueName: "source@field"
    )
  )
  var with: [String]

  @Option(
    name: .customLong("sum-by"),
    help: ArgumentHelp(
      say(zh: "按对象的此字段汇总。", en: "One account for each value of this field of the subjects."),
      valueName: "field"
    )
  )
  var sumBy: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      say(
        zh: "同层重叠：combine 组合成 a+b；each 各类各列一行。",
        en: "Overlaps within a layer: combine as a+b, or a row for each class."
      ),
      valueName: "combine|each"
    )
  )
  var overlap: AccountEngine.OverlapMode = .combine

  @Option(
    name: .long,
    help: ArgumentHelp(
      say(zh: "在此平面坐标系中计算；默认用对象图层的坐标系。", en: "The plane system to account in; default: the subjects' own."),
      valueName: "crs"
    )
  )
  var crs: String?

  @Option(
    name: .long,
    help: ArgumentHelp(say(zh: "面积小数位（0–6）。", en: "Decimals of the areas (0 to 6)."), valueName: "n")
  )
  var decimals = 4

  @Option(
    name: .long,
    help: ArgumentHelp(
      say(
        zh: "无效图形：repair 修复并报告面积变化（默认）；refuse 报错退出；keep 原样计算。",
        en: "Invalid polygons: repair, and state the area moved (default); refuse; or keep as they are."
      ),
      valueName: "repair|refuse|keep"
    )
  )
  var invalid: InvalidChoice = .repair

  @Option(
    name: .long,
    help: ArgumentHelp(
      say(
        zh: "用 GEOS 把各行的图形写成文件，按后缀定格式，并报告与台账的面积差。",
        en: "Write the shape of every row, cut by GEOS; the ending tells the format. States how far areas differ."
      ),
      valueName: "path"
    )
  )
  var shapes: String?

  @OptionGroup var measure: MeasureOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var shapeOptions: ShapeOptions
  @OptionGroup var threads: ThreadOptions

  func validate() throws {
    guard (0...6).contains(decimals) else {
      throw ValidationError(say(zh: "--decimals 应为 0–6", en: "--decimals must be 0 to 6"))
    }
  }

  func run() throws {
    threads.apply()
    try Interruption.run { try account($0) }
  }

  private func account(_ interrupt: Interruption) throws {
    var stream = try loader().stream(input.source)
    var notes: [Note] = []
    if let crs {
      try stream.transform(to: CRS(crs))
    } else if stream.header.crs?.isGeographic == true {
      let source = try stream.header.requiredCRS()
      let plane = try PlaneSystem.fitting(source, try stream.degrees() ?? stream.extent())
      notes.append(PlaneSystem.note(plane))
      try stream.transform(to: plane)
    }
    if let id { _ = try stream.header.requiredColumn(id) }
    if let sumBy { _ = try stream.header.requiredColumn(sumBy) }
    let measure = try measure.measure(for: stream.header, degrees: { try stream.degrees() })
    let overlays = try with.map { written in
      if interrupt.isRequested { throw CancellationError() }
      // Needed to cut pieces: to write them, or to measure those of large subjects where they lie.
      let cuts = shapes != nil || measure.basis != .plane
      return try overlay(written, beside: stream.header, keepsGeometry: cuts)
    }
    let account = LandAccount(layers: overlays.map(\.layer), mode: overlap)
    let request = AccountRequest(
      id: try id.map { try stream.header.requiredColumn($0).field.name },
      sumBy: try sumBy.map { try stream.header.requiredColumn($0).field.name },
      basis: measure.basis,
      decimals: decimals
    )
    let geometries = overlays.map(\.geometry)
    let pieces = PieceMeasure(account, geometries: geometries) { [measure] in try measure.areas($0, threads: 1) }
    let maker = AccountMaker(account, request, pieces: measure.basis == .plane ? nil : pieces)
    let cutter = shapes.map { _ in PieceCutter(account, geometries: geometries) }
    let run = AccountRun(maker: maker, measure: measure, cutter: cutter, invalid: invalid)
    let sink = try AccountSink(maker: maker, output: output, shapes: shapes, shapeOptions, header: stream.header)
    let progress = Progress(total: stream.expectedCount, quiet: output.quiet)
    defer { progress?.finish() }
    try run.run(&stream, interrupt, sink, progress)
    progress?.finish()
    // Nothing looks at the flag from here on: a signal ends the program, and what is unfinished goes.
    Signals.listen(nil)
    let records = [sink.record] + overlays.map(\.record)
    notes = records.flatMap { SourceNotes.notes(of: $0) } + notes + measure.notes
    try sink.finish(facts: measure.facts, notes: notes + records.compactMap { AccountDocument.repaired($0) })
  }

  private func loader(target: String? = nil, filters: Bool = true) throws -> SourceLoader {
    var options = input
    if !filters { options.filter = nil }
    options.repair = input.repair || invalid == .repair
    return try options.loader(validates: true, target: target)
  }

  private struct Overlay {
    var layer: AccountLayer
    var geometry: GeometryColumns
    var record: LoadRecord
  }

  /// Reads `PATH[:LAYER]@FIELD` and brings it to the subjects' system.
  private func overlay(_ written: String, beside subjects: LoadedLayer, keepsGeometry: Bool) throws -> Overlay {
    let at = written.lastIndex(of: "@") ?? written.endIndex
    let source = String(written[..<at])
    let field: String? = at == written.endIndex ? nil : String(written[written.index(after: at)...])
    let loaded = try loader(target: subjects.crs?.definition, filters: false).layer(source)
    if invalid == .refuse { try loaded.refuseInvalid() }
    let column = try field.map { try loaded.requiredColumn($0) }
    return Overlay(
      layer: AccountLayer(name: field ?? loaded.layer.name, loaded.layer, field: column),
      geometry: keepsGeometry ? loaded.layer.geometry : GeometryColumns(),
      record: LoadRecord(loaded)
    )
  }
}

extension AccountEngine.OverlapMode: ExpressibleByArgument {}

/// What becomes of polygons that are not valid.
enum InvalidChoice: String, ExpressibleByArgument, CaseIterable {
  /// GEOS rebuilds them; what area that moved is stated.
  case repair
  /// The first one ends the work with an error.
  case refuse
  /// They stand as they are: a place counts once where the rings wind round it.
  case keep
}

extension LoadedLayer {
  /// Throws a `DataError` for the first feature that is not valid.
  func refuseInvalid() throws {
    guard let first = invalidities.first else { return }
    throw CommandError.invalidRefused(place(of: first.feature), first.reason, first.x, first.y)
  }
}
