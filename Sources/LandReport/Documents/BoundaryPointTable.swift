public import Geometry
import LandModel

/// The boundary points of a site as 界址点成果表 lists them: northing before easting, the side to the next point beside
/// each.
public enum BoundaryPointTable {
  /// Id of the table.
  public static let id = "boundary-points"

  /// - Parameters:
  ///   - geometry: polygons in a plane system in metres.
  ///   - labels: what each is called.
  public static func make(_ geometry: GeometryColumns, labels: [String]) -> Table {
    Table(
      id,
      title: Phrase(zh: "界址点成果表", en: "Boundary points"),
      columns: [
        TableColumn("part", Phrase(zh: "地块", en: "part")),
        TableColumn("ring", Phrase(zh: "环", en: "ring"), .trailing),
        TableColumn("point", Phrase(zh: "点号", en: "point")),
        TableColumn("x_north", Phrase(zh: "X（北）/米", en: "X (north) m"), .trailing),
        TableColumn("y_east", Phrase(zh: "Y（东）/米", en: "Y (east) m"), .trailing),
        TableColumn("side_m", Phrase(zh: "至下一点/米", en: "to the next m"), .trailing),
      ],
      rows: (0..<geometry.count).filter { geometry.kinds[$0].isPolygonal }
        .flatMap { rows(of: $0, geometry, label: labels[$0]) }
    )
  }

  /// Points are numbered through all rings of a part; the point that closes a ring is not listed again.
  private static func rows(of feature: Int, _ geometry: GeometryColumns, label: String) -> [Table.Row] {
    let rings = geometry.parts(of: feature).flatMap { Array(geometry.rings(ofPart: $0)) }
    var rows: [Table.Row] = []
    for (place, ring) in rings.enumerated() {
      for vertex in geometry.vertices(ofRing: ring).dropLast() {
        let (x, y) = (geometry.x[vertex], geometry.y[vertex])
        let (dx, dy) = (geometry.x[vertex + 1] - x, geometry.y[vertex + 1] - y)
        rows.append(
          Table.Row([
            .text(label), .integer(place + 1), .text("J\(rows.count + 1)"), .decimal(Decimals.fixed(y, 3)),
            .decimal(Decimals.fixed(x, 3)), .decimal(Decimals.fixed((dx * dx + dy * dy).squareRoot(), 2)),
          ])
        )
      }
    }
    return rows
  }
}
