import Features
import Geometry
import PROJ

extension LayerCheck {
  /// A missing or unreadable system; coordinates that contradict it: a `.prj` in degrees over metres, swapped axes, a
  /// zone prefix too many, missing, or of another zone.
  static func coordinates(_ layer: LoadedLayer, _ context: Context) -> [Finding] {
    guard layer.layer.geometry.vertexCount > 0 else { return [] }
    if let problem = layer.crsProblem {
      return [Finding(.unreadableCRS, .error, at: layer.place(), problem.found, [problem.found])]
    }
    guard let crs = layer.crs else {
      return [
        Finding(
          .missingCRS,
          .warning,
          at: layer.place(),
          "no coordinate reference system; areas can only be plane, in the coordinates' own unit"
        )
      ]
    }
    guard context.checksCoordinates else { return [] }
    return CoordinateCheck.findings(for: layer.layer.geometry.extent, in: crs).map { found in
      Finding(
        code: found.code.rawValue,
        severity: found.code == .partlyOutside ? .warning : .error,
        place: layer.place(),
        text: found.text,
        arguments: found.arguments + (found.suggestion.map { [$0] } ?? [])
      )
    }
  }
}
