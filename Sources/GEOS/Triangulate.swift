internal import CGEOS

extension Shape {
  /// The Delaunay triangles of the vertices, as a collection. Wraps `GEOSDelaunayTriangulation_r`.
  ///
  /// - Parameter tolerance: vertices nearer than this are taken as one.
  public func delaunayTriangles(tolerance: Double = 0) throws(GEOSError) -> Shape {
    try derive(.triangulate) { GEOSDelaunayTriangulation_r($0, $1, tolerance, 0) }
  }

  /// The Voronoi cells of the vertices, as a collection, cut off at a box somewhat larger than theirs and than
  /// `clip`. Wraps `GEOSVoronoiDiagram_r`.
  public func voronoiCells(within clip: Shape? = nil, tolerance: Double = 0) throws(GEOSError) -> Shape {
    guard let clip else { return try derive(.triangulate) { GEOSVoronoiDiagram_r($0, $1, nil, tolerance, 0) } }
    return try derive(.triangulate, with: clip) { GEOSVoronoiDiagram_r($0, $1, $2, tolerance, 0) }
  }
}
