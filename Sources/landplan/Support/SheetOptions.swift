public import ArgumentParser
import Cairo
import Features
import Foundation
public import LandMap
import LandReport

/// Paper, scale and file of map sheets.
struct SheetOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      say(zh: "输出文件，后缀 .pdf、.svg 或 .png。", en: "The output: .pdf, .svg or .png."),
      valueName: "path"
    )
  )
  var out: String

  @Flag(name: .long, help: ArgumentHelp(say(zh: "允许替换已有的输出文件。", en: "Replace an output that exists.")))
  var overwrite = false

  @Option(name: .long, help: ArgumentHelp(say(zh: "纸张 A4 至 A0。", en: "Paper, A4 to A0."), valueName: "paper"))
  var paper: Paper = .a4

  @Option(
    name: .long,
    help: ArgumentHelp(
      say(zh: "比例尺，例如 1:5000；默认 fit，取放得下的整数比例。", en: "Scale such as 1:5000; default fit: the largest round one."),
      valueName: "scale"
    )
  )
  var scale: MapScale = .fit

  @Flag(
    name: .long,
    inversion: .prefixedNo,
    help: ArgumentHelp(say(zh: "横幅；默认取图面较大的方向。", en: "Landscape; default: whichever shows the land larger."))
  )
  var landscape: Bool?

  @Option(name: .long, help: ArgumentHelp(say(zh: "PNG 每英寸点数。", en: "Dots in an inch, for PNG."), valueName: "n"))
  var dpi = 150.0

  @Option(name: .long, help: ArgumentHelp(say(zh: "图名。", en: "Title of the sheet."), valueName: "text"))
  var title: String?

  @Flag(
    name: .long,
    help: ArgumentHelp(
      say(zh: "按 --scale 分幅：每幅一个文件，另有索引图。", en: "Sheets by grid at --scale: a file each, and an index sheet.")
    )
  )
  var series = false

  func validate() throws {
    guard (36...1200).contains(dpi) else {
      throw ValidationError(say(zh: "--dpi 应为 36 至 1200", en: "--dpi must be 36 to 1200"))
    }
    if series, scale == .fit {
      throw ValidationError(say(zh: "--series 需要 --scale", en: "--series needs --scale"))
    }
  }

  /// Draws and writes the sheet or the series. Gives what to say of them.
  func write(_ content: MapContent) throws -> [Phrase] {
    let path = out as NSString
    guard let format = Canvas.Format(rawValue: path.pathExtension.lowercased()) else {
      throw CommandError.unknownForm(out, Canvas.Format.allCases.map { ".\($0.rawValue)" }.joined(separator: " "))
    }
    var renderer = MapRenderer(language: language)
    renderer.paper = paper
    renderer.landscape = landscape
    renderer.scale = scale
    renderer.resolution = dpi
    guard series else { return [try write(renderer.draw(content, as: format), to: out)] }
    let sheets = try MapSeries(content, renderer)
    var said: [Phrase] = []
    let stem = path.deletingPathExtension
    var overview = renderer
    overview.scale = .fit
    overview.landscape = sheets.landscape
    said.append(try write(overview.draw(sheets.index, as: format), to: out))
    var single = renderer
    single.landscape = sheets.landscape
    for sheet in sheets.sheets {
      said.append(try write(single.draw(sheet.content, as: format), to: "\(stem)-\(sheet.name).\(format.rawValue)"))
    }
    return said
  }

  private func write(_ sheet: MapRenderer.Sheet, to path: String) throws -> Phrase {
    let file = try AtomicOutput(path, overwrite: overwrite)
    try file.write(sheet.bytes)
    try file.commit()
    let scale = Int(sheet.layout.scale)
    let count = sheet.omittedLabels
    return Phrase(
      zh: "\(path)：\(paper.rawValue)，1:\(scale)，图例 \(sheet.legend.rows.count) 类"
        + (count > 0 ? "，\(count) 处注记放不下" : ""),
      en: "\(path): \(paper.rawValue), 1:\(scale), \(sheet.legend.rows.count) classes in the legend"
        + (count > 0 ? ", labels left out for lack of room: \(count)" : "")
    )
  }
}

extension Paper: ExpressibleByArgument {
  public init?(argument: String) { self.init(rawValue: argument.uppercased()) }
}

extension MapScale: ExpressibleByArgument {
  public init?(argument: String) { self.init(written: argument) }
}
