package import Features
import Geometry
import PROJ

extension LayerCheck {
  /// Measured areas in m², and on which basis.
  private typealias Gauged = (areas: [Double], basis: AreaBasis)

  /// Declared areas in another unit, in several, in none, or off by more than 1 %.
  static func declaredAreas(_ layer: LoadedLayer, _ context: Context) -> [Finding] {
    let column = layer.column(.declaredArea)
    let others = layer.layer.table.columns.filter {
      $0.field.name != column?.field.name && AreaFieldName.isArea($0.field.name)
    }
    guard column != nil || !others.isEmpty else { return [] }
    let gauged = measuredAreas(of: layer, context.basis)
    var findings = column.map { declaredAreas(layer, $0, gauged) } ?? []
    for other in others { findings += otherAreas(layer, other, gauged?.areas) }
    return findings
  }

  /// Fields of areas beside the declared one: only what is in another unit than m², or in several, is told.
  private static func otherAreas(_ layer: LoadedLayer, _ column: Column, _ measured: [Double]?) -> [Finding] {
    guard let measured else { return writtenAreas(layer, column, .squareMetre) }
    let declared = (0..<layer.count).map { declaredValue(column, $0) }
    let inference = DeclaredUnit.infer(declared: declared, measured: measured)
    let read = DeclaredAreaUnit(stated: nil, column: column, measured: measured).unit
    guard let unit = inference.unit else { return writtenAreas(layer, column, read) }
    return unitFindings(layer, column.field.name, inference, unit, read: read) + writtenAreas(layer, column, read)
  }

  private static func declaredAreas(_ layer: LoadedLayer, _ column: Column, _ gauged: Gauged?) -> [Finding] {
    guard let gauged else { return writtenAreas(layer, column, layer.entry?.declaredUnit ?? .squareMetre) }
    let read = DeclaredAreaUnit(stated: layer.entry?.declaredUnit, column: column, measured: gauged.areas).unit
    return figures(layer, column, gauged, read: read) + writtenAreas(layer, column, read)
  }

  private static func figures(
    _ layer: LoadedLayer,
    _ column: Column,
    _ gauged: Gauged,
    read: AreaUnit
  ) -> [Finding] {
    let measured = gauged.areas
    let declared = (0..<layer.count).map { declaredValue(column, $0) }
    let inference = DeclaredUnit.infer(declared: declared, measured: measured)
    guard inference.compared > 0 else { return [] }
    let name = column.field.name
    guard let unit = layer.entry?.declaredUnit ?? inference.unit else {
      let ratio = inference.medianRatio.map(roundedRatio) ?? ""
      return [
        Finding(
          .declaredNoUnit,
          .warning,
          at: layer.place(field: name),
          "the areas in \(name) fit neither m², ha nor mu (median ratio to the measured areas \(ratio)); they are read in \(read.symbol)",
          [name, ratio, read.rawValue]
        )
      ]
    }
    if let told = inference.unit, told != unit {
      return [statedOtherwise(layer, name, inference, stated: unit, told: told)]
    }
    return unitFindings(layer, name, inference, unit, read: read)
      + differences(layer, name, unit, declared, gauged, inference)
  }

  /// A ratio for people: a hundred of anything needs no decimals, and four digits tell enough.
  static func roundedRatio(_ ratio: Double) -> String {
    if ratio >= 100 { return FixedDecimal(ratio)?.rounded(to: 0).description ?? Column.shortest(ratio) }
    var step = 1.0
    var decimals = 3
    while ratio < step, decimals < 12 { (step, decimals) = (step / 10, decimals + 1) }
    return FixedDecimal(ratio)?.rounded(to: decimals).description ?? Column.shortest(ratio)
  }

  /// The number that a feature declares, also where it is written as text.
  package static func declaredValue(_ column: Column, _ row: Int) -> Double? {
    if let number = column.number(row) { return number }
    // A figure with a unit of its own is not one of the column's.
    switch column.text(row).map({ WrittenArea($0) }) {
    case .figure(let figure, nil)?: return figure.doubleValue
    case .dual(let dual)?: return dual.squareMetres.doubleValue
    default: return nil
    }
  }

  /// Areas in m² on the basis asked for; without one, plane where the system is projected and geodesic in degrees. Nil
  /// without a system, and where coordinates contradict it.
  private static func measuredAreas(of layer: LoadedLayer, _ stated: AreaBasis?) -> Gauged? {
    guard let crs = layer.crs, layer.layer.geometry.kinds.contains(where: \.isPolygonal) else { return nil }
    let basis = stated ?? (crs.isProjected ? .plane : .geodesic)
    guard let measure = try? AreaMeasure(crs: crs, basis: basis) else { return nil }
    return (try? measure.areas(of: layer.layer.geometry)).map { ($0, basis) }
  }

  /// That most figures are in another unit than the project states.
  private static func statedOtherwise(
    _ layer: LoadedLayer,
    _ name: String,
    _ inference: DeclaredUnit,
    stated: AreaUnit,
    told: AreaUnit
  ) -> Finding {
    Finding(
      .declaredStatedOtherwise,
      .warning,
      at: layer.place(field: name),
      "the areas in \(name) are stated to be in \(stated.symbol), but \(inference.agreeing) of \(inference.compared) are in \(told.symbol); they are read as stated",
      [name, stated.rawValue, "\(inference.agreeing)", "\(inference.compared)", told.rawValue]
    )
  }

  /// In which unit the figures are, where it is not m², and which are in another; `read` is the one that they are read in.
  private static func unitFindings(
    _ layer: LoadedLayer,
    _ name: String,
    _ inference: DeclaredUnit,
    _ unit: AreaUnit,
    read: AreaUnit
  ) -> [Finding] {
    var findings: [Finding] = []
    let place = layer.place(field: name)
    if let stated = DeclaredUnit.unit(inName: name), stated != unit, stated == read {
      findings.append(
        Finding(
          .declaredUnitContradiction,
          .warning,
          at: place,
          "the name \(name) says \(stated.symbol), the values are in \(unit.symbol); they are read as the name says",
          [name, stated.rawValue, unit.rawValue]
        )
      )
    } else if unit != .squareMetre, layer.entry?.declaredUnit == nil {
      findings.append(
        Finding(
          .declaredUnit,
          .note,
          at: place,
          "the areas in \(name) are in \(unit.symbol) (\(inference.agreeing) of \(English.counted(inference.compared, "feature")))",
          [name, unit.rawValue, "\(inference.agreeing)", "\(inference.compared)"]
        )
      )
    }
    let others = inference.others.filter { $0.unit != unit }
    if let first = others.first {
      findings.append(
        Finding(
          .declaredMixedUnits,
          .warning,
          at: layer.place(of: first.feature, field: name),
          "most areas in \(name) are in \(unit.symbol), but \(others.count) in another unit; this one in \(first.unit.symbol); all are read in \(read.symbol)",
          [
            name, unit.rawValue, "\(others.count)", layer.label(of: first.feature), first.unit.rawValue, read.rawValue,
          ]
        )
      )
    }
    return findings
  }

  private static func differences(
    _ layer: LoadedLayer,
    _ name: String,
    _ unit: AreaUnit,
    _ declared: [Double?],
    _ gauged: Gauged,
    _ inference: DeclaredUnit
  ) -> [Finding] {
    let measured = gauged.areas
    let factor = Double(unit.quanta) / Double(Area.quantaPerSquareMetre)
    let others = Set(inference.others.map(\.feature))
    let off = declared.indices.filter { feature in
      guard let value = declared[feature], !others.contains(feature), measured[feature] > 0 else { return false }
      let difference = abs(value * factor - measured[feature])
      return difference > 1 && difference > 0.01 * measured[feature]
    }
    guard let first = off.first, let value = declared[first] else { return [] }
    let pair = [FixedDecimal(value * factor), FixedDecimal(measured[first])].map {
      $0?.rounded(to: 2).description ?? "?"
    }
    return [
      Finding(
        .declaredDiffers,
        .warning,
        at: layer.place(of: first, field: name),
        "\(off.count) of \(inference.compared) declared areas differ by more than 1 %; this one: "
          + "\(pair[0]) m² declared, \(pair[1]) measured (\(gauged.basis.rawValue))",
        [name, "\(off.count)", "\(inference.compared)", layer.label(of: first)] + pair + [gauged.basis.rawValue]
      )
    ]
  }
}
