/// Parameters of a datum change, as a survey office states them: seven (Bursa-Wolf), or three with the rest zero.
public struct DatumShift: Sendable, Hashable {
  /// Which way the rotations turn. The two differ in the sign of all three.
  public enum Convention: String, Sendable {
    /// EPSG 9606: the rotations turn the position vector.
    case positionVector = "position_vector"
    /// EPSG 9607: the rotations turn the coordinate frame.
    case coordinateFrame = "coordinate_frame"
  }

  /// Translation along the geocentric X axis, metres.
  public var dx: Double
  /// Translation along the geocentric Y axis, metres.
  public var dy: Double
  /// Translation along the geocentric Z axis, metres.
  public var dz: Double
  /// Rotation about the X axis, seconds of arc.
  public var rx: Double
  /// Rotation about the Y axis, seconds of arc.
  public var ry: Double
  /// Rotation about the Z axis, seconds of arc.
  public var rz: Double
  /// Scale change, parts per million.
  public var scale: Double
  /// What a positive rotation means.
  public var convention: Convention

  /// Three parameters, or seven; the rotations turn the coordinate frame unless said otherwise. With the wrong
  /// convention points move by tens of metres without an error.
  public init(
    dx: Double,
    dy: Double,
    dz: Double,
    rx: Double = 0,
    ry: Double = 0,
    rz: Double = 0,
    scale: Double = 0,
    convention: Convention = .coordinateFrame
  ) {
    self.dx = dx
    self.dy = dy
    self.dz = dz
    self.rx = rx
    self.ry = ry
    self.rz = rz
    self.scale = scale
    self.convention = convention
  }

  /// Steps from longitude and latitude in degrees on one ellipsoid to the same on the other.
  func steps(from source: CRS.Ellipsoid, to target: CRS.Ellipsoid) -> [String] {
    [
      "+proj=unitconvert +xy_in=deg +xy_out=rad",
      "+proj=push +v_3",
      "+proj=cart \(source.projParameters)",
      "+proj=helmert +x=\(dx) +y=\(dy) +z=\(dz) +rx=\(rx) +ry=\(ry) +rz=\(rz) +s=\(scale) "
        + "+convention=\(convention.rawValue)",
      "+inv +proj=cart \(target.projParameters)",
      "+proj=pop +v_3",
      "+proj=unitconvert +xy_in=rad +xy_out=deg",
    ]
  }
}

/// What to do where two systems have different datums.
public enum DatumChange: Sendable, Hashable {
  /// Only with parameters that PROJ's database publishes for the area, or between frames that are equal at the metre
  /// (WGS 84 and CGCS2000). Anything else is an error.
  case published
  /// With these parameters, from the source's datum to the target's.
  case stated(DatumShift)
  /// As ``published``, but where nothing is published, coordinates are carried over unchanged, and a note says so.
  case allowingNoShift
}

extension CRS.Ellipsoid {
  var projParameters: String {
    inverseFlattening == 0
      ? "+a=\(semiMajorAxis) +b=\(semiMajorAxis)" : "+a=\(semiMajorAxis) +rf=\(inverseFlattening)"
  }
}
