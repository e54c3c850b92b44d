/// The demonstration park: made up from first to last, the same bytes on every run and machine.
public enum ParkData {
  /// Every file of `GeoData/park`: name and content, in the order of their names.
  public static func files() -> [(name: String, bytes: [UInt8])] {
    let park = Park()
    var layers = ParkLayers(park).layers
    let defects = Defects(&layers)
    var files = layers.map { (name: $0.name + ".geojson", bytes: $0.geoJSON()) }
    func add(_ name: String, _ text: String) { files.append((name: name, bytes: Array(text.utf8))) }
    add("landplan.yaml", ProjectText.landplan(layers))
    add("boundary_listed_lots.txt", BoundaryText.listed(park.lots))
    if let batch = park.pipeline.batches.first(where: { $0.name == "东片区首开区土地平整" }) {
      add("boundary_east_batch.txt", BoundaryText.swapped(batch))
      add("defects.yaml", ProjectText.defects(defects, swapped: batch))
    }
    let plans = [("west", park.westAfter.parcels), ("link", park.linkAfter.parcels)]
    add("changes.yaml", ProjectText.changes(plans.map { (name: $0.0, parcels: $0.1) }))
    add("README.md", ProjectText.readme(layers))
    add("tenants.yaml", ProjectText.tenants)
    return files.sorted { $0.name < $1.name }
  }
}
