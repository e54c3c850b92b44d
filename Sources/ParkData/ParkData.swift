/// The demonstration park: made up from first to last, the same bytes on every run and machine.
public enum ParkData {
  /// Every file of `GeoData/park`: name and content, in the order of their names.
  public static func files() -> [(name: String, text: String)] {
    let park = Park()
    var layers = ParkLayers(park).layers
    let defects = Defects(&layers)
    var files = layers.map { (name: $0.name + ".geojson", text: $0.geoJSON()) }
    files.append((name: "landplan.yaml", text: ProjectText.landplan(layers)))
    files.append((name: "boundary_listed_lots.txt", text: BoundaryText.listed(park.lots)))
    if let batch = park.pipeline.batches.first(where: { $0.name == "东片区首开区土地平整" }) {
      files.append((name: "boundary_east_batch.txt", text: BoundaryText.swapped(batch)))
      files.append((name: "defects.yaml", text: ProjectText.defects(defects, swapped: batch)))
    }
    let plans = [("west", park.westAfter.parcels), ("link", park.linkAfter.parcels)]
    files.append((name: "changes.yaml", text: ProjectText.changes(plans.map { (name: $0.0, parcels: $0.1) })))
    files.append((name: "README.md", text: ProjectText.readme(layers)))
    files.append((name: "tenants.yaml", text: ProjectText.tenants))
    return files.sorted { $0.name < $1.name }
  }
}
