import Foundation
import GEOS
import Geometry
public import LandAnalysis
import LandModel
public import LandReport

/// Candidates for a tenant: those that fit with rank and score, the others by what they lack.
public enum ReuseTheme {
  /// - Throws: `GEOSError` where a shape cannot be drawn; an error where the table of styles cannot be read.
  public static func layer(_ matches: [ReuseMatch], language: Language) throws -> MapLayer {
    let schemes = try MapSchemes.embedded()
    var builder = GeometryColumns.Builder()
    var classOf: [Int?] = []
    var labels: [[String]] = []
    // What fits lies on top, of those the best. Lots that are offered together lie over the same lots alone, so the
    // legend states no areas.
    for place in drawn(matches) {
      let match = matches[place]
      guard let shape = match.candidate.shape else { continue }
      try builder.append(shape)
      let fits = match.exclusions.isEmpty
      classOf.append(fits ? (match.unknown.isEmpty ? 2 : 1) : 0)
      let rank = fits ? match.score.map { "\(place + 1): " + String(format: "%.1f", $0) } : nil
      labels.append([match.candidate.label] + (rank.map { [$0] } ?? []))
    }
    return MapLayer(
      geometry: builder.finish(),
      classes: ["excluded", "fits-unknown", "fits"].map { schemes.mapClass("reuse", $0) },
      classOf: classOf,
      labels: labels
    )
  }

  /// The places of the matches that have a shape, in the order in which they are drawn.
  static func drawn(_ matches: [ReuseMatch]) -> [Int] {
    matches.indices.filter { matches[$0].candidate.shape != nil }.sorted { a, b in
      let (fitsA, fitsB) = (matches[a].exclusions.isEmpty, matches[b].exclusions.isEmpty)
      return fitsA == fitsB ? a > b : fitsB
    }
  }
}
