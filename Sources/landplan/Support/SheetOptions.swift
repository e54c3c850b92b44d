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

  @Option(
    name: .customLong("series-by"),
    help: ArgumentHelp(
      say(
        zh: "按街区分幅，每街区一个文件，另有索引图：blocks 取编号最后一个连字符前的部分（W03-01 为 W03），zones 取项目片区，或字段名，或 图层@名称字段。",
        en:
          "A sheet a block, and an index: blocks by what stands before the last hyphen of a parcel's number (W03 of W03-01), zones of the project, a field, or LAYER@FIELD."
      ),
      valueName: "blocks|zones|field|layer@field"
    )
  )
  var seriesBy: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      say(zh: "只出这一个街区的图（分法见 --series-by，默认 blocks）。", en: "Only this block's sheet; see --series-by, default blocks."),
      valueName: "name"
    )
  )
  var block: String?

  @Flag(
    name: .customLong("svg-outlines"),
    help: ArgumentHelp(
      say(zh: "SVG 中文字绘为轮廓：不依赖字体，但不能检索和修改。", en: "Letters of an SVG as outlines: no font needed, no search or change.")
    )
  )
  var svgOutlines = false

  func validate() throws {
    guard (36...1200).contains(dpi) else {
      throw ValidationError(say(zh: "--dpi 应为 36 至 1200", en: "--dpi must be 36 to 1200"))
    }
    if series, seriesBy != nil || block != nil {
      throw ValidationError(
        say(zh: "--series 与 --series-by、--block 不能同时使用", en: "--series goes without --series-by and --block")
      )
    }
    if series, scale == .fit {
      throw ValidationError(say(zh: "--series 需要 --scale", en: "--series needs --scale"))
    }
  }

  /// True where sheets are of blocks.
  var isByBlock: Bool { seriesBy != nil || block != nil }

  private func format() throws -> Canvas.Format {
    let ending = (out as NSString).pathExtension.lowercased()
    guard let format = Canvas.Format(rawValue: ending) else {
      throw CommandError.unknownForm(out, Canvas.Format.allCases.map { ".\($0.rawValue)" }.joined(separator: " "))
    }
    return format
  }

  private var renderer: MapRenderer {
    var renderer = MapRenderer(language: language)
    renderer.paper = paper
    renderer.landscape = landscape
    renderer.scale = scale
    renderer.resolution = dpi
    renderer.outlines = svgOutlines
    return renderer
  }

  /// Draws and writes the sheet or the series. Gives what to say of them.
  func write(_ content: MapContent) throws -> [Phrase] {
    let (format, renderer) = (try format(), renderer)
    guard series else { return [try write(renderer.draw(content, as: format), to: out)] }
    let sheets = try MapSeries(content, renderer)
    var overview = renderer
    overview.scale = .fit
    overview.landscape = sheets.landscape
    var said = [try write(overview.draw(sheets.index, as: format), to: out)]
    var single = renderer
    single.landscape = sheets.landscape
    for sheet in sheets.sheets {
      said.append(try write(single.draw(sheet.content, as: format), to: path(of: sheet.name, format)))
    }
    return said
  }

  /// Draws and writes the sheets of blocks, all with an index or the one that is named.
  func write(_ series: BlockSeries) throws -> [Phrase] {
    let (format, renderer) = (try format(), renderer)
    if let block {
      return [try write(renderer.draw(series.sheet(series.number(of: block)), as: format), to: out)]
    }
    try series.check(renderer)
    var overview = renderer
    overview.scale = .fit
    var said = [try write(overview.draw(series.index(), as: format), to: out)]
    var used: Set<String> = []
    for (number, block) in series.blocks.blocks.enumerated() {
      var name = String(block.name.map { $0.isLetter || $0.isNumber || "-_.".contains($0) ? $0 : "_" })
      if !used.insert(name.lowercased()).inserted { name += "_\(number + 1)" }
      said.append(try write(renderer.draw(series.sheet(number), as: format), to: path(of: name, format)))
    }
    return said
  }

  private func path(of sheet: String, _ format: Canvas.Format) -> String {
    "\((out as NSString).deletingPathExtension)-\(sheet).\(format.rawValue)"
  }

  private func write(_ sheet: MapRenderer.Sheet, to path: String) throws -> Phrase {
    let file = try AtomicOutput(path, overwrite: overwrite)
    try file.write(sheet.bytes)
    try file.commit()
    let scale = Int(sheet.layout.scale)
    let count = sheet.omittedLabels.count
    return Phrase(
      zh: "\(path)：\(paper.rawValue)，1:\(scale)，图例 \(sheet.legend.rows.count) 类"
        + (count > 0 ? "，\(count) 处注记放不下" : ""),
      en:
        "\(path): \(paper.rawValue), 1:\(scale), \(English.counted(sheet.legend.rows.count, "class", "classes")) in the legend"
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
