/// What GEOS was asked to do; the raw value is what a message shows.
public enum GEOSOperation: String, Sendable, Hashable, CaseIterable {
  /// Making a geometry from coordinates or members.
  case construct = "construction"
  /// ``Shape/init(wkt:)``
  case readWKT = "reading WKT"
  /// ``Shape/wkt(decimals:)``
  case writeWKT = "writing WKT"
  /// ``Shape/init(wkb:feature:)``, ``Shape/init(hexWKB:)``
  case readWKB = "reading WKB"
  /// ``Shape/wkb(keepingZ:)``
  case writeWKB = "writing WKB"
  /// Copying a shape into columns.
  case exportColumns = "export to columns"

  /// ``Shape/isValid()``, ``Shape/defect(allowingInvertedShells:)``
  case validity = "validity check"
  /// ``Shape/makeValid(_:)``
  case makeValid = "make valid"
  /// ``Shape/isSimple()``, ``Shape/isClosed()``
  case simplicity = "simplicity check"

  /// ``Shape/intersection(_:gridSize:)``
  case intersection
  /// ``Shape/union(_:gridSize:)`` of two shapes.
  case union
  /// ``Shape/difference(_:gridSize:)``
  case difference
  /// ``Shape/symmetricDifference(_:gridSize:)``
  case symmetricDifference = "symmetric difference"
  /// ``Shape/unaryUnion(gridSize:)``, ``Shape/union(of:gridSize:)``
  case unaryUnion = "unary union"
  /// ``Shape/coverageUnion()``
  case coverageUnion = "coverage union"
  /// ``Shape/clipped(to:)``
  case clip = "clip by rectangle"

  /// ``Shape/relate(_:)``, ``Shape/relate(_:matches:)``
  case relate
  /// Any of the questions such as ``Shape/intersects(_:)``, of plain or prepared shapes.
  case predicate
  /// Making a ``PreparedShape``.
  case prepare = "preparation"
  /// Distances, of plain or prepared shapes, and ``Shape/isWithin(distance:of:)``.
  case distance
  /// ``Shape/nearestPoints(to:)``
  case nearestPoints = "nearest points"
  /// ``Shape/minimumClearance()``, ``Shape/minimumClearanceLine()``
  case minimumClearance = "minimum clearance"

  /// ``Shape/buffer(_:style:)``
  case buffer
  /// ``Shape/offsetCurve(_:style:)``, ``Shape/singleSidedBufferLine(_:left:style:)``
  case offsetCurve = "offset curve"
  /// ``Shape/boundary()``
  case boundary
  /// ``Shape/envelope()``
  case envelope
  /// ``Shape/centroid()``
  case centroid
  /// ``Shape/pointOnSurface()``
  case pointOnSurface = "point on surface"
  /// ``Shape/convexHull()``
  case convexHull = "convex hull"
  /// ``Shape/concaveHull(ratio:allowingHoles:)``, ``Shape/concaveHullOfPolygons(ratio:tight:allowingHoles:)``
  case concaveHull = "concave hull"
  /// ``Shape/minimumRotatedRectangle()``
  case minimumRectangle = "minimum rotated rectangle"
  /// ``Shape/maximumInscribedCircle(tolerance:)``
  case inscribedCircle = "maximum inscribed circle"

  /// ``Shape/simplified(tolerance:)``, ``Shape/simplifiedPreservingTopology(tolerance:)``
  case simplify
  /// ``Shape/densified(length:)``
  case densify
  /// ``Shape/removingRepeatedPoints(tolerance:)``
  case removeRepeatedPoints = "removal of repeated points"
  /// ``Shape/rounded(toGrid:rule:)``
  case setPrecision = "change of precision"
  /// ``Shape/snapped(to:tolerance:)``
  case snap
  /// ``Shape/normalised()``
  case normalise
  /// ``Shape/polygonize()``
  case polygonize
  /// ``Shape/buildArea()``
  case buildArea = "building of areas"
  /// ``Shape/lineMerged()``
  case lineMerge = "line merge"
  /// ``Shape/noded()``
  case node = "noding"
  /// ``Shape/position(of:)``, ``Shape/point(at:)``
  case lineReference = "linear referencing"
  /// ``Shape/delaunayTriangles(tolerance:)``, ``Shape/voronoiCells(within:tolerance:)``
  case triangulate = "triangulation"

  /// Building or asking an ``STRTree``.
  case index = "spatial index"
}
