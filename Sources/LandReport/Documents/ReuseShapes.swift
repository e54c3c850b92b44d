public import Features
import GEOS
import Geometry
public import LandAnalysis
public import LandModel

/// Every candidate judged for every tenant as a layer: its land or buildings, whether it fits, its score, or what it lacks.
public enum ReuseShapes {
  /// The layer; candidates without shape are left out.
  ///
  /// - Parameters:
  ///   - matches: what was judged, tenant by tenant.
  ///   - crs: the system of the candidates' plane; nil where none is known.
  ///   - language: of what candidates lack.
  /// - Throws: `GEOSError` where a shape cannot be written.
  public static func layer(
    _ matches: [(tenant: Tenant, matches: [ReuseMatch])],
    crs: CRSReference?,
    language: Language
  ) throws -> Layer {
    var texts = ["tenant", "candidate", "kind", "owner", "members", "lacks", "unknown"].map { Column(Field($0, .text)) }
    var fits = Column(Field("fits", .boolean))
    var numbers = ["land_m2", "floor_m2", "score", "known_percent", "distance_m"].map { Column(Field($0, .real)) }
    var builder = GeometryColumns.Builder()
    for entry in matches {
      for match in entry.matches {
        guard let shape = match.candidate.shape else { continue }
        try builder.append(shape)
        let candidate = match.candidate
        let values: [String?] = [
          entry.tenant.id, candidate.label, candidate.kind.rawValue, candidate.owner,
          candidate.members.joined(separator: ", "),
          match.exclusions.map { ReuseDocument.gate($0.gate).name[language] }.joined(separator: ", "),
          match.unknown.map { ReuseDocument.gate($0).name[language] }.joined(separator: ", "),
        ]
        for (column, value) in values.enumerated() { texts[column].append(value.map { .text($0) } ?? .null) }
        fits.append(.boolean(match.exclusions.isEmpty))
        let figures = [
          candidate.facts.land, candidate.facts.floor, match.score, match.completeness * 100,
          candidate.facts.way?.length,
        ]
        for (column, value) in figures.enumerated() { numbers[column].append(value.map { .real($0) } ?? .null) }
      }
    }
    let geometry = builder.finish()
    return Layer(
      name: "candidates",
      geometry: geometry,
      table: AttributeTable(columns: texts + [fits] + numbers, rowCount: geometry.count),
      crs: crs
    )
  }
}
