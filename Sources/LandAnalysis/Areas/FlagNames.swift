import Geometry

/// The stable names of geometry flags, for counting and output.
enum FlagNames {
  static let all: [(GeometryFlags, String)] = [
    (.null, "null"),
    (.empty, "empty"),
    (.notPolygon, "not-polygon"),
    (.shortRing, "short-ring"),
    (.unclosedRing, "unclosed-ring"),
    (.repeatedVertices, "repeated-vertices"),
    (.reorientedRing, "reoriented-ring"),
    (.hadZ, "had-z"),
    (.linearised, "linearised"),
    (.invalid, "invalid"),
    (.repaired, "repaired"),
    (.nonFinite, "non-finite"),
  ]

  static func names(of flags: GeometryFlags) -> [String] {
    guard !flags.isEmpty else { return [] }
    return all.filter { flags.contains($0.0) }.map(\.1)
  }
}
