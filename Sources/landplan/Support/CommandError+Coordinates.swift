import Features
import Geometry

/// Errors about coordinates that cannot be what they are said to be.
extension CommandError {
  /// Plane areas of what looks like degrees, where no system is stated.
  static func degreesWithoutCRS(_ place: Place, _ box: Box) -> DataError {
    let numbers = [box.minX, box.maxX, box.minY, box.maxY].map { Column.shortest(($0 * 1e4).rounded() / 1e4) }
    return DataError(
      .input,
      code: CommandErrorCode.degreesWithoutCRS.rawValue,
      at: place,
      found: "no coordinate reference system, and coordinates x \(numbers[0]) to \(numbers[1]), y \(numbers[2]) to "
        + "\(numbers[3]) that look like degrees",
      expected: "metres, for areas without a system",
      advice: "State the system, for example --source-crs EPSG:4490; to measure them as metres, add --keep-crs",
      arguments: numbers
    )
  }

  /// Numbers beyond longitude and latitude that a user insists are degrees.
  static func notDegrees(_ crs: String, _ place: Place = Place()) -> DataError {
    DataError(
      .input,
      code: CommandErrorCode.notDegrees.rawValue,
      at: place,
      found: "numbers that are no longitudes and latitudes, as \(crs) has them",
      expected: "degrees",
      advice: "State the right system with --source-crs",
      arguments: [crs]
    )
  }
}
