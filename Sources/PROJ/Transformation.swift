public import Features
public import Geometry

/// The way of coordinates from one system to another, x = easting or longitude and y = northing or latitude on both
/// sides whatever the authorities' axis order.
///
///     let toMap = try Transformation(from: CRS("EPSG:4546"), to: CRS("OGC:CRS84"))
///     let lonLat = try toMap.transform(layer.geometry)
///
/// One operation is chosen for all points. The same columns give the same bytes, whatever the number of threads; a feature in
/// other company may differ in the last bits (under 5e-13°, 1e-7 m), because many points share fitted patches. A
/// change of datum needs parameters (see ``DatumChange``); what was chosen stands in ``notes``.
///
/// A value that any number of threads may use at once: each takes a PROJ object of its own.
public struct Transformation: Sendable {
  /// The system that coordinates come from.
  public let source: CRS
  /// The system that coordinates are brought to.
  public let target: CRS
  /// The PROJ pipeline that runs.
  public let pipeline: String
  /// Metres, as published; 0 where no datum changes, nil where nobody knows.
  public let accuracy: Double?
  /// What the user should know about a change of datum.
  public let notes: [LoadNote]
  let operators: OperatorPool

  /// - Parameters:
  ///   - source: the system that coordinates come from.
  ///   - target: the system that coordinates are brought to.
  ///   - change: what to do where the datums differ.
  ///   - area: where the points lie, in degrees (``Transformation/degrees(of:in:)`` gives it for a box); without it
  ///     the systems' areas of use decide which published transformation fits.
  /// - Throws: `DataError` `proj.datum-shift-unknown`, `proj.datum-shift-null`, `proj.datum-shift-partial`,
  ///   `proj.no-operation`.
  public init(
    from source: CRS,
    to target: CRS,
    change: DatumChange = .published,
    area: Box? = nil
  ) throws(DataError) {
    let plan = try OperationPlan.choose(from: source, to: target, change: change, area: area)
    self.source = source
    self.target = target
    pipeline = plan.pipeline
    accuracy = plan.accuracy
    notes = plan.notes
    do {
      operators = try OperatorPool(pipeline: plan.pipeline)
    } catch {
      throw DataError(
        .configuration,
        .noOperation,
        found: "PROJ cannot run the way from \(source.name) to \(target.name) (\(error.message))",
        expected: "an operation that PROJ can run",
        advice: "Check that PROJ's data files are installed.",
        arguments: [source.name, target.name, error.message]
      )
    }
  }

  /// True where nothing changes.
  public var isIdentity: Bool { pipeline == "+proj=noop" }

  /// Where a box of a system's coordinates lies, in degrees on that system's own datum; nil where its edge cannot be
  /// shown there.
  public static func degrees(of box: Box, in crs: CRS) throws(DataError) -> Box? {
    if crs.isGeographic { return box }
    return try Transformation(from: crs, to: crs.ownDegrees()).transform(box)
  }
}

extension CRS {
  /// Longitude and latitude in degrees on this system's own datum, as a system that needs no datum change.
  func ownDegrees() throws(DataError) -> CRS {
    if isGeographic { return self }
    return try CRS.read(geographicDefinition)
  }
}
