public import Features
import Geometry

/// The layers that the benchmarks run on, made from a lattice.
public enum Fabric {
  static let codes = ["0101", "0103", "0301", "0702", "100101", "100102", "100103", "1207", "1401", "1402"]

  /// `count` parcels with shared edges, 2 % with a hole. Fields: `id`, `code`, `far`, `declared` (m²).
  public static func parcels(count: Int) -> Layer {
    let lattice = Lattice(count: count)
    var maker = LayerMaker(name: "parcels")
    for cell in 0..<count {
      let i = cell % lattice.columns
      let j = cell / lattice.columns
      maker.begin()
      maker.ring(lattice.boundary(i, j, i + 1, j + 1))
      if lattice.noise(i, j, 5) < 0.02 { maker.ring(hole(lattice, i, j)) }
      maker.end(id: cell, code: code(lattice, i, j), far: far(lattice, i, j))
    }
    return maker.finish()
  }

  /// The parcels after an adjustment: of the pairs of neighbours, 4 % are merged, 4 % split, 4 % have the edge
  /// between them moved, 5 % change their code; the others are identical, their numbers and plot ratios too.
  public static func adjusted(count: Int) -> Layer {
    let lattice = Lattice(count: count)
    var maker = LayerMaker(name: "adjusted")
    var cell = 0
    while cell < count {
      let i = cell % lattice.columns
      let j = cell / lattice.columns
      let isPair = i % 2 == 0 && i + 1 < lattice.columns && cell + 1 < count
      let draw = isPair ? lattice.noise(i, j, 6) : 1
      let changed = lattice.noise(i, j, 7) < 0.05
      func add(_ ring: [Lattice.Point], hole: [Lattice.Point]?, _ code: String, of place: Int, id: Int? = nil) {
        maker.begin()
        maker.ring(ring)
        if let hole { maker.ring(hole) }
        maker.end(id: id ?? place, code: code, far: far(lattice, place % lattice.columns, place / lattice.columns))
      }
      func holeOf(_ i: Int) -> [Lattice.Point]? { lattice.noise(i, j, 5) < 0.02 ? hole(lattice, i, j) : nil }
      let newCode = changed ? codes[Int(lattice.noise(i, j, 8) * 10)] : code(lattice, i, j)
      if draw < 0.04 {
        add(lattice.boundary(i, j, i + 2, j + 1), hole: nil, newCode, of: cell)
        cell += 2
      } else if draw < 0.08 {
        let ring = lattice.boundary(i, j, i + 1, j + 1)
        let far = lattice.corner(i + 1, j + 1)
        let cut = ring.firstIndex(of: far) ?? ring.count / 2
        add(Array(ring[...cut]) + [ring[0]], hole: nil, newCode, of: cell)
        add(Array(ring[cut...]) + [far], hole: nil, code(lattice, i, j), of: cell, id: count + cell)
        cell += 1
      } else if draw < 0.12 {
        let shift: (Int, Int, Bool) -> Double = { a, b, up in up && a == i + 1 && b == j ? 6 : 0 }
        add(lattice.boundary(i, j, i + 1, j + 1, shift: shift), hole: holeOf(i), newCode, of: cell)
        let second = lattice.boundary(i + 1, j, i + 2, j + 1, shift: shift)
        add(second, hole: holeOf(i + 1), code(lattice, i + 1, j), of: cell + 1)
        cell += 2
      } else {
        add(lattice.boundary(i, j, i + 1, j + 1), hole: holeOf(i), newCode, of: cell)
        cell += 1
      }
    }
    return maker.finish()
  }

  /// Approval batches of five stages, one for about 40 parcels and stage; 30 % follow lot lines, the others are
  /// free outlines; batches of one stage overlap. Fields: `id`, `code` (the stage).
  public static func stages(count: Int) -> Layer {
    let lattice = Lattice(count: count)
    var maker = LayerMaker(name: "stages")
    let perStage = max(4, count / 40 / 5)
    var id = 0
    for stage in 0..<5 {
      for k in 0..<perStage {
        let i = Int(lattice.noise(k, stage, 30) * Double(lattice.columns - 8))
        let j = Int(lattice.noise(k, stage, 31) * Double(lattice.rows - 8))
        maker.begin()
        if lattice.noise(k, stage, 32) < 0.3 {
          let w = 2 + Int(lattice.noise(k, stage, 33) * 6)
          let h = 2 + Int(lattice.noise(k, stage, 34) * 6)
          maker.ring(lattice.boundary(max(i, 0), max(j, 0), max(i, 0) + w, max(j, 0) + h))
        } else {
          let centre = lattice.corner(i + 4, j + 4)
          maker.ring(
            star(lattice, centre, radius: 80 + 200 * lattice.noise(k, stage, 35), vertices: 12 + k % 60, k, 36)
          )
        }
        maker.end(id: id, code: "S\(stage + 1)")
        id += 1
      }
    }
    return maker.finish()
  }

  /// A dozen zones of 5,000 to 50,000 vertices that overlap their neighbours. Fields: `id`, `code`.
  public static func zones(count: Int) -> Layer {
    let lattice = Lattice(count: count)
    let box = lattice.extent
    var maker = LayerMaker(name: "zones")
    for k in 0..<12 {
      let column = Double(k % 4)
      let row = Double(k / 4)
      let centre = lattice.rounded(box.minX + (column + 0.5) / 4 * box.width, box.minY + (row + 0.5) / 3 * box.height)
      maker.begin()
      let vertices = 5_000 + Int(45_000 * lattice.noise(k, 0, 40))
      maker.ring(star(lattice, centre, radius: box.width / 4 * 0.62, vertices: vertices, k, 41))
      maker.end(id: k, code: "Z\(k % 7)")
    }
    return maker.finish()
  }

  static func code(_ lattice: Lattice, _ i: Int, _ j: Int) -> String {
    codes[Int(lattice.noise(i / 3, j / 3, 9) * 10)]
  }

  /// 0.5 to 3.5, by the place.
  static func far(_ lattice: Lattice, _ i: Int, _ j: Int) -> Double {
    Double(Int(lattice.noise(i, j, 12) * 7)) * 0.5 + 0.5
  }

  static func hole(_ lattice: Lattice, _ i: Int, _ j: Int) -> [Lattice.Point] {
    let a = lattice.corner(i, j)
    let b = lattice.corner(i + 1, j + 1)
    let centre = lattice.rounded((a.x + b.x) / 2, (a.y + b.y) / 2)
    return star(lattice, centre, radius: 8, vertices: 8, i, 50)
  }

  /// A closed outline around a centre whose radius wavers smoothly; counter-clockwise.
  static func star(
    _ lattice: Lattice,
    _ centre: Lattice.Point,
    radius: Double,
    vertices: Int,
    _ key: Int,
    _ purpose: UInt64
  ) -> [Lattice.Point] {
    var ring: [Lattice.Point] = []
    // Half the distance of the vertices at most: a surveyed line, not a comb.
    let jitter = min(0.08, .pi / Double(vertices))
    for v in 0..<vertices {
      let angle = Double(v) / Double(vertices) * 2 * .pi
      let wave = 0.12 * Trig.sin(angle * Double(3 + key % 5)) + jitter * (lattice.noise(key, v, purpose) - 0.5)
      let r = radius * (0.85 + wave)
      ring.append(lattice.rounded(centre.x + r * Trig.cos(angle), centre.y + r * Trig.sin(angle)))
    }
    ring.append(ring[0])
    return ring
  }
}
