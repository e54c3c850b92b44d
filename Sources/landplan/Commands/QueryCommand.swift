import ArgumentParser
import Features
import Foundation
import Geometry
import LandAnalysis
import LandMap
import LandModel
import LandReport
import PROJ

/// `landplan query`: what the layers say of a site.
struct QueryCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "query",
      abstract: say(
        zh: "地块情况：面积、与各图层的叠加、审批与到期、规划指标、控制线、现状、相邻宗地、至高速出入口距离。",
        en:
          "A site's dossier: area, what it overlaps in every layer, approvals and expiry, plan, control lines, current use, neighbours, distance to the interchange."
      ),
      discussion: say(
        zh: """
          landplan query 项目 地块.txt | --parcel 编号 | --zone 片区 | --box … | --point …
          landplan query 地块.shp --with 图层.gpkg@字段
          """,
        en: """
          landplan query PROJECT SITE.txt | --parcel ID | --zone NAME | --box … | --point …
          landplan query SITE.shp --with LAYER.gpkg@FIELD
          """
      )
    )
  }

  @Argument(
    help: ArgumentHelp(
      say(
        zh: "项目（landplan.yaml 或含有它的文件夹）和地块文件；没有项目时只写地块文件。",
        en: "A project (landplan.yaml, or its folder) and the site's file; without a project the site's file alone."
      ),
      valueName: "project-or-site"
    )
  )
  var sources: [String]

  @Option(
    name: .long,
    help: ArgumentHelp(say(zh: "地块编号，逗号分隔。", en: "Parcels of the project, by id."), valueName: "id,id")
  )
  var parcel: String?

  @Option(name: .long, help: ArgumentHelp(say(zh: "片区编号或名称。", en: "A zone of the project."), valueName: "name"))
  var zone: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      say(zh: "矩形；按大小区分度与米。", en: "A box, in degrees or metres by magnitude."),
      valueName: "x,y,x,y"
    )
  )
  var box: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      say(zh: "点：取其所在宗地、规划地块或图斑。", en: "A point: the parcel, plan parcel or land-use patch that it lies in."),
      valueName: "x,y"
    )
  )
  var point: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      say(zh: "另外叠加的图层与类别字段：路径[:图层]@字段；可重复。", en: "A further layer and the field of its classes; may be repeated."),
      valueName: "source@field"
    )
  )
  var with: [String] = []

  @Option(
    name: [.customLong("site-crs"), .customLong("source-crs")],
    help: ArgumentHelp(say(zh: "地块文件或坐标的坐标系。", en: "CRS of the site's file or coordinates."), valueName: "crs")
  )
  var siteCRS: String?

  @Option(
    name: .long,
    help: ArgumentHelp(say(zh: "地块文件的文字编码。", en: "Encoding of the site's file."), valueName: "encoding")
  )
  var encoding: String?

  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      say(zh: "只取地块文件中满足条件的要素。", en: "Only features of the site's file for which this holds."),
      valueName: "filter"
    )
  )
  var filter: String?

  @Option(
    name: .customLong("as-of"),
    help: ArgumentHelp(say(zh: "判断审批状态的日期。", en: "Day for which approvals are judged."), valueName: "YYYY-MM-DD")
  )
  var asOf: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      say(zh: "另写一份可附在函件后的文档：.html 或 .md。", en: "Also a document to go with a letter: .html or .md."),
      valueName: "path"
    )
  )
  var document: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      say(zh: "把地块与叠加部分写成图形文件。", en: "Write the site and its pieces by layer and class; the ending tells the format."),
      valueName: "path"
    )
  )
  var shapes: String?

  @OptionGroup var measure: MeasureOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var shapeOptions: ShapeOptions

  func validate() throws {
    if let asOf, CalendarDate(asOf) == nil {
      throw ValidationError(say(zh: "--as-of 应为 YYYY-MM-DD", en: "--as-of must be YYYY-MM-DD"))
    }
    if sources.contains("") { throw SpokenError(CommandError.emptySource(), language) }
    for (option, value) in [("--parcel", parcel), ("--zone", zone), ("--box", box), ("--point", point)] {
      guard let value, value.allSatisfy({ $0.isWhitespace || $0 == "," || $0 == "，" }) else { continue }
      throw ValidationError(say(zh: "\(option) 为空", en: "\(option) is empty"))
    }
    if let document, Self.letterForm(document) == nil {
      throw SpokenError(CommandError.unknownDocument(document), language)
    }
    let isProject = sources.first.map { Project.file(at: $0) != nil } ?? false
    let ways = [parcel, zone, box, point].compactMap { $0 }.count + (isProject ? sources.count - 1 : sources.count)
    if !isProject, [parcel, zone, box, point].contains(where: { $0 != nil }) {
      throw ValidationError(
        say(zh: "--parcel、--zone、--box、--point 需要项目", en: "--parcel, --zone, --box and --point need a project")
      )
    }
    if ways != 1 {
      throw ValidationError(
        say(
          zh: "请给出一个地块：文件、--parcel、--zone、--box 或 --point",
          en: "name one site: a file, --parcel, --zone, --box or --point"
        )
      )
    }
  }

  func run() throws {
    let found = try self.found()
    let basis = try usualBasis(found)
    let gauge = try AreaMeasure(crs: found.crs, basis: basis)
    let day = asOf.flatMap { CalendarDate($0) } ?? found.asOf
    let dossier = try dossier(found, basis: basis)
    var facts = [
      Fact("site", Phrase(zh: "地块", en: "site"), .text(dossier.name)),
      Fact("basis", Phrase(zh: "面积口径", en: "basis"), .word(basis.name, code: basis.rawValue)),
      Fact("crs", Phrase(zh: "坐标系", en: "CRS"), .text(found.crs.description)),
    ]
    if let day { facts.append(Fact("as_of", Phrase(zh: "截止日期", en: "as of"), .text("\(day)"))) }
    let notes = found.notes + gauge.notes.map { NoteText.note($0) }
    var answer = try DossierDocument.make(dossier, facts: facts, unit: measure.unit, notes: notes)
    if output.format == .xlsx || output.table == BoundaryPointTable.id {
      let parts = found.site.parts
      let labels = (0..<parts.count).map { parts.label(of: $0) }
      answer.tables.append(BoundaryPointTable.make(parts.layer.geometry, labels: labels))
    }
    var whole = CommandAnswer(document: answer, hasFindings: false) { [pieces(dossier, found)] }
    whole.maps = { [try siteMap(dossier, found)] }
    try output.write(whole)
    if let shapes { try shapeOptions.write([pieces(dossier, found)], to: shapes, output) }
    if let document { try letter(dossier, facts, notes, to: document) }
  }

  /// The site over what lies around it.
  private func siteMap(_ dossier: Dossier, _ found: Found) throws -> PageMap {
    let around = try found.sources.compactMap { source in
      try ContextLayers.layer(source.layer).map { PageMap.Layer($0, isContext: true) }
    }
    let area = dossier.area.squareMetres
    let site = try SiteTheme.layers(found.site, area: area, parts: dossier.parts, language: language)
    return PageMap(
      table: "areas",
      title: Phrase(zh: "位置：\(dossier.name)", en: "Where it is: \(dossier.name)"),
      layers: around + site.map { .init($0, isLabelled: true) },
      metresPerUnit: found.crs.metresPerUnit ?? 1
    )
  }

  /// The site that was named.
  func found() throws -> Found {
    Project.file(at: sources[0]) == nil ? try withoutProject() : try inProject()
  }

  /// The basis that is stated, the project's, or the usual one of the system.
  func usualBasis(_ found: Found) throws -> AreaBasis {
    try measure.basis ?? found.basis
      ?? MeasureOptions.usualBasis(found.crs) {
        try Transformation.degrees(of: found.site.geometry.extent, in: found.crs)
      }
  }

  /// What the layers say of the site.
  func dossier(_ found: Found, basis: AreaBasis) throws -> Dossier {
    let areas = try AreaBasis.allCases.compactMap { basis -> Area? in
      guard let gauge = try? AreaMeasure(crs: found.crs, basis: basis) else { return nil }
      return try Area(squareMetres: gauge.areas(of: found.site.geometry, threads: 1)[0], basis: basis)
    }
    let gauge = try AreaMeasure(crs: found.crs, basis: basis)
    let maker = DossierMaker(
      site: found.site,
      siteArea: try gauge.areas(of: found.site.geometry, threads: 1)[0],
      measure: { try gauge.areas(of: $0, threads: 1) },
      sources: found.sources,
      basis: basis,
      asOf: asOf.flatMap { CalendarDate($0) } ?? found.asOf,
      otherGrassland: found.otherGrassland,
      sliver: found.sliver,
      thresholds: found.thresholds
    )
    return try maker.make(
      areas: areas,
      partAreas: try gauge.areas(of: found.site.parts.layer.geometry, threads: 1)
    )
  }

  /// A site with the layers beside it, all in one plane system.
  struct Found {
    var site: Site
    var sources: [DossierMaker.Source]
    var crs: CRS
    var basis: AreaBasis?
    var asOf: CalendarDate?
    var otherGrassland = OtherGrassland.agricultural
    var sliver = 1.0
    var thresholds: ThresholdProfile
    var notes: [Note]
  }

  private func siteLoader() throws -> SourceLoader {
    var options = LoadOptions()
    if let siteCRS { _ = try CRS(siteCRS) }
    options.crs = siteCRS
    options.encoding = encoding
    options.filter = try filter.map { try Filter.parse($0) }
    options.repairs = true
    return SourceLoader(options: options)
  }

  /// Invalid polygons are repaired, and said so: shapes are cut here.
  private func loader(target: String? = nil) -> SourceLoader {
    var options = LoadOptions()
    options.repairs = true
    options.target = target
    return SourceLoader(options: options)
  }

  private func inProject() throws -> Found {
    var park = try loader().project(sources[0])
    guard var crs = park.crs else { throw CommandError.noCRS(Place(file: park.project.file)) }
    if crs.isGeographic, let first = park.layers.first(where: { $0.crs != nil }) {
      crs = try PlaneSystem.fitting(first)
      park = try loader(target: crs.definition).project(sources[0])
    }
    var finder = SiteFinder(park: park, crs: crs, siteCRS: siteCRS)
    let site: Site
    if let parcel {
      site = try finder.parcels(parcel.split { $0 == "," || $0 == "，" }.map { $0.trimmingCharacters(in: .whitespaces) })
    } else if let zone {
      site = try finder.zone(zone)
    } else if let box {
      site = try finder.box(box)
    } else if let point {
      site = try finder.point(point)
    } else {
      site = try finder.file(sources[1], loader: siteLoader())
    }
    let inputs = Inputs(project: park.project, layers: park.layers, failures: [])
    let day = asOf.flatMap { CalendarDate($0) } ?? park.project.asOf ?? CalendarDate(year: 9999, month: 12, day: 31)
    let sliver = day.flatMap { park.project.thresholds.threshold("sliver.area", on: $0) }?.value.doubleValue ?? 1
    return Found(
      site: site,
      sources: park.layers.map { DossierMaker.Source(layer: $0) } + (try others(in: crs)),
      crs: crs,
      basis: park.project.basis,
      asOf: park.project.asOf,
      otherGrassland: park.project.otherGrassland,
      sliver: sliver,
      thresholds: park.project.thresholds,
      notes: inputs.notes
        + (try inputs.classificationNotes(asOf: asOf.flatMap { CalendarDate($0) } ?? park.project.asOf))
        + SourceNotes.notes(of: site.parts) + finder.notes
    )
  }

  private func withoutProject() throws -> Found {
    var loaded = try siteLoader().layer(sources[0])
    var notes = SourceNotes.notes(of: loaded)
    var crs = try loaded.requiredCRS()
    if crs.isGeographic {
      crs = try PlaneSystem.fitting(loaded)
      notes.append(PlaneSystem.note(crs))
      loaded = try loaded.transformed(to: crs)
    }
    let name = ((sources[0] as NSString).lastPathComponent as NSString).deletingPathExtension
    guard let site = try Site(name: name, parts: loaded) else { throw CommandError.noSite(loaded.place()) }
    let basis = try measure.measure(for: loaded).basis
    let profiles = try ThresholdProfile.embedded()
    return Found(
      site: site,
      sources: try others(in: crs),
      crs: crs,
      basis: basis,
      thresholds: profiles.first { $0.id == ThresholdProfile.defaultID } ?? profiles[0],
      notes: notes
    )
  }

  /// The layers of `--with`.
  private func others(in crs: CRS) throws -> [DossierMaker.Source] {
    try with.map { written in
      let at = written.lastIndex(of: "@")
      let loaded = try loader(target: crs.definition).layer(String(written[..<(at ?? written.endIndex)]))
      let field = at.map { String(written[written.index(after: $0)...]) }
      return DossierMaker.Source(layer: loaded, field: try field.map { try loaded.requiredColumn($0) })
    }
  }

  private func pieces(_ dossier: Dossier, _ found: Found) -> Layer {
    var geometry = found.site.geometry
    var columns = ["layer", "id", "class"].map { Column(Field($0, .text)) } + [Column(Field("area_m2", .real))]
    func append(_ values: [Value]) { for (i, value) in values.enumerated() { columns[i].append(value) } }
    append([.text("site"), .text(dossier.name), .null, .real(dossier.area.squareMetres)])
    for piece in dossier.pieces {
      geometry.append(piece.geometry)
      append([
        .text(Phrase(piece.layer)[language]), .text(piece.label),
        piece.className.isEmpty ? .null : .text(piece.className),
        .real((piece.area * 100).rounded() / 100),
      ])
    }
    return Layer(
      name: "site",
      geometry: geometry,
      table: AttributeTable(columns: columns, rowCount: geometry.count),
      crs: CRSReference(found.crs.code ?? found.crs.definition, origin: .stated)
    )
  }

  /// The form of a document that its ending tells.
  private static func letterForm(_ path: String) -> OutputForm? {
    switch (path as NSString).pathExtension.lowercased() {
    case "html", "htm": .html
    case "md", "markdown": .markdown
    default: nil
    }
  }

  private func letter(_ dossier: Dossier, _ facts: [Fact], _ notes: [Note], to path: String) throws {
    let warnings = notes.filter { $0.level != .remark }
    let page = try DossierLetter.make(dossier, facts: facts, unit: measure.unit, notes: warnings)
    let text: String
    switch Self.letterForm(path) {
    case .html: text = HTMLRenderer(language: language, isLetter: true).render(page)
    case .markdown: text = MarkdownRenderer(language: language).render(page)
    default: throw CommandError.unknownDocument(path)
    }
    let file = try AtomicOutput(path, overwrite: output.overwrite)
    try file.write(text)
    try file.commit()
  }
}
