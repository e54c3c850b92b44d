public import ArgumentParser
import Features
import Foundation
import LandReport

/// The forms that a result can take.
enum OutputForm: String, ExpressibleByArgument, CaseIterable {
  case table
  case json
  case csv
  case html
  case markdown
  case xlsx
}

/// Options of every command that prints a result.
struct OutputOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      say(
        zh: "结果形式；xlsx 须加 --out。",
        en: "Form of the result; xlsx needs --out."
      ),
      valueName: "form"
    )
  )
  var format: OutputForm = .table

  @Option(
    name: .long,
    help: ArgumentHelp(
      say(zh: "写入文件（完整写成，否则不写）；默认写到标准输出。", en: "Write to a file, whole or not at all; default: standard output."),
      valueName: "path"
    )
  )
  var out: String?

  @Flag(name: .long, help: ArgumentHelp(say(zh: "允许替换已有的输出文件。", en: "Replace an output that exists.")))
  var overwrite = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      say(zh: "CSV 只写一张表：表的名称；默认第一张。", en: "CSV holds one table: its name; default: the first."),
      valueName: "name"
    )
  )
  var table: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      say(zh: "语言：zh 或 en；默认随系统区域。", en: "Language: zh or en; default: the locale's."),
      valueName: "zh|en"
    )
  )
  var lang: Language?

  @Flag(name: .long, help: ArgumentHelp(say(zh: "不在标准错误上报告进度和备注。", en: "No progress or remarks on standard error.")))
  var quiet = false

  /// A workbook has no place on a terminal: that is said before the work, not after.
  func validate() throws {
    // The points of a site come only where they are asked for.
    if table != nil, format != .csv, table != BoundaryPointTable.id {
      throw ValidationError(say(zh: "--table 只用于 --format csv", en: "--table is for --format csv"))
    }
    if format == .xlsx, out == nil || out == "-" { throw SpokenError(CommandError.workbookNeedsFile(), language) }
  }

  /// Renders and writes. Nothing is left behind where writing fails.
  ///
  /// - Parameter figures: maps, for a page.
  func write(_ document: ReportDocument, figures: [PageFigure] = []) throws {
    let text: String
    switch format {
    case .xlsx:
      let renderer = WorkbookRenderer(language: language, program: "LandPlan \(programVersion)")
      let output = try AtomicOutput(out ?? "-", overwrite: overwrite)
      try output.write(renderer.render(document))
      try output.commit()
      return

    case .table: text = TextRenderer(language: language, width: terminalWidth).render(document)
    case .json: text = JSONRenderer(language: language, version: programVersion).render(document)
    case .csv:
      let table = try chosenTable(of: document)
      if !quiet, let note = FormulaCells.note(table) { Messages.print(note) }
      if !quiet, self.table == nil { others(than: table, in: document).map { Messages.print($0) } }
      text = CSVRenderer(language: language).render(table)
    case .html: text = PageRenderer(language: language).render(document, figures: figures)
    case .markdown: text = MarkdownRenderer(language: language).render(document)
    }
    let output = try AtomicOutput(out ?? "-", overwrite: overwrite)
    try output.write(text)
    try output.commit()
    if format == .csv, !quiet { document.notes.forEach { Messages.print($0) } }
  }

  /// CSV holds one table: which was taken, and how to have another.
  private func others(than table: Table, in document: ReportDocument) -> String? {
    let others = document.tables.map(\.id).filter { $0 != table.id }
    guard !others.isEmpty else { return nil }
    let names = others.prefix(5).joined(separator: ", ") + (others.count > 5 ? " …" : "")
    return say(
      zh: "CSV 只含一张表：\(table.id)；另有 \(others.count) 张，用 --table 指定：\(names)",
      en: "CSV holds one table, \(table.id); \(others.count) more by --table: \(names)"
    )
  }

  /// The terminal's columns where that is where the answer goes; a file or a pipe has no width.
  private var terminalWidth: Int? {
    guard out ?? "-" == "-", isatty(1) == 1 else { return nil }
    var size = winsize()
    return ioctl(1, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : nil
  }

  private func chosenTable(of document: ReportDocument) throws -> Table {
    if let name = table {
      if let found = document.tables.first(where: { $0.id == name }) { return found }
      throw CommandError.noSuchTable(name, document.tables.map(\.id).joined(separator: ", "))
    }
    guard let first = document.tables.first else {
      return Table("empty", title: Phrase("empty"), columns: [])
    }
    return first
  }
}

extension Language: ExpressibleByArgument {}

/// An error found while the command line is still being read, in the reader's language: the parser prints what an error
/// says of itself.
struct SpokenError: Error, CustomStringConvertible {
  let description: String

  init(_ error: DataError, _ language: Language) {
    description = ErrorText.sentence(error, language)
  }
}
