public import Geometry

/// What the kernel relies on, and a cheap check of it.
///
/// The account is exact for polygons that are **valid** (OGC simple features: rings do not cross themselves or one
/// another, parts do not overlap) and **oriented** (shells counter-clockwise, holes clockwise, as
/// `GeometryColumns.Builder` leaves them), with finite coordinates. What then still touches (rings at a point, holes
/// at a shell) does no harm. For other input it counts a place once where the winding number is not zero.
public enum AccountInput {
  /// Something that breaks the rules and can move area.
  public enum Defect: Sendable, Hashable {
    /// No polygon: the feature encloses nothing.
    case notPolygon
    /// A coordinate is infinite or not a number: the feature takes no part.
    case nonFinite
    /// A ring runs against its role.
    case orientation(ring: Int)
    /// Rings cross or overlap: `area` lies where the winding number is neither 0 nor 1.
    case overlapsItself(area: Double)
  }

  /// A feature and what is wrong with it.
  public struct Finding: Sendable, Hashable {
    /// Its number in the columns, from 0.
    public var feature: Int
    /// One defect; a feature with several has a finding for each.
    public var defect: Defect
  }

  /// Checks every feature. Orientation and coordinates are read off; self-overlap is measured by sweeping each
  /// feature alone, at the cost of accounting it where it is cut. It finds every defect that moves more than
  /// ``AccountEngine/roundingArea(of:)``, and none that moves no area (a spike, a ring that touches itself):
  /// those matter to topology, not to areas. It is no replacement for a validity check by GEOS before repair.
  public static func findings(in columns: GeometryColumns) -> [Finding] {
    var findings: [Finding] = []
    var partition = SubjectPartition(layers: [], slotCount: 1)
    for feature in 0..<columns.count {
      guard columns.kinds[feature].isPolygonal || columns.kinds[feature] == .collection else {
        findings.append(Finding(feature: feature, defect: .notPolygon))
        continue
      }
      guard columns.isMeasurable(feature) else {
        findings.append(Finding(feature: feature, defect: .nonFinite))
        continue
      }
      for part in columns.parts(of: feature) {
        for ring in columns.rings(ofPart: part) {
          let area = columns.signedArea(ofRing: ring)
          if columns.isShell(ring: ring, ofPart: part) ? area < 0 : area > 0 {
            findings.append(Finding(feature: feature, defect: .orientation(ring: ring)))
          }
        }
      }
      let limit = AccountEngine.roundingArea(of: columns.box(of: feature))
      let overlap = partition.overlapWithItself(columns, feature)
      if overlap > limit { findings.append(Finding(feature: feature, defect: .overlapsItself(area: overlap))) }
    }
    return findings
  }
}

extension SubjectPartition {
  /// Area in which the feature's winding number is neither 0 nor 1.
  mutating func overlapWithItself(_ columns: GeometryColumns, _ feature: Int) -> Double {
    columns.withView { view in
      guard let x = view.x, let y = view.y else { return 0 }
      let rings = columns.rings(of: feature)
      return overlap(
        x: x,
        y: y,
        rings: UnsafeBufferPointer(rebasing: view.rings[rings.lowerBound...rings.upperBound]),
        box: columns.box(of: feature)
      )
    }
  }
}
