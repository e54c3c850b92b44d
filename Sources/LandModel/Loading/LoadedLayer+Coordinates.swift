public import Features
public import Geometry
public import PROJ

extension LoadedLayer {
  /// What in the layer's coordinates contradicts its system for certain: degrees under a system in metres and the other way
  /// round, exchanged axes, another zone's eastings. Figures and files made from such coordinates would be wrong. Where no
  /// system is known, latitudes that stand before longitudes are told by the numbers alone.
  ///
  /// - Parameter extent: the box of all features, for a layer whose features are not at hand.
  public func contradictions(within extent: Box? = nil) -> [CoordinateFinding] {
    let box = extent ?? layer.geometry.extent
    guard !box.isEmpty, crsProblem == nil else { return [] }
    guard let crs else {
      let exchanged = CoordinateCheck.exchangedDegrees(box, mustBeDegrees: layer.format == "GeoJSON")
      return exchanged.map { [$0] } ?? []
    }
    return CoordinateCheck.contradictions(for: box, in: crs)
  }

  /// The first contradiction as an error of the input, with what to do about it.
  public func contradictionError(_ found: CoordinateFinding) -> DataError {
    DataError(
      .input,
      code: found.code.rawValue,
      at: place(),
      found: found.text,
      expected: found.expectedWords,
      advice: found.advice,
      arguments: found.arguments + [found.expectedWords]
    )
  }

  /// Throws a `DataError` for coordinates that cannot be of the layer's system.
  public func refuseContradictions(within extent: Box? = nil) throws {
    if let first = contradictions(within: extent).first { throw contradictionError(first) }
  }
}

extension CoordinateFinding {
  /// The system that would fit, in words; empty where none can be named.
  var expectedWords: String {
    if let suggestion { return suggestion }
    return code == .metresInDegrees ? "a projected system, for example EPSG:4546" : ""
  }

  /// What to do, in English.
  var advice: String {
    let insist = "to take the coordinates as they are, add --keep-crs"
    switch code {
    case .partlyOutside: return ""
    case .outsideArea: return "Check the coordinate reference system; --source-crs states another"
    case .swappedAxes: return "Exchange x and y in the program that the file comes from; \(insist)"
    default:
      guard let suggestion else { return "State the right system with --source-crs; \(insist)" }
      return "Add --source-crs \(suggestion) (in a project crs: \(suggestion)); \(insist)"
    }
  }
}
