import ArgumentParser
import Cairo
import Features
import Foundation
import Geometry
import LandMap
import LandModel
import LandReport
import PROJ

/// `landplan map`: map sheets as PDF, SVG or PNG.
struct MapCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "map",
      abstract: say(
        zh: "出图：PDF、SVG、PNG 图纸，真实比例尺，图例、坐标格网、注记；各类专题。",
        en: "Map sheets in PDF, SVG or PNG at true scale, with legend, grid and labels; one theme for each question."
      )
    )
  }

  /// What a sheet shows.
  enum Theme: String, ExpressibleByArgument, CaseIterable {
    case landuse, field, overview, detail, change, pipeline, expiry, rules, assembly, reuse, quality, site
  }

  @OptionGroup var input: InputOptions

  @Argument(
    help: ArgumentHelp(
      say(zh: "更多图层，叠在上面；专题 change 时为调整后的图层。", en: "More layers, drawn over it; for the theme change the layer after."),
      valueName: "layer"
    )
  )
  var others: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      say(
        zh:
          "专题：landuse 用地、field 任意字段、overview 全域总览、detail 图则、change 前后变化、pipeline 报批阶段、expiry 到期、rules 规则问题、assembly 整合扣除、reuse 闲置候选、quality 质量问题、site 地块；默认 landuse 或 field。",
        en:
          "The theme: landuse, field, overview of the zones, detail (control-plan sheet), change of a plan, pipeline, expiry, rules, assembly, reuse, quality, site; default: landuse where there are codes, else field."
      ),
      valueName: "theme"
    )
  )
  var theme: Theme?

  @Option(name: .long, help: ArgumentHelp(say(zh: "按此字段着色。", en: "Colour by this field."), valueName: "field"))
  var by: String?

  @Option(name: .long, help: ArgumentHelp(say(zh: "用地代码字段。", en: "Field of land-use codes."), valueName: "field"))
  var code: String?

  @Option(name: .long, help: ArgumentHelp(say(zh: "代码级别 1、2 或 3。", en: "Level of codes: 1, 2 or 3."), valueName: "n"))
  var level = 2

  @Option(
    name: .long,
    help: ArgumentHelp(
      say(
        zh: "注记字段，逗号分隔；none 为不注。默认编号、代码、容积率、面积；现状地类只注代码，多数放不下时不注。",
        en:
          "Fields of the labels, or none; default: number, code, plot ratio, area; of current land use the code, unless most find no room."
      ),
      valueName: "a,b"
    )
  )
  var label: String?

  @Option(
    name: .long,
    help: ArgumentHelp(say(zh: "项目中的规划名。", en: "Name of one plan of the project."), valueName: "name")
  )
  var plan: String?

  @Option(
    name: .long,
    help: ArgumentHelp(say(zh: "片区（assembly）。", en: "Zone, for the theme assembly."), valueName: "name")
  )
  var zone: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      say(zh: "意向企业（reuse）；默认项目中的第一个。", en: "Tenant, for the theme reuse; default: the project's first."),
      valueName: "id"
    )
  )
  var tenant: String?

  @Option(
    name: .long,
    help: ArgumentHelp(say(zh: "地块编号（site）。", en: "Parcel, for the theme site."), valueName: "id")
  )
  var parcel: String?

  @Option(
    name: .customLong("as-of"),
    help: ArgumentHelp(say(zh: "截止日期；默认取项目的。", en: "The day; default: the project's."), valueName: "date")
  )
  var asOf: CalendarDate?

  @Option(
    name: .long,
    help: ArgumentHelp(say(zh: "在此平面坐标系中出图。", en: "The plane system of the sheet."), valueName: "crs")
  )
  var crs: String?

  @OptionGroup var sheet: SheetOptions

  @Option(name: .long, help: ArgumentHelp(say(zh: "面积口径。", en: "Basis of areas."), valueName: "basis"))
  var basis: AreaBasis?

  @Option(name: .long, help: ArgumentHelp(say(zh: "语言：zh 或 en。", en: "Language: zh or en."), valueName: "zh|en"))
  var lang: Language?

  @Flag(name: .long, help: ArgumentHelp(say(zh: "不在标准错误上报告备注。", en: "No remarks on standard error.")))
  var quiet = false

  func validate() throws {
    guard (1...3).contains(level) else {
      throw ValidationError(say(zh: "--level 应为 1、2 或 3", en: "--level must be 1, 2 or 3"))
    }
  }

  func run() throws {
    var made = try MapSources(self).made()
    if let title = sheet.title { made.content.title = Phrase(title) }
    let said = sheet.isByBlock ? try sheet.write(made.series(self)) : try sheet.write(made.content)
    for line in said where !quiet { Messages.print(line[language]) }
  }
}
