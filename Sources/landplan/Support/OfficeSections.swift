import Features
import Geometry
import LandAnalysis
import LandModel
import LandReport
import PROJ

/// The tables of a report that bureaus ask for beside its story: they stand in the forms that hold every table.
struct OfficeSections {
  let park: LoadedProject
  let report: ParkReport
  let gauge: LayerMeasure

  /// - Parameter withPoints: with the tables of every parcel and every boundary point, which are registers to look up and
  ///   nothing to read in a page.
  func tables(withPoints: Bool) throws -> [Table] {
    var tables: [Table] = []
    for plan in report.plans where !hasOtherVersion(plan) {
      tables.append(try OfficeTables.balance(plan, id: "balance:\(plan.plan ?? "plan")"))
    }
    for layer in park.layers(.plan) where withPoints {
      let id = ["parcels", layer.entry?.plan, layer.entry?.version?.rawValue].compactMap { $0 }.joined(separator: ":")
      let areas = try gauge.areas(layer.layer.geometry)
      tables.append(try OfficeTables.parcels(layer, areas: areas, basis: report.basis, id: id))
    }
    if let zones = park.layer(.zones) {
      let areas = try gauge.areas(zones.layer.geometry)
      if let lines = try ControlOccupation(
        park,
        areas: areas,
        basis: report.basis,
        measure: { [gauge] in try gauge.areas($0, threads: 1) }
      ) {
        tables.append(try OfficeTables.occupation(lines))
      }
    }
    if let owners = try owners() { tables.append(owners) }
    if withPoints, let listed = park.layer(.listed), park.crs?.isGeographic == false {
      let labels = (0..<listed.count).map { listed.label(of: $0) }
      var table = BoundaryPointTable.make(listed.layer.geometry, labels: labels)
      table.title = Phrase(zh: "界址点成果表：\(listed.title.chinese)", en: "Boundary points: \(listed.title.english)")
      if !table.rows.isEmpty { tables.append(table) }
    }
    return tables
  }

  /// A plan of two versions has its balance in the section of the adjustment.
  private func hasOtherVersion(_ plan: ParkReport.PlanAccount) -> Bool {
    report.plans.contains { $0.plan == plan.plan && $0.version != plan.version }
  }

  private func owners() throws -> Table? {
    guard let landUse = park.layer(.landUse),
      let classification = try LayerCheck.classification(of: landUse, asOf: park.project.asOf)
    else { return nil }
    let land = try LandUseByOwner(
      landUse,
      areas: gauge.areas(landUse.layer.geometry),
      classification: classification,
      otherGrassland: park.project.otherGrassland,
      basis: report.basis
    )
    let title = Phrase(
      zh: "\(landUse.title.chinese)：地类、权属、三大类",
      en: "\(landUse.title.english): by owner and the three classes"
    )
    return try land.map { try OfficeTables.owners($0, title: title) }
  }
}
