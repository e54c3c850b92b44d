import GEOS
import Geometry

/// Which pieces hang together: those that touch, or lie nearer than a stated gap.
struct UnitContact {
  /// Ascending, without the unit itself.
  private(set) var neighbours: [[Int]]

  init(_ columns: GeometryColumns, gap: Double) throws {
    neighbours = Array(repeating: [], count: columns.count)
    let tree = BoxTree(columns.boxes())
    let shapes = try (0..<columns.count).map { try Shape.polygons(of: $0, in: columns) }
    for unit in 0..<columns.count {
      let near = tree.items(in: columns.box(of: unit).expanded(by: gap)).filter { $0 > unit }
      guard !near.isEmpty else { continue }
      let prepared = try PreparedShape(shapes[unit])
      for other in near where try prepared.isWithin(distance: gap, of: shapes[other]) {
        neighbours[unit].append(other)
        neighbours[other].append(unit)
      }
    }
    for unit in neighbours.indices { neighbours[unit].sort() }
  }

  /// Groups of units that hang together, each ascending, in order of their first unit.
  var components: [[Int]] {
    SelectionProblem.components(of: Array(neighbours.indices), neighbours)
  }
}
