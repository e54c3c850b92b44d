import Features
import GEOS
import Geometry
import LandModel

/// Features that a selector of an assembly profile chooses from a project's layers.
struct LandSelection {
  /// All in the project's system.
  var geometry = GeometryColumns()
  /// The selector's field, feature by feature; empty where it names none.
  var values: [String?] = []

  var count: Int { geometry.count }

  /// Nil where the project has no layer that the selector means. Of batches counts the land over which their documents hold
  /// on the day, as `approvals` judges it: dated by then, and within their term or used in time. Without a day all of it does.
  init?(_ selector: AssemblyProfile.Selector, in park: LoadedProject, asOf: CalendarDate?) throws {
    let all = park.layers(selector.role)
    let chosen = all.indices.filter { Self.isMeant(all[$0], by: selector) }
    guard !chosen.isEmpty else { return nil }
    let stages = try StageCatalogue.embedded()
    // What was done under a batch may stand in another layer of them: the register is that of all.
    let judged =
      try selector.role == .batches && asOf != nil
      ? ApprovalRegister(all, thresholds: park.project.thresholds) : nil
    for number in chosen {
      let layer = all[number]
      let column = selector.field.flatMap { Self.column($0, of: layer) }
      let isStage = column.map { $0.field.name == layer.column(.stage)?.field.name } ?? false
      let codes = layer.column(.landUseCode)
      let version = try selector.codes == nil ? nil : LayerCheck.surveyedClassification(of: layer, asOf: asOf)
      let rows = (0..<layer.count).filter { row in
        layer.layer.geometry.kinds[row].isPolygonal
          && Self.matches(
            selector,
            value: column?.text(row),
            stages: isStage ? stages : nil
          ) && Self.isMeant(codes?.text(row), of: version, by: selector, park.project.otherGrassland)
      }
      guard let judged, let asOf else {
        geometry.append(layer.layer.geometry.selecting(rows))
        values += rows.map { column?.text($0) }
        continue
      }
      let first = all[..<number].reduce(0) { $0 + $1.count }
      var builder = GeometryColumns.Builder()
      for row in rows {
        guard let land = try judged.land(of: first + row, on: asOf) else { continue }
        try builder.append(land)
        values.append(column?.text(row))
      }
      geometry.append(builder.finish())
    }
  }

  private static func isMeant(_ layer: LoadedLayer, by selector: AssemblyProfile.Selector) -> Bool {
    (selector.kind == nil || layer.entry?.kind == selector.kind)
      && (selector.field.map { Self.column($0, of: layer) != nil } ?? true)
      && (selector.codes == nil || layer.column(.landUseCode) != nil)
  }

  private static func isMeant(
    _ code: String?,
    of version: LandUseClassification?,
    by selector: AssemblyProfile.Selector,
    _ otherGrassland: OtherGrassland
  ) -> Bool {
    guard let selection = selector.codes else { return true }
    guard let code, let version else { return false }
    return selection.contains(code, in: version, otherGrassland: otherGrassland) == .yes
  }

  private static func column(_ name: String, of layer: LoadedLayer) -> Column? {
    layer.layer.table[name] ?? StandardField(rawValue: name).flatMap { layer.column($0) }
  }

  /// - Parameter stages: where the field is that of stages: words for one stage count as one (农转用批复, 用地报批).
  private static func matches(
    _ selector: AssemblyProfile.Selector,
    value: String?,
    stages: StageCatalogue?
  ) -> Bool {
    let text = value ?? ""
    let stage = stages?.stage(written: text)
    func isNamed(in words: [String]) -> Bool {
      words.contains(text) || stage.map { stage in words.contains { stages?.stage(written: $0) == stage } } ?? false
    }
    if !selector.values.isEmpty, !isNamed(in: selector.values) { return false }
    return !isNamed(in: selector.except)
  }

  /// The selection as a layer of an account, in one class, or in classes by the selector's field.
  func accountLayer(_ name: String, byValue: Bool = false) -> AccountLayer {
    var column = Column(Field("class", .text))
    for value in values {
      column.append(byValue ? value.map { .text($0) } ?? .null : .text(name))
    }
    let table = AttributeTable(columns: [column], rowCount: count)
    return AccountLayer(name: name, Layer(name: name, geometry: geometry, table: table), field: column)
  }

  /// One shape of all of it within `window`; nil where there is none.
  func shape(within window: Shape) throws -> Shape? {
    let box = window.box
    let shapes = try (0..<count).filter { geometry.box(of: $0).intersects(box) }.map {
      try geometry.validShape(of: $0)
    }
    guard !shapes.isEmpty else { return nil }
    let land = try Shape.union(of: shapes).intersection(window).polygonalPart().polygons
    return land.isEmpty ? nil : land
  }
}

extension GeometryColumns {
  /// A feature as a shape that GEOS can overlay: itself where it is valid, rebuilt where it is not.
  func validShape(of feature: Int) throws -> Shape {
    let shape = try Shape.polygons(of: feature, in: self)
    return try shape.isValid() ? shape : shape.makeValid().polygonalPart().polygons
  }
}
