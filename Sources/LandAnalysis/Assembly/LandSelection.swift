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

  /// Nil where the project has no layer that the selector means. Batches count as of a day: approved by then, and not
  /// expired.
  init?(_ selector: AssemblyProfile.Selector, in park: LoadedProject, asOf: CalendarDate?) {
    let layers = park.layers(selector.role).filter { layer in
      (selector.kind == nil || layer.entry?.kind == selector.kind)
        && (selector.field.map { Self.column($0, of: layer) != nil } ?? true)
        && (selector.codes.isEmpty || layer.column(.landUseCode) != nil)
    }
    guard !layers.isEmpty else { return nil }
    for layer in layers {
      let column = selector.field.flatMap { Self.column($0, of: layer) }
      let codes = layer.column(.landUseCode)
      let rows = (0..<layer.count).filter { row in
        layer.layer.geometry.kinds[row].isPolygonal && Self.isInForce(row, layer, asOf)
          && Self.matches(selector, value: column?.text(row), code: codes?.text(row))
      }
      geometry.append(layer.layer.geometry.selecting(rows))
      values += rows.map { column?.text($0) }
    }
  }

  private static func column(_ name: String, of layer: LoadedLayer) -> Column? {
    layer.layer.table[name] ?? StandardField(rawValue: name).flatMap { layer.column($0) }
  }

  private static func matches(_ selector: AssemblyProfile.Selector, value: String?, code: String?) -> Bool {
    let text = value ?? ""
    if !selector.values.isEmpty, !selector.values.contains(text) { return false }
    if selector.except.contains(text) { return false }
    return selector.codes.isEmpty || selector.codes.contains { code?.hasPrefix($0) ?? false }
  }

  /// Layers without dates, and features without one, hold on any day.
  private static func isInForce(_ row: Int, _ layer: LoadedLayer, _ asOf: CalendarDate?) -> Bool {
    guard layer.role == .batches, let asOf else { return true }
    func date(_ field: StandardField) -> CalendarDate? {
      layer.column(field)?.text(row).flatMap { CalendarDate($0) }
    }
    if let approved = date(.approvedOn), approved > asOf { return false }
    if let expiry = date(.expiresOn), expiry < asOf { return false }
    return true
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
