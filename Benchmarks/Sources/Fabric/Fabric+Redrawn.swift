public import Features
import Geometry

extension Fabric {
  /// A layer as if it had been drawn again: every vertex lies up to 5 cm from where it was, equal vertices equally,
  /// so that neighbours still share their edges and no polygon is identical with the one it was made from.
  public static func redrawn(_ layer: Layer) -> Layer {
    let lattice = Lattice(count: 1)
    var x = layer.geometry.x
    var y = layer.geometry.y
    for v in x.indices {
      let east = Int((x[v] * 1000).rounded())
      let north = Int((y[v] * 1000).rounded())
      let moved = lattice.rounded(
        x[v] + (lattice.noise(east, north, 70) - 0.5) * 0.1,
        y[v] + (lattice.noise(east, north, 71) - 0.5) * 0.1
      )
      x[v] = moved.x
      y[v] = moved.y
    }
    var result = layer
    result.name = "redrawn"
    result.geometry = layer.geometry.replacingCoordinates(x: x, y: y)
    return result
  }
}
