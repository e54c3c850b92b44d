import ArgumentParser
import Features
import Foundation
import Geometry
import LandModel
import LandReport
import OGR
import PROJ

/// `landplan convert`: boundary-point TXT to every vector format and back, and from one TXT form to another.
struct ConvertCommand: ParsableCommand {
  /// Point columns of a boundary-point file.
  enum TXTForm: String, ExpressibleByArgument, CaseIterable {
    case standard
    case sixColumn = "six-column"

    var layout: BoundaryPointFile.PointLayout { self == .standard ? .four : .six }
  }

  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "convert",
      abstract: say(
        zh: "界址点 TXT 与 GeoPackage、Shapefile、GeoJSON 等互转。",
        en: "Boundary-point TXT (界址点) to and from GeoPackage, shapefile, GeoJSON and the other formats."
      ),
      discussion: say(
        zh: """
          TXT 转 TXT：属性、地块、环号、点号原样保留，只改指定的编码、列数、前缀、小数位；边长重新计算，\
          字段两端的空格和格式以外的列去掉，北东坐标写反的对调，都有提示。
          图形转 TXT：外环顺时针、内环逆时针，从西北角起点，点号按地块连续，环号从 1 起；未指明时用中国 3 度带。
          """,
        en: """
          TXT to TXT keeps keys, parcels, ring numbers and point names, and changes what you ask for: encoding, columns, \
          prefix, decimals. Distances are computed anew; blanks around fields and columns behind the format's go; swapped axes are put \
          right, with a remark.
          To TXT from other formats: shells clockwise and holes against it, from the north-west corner, points numbered \
          through the parcel, rings from 1; in a 3° Gauss-Krüger zone where the source is in none.
          """
      )
    )
  }

  @OptionGroup var input: InputOptions

  @Argument(
    help: ArgumentHelp(
      say(zh: "输出文件；格式按后缀：.txt .gpkg .shp .geojson .fgb .kml .csv …", en: "The output; its ending is its format."),
      valueName: "output"
    )
  )
  var target: String

  @Option(
    name: .long,
    help: ArgumentHelp(
      say(zh: "格式（txt、geojson、gpkg …）；默认按后缀。", en: "The format (txt, geojson, gpkg …); default: by the ending."),
      valueName: "format"
    )
  )
  var to: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      say(
        zh: "TXT 的点列：standard（点号,圈号,X,Y）或 six-column（加到下点距离、界标类型）；TXT 转 TXT 默认不变。",
        en:
          "Point columns of the TXT: standard (name, ring, X, Y) or six-column (with distance and mark); default: standard, or as the source TXT has it."
      ),
      valueName: "form"
    )
  )
  var form: TXTForm?

  @Option(
    name: .customLong("txt-encoding"),
    help: ArgumentHelp(
      say(
        zh: "TXT 编码：GBK（默认）、GB18030、UTF-8、UTF-16；same 为与来源相同。",
        en: "Encoding of the TXT: GBK (default), GB18030, UTF-8, UTF-16; same: as the source TXT."
      ),
      valueName: "encoding"
    )
  )
  var txtEncoding: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      say(zh: "TXT 换行：crlf（默认）、lf 或 same。", en: "Line ends of the TXT: crlf (default), lf or same."),
      valueName: "crlf|lf|same"
    )
  )
  var newline: Newline?

  enum Newline: String, ExpressibleByArgument, CaseIterable {
    case crlf, lf, same
  }

  @Flag(
    name: .long,
    inversion: .prefixedNo,
    help: ArgumentHelp(
      say(
        zh: "TXT 东坐标带或不带带号前缀（“大数”）；默认与来源相同，来源不是分带坐标时带前缀。",
        en: "Eastings of the TXT with or without zone prefix; default: as the source, with where it is in no zone."
      )
    )
  )
  var prefix: Bool?

  @Option(
    name: .long,
    help: ArgumentHelp(
      say(zh: "输出坐标系，例如 EPSG:4525。", en: "CRS of the output, for example EPSG:4525."),
      valueName: "crs"
    )
  )
  var crs: String?

  @Option(
    name: .long,
    help: ArgumentHelp(say(zh: "TXT 坐标小数位（0–9），默认 3。", en: "Decimals in the TXT (0 to 9); default 3."), valueName: "n")
  )
  var decimals: Int?

  @Option(
    name: .long,
    help: ArgumentHelp(
      say(
        zh: "TXT 表头取自哪个字段，可重复：地块名称=XMMC。",
        en: "A head field of the TXT and the source's field: 地块名称=XMMC; may be repeated."
      ),
      valueName: "name=field"
    )
  )
  var field: [String] = []

  @Option(name: .long, help: ArgumentHelp(say(zh: "六列形式的界标类型。", en: "Mark (界标类型) in six columns."), valueName: "text"))
  var mark: String?

  @Option(
    name: .long,
    help: ArgumentHelp(say(zh: "TXT 的数据产生单位。", en: "Producer stated in the TXT."), valueName: "text")
  )
  var producer: String?

  @Option(
    name: .long,
    help: ArgumentHelp(say(zh: "TXT 的数据产生日期。", en: "Date stated in the TXT."), valueName: "YYYY-MM-DD")
  )
  var date: String?

  @Flag(
    name: .long,
    help: ArgumentHelp(
      say(
        zh: "GeoJSON 带 simplestyle 属性，网页地图直接着色。",
        en: "GeoJSON with simplestyle properties, so that web viewers draw it coloured."
      )
    )
  )
  var simplestyle = false

  @OptionGroup var shapefile: ShapefileOptions

  @Flag(name: .long, help: ArgumentHelp(say(zh: "允许替换已有的输出文件。", en: "Replace an output that exists.")))
  var overwrite = false

  @Option(name: .long, help: ArgumentHelp(say(zh: "语言：zh 或 en。", en: "Language: zh or en."), valueName: "zh|en"))
  var lang: Language?

  @Flag(name: .long, help: ArgumentHelp(say(zh: "不在标准错误上报告备注。", en: "No remarks on standard error.")))
  var quiet = false

  func validate() throws {
    if let decimals, !(0...9).contains(decimals) {
      throw ValidationError(say(zh: "--decimals 应为 0–9", en: "--decimals must be 0 to 9"))
    }
    // Each stands in a line of the TXT; a mark is one of its columns.
    for (option, text) in [("--producer", producer), ("--mark", mark)] {
      guard let text, text.contains(where: { $0.isNewline }) || option == "--mark" && text.contains(",") else {
        continue
      }
      throw ValidationError(
        option == "--mark"
          ? say(zh: "--mark 不能含有换行或逗号", en: "--mark must hold no line break and no comma")
          : say(zh: "\(option) 不能含有换行", en: "\(option) must hold no line break")
      )
    }
    if let date, CalendarDate(date) == nil {
      throw ValidationError(say(zh: "--date 应为 YYYY-MM-DD", en: "--date must be YYYY-MM-DD"))
    }
    for pair in field where pair.split(separator: "=").count != 2 || pair.filter({ $0 == "=" }).count != 1 {
      throw ValidationError(
        say(zh: "--field 应写作 地块名称=字段名，而不是 \(pair)", en: "--field must be like 地块名称=FIELD, not \(pair)")
      )
    }
    for (option, isGiven, owner) in useless() where isGiven {
      throw ValidationError(
        say(
          zh: "\(option) 只用于 \(owner)，对 \(ending) 不起作用",
          en: "\(option) is for \(owner) and has no use with \(ending)"
        )
      )
    }
  }

  /// Options of other formats than the output's, and whether they are given; none where the format is not known, which is said
  /// first when it is needed.
  private func useless() -> [(option: String, isGiven: Bool, owner: String)] {
    let ofText = [
      ("--form", form != nil), ("--txt-encoding", txtEncoding != nil), ("--newline", newline != nil),
      ("--prefix", prefix != nil), ("--decimals", decimals != nil), ("--field", !field.isEmpty),
      ("--mark", mark != nil), ("--producer", producer != nil), ("--date", date != nil),
    ]
    let isText = ending == "txt"
    let form = ExportForm(fileExtension: ending)
    guard isText || form != nil else { return [] }
    return (isText ? [] : ofText.map { ($0.0, $0.1, "TXT") }) + [
      ("--out-encoding", shapefile.outEncoding != nil && form != .shp, "Shapefile")
    ]
  }

  /// What tells the output's format.
  private var ending: String { (to ?? (target as NSString).pathExtension).lowercased() }

  func run() throws {
    if ending == "txt" {
      let own = (target as NSString).pathExtension.lowercased()
      if own != "txt", ExportForm(fileExtension: own) != nil { throw CommandError.endingContradicts(target, "txt") }
      try writeText()
    } else if let form = ExportForm(fileExtension: ending) {
      if to != nil { try OutputEnding.check(target, is: form) }
      try writeVector(form)
    } else {
      throw CommandError.unknownForm(
        target,
        (["txt"] + ExportForm.allCases.map(\.rawValue)).map { ".\($0)" }.joined(separator: " ")
      )
    }
  }

  // MARK: To other formats

  private func writeVector(_ form: ExportForm) throws {
    var loaded = try input.loader(validates: true).layer(input.source)
    let suspect = input.keepCRS ? [] : try loaded.coordinateNotes(measuredOn: .plane)
    if form.isGeoJSON || form == .kml, loaded.layer.geometry.vertexCount > 0 { _ = try loaded.requiredCRS() }
    if let crs { loaded = try loaded.transformed(to: CRS(crs)) }
    let output = VectorOutput(
      path: target,
      overwrite: overwrite,
      form: form,
      simplestyle: simplestyle,
      encoding: try shapefile.encoding(),
      language: lang ?? .zh
    )
    let notes = try output.write([loaded.layer], of: loaded)
    report(suspect + SourceNotes.notes(of: loaded) + notes.map { NoteText.note($0) }, count: loaded.count)
  }

  // MARK: To TXT

  private func writeText() throws {
    let (file, loadNotes) = try sameFile() ?? madeFile()
    let output = try AtomicOutput(target, overwrite: overwrite)
    try output.write(try file.encoded())
    try output.commit()
    let columns = file.form.pointLayout == .six ? say(zh: "六列", en: "six columns") : say(zh: "标准", en: "standard")
    let system = file.crs?.definition ?? say(zh: "带号未知", en: "zone unknown")
    report(
      loadNotes,
      count: file.parcels.count,
      as: " (\(file.form.encoding.name), \(columns), \(system))"
    )
  }

  /// The source as it stands, in another form: where it is a TXT of parcels with standard heads, and nothing is asked
  /// for that changes its content.
  private func sameFile() throws -> (BoundaryPointFile, [Note])? {
    guard (input.source as NSString).pathExtension.lowercased() == "txt", crs == nil, input.filter == nil,
      input.sourceCRS == nil, !input.repair, field.isEmpty, producer == nil, date == nil
    else { return nil }
    let file = try BoundaryPointFile(
      bytes: InputFile.bytes(input.source, limit: BoundaryPointFile.largestFile),
      path: input.source
    )
    let isPlane = file.crs.map { ChineseZone(code: $0.definition) != nil } ?? true
    guard isPlane, form == nil || file.hasStandardHeads else { return nil }
    var options = BoundaryPointFile.RewritingOptions()
    options.encoding = try encoding()
    options.newline = lineEnd()
    options.pointLayout = form?.layout
    options.isPrefixed = prefix
    options.decimals = decimals
    options.mark = mark
    return (try file.rewritten(options), file.notes.map { NoteText.note($0) })
  }

  /// A file made from a layer's shapes and fields.
  private func madeFile() throws -> (BoundaryPointFile, [Note]) {
    var loaded = try input.loader(validates: true).layer(input.source)
    let own = try loaded.requiredCRS()
    var options = BoundaryPointFile.WritingOptions()
    options.encoding = try encoding() ?? .gbk
    options.newline = lineEnd() ?? "\r\n"
    options.decimals = decimals ?? 3
    options.hasDistances = form == .sixColumn
    options.mark = mark ?? ""
    options.producer = producer
    options.date = date
    options.isPrefixed = prefix
    options.fields = try headFields(of: loaded)
    if let crs {
      loaded = try loaded.transformed(to: CRS(crs))
    } else if own.chineseZone == nil {
      let zone = try PlaneSystem.fitting(loaded)
      guard zone.chineseZone != nil else {
        throw CommandError.needsZone(loaded.place(), own.description)
      }
      loaded = try loaded.transformed(to: zone)
      options.isPrefixed = prefix ?? true
    }
    let file = try BoundaryPointFile(layer: loaded.layer, crs: loaded.requiredCRS(), options: options)
    return (file, SourceNotes.notes(of: loaded) + file.notes.map { NoteText.note($0) })
  }

  /// Fields of the head line: those asked for, then those whose names are understood.
  private func headFields(of loaded: LoadedLayer) throws -> [String: String] {
    let usual: [(String, StandardField)] = [
      ("地块编号", .id), ("地块名称", .name), ("地块用途", .landUseName), ("地类编码", .landUseCode),
    ]
    var fields: [String: String] = [:]
    for (name, standard) in usual where loaded.layer.table[name] == nil {
      fields[name] = loaded.fields[standard]
    }
    for pair in field {
      let parts = pair.split(separator: "=").map { $0.trimmingCharacters(in: .whitespaces) }
      fields[parts[0]] = try loaded.requiredColumn(parts[1]).field.name
    }
    return fields
  }

  private func encoding() throws -> TextEncoding? {
    guard let txtEncoding else { return .gbk }
    let name = txtEncoding.uppercased()
    if name == "SAME" { return nil }
    // GBK is written as such: reading takes it as GB 18030, whose four-byte characters a bureau's program may not know.
    if ["GBK", "GB2312", "CP936", "936"].contains(name) { return .gbk }
    if let known = TextEncoding(label: txtEncoding) { return known }
    throw CommandError.unknownEncoding(txtEncoding)
  }

  private func lineEnd() -> String? {
    switch newline {
    case .crlf, nil: "\r\n"
    case .lf: "\n"
    case .same: nil
    }
  }

  private func report(_ notes: [Note], count: Int, as details: String = "") {
    // Data that is not in the output is said even where nothing else is.
    guard !quiet else { return notes.filter { $0.level == .defect }.forEach { Messages.print($0) } }
    Note.condensed(notes).forEach { Messages.print($0) }
    Messages.print(
      say(
        zh: "\(count) 个地块（要素）→ \(target)",
        en: "\(count == 1 ? "1 parcel (feature)" : "\(count) parcels (features)") → \(target)"
      ) + details
    )
  }
}
