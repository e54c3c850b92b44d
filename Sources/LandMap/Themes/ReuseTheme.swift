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
      classOf.append(classNumber(match, rank: place + 1))
      let rank = fits ? "\(place + 1) · " : ""
      labels.append(
        [rank + match.candidate.label] + (fits ? match.score.map { [String(format: "%.1f", $0)] } ?? [] : [])
      )
    }
    return MapLayer(
      geometry: builder.finish(),
      classes: classKeys.map { key in
        var made = schemes.mapClass("reuse", key)
        made.isCounted = true
        return made
      },
      classOf: classOf,
      labels: labels
    )
  }

  private static let classKeys = ["excluded", "fits-unknown", "fits-last", "fits-middle", "fits-first"]

  /// Darker green for better ranks; what cannot be told for want of data is apart.
  private static func classNumber(_ match: ReuseMatch, rank: Int) -> Int {
    if !match.exclusions.isEmpty { return 0 }
    if !match.unknown.isEmpty || !match.isKnownEnough { return 1 }
    return rank <= 3 ? 4 : rank <= 10 ? 3 : 2
  }

  /// The candidates in their order with score and size, then the others with what they lack.
  public static func table(_ matches: [ReuseMatch]) -> MapTable? {
    guard !matches.isEmpty else { return nil }
    let rows = matches.enumerated().map { place, match -> [Phrase] in
      let fits = match.exclusions.isEmpty
      let facts = match.candidate.facts
      return [
        Phrase(fits ? "\(place + 1)" : "—"), Phrase(match.candidate.label), kind(match.candidate.kind),
        Phrase(match.score.map { String(format: "%.1f", $0) } ?? "—"),
        Phrase(facts.land.map { LegendFigure.hectares($0) } ?? "—"),
        Phrase(facts.floor.map { SheetFurniture.grouped($0) } ?? "—"),
        fits ? unknown(match) : reasons(match),
      ]
    }
    return MapTable(
      title: Phrase(zh: "候选排名与不合适原因", en: "Candidates by rank, and why the others are not"),
      columns: [
        .init(Phrase(zh: "名次", en: "Rank"), isNumber: true), .init(Phrase(zh: "候选", en: "Candidate")),
        .init(Phrase(zh: "类型", en: "Kind")), .init(Phrase(zh: "得分", en: "Score"), isNumber: true),
        .init(Phrase(zh: "用地公顷", en: "Land ha"), isNumber: true),
        .init(Phrase(zh: "建筑㎡", en: "Floor m²"), isNumber: true), .init(Phrase(zh: "不合适原因", en: "Why not")),
      ],
      rows: rows
    )
  }

  private static func kind(_ kind: ReuseCandidate.Kind) -> Phrase {
    switch kind {
    case .lot: Phrase(zh: "用地", en: "lot")
    case .lots: Phrase(zh: "连片用地", en: "lots")
    case .plant: Phrase(zh: "厂房", en: "plant")
    }
  }

  private static func reasons(_ match: ReuseMatch) -> Phrase {
    let names = match.exclusions.map { ReuseDocument.gate($0.gate).name }
    return Phrase(zh: names.map(\.zh).joined(separator: "、"), en: names.map(\.en).joined(separator: ", "))
  }

  private static func unknown(_ match: ReuseMatch) -> Phrase {
    guard !match.unknown.isEmpty else { return Phrase("") }
    let names = match.unknown.map { ReuseDocument.gate($0).name }
    return Phrase(
      zh: "不明：" + names.map(\.zh).joined(separator: "、"),
      en: "unknown: " + names.map(\.en).joined(separator: ", ")
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
