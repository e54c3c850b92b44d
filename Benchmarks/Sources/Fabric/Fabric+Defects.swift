public import Features

extension Fabric {
  /// The parcels with planted defects, and how many of each kind: `overlap` and `gap` (an edge that one of two
  /// neighbours has drawn 1 to 6 m off), `missing` (a parcel left out), `duplicate` (drawn twice), `invalid` (a
  /// hole drawn as an hourglass).
  ///
  /// They lie at least two parcels apart and away from the rim, so that each is a defect of its own.
  public static func flawed(count: Int) -> (layer: Layer, planted: [String: Int]) {
    let lattice = Lattice(count: count)
    var maker = LayerMaker(name: "flawed")
    var planted: [String: Int] = [:]
    var id = 0
    for cell in 0..<count {
      let i = cell % lattice.columns
      let j = cell / lattice.columns
      let defect = defect(lattice, i, j)
      if let defect { planted[defect, default: 0] += 1 }
      if defect == "missing" { continue }
      let off = 1 + 5 * lattice.noise(i, j, 61)
      let shift: (Int, Int, Bool) -> Double = { a, b, up in
        guard up, a == i + 1, b == j else { return 0 }
        return defect == "overlap" ? -off : defect == "gap" ? off : 0
      }
      for _ in 0..<(defect == "duplicate" ? 2 : 1) {
        maker.begin()
        maker.ring(lattice.boundary(i, j, i + 1, j + 1, shift: shift))
        if defect == "invalid" {
          maker.ring(hourglass(lattice, i, j))
        } else if lattice.noise(i, j, 5) < 0.02 {
          maker.ring(hole(lattice, i, j))
        }
        maker.end(id: id, code: code(lattice, i, j), far: far(lattice, i, j))
        id += 1
      }
    }
    return (maker.finish(), planted)
  }

  private static func defect(_ lattice: Lattice, _ i: Int, _ j: Int) -> String? {
    guard i % 4 == 1, j % 4 == 1, i + 2 < lattice.columns, j + 2 < lattice.rows else { return nil }
    let kinds = ["overlap", "gap", "missing", "duplicate", "invalid"]
    let draw = lattice.noise(i, j, 60) * 20
    return draw < 5 ? kinds[Int(draw)] : nil
  }

  private static func hourglass(_ lattice: Lattice, _ i: Int, _ j: Int) -> [Lattice.Point] {
    let a = lattice.corner(i, j)
    let b = lattice.corner(i + 1, j + 1)
    let (x, y) = ((a.x + b.x) / 2, (a.y + b.y) / 2)
    return [(-4.0, -5.0), (4, 5), (4, -5), (-4, 5), (-4, -5)].map { lattice.rounded(x + $0.0, y + $0.1) }
  }
}
