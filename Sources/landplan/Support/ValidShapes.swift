import Features
import GEOS
import LandModel

/// Work that cuts shapes, on layers that are taken as they are.
enum ValidShapes {
  /// Does the work. Where GEOS gives up and one of the layers has an invalid polygon, the error names the first of them, its
  /// reason and place, and says that `--repair` mends it.
  static func of<Result>(_ layers: [LoadedLayer], _ work: () throws -> Result) throws -> Result {
    do {
      return try work()
    } catch let failure as GEOSError {
      for layer in layers {
        guard let defect = layer.invalidities.first else { continue }
        let place = Place(file: layer.layer.file, layer: layer.layer.name, feature: layer.label(of: defect.feature))
        throw CommandError.invalidPolygon(place, defect.reason, defect.x, defect.y)
      }
      throw CommandError.shapeFailed("\(failure)")
    }
  }
}
