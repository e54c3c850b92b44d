import Geometry

/// Columns of polygons of one ring each, without the closing vertex.
func polygons(_ rings: [[(Double, Double)]]) -> GeometryColumns {
  var builder = GeometryColumns.Builder()
  for ring in rings {
    builder.beginFeature(.polygon)
    builder.beginPart()
    builder.beginRing()
    for (x, y) in ring + [ring[0]] { builder.add(x: x, y: y) }
    builder.endRing()
    builder.endPart()
    builder.endFeature()
  }
  return builder.finish()
}

func square(_ x: Double, _ y: Double, _ side: Double) -> [(Double, Double)] {
  [(x, y), (x + side, y), (x + side, y + side), (x, y + side)]
}
