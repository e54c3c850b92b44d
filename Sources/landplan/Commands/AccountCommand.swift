public import AreaAccount
public import ArgumentParser
import Features
import Foundation
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

  @OptionGroup var measure: MeasureOptions
  @OptionGroup var output: OutputOptions

  @Option(name: .long, help: ArgumentHelp(say(zh: "线程数。", en: "Number of threads."), valueName: "n"))
  var threads: Int?

  func run() throws {
    var subjects = try input.loader(validates: true).layer(input.source)
    var loadNotes = SourceNotes.notes(of: subjects)
    if let crs {
      subjects = try subjects.transformed(to: CRS(crs))
    } else if subjects.crs?.isGeographic == true {
      let plane = try PlaneSystem.fitting(subjects)
      loadNotes.append(PlaneSystem.note(plane))
      subjects = try subjects.transformed(to: plane)
    }
    if let id { _ = try subjects.requiredColumn(id) }
    if let sumBy { _ = try subjects.requiredColumn(sumBy) }
    let layers = try with.map { try overlay($0, beside: subjects, &loadNotes) }
    let measure = try measure.measure(for: subjects)
    let areas = measure.basis == .plane ? nil : try measure.areas(subjects.layer.geometry, threads: threads)
    let account = LandAccount(layers: layers, mode: overlap)
    let interrupt = Interruption()
    let progress = Progress(total: subjects.layer.count, quiet: output.quiet)
    let result: AccountResult
    do {
      result = try AccountResult(
        account,
        of: subjects.layer,
        id: id,
        sumBy: sumBy,
        basis: measure.basis,
        basisAreas: areas,
        decimals: decimals,
        threads: threads,
        progress: { progress?.advance($0) },
        isCancelled: { interrupt.isRequested }
      )
    } catch is CancellationError {
      progress?.finish()
      Messages.print(say(zh: "已中断，没有写出任何文件。", en: "interrupted; nothing was written."))
      throw ExitCode(130)
    }
    progress?.finish()
    if output.format == .csv || (output.out?.hasSuffix(".csv") ?? false) {
      try AccountCSV.write(result, to: output.out ?? "-", overwrite: output.overwrite)
    } else {
      try output.write(AccountDocument.make(result, facts: measure.facts))
      if !output.quiet { (loadNotes + measure.notes).unique().forEach { Messages.print($0) } }
      return
    }
    if !output.quiet {
      (loadNotes + measure.notes + AccountDocument.notes(result)).unique().forEach { Messages.print($0) }
    }
  }

  /// Reads `PATH[:LAYER]@FIELD` and brings it to the subjects' system.
  private func overlay(_ written: String, beside subjects: LoadedLayer, _ notes: inout [Note]) throws -> AccountLayer {
    let at = written.lastIndex(of: "@") ?? written.endIndex
    let source = String(written[..<at])
    let field: String? = at == written.endIndex ? nil : String(written[written.index(after: at)...])
    var options = input
    options.filter = nil
    let loader = try options.loader(target: subjects.crs?.definition)
    let loaded = try loader.layer(source)
    notes += SourceNotes.notes(of: loaded)
    guard let field else { return AccountLayer(name: loaded.layer.name, loaded.layer, field: nil) }
    return AccountLayer(name: field, loaded.layer, field: try loaded.requiredColumn(field))
  }
}

extension AccountEngine.OverlapMode: ExpressibleByArgument {}

extension [Note] {
  /// Each note once, in order.
  func unique() -> [Note] {
    var seen = Set<String>()
    return filter { seen.insert($0.code + $0.text.en).inserted }
  }
}
