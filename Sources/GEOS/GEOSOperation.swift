/// What GEOS was asked to do; the raw value is what a message shows.
public enum GEOSOperation: String, Sendable, Hashable, CaseIterable {
  case construct = "construction"
  case readWKT = "reading WKT"
  case writeWKT = "writing WKT"
  case readWKB = "reading WKB"
  case writeWKB = "writing WKB"
  case exportColumns = "export to columns"

  case validity = "validity check"
  case makeValid = "make valid"
  case simplicity = "simplicity check"

  case intersection
  case union
  case difference
  case symmetricDifference = "symmetric difference"
  case unaryUnion = "unary union"
  case coverageUnion = "coverage union"
  case clip = "clip by rectangle"

  case relate
  case predicate
  case prepare = "preparation"
  case distance
  case nearestPoints = "nearest points"
  case minimumClearance = "minimum clearance"

  case buffer
  case offsetCurve = "offset curve"
  case boundary
  case envelope
  case centroid
  case pointOnSurface = "point on surface"
  case convexHull = "convex hull"
  case concaveHull = "concave hull"
  case minimumRectangle = "minimum rotated rectangle"
  case inscribedCircle = "maximum inscribed circle"

  case simplify
  case densify
  case removeRepeatedPoints = "removal of repeated points"
  case setPrecision = "change of precision"
  case snap
  case normalise
  case polygonize
  case buildArea = "building of areas"
  case lineMerge = "line merge"
  case node = "noding"
  case lineReference = "linear referencing"
  case triangulate = "triangulation"

  case index = "spatial index"
}
