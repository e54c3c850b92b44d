internal import CGEOS
public import Geometry

extension Shape {
  /// What lies in the box, by a quick clip that may leave degenerate boundaries along it: for drawing and tiling,
  /// not for figures. Wraps `GEOSClipByRect_r`.
  public func clipped(to box: Box) throws(GEOSError) -> Shape {
    try derive(.clip) { GEOSClipByRect_r($0, $1, box.minX, box.minY, box.maxX, box.maxY) }
  }
}
