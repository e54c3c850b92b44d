import Features
import Geometry
import LandMap
import LandModel
import LandReport
import PROJ

/// Adds to a plan's map what a control-plan sheet (图则) carries.
struct MapDetail {
  let sources: MapSources

  init(_ sources: MapSources) { self.sources = sources }

  func add(to made: inout MadeMap) throws {
    guard let plan = made.mains.first else { throw CommandError.notAProject(sources.command.input.source) }
    let schemes = try MapSchemes.embedded()
    let metres = made.content.metresPerUnit
    let redlines = made.park.map { $0.layers(.roadRedline).suffix(1) }.map { Array($0) } ?? []
    let detail = try DetailTheme(plan: plan.layer, redlines: redlines, metresPerUnit: metres)
    var layers = made.content.panes[0].layers
    for main in made.mains {
      for number in layers[main.place].classes.indices {
        layers[main.place].classes[number].style.line = schemes["sheet", "parcel"].style.line
        layers[main.place].classes[number].style.lineWidth = schemes["sheet", "parcel"].style.lineWidth
      }
    }
    let isShown = { (key: String) in key != "base:road" && key != "base:redline" && key != "base:zone" }
    layers = layers.enumerated().filter { place, layer in
      made.mains.contains { $0.place == place } || layer.classes.allSatisfy { isShown($0.key) }
    }.map(\.element)
    let box = plan.layer.layer.geometry.extent
    for roads in made.park?.layers(.roads) ?? [] where roads.layer.geometry.extent.intersects(box) {
      layers.append(MapLayer(roads.layer.geometry, schemes.mapClass("sheet", "centre")))
    }
    for lines in redlines { layers.append(MapLayer(lines.layer.geometry, schemes.mapClass("sheet", "redline"))) }
    layers += [try detail.setbacks()].compactMap { $0 }
    for roads in made.park?.layers(.roads) ?? [] {
      layers += [try detail.widths(roads), try detail.crossings(roads)].compactMap { $0 }
    }
    for access in made.park?.layers(.access) ?? [] { layers.append(try detail.access(access)) }
    layers += [try detail.facilities()].compactMap { $0 }
    made.content.panes[0].layers = layers
    made.content.title = Phrase(zh: "\(made.content.title.zh) 图则", en: "\(made.content.title.en): control-plan sheet")
    made.content.notes += Self.notes(plan.layer)
    let (layer, areas, code) = (
      plan.layer, plan.areas, try sources.command.code.map { try plan.layer.requiredColumn($0) }
    )
    let place = plan.place
    made.table = { members in
      IndicatorTable.make(layer, code: code, areas: areas, features: members[place] ?? [])
    }
    made.content.table = IndicatorTable.make(layer, code: code, areas: areas, features: Set(0..<layer.count))
  }

  private static func notes(_ plan: LoadedLayer) -> [Phrase] {
    var notes = [
      Phrase(
        zh: "说明：面积按上述口径量算，其余指标取自规划图层；坐标、宽度单位为米",
        en:
          "Notes: areas are measured on the basis above, other indicators are the plan's; coordinates and widths in metres"
      )
    ]
    if plan.column(.setback) != nil {
      notes.append(
        Phrase(
          zh: "退界线按地块的退界字段绘制，未载明的不绘",
          en: "Setback lines follow the parcels' field; where it is empty none is drawn"
        )
      )
    }
    return notes
  }
}
