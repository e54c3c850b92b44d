import Features
import GEOS
import Geometry
import LandModel

/// Computes the parts of a ``ParkReport``, each from its layer.
struct ParkReportMaker {
  let park: LoadedProject
  let basis: AreaBasis
  let measure: (GeometryColumns) throws -> [Double]
  let catalogue: LandUseCatalogue

  /// A threshold of the project's profile on its as-of date; 0 where it has none.
  func threshold(_ key: String) -> Double {
    let day = park.project.asOf ?? CalendarDate(year: 9999, month: 12, day: 31)
    return day.flatMap { park.project.thresholds.threshold(key, on: $0) }?.value.doubleValue ?? 0
  }

  func zones(_ layer: LoadedLayer) throws -> [(name: String, id: String, area: Area, declared: Area?)] {
    let areas = try measure(layer.layer.geometry)
    let declared = DeclaredAreas(layer, measured: areas, basis: basis).areas
    let names = layer.column(.name)
    return try areas.indices.map { zone in
      let id = layer.label(of: zone)
      return (names?.text(zone) ?? id, id, try Area(squareMetres: areas[zone], basis: basis), declared[zone])
    }
  }

  func overlaps(_ layer: LoadedLayer) throws -> OverlapAccount {
    let areas = try measure(layer.layer.geometry)
    return try OverlapAccount(layer.layer.geometry, areas: areas, basis: basis, measure: measure)
  }

  func plan(_ layer: LoadedLayer) throws -> ParkReport.PlanAccount? {
    guard let balance = try balance(layer, level: 3) else { return nil }
    return ParkReport.PlanAccount(
      title: layer.title,
      plan: layer.entry?.plan,
      version: layer.entry?.version,
      balance: balance
    )
  }

  /// The balance of a layer by the version of codes that it states, else the one that knows most of them (``LayerCheck``), else
  /// the usual one of its role.
  func balance(_ layer: LoadedLayer, level: Int) throws -> LandUseBalance? {
    guard let codes = layer.column(.landUseCode) else { return nil }
    let usual: LandUseClassification.ID = layer.role == .landUse ? .survey : .guide2023
    let told = try LayerCheck.classification(of: layer, asOf: park.project.asOf)
    guard let classification = told ?? catalogue[usual] else { return nil }
    return try LandUseBalance(
      codes: codes,
      areas: measure(layer.layer.geometry),
      classification: classification,
      level: level,
      otherGrassland: park.project.otherGrassland,
      basis: basis
    )
  }

  func stages() throws -> [StageTotals] {
    let catalogue = try StageCatalogue.embedded()
    return try park.layers(.batches).flatMap { layer -> [StageTotals] in
      guard let stages = layer.column(.stage) else { return [] }
      let areas = try measure(layer.layer.geometry)
      return try StageTotals.make(
        layer.layer,
        stages: stages,
        declared: DeclaredAreas(layer, measured: areas, basis: basis).areas,
        areas: areas,
        basis: basis,
        catalogue: catalogue,
        measure: measure
      )
    }
  }

  func listed(_ layer: LoadedLayer) throws -> ParkReport.Listed {
    let areas = try measure(layer.layer.geometry).map { try Area(squareMetres: $0, basis: basis) }
    let prices = (0..<layer.count).compactMap { layer.column(.price)?.number($0) }
    return ParkReport.Listed(
      count: layer.count,
      area: try Area.sum(areas, basis: basis),
      price: prices.reduce(0, +),
      priced: prices.count
    )
  }

  func idleStock() throws -> IdleStock? {
    let land = park.layer(.idleLand)
    let plants = park.layer(.plants)
    guard land != nil || plants != nil else { return nil }
    let lots = try land.map { layer in
      let areas = try measure(layer.layer.geometry)
      let declared = DeclaredAreas(layer, measured: areas, basis: basis).areas
      return areas.enumerated().map { lot, measured in
        let isMeasured = layer.layer.geometry.kinds[lot].isPolygonal
        let area = isMeasured ? measured : declared[lot]?.squareMetres
        return (area: area, isMeasured: isMeasured, owner: layer.column(.owner)?.text(lot))
      }
    }
    let floors = plants.map { layer in
      (0..<layer.count).map { (area: layer.column(.floorArea)?.number($0), owner: layer.column(.owner)?.text($0)) }
    }
    return try IdleStock(land: lots ?? [], floor: floors ?? [], basis: basis)
  }
}
