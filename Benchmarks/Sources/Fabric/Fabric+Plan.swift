public import Features
import Geometry

extension Fabric {
  /// The layers of a plan's check: the plan before and after with its indicators, ten constraint layers, supplied parcels and
  /// the declared scope. Names are those of ``planProject``.
  public static func plan(count: Int) -> [Layer] {
    let lattice = Lattice(count: count)
    return [
      withIndicators(parcels(count: count), "plan_before", lattice, count),
      withIndicators(adjusted(count: count), "plan_after", lattice, count),
      blocks("permanent_basic_farmland", lattice, codes: ["0101", "0103"], 70),
      redlines(lattice), boundary(lattice),
      bands("river", lattice, 3, halfWidth: 45, step: 10, 71), bands("blue", lattice, 3, halfWidth: 65, step: 10, 71),
      bands("highway", lattice, 4, halfWidth: 43, step: 40, 72), corridors(lattice),
      blocks("road_redline", lattice, codes: ["1207"], 73), blocks("green", lattice, codes: ["1401", "1402"], 74),
      sites(lattice), supplied(lattice, count), scope(lattice),
    ]
  }

  /// The project file that names the layers of ``plan(count:)``.
  public static let planProject: String = {
    let plan = "{id: id, code: code, far: far, density: density, green_ratio: green, height_limit: height}"
    var lines = ["name: {zh: 基准测试, en: Benchmark (synthetic)}", "crs: EPSG:4546", "as_of: 2026-01-01", "layers:"]
    for version in ["before", "after"] {
      lines.append("  - {role: plan, plan: main, version: \(version), source: plan_\(version).gpkg, fields: \(plan)}")
    }
    let kinds = [
      "permanent_basic_farmland", "ecological_redline", "urban_development_boundary", "river", "blue", "highway",
      "power",
      "green", "yellow",
    ]
    for kind in kinds {
      let name = String(kind.map { $0 == "_" ? "-" : $0 })
      lines.append("  - {role: control-line, kind: \(name), source: \(kind).gpkg, fields: {id: id, kind: code}}")
    }
    lines.append("  - {role: road-redline, source: road_redline.gpkg, fields: {id: id}}")
    lines.append("  - {role: parcels, source: supplied.gpkg, fields: {id: id, code: code}}")
    lines.append("  - {role: scope, source: scope.gpkg, fields: {id: id, kind: code}}")
    return lines.joined(separator: "\n") + "\n"
  }()

  /// Density and green ratio in percent and height in metres, as fit the code and the plot ratio; of one parcel in fifty the
  /// height is too low for them.
  private static func withIndicators(_ layer: Layer, _ name: String, _ lattice: Lattice, _ count: Int) -> Layer {
    var result = layer
    result.name = name
    var density: [Double] = []
    var green: [Double] = []
    var height: [Double] = []
    let (ids, code, far) = (layer.table["id"], layer.table["code"], layer.table["far"])
    for row in 0..<layer.count {
      let cell = (ids.flatMap { $0.number(row) }.map { Int($0) } ?? row) % count
      let (i, j) = (cell % lattice.columns, cell / lattice.columns)
      let isIndustry = code?.text(row)?.hasPrefix("1001") == true
      density.append(Double(Int(40 + 10 * lattice.noise(i, j, 80))))
      green.append(isIndustry ? Double(Int(10 + 10.2 * lattice.noise(i, j, 81))) : 30)
      let storeys = ((far?.number(row) ?? 1) * 100 / (density.last ?? 40)).rounded(.up)
      height.append(max(3, storeys * 3 - (lattice.noise(i, j, 82) < 0.02 ? 3 : -3)))
    }
    result.table = AttributeTable(
      columns: layer.table.columns + [
        Column(Field("density", .real), storage: .reals(density), validity: nil),
        Column(Field("green", .real), storage: .reals(green), validity: nil),
        Column(Field("height", .real), storage: .reals(height), validity: nil),
      ],
      rowCount: layer.count
    )
    return result
  }

  /// The blocks of three by three parcels with one of the codes, along the lots' own lines; one in fifty a lot too far east.
  private static func blocks(_ name: String, _ lattice: Lattice, codes: [String], _ purpose: UInt64) -> Layer {
    var maker = LayerMaker(name: name)
    var number = 0
    for j in stride(from: 0, to: lattice.rows - 3, by: 3) {
      for i in stride(from: 0, to: lattice.columns - 4, by: 3) where codes.contains(code(lattice, i, j)) {
        let off = lattice.noise(i, j, purpose) < 0.02 ? 1 : 0
        maker.begin()
        maker.ring(lattice.boundary(i + off, j, i + 3 + off, j + 3))
        maker.end(id: number, code: name)
        number += 1
      }
    }
    return maker.finish()
  }

  /// Twelve ecological redlines of 5,000 to 50,000 vertices that follow the terrain and no lot.
  private static func redlines(_ lattice: Lattice) -> Layer {
    let box = lattice.extent
    var maker = LayerMaker(name: "ecological_redline")
    for k in 0..<12 {
      let x = box.minX + (Double(k % 4) + 0.5) / 4 * box.width
      let y = box.minY + (Double(k / 4) + 0.5) / 3 * box.height
      let vertices = 5_000 + Int(45_000 * lattice.noise(k, 1, 40))
      maker.begin()
      maker.ring(star(lattice, lattice.rounded(x, y), radius: box.width / 20, vertices: vertices, k, 42))
      maker.end(id: k, code: "ecological-redline")
    }
    return maker.finish()
  }

  /// One development boundary along lot lines, a rim of two parcels within the plan.
  private static func boundary(_ lattice: Lattice) -> Layer {
    var maker = LayerMaker(name: "urban_development_boundary")
    let rim = min(2, lattice.columns / 4)
    maker.begin()
    maker.ring(lattice.boundary(rim, rim, lattice.columns - rim, max(rim + 1, lattice.rows - 1 - rim)))
    maker.end(id: 0, code: "urban-development-boundary")
    return maker.finish()
  }

  /// Winding strips from west to east.
  private static func bands(
    _ name: String,
    _ lattice: Lattice,
    _ number: Int,
    halfWidth: Double,
    step: Double,
    _ purpose: UInt64
  ) -> Layer {
    let box = lattice.extent
    var maker = LayerMaker(name: name)
    let steps = Int(box.width / step)
    for k in 0..<number {
      let middle = box.minY + (Double(k) + 0.3 + 0.4 * lattice.noise(k, 0, purpose)) / Double(number) * box.height
      func point(_ v: Int, _ side: Double) -> Lattice.Point {
        let t = Double(v) / Double(steps)
        let wave = Trig.sin(t * 2 * .pi * Double(3 + k)) * box.height / 30
        let rough = 4 * lattice.noise(v, k * 2 + (side > 0 ? 1 : 0), purpose)
        return lattice.rounded(box.minX + t * box.width, middle + wave + side * (halfWidth + rough))
      }
      var ring = (0...steps).map { point($0, -1) } + (0...steps).reversed().map { point($0, 1) }
      ring.append(ring[0])
      maker.begin()
      maker.ring(ring)
      maker.end(id: k, code: name)
    }
    return maker.finish()
  }

  /// Straight strips of 10 to 40 m across the plan in every direction: long boxes, little area.
  private static func corridors(_ lattice: Lattice) -> Layer {
    let box = lattice.extent
    var maker = LayerMaker(name: "power")
    for k in 0..<12 {
      let angle = lattice.noise(k, 0, 75) * 2 * .pi
      let (dx, dy) = (Trig.cos(angle), Trig.sin(angle))
      let x = box.minX + (0.3 + 0.4 * lattice.noise(k, 1, 75)) * box.width
      let y = box.minY + (0.3 + 0.4 * lattice.noise(k, 2, 75)) * box.height
      let reach = box.width * 0.25
      let half = 5 + 15 * lattice.noise(k, 3, 75)
      let corners = [(-reach, -half), (reach, -half), (reach, half), (-reach, half), (-reach, -half)]
      maker.begin()
      maker.ring(corners.map { lattice.rounded(x + dx * $0.0 - dy * $0.1, y + dy * $0.0 + dx * $0.1) })
      maker.end(id: k, code: "power")
    }
    return maker.finish()
  }

  /// Small sites of plants and substations.
  private static func sites(_ lattice: Lattice) -> Layer {
    var maker = LayerMaker(name: "yellow")
    for k in 0..<max(4, lattice.columns * lattice.rows / 500) {
      let i = Int(lattice.noise(k, 0, 76) * Double(lattice.columns - 1))
      let j = Int(lattice.noise(k, 1, 76) * Double(lattice.rows - 1))
      maker.begin()
      maker.ring(star(lattice, lattice.corner(i, j), radius: 30, vertices: 24, k, 77))
      maker.end(id: k, code: "yellow")
    }
    return maker.finish()
  }

  /// One industrial parcel of three as its contract has it.
  private static func supplied(_ lattice: Lattice, _ count: Int) -> Layer {
    var maker = LayerMaker(name: "supplied")
    for cell in 0..<count {
      let (i, j) = (cell % lattice.columns, cell / lattice.columns)
      guard code(lattice, i, j).hasPrefix("1001"), lattice.noise(i, j, 78) < 1.0 / 3 else { continue }
      maker.begin()
      maker.ring(lattice.boundary(i, j, i + 1, j + 1))
      maker.end(id: cell, code: code(lattice, i, j), far: far(lattice, i, j))
    }
    return maker.finish()
  }

  /// The declared scope of the adjustment: all but a strip in the south, along lot lines.
  private static func scope(_ lattice: Lattice) -> Layer {
    var maker = LayerMaker(name: "scope")
    maker.begin()
    maker.ring(lattice.boundary(0, min(3, lattice.rows / 4), lattice.columns, lattice.rows))
    maker.end(id: 0, code: "调整范围")
    return maker.finish()
  }
}
