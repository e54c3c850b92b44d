import CPROJ

extension CRS {
  /// The projection of a projected system: its method, and its parameters where it is transverse Mercator.
  static func conversion(of object: ProjObject) -> (method: String, transverseMercator: TransverseMercator?)? {
    guard let conversion = object.derived(proj_crs_get_coordoperation) else { return nil }
    return conversion.with { context, pointer in
      var name: UnsafePointer<CChar>?
      guard proj_coordoperation_get_method_info(context, pointer, &name, nil, nil) == 1, let method = name.text else {
        return nil
      }
      guard method == "Transverse Mercator" else { return (method, nil) }
      let degrees = 180 / Double.pi
      guard let latitude = parameter("Latitude of natural origin", of: pointer, context),
        let longitude = parameter("Longitude of natural origin", of: pointer, context),
        let scale = parameter("Scale factor at natural origin", of: pointer, context),
        let easting = parameter("False easting", of: pointer, context),
        let northing = parameter("False northing", of: pointer, context)
      else { return (method, nil) }
      return (
        method,
        TransverseMercator(
          latitudeOfOrigin: tidy(latitude * degrees),
          centralMeridian: tidy(longitude * degrees),
          scale: scale,
          falseEasting: easting,
          falseNorthing: northing
        )
      )
    }
  }

  /// A parameter in metres, radians or unity.
  private static func parameter(_ name: String, of operation: OpaquePointer, _ context: OpaquePointer) -> Double? {
    let index = proj_coordoperation_get_param_index(context, operation, name)
    guard index >= 0 else { return nil }
    var value = 0.0
    var factor = 0.0
    guard
      proj_coordoperation_get_param(context, operation, index, nil, nil, nil, &value, nil, &factor, nil, nil, nil, nil)
        == 1
    else { return nil }
    return value * factor
  }

  /// Degrees without the rounding that the way through radians leaves (110.99999999999999).
  private static func tidy(_ degrees: Double) -> Double { (degrees * 1e11).rounded() / 1e11 }
}
