import ArgumentParser
import Features
import Foundation
import GeoJSON
import Geometry
import LandModel
import LandReport
import OGR
import PROJ

/// The formats that layers are written in.
enum ExportForm: String, ExpressibleByArgument, CaseIterable {
  case geojson, geojsonl, geojsonseq, gpkg, shp, fgb, kml, csv

  var isGeoJSON: Bool { self == .geojson || self == .geojsonl || self == .geojsonseq }

  init?(fileExtension: String) {
    switch fileExtension.lowercased() {
    case "json": self = .geojson
    case "ndjson", "jsonl": self = .geojsonl
    case "geojsons": self = .geojsonseq
    case let name: self.init(rawValue: name)
    }
  }
}

/// `landplan export`: any layer to GeoJSON and the other formats.
struct ExportCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "export",
      abstract: say(
        zh: "导出图层：GeoJSON（RFC 7946）、GeoPackage、Shapefile、FlatGeobuf、KML、CSV。",
        en: "A layer as GeoJSON (RFC 7946), GeoPackage, Shapefile, FlatGeobuf, KML or CSV."
      )
    )
  }

  @OptionGroup var input: InputOptions

  @Option(
    name: .long,
    help: ArgumentHelp(
      say(zh: "输出文件；- 为标准输出（仅 GeoJSON）。", en: "The output; - is standard output (GeoJSON only)."),
      valueName: "path"
    )
  )
  var out: String

  @Option(
    name: .long,
    help: ArgumentHelp(say(zh: "格式；默认按文件后缀。", en: "The format; default: by the file's ending."), valueName: "format")
  )
  var to: ExportForm?

  @Option(
    name: .long,
    help: ArgumentHelp(
      say(
        zh: "输出坐标系。GeoJSON 默认按 RFC 7946 用经纬度；指定时写旧式带 crs 的投影坐标。",
        en:
          "CRS of the output. GeoJSON is longitude and latitude (RFC 7946) by default; with this, the older form with a crs member."
      ),
      valueName: "crs"
    )
  )
  var crs: String?

  @Option(
    name: .long,
    help: ArgumentHelp(say(zh: "只写这些字段，逗号分隔。", en: "Only these fields, separated by commas."), valueName: "a,b")
  )
  var fields: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      say(zh: "坐标小数位；默认经纬度 7 位，米 3 位。", en: "Decimals of coordinates; default 7 for degrees, 3 for metres."),
      valueName: "n"
    )
  )
  var decimals: Int?

  @Flag(
    name: .long,
    help: ArgumentHelp(
      say(
        zh: "GeoJSON 带 simplestyle 属性（按用地代码、阶段等配色），网页地图直接着色。",
        en: "GeoJSON: simplestyle properties by land-use code, stage or name, so that web viewers draw it coloured."
      )
    )
  )
  var simplestyle = false

  @Flag(name: .long, help: ArgumentHelp(say(zh: "GeoJSON 写出 bbox。", en: "GeoJSON: write bbox members.")))
  var bbox = false

  @Flag(name: .long, help: ArgumentHelp(say(zh: "允许替换已有的输出文件。", en: "Replace an output that exists.")))
  var overwrite = false

  @OptionGroup var shapefile: ShapefileOptions

  @Flag(
    name: .customLong("csv-wkt"),
    help: ArgumentHelp(
      say(
        zh: "CSV 加一列 WKT 图形；不加时 CSV 只有属性。",
        en: "CSV: geometry in a column WKT; without it CSV holds attributes alone."
      )
    )
  )
  var csvWKT = false

  @Flag(
    name: .customLong("csv-bom"),
    help: ArgumentHelp(
      say(zh: "CSV 开头写字节顺序标记，Excel 据此按 UTF-8 打开。", en: "CSV: a byte order mark, by which Excel knows UTF-8.")
    )
  )
  var csvBOM = false

  @Option(name: .long, help: ArgumentHelp(say(zh: "语言：zh 或 en。", en: "Language: zh or en."), valueName: "zh|en"))
  var lang: Language?

  @Flag(name: .long, help: ArgumentHelp(say(zh: "不在标准错误上报告备注。", en: "No remarks on standard error.")))
  var quiet = false

  func validate() throws {
    if let decimals, !(0...15).contains(decimals) {
      throw ValidationError(say(zh: "--decimals 应为 0–15", en: "--decimals must be 0 to 15"))
    }
    if let fields, fields.allSatisfy({ $0 == "," || $0.isWhitespace }) {
      throw ValidationError(say(zh: "--fields 没有字段名", en: "--fields names no field"))
    }
    // Where the form is not known, that is said first, when it is needed.
    guard let form = try? chosenForm() else { return }
    let useless = [
      ("--decimals", decimals != nil && !form.isGeoJSON, "GeoJSON"), ("--bbox", bbox && !form.isGeoJSON, "GeoJSON"),
      ("--out-encoding", shapefile.outEncoding != nil && form != .shp, "Shapefile"),
    ]
    for (option, isUseless, owner) in useless where isUseless {
      throw ValidationError(
        say(
          zh: "\(option) 只用于 \(owner)，对 \(form.rawValue) 不起作用",
          en: "\(option) is for \(owner) and has no use with \(form.rawValue)"
        )
      )
    }
  }

  func run() throws {
    let form = try chosenForm()
    var loaded = try input.loader(validates: input.repair).layer(input.source)
    let suspect = input.keepCRS ? [] : try loaded.coordinateNotes(measuredOn: .plane)
    let target = try targetCRS(form, of: loaded)
    if let target {
      loaded = try loaded.transformed(to: target)
      // Nobody asked for another datum: longitude and latitude are taken on CGCS2000 as on WGS 84.
      if crs == nil { loaded.layer.notes.removeAll { $0.code == PROJCode.noteEqualFrames.rawValue } }
    }
    var layer = loaded.layer
    if let fields { layer.table = try keep(fields, in: loaded, layer.table) }
    let style = form == .gpkg || simplestyle ? try LayerStyle(loaded) : nil
    if form == .gpkg { layer = try layer.withAliases(loaded.fields, language) }
    if simplestyle {
      guard form.isGeoJSON else { throw CommandError.simpleStyleNeedsGeoJSON() }
      if let style { layer = try styled(layer, by: style, loaded) }
    }
    let notes = try write(layer, form, target, style, label: loaded.labelField)
    if form == .csv, !quiet, let note = FormulaCells.note(layer.table) { Messages.print(note) }
    let said = notes.map { NoteText.note($0) } + (try formatNotes(form, layer, notes))
    // Data that is not in the output is said even where nothing else is.
    for note in quiet ? said.filter({ $0.level == .defect }) : suspect + SourceNotes.notes(of: loaded) + said {
      Messages.print(note)
    }
    if !quiet {
      Messages.print(say(zh: "\(layer.count) 个要素 → \(out)", en: "\(English.counted(layer.count, "feature")) → \(out)"))
    }
  }

  private var language: Language { lang ?? .zh }

  /// What the format leaves out that another option would keep.
  private func formatNotes(_ form: ExportForm, _ layer: Layer, _ notes: [LoadNote]) throws -> [Note] {
    if form == .csv, !csvWKT, layer.geometry.vertexCount > 0 {
      return [
        Note(
          .warning,
          code: "export.no-geometry",
          Phrase(
            zh: "CSV 只写属性，没有图形；加 --csv-wkt 可写出 WKT 图形列",
            en: "CSV holds the attributes alone, not the geometry; --csv-wkt adds it as a column of WKT"
          )
        )
      ]
    }
    let isCut = notes.contains { note in
      note.code == OGRNoteCode.fieldRenamed.rawValue && note.arguments.first?.allSatisfy(\.isASCII) == false
    }
    guard form == .shp, try shapefile.encoding() ?? .utf8 == .utf8, isCut else { return [] }
    return [
      Note(
        .remark,
        code: "export.short-names",
        Phrase(
          zh: "Shapefile 字段名至多 10 字节：UTF-8 只容 3 个汉字，--out-encoding GBK 可容 5 个；GeoPackage 不限",
          en:
            "a shapefile's field names have at most 10 bytes: 3 Chinese characters in UTF-8, 5 with --out-encoding GBK; a GeoPackage has no such limit"
        )
      )
    ]
  }

  /// The layer with simplestyle's properties, told from all fields, also those that are not written.
  private func styled(_ layer: Layer, by style: LayerStyle, _ loaded: LoadedLayer) throws -> Layer {
    var whole = layer
    whole.table = loaded.layer.table
    let names = Set(loaded.layer.table.fields.map(\.name))
    var result = layer
    for column in style.simpleStyle(whole, language).table.columns where !names.contains(column.field.name) {
      result.table.add(column)
    }
    return result
  }

  private func chosenForm() throws -> ExportForm {
    if out == "-" {
      if let to, !to.isGeoJSON { throw CommandError.notToStandardOutput(to.rawValue) }
      return to ?? .geojson
    }
    if let to {
      try OutputEnding.check(out, is: to)
      return to
    }
    if let form = ExportForm(fileExtension: (out as NSString).pathExtension) { return form }
    throw CommandError.unknownForm(out, ExportForm.allCases.map { ".\($0.rawValue)" }.joined(separator: " "))
  }

  /// The system to bring the layer to: the one asked for; longitude and latitude for formats that are so by definition.
  private func targetCRS(_ form: ExportForm, of loaded: LoadedLayer) throws -> CRS? {
    if let crs {
      let target = try CRS(crs)
      if form == .geojsonl || form == .geojsonseq, !target.isGeographic { throw CommandError.linesNeedDegrees(crs) }
      return target
    }
    guard form.isGeoJSON || form == .kml, loaded.layer.geometry.vertexCount > 0 else { return nil }
    _ = try loaded.requiredCRS()
    return try .longitudeLatitude
  }

  private func keep(_ fields: String, in loaded: LoadedLayer, _ table: AttributeTable) throws -> AttributeTable {
    let names = fields.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    return table.keeping(try names.map { try loaded.requiredColumn($0).field.name })
  }

  private func write(
    _ layer: Layer,
    _ form: ExportForm,
    _ target: CRS?,
    _ style: LayerStyle?,
    label: String?
  ) throws -> [LoadNote] {
    if form.isGeoJSON {
      let degrees = target?.isGeographic ?? false
      let options = GeoJSON.WriteOptions(
        form: form == .geojson ? .collection : form == .geojsonl ? .newlineDelimited : .recordSeparated,
        decimals: decimals ?? (degrees ? 7 : 3),
        collectionBox: bbox && form == .geojson,
        featureBoxes: bbox,
        crs: crs == nil ? nil : target?.code ?? crs,
        name: layer.name
      )
      return try GeoJSON.write(layer, to: out, options: options, overwrite: overwrite)
    }
    var options = OGRWriteOptions(overwrite: overwrite)
    if let encoding = try shapefile.encoding() { options.encoding = encoding }
    guard let format = form.ogrFormat else { return [] }
    // QGIS finds the colours of the codes with the data.
    if form == .gpkg, let style, style.field.map({ layer.table[$0] != nil }) ?? true {
      options.styles[layer.name] = style.forQGIS(layer, language)
    }
    options.nameFields[layer.name] = label
    options.csvGeometry = csvWKT
    options.csvByteOrderMark = csvBOM
    return try OGRWriter.write([layer], to: out, format: format, options: options).notes
  }
}
