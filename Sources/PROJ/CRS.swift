public import Features
public import Geometry

/// A coordinate reference system, as PROJ understands its definition: what it is called, its datum and ellipsoid,
/// its unit, where it may be used.
///
///     let crs = try CRS("EPSG:4546")                  // CGCS2000 / 3-degree Gauss-Kruger CM 111E
///     let other = try CRS(textOfThePrjFile)           // ESRI WKT is identified where it equals an EPSG system
///
/// A value: it holds no PROJ object and may go to any thread. Coordinates in this project are always x = easting or
/// longitude, y = northing or latitude, whatever order ``axes`` state.
public struct CRS: Sendable {
  /// As given, without surrounding blanks; digits alone have got `EPSG:`, and a PROJ string its `+type=crs`.
  public let definition: String
  /// PROJ's name of the system, of a compound one that of its horizontal part: `CGCS2000 / 3-degree Gauss-Kruger CM
  /// 111E`.
  public let name: String
  /// `EPSG:4546`, where the definition says so or PROJ identifies it; nil for a system without authority.
  public let code: String?
  /// True where ``code`` was found by PROJ comparing the definition with its database, not read in it.
  public let isIdentified: Bool
  /// Of the horizontal part.
  public let kind: Kind
  /// PROJ's name of the datum: `China 2000`; empty where it has none.
  public let datum: String
  /// The ellipsoid of the datum.
  public let ellipsoid: Ellipsoid
  /// Metres in a unit of the coordinates; nil where they are angles.
  public let metresPerUnit: Double?
  /// `metre`, `degree`, `US survey foot` …
  public let unitName: String
  /// Where the system is meant to be used, in degrees (x = longitude from the west edge, y = latitude); nil where
  /// not stated. An area across the 180° meridian has its east edge above 180.
  public let areaOfUse: Box?
  /// In the authority's words: `China - onshore between 109°30'E and 112°30'E.`; nil where ``areaOfUse`` is.
  public let areaOfUseName: String?
  /// Axes in the order of the authority (EPSG:4546: northing, easting).
  public let axes: [Axis]
  /// Parameters, where the system is a transverse Mercator projection.
  public let transverseMercator: TransverseMercator?
  /// The projection method's name; nil for a geographic system.
  public let projectionMethod: String?
  /// Name of the geographic system under a projection; its own name for a geographic one.
  public let geographicName: String
  /// Definition of that geographic system.
  public let geographicDefinition: String
  /// True where the definition carries its own parameters to another datum (`TOWGS84`).
  public let isBound: Bool

  /// What coordinates are.
  public enum Kind: String, Sendable {
    /// Longitude and latitude on the ellipsoid, in degrees or another angle.
    case geographic
    /// Easting and northing in a plane, in metres or another length.
    case projected
  }

  /// The figure of the Earth that latitudes and geodesics refer to.
  public struct Ellipsoid: Sendable, Hashable {
    /// PROJ's name: `CGCS2000`, `WGS 84` …; empty where it has none.
    public var name: String
    /// Metres.
    public var semiMajorAxis: Double
    /// 0 for a sphere.
    public var inverseFlattening: Double

    /// (a − b) / a; 0 for a sphere.
    public var flattening: Double { inverseFlattening == 0 ? 0 : 1 / inverseFlattening }
  }

  /// One axis as the authority states it.
  public struct Axis: Sendable, Hashable {
    /// `Northing`, `Geodetic latitude` …
    public var name: String
    /// `X`, `Lat` …. In China's zone systems X is the northing.
    public var abbreviation: String
    /// `north`, `east` …
    public var direction: String
    /// `metre`, `degree` …
    public var unit: String
    /// Metres or radians in a unit.
    public var unitFactor: Double
  }

  /// Parameters of a transverse Mercator projection.
  public struct TransverseMercator: Sendable, Hashable {
    /// Degrees.
    public var latitudeOfOrigin: Double
    /// Degrees.
    public var centralMeridian: Double
    /// Scale on the central meridian: 1 for Gauss-Krüger, 0.9996 for UTM.
    public var scale: Double
    /// Metres, zone prefix included.
    public var falseEasting: Double
    /// Metres.
    public var falseNorthing: Double

    /// Gauss-Krüger as China's zones have it: scale 1, from the equator.
    public var isGaussKruger: Bool { scale == 1 && latitudeOfOrigin == 0 }
  }

  /// True where coordinates are longitude and latitude.
  public var isGeographic: Bool { kind == .geographic }
  /// True where coordinates are easting and northing.
  public var isProjected: Bool { kind == .projected }

  /// The zone, where this is one of China's Gauss-Krüger zone systems.
  public var chineseZone: ChineseZone? { code.flatMap { ChineseZone(code: $0) } }

  /// What PROJ is given to work with: the authority's definition where it is known to be the same. `OGC:CRS84` is
  /// EPSG:4326 with the axes in the order that everything has here; as EPSG's, it meets EPSG's transformations.
  var working: String {
    switch code {
    case "OGC:CRS84": "EPSG:4326"
    case "OGC:CRS83": "EPSG:4269"
    case "OGC:CRS27": "EPSG:4267"
    default: code ?? definition
    }
  }

  /// Reads a definition: `EPSG:4546` (or just `4546`), WKT 1 or 2, the ESRI WKT of a `.prj`, a PROJ string,
  /// a URN, `OGC:CRS84`.
  ///
  /// - Throws: `DataError` `proj.unknown-crs` or `proj.not-horizontal`.
  public init(_ definition: String) throws(DataError) {
    self = try CRS.read(definition)
  }

  /// Reads what a source stated. Throws as ``init(_:)``; the error names the place.
  public init(_ reference: CRSReference, at place: Place = Place()) throws(DataError) {
    do {
      self = try CRS.read(reference.definition)
    } catch {
      var error = error
      error.place = place
      throw error
    }
  }

  init(_ parts: Parts) {
    definition = parts.definition
    name = parts.name
    code = parts.code
    isIdentified = parts.isIdentified
    kind = parts.kind
    datum = parts.datum
    ellipsoid = parts.ellipsoid
    metresPerUnit = parts.kind == .projected ? parts.axes.first?.unitFactor : nil
    unitName = parts.axes.first?.unit ?? ""
    areaOfUse = parts.area?.box
    areaOfUseName = parts.area?.name
    axes = parts.axes
    transverseMercator = parts.conversion?.transverseMercator
    projectionMethod = parts.conversion?.method
    geographicName = parts.geographicName
    geographicDefinition = parts.geographicDefinition
    isBound = parts.isBound
  }

  /// WGS 84, longitude and latitude (RFC 7946).
  public static var longitudeLatitude: CRS {
    get throws(DataError) { try CRS("OGC:CRS84") }
  }
}

extension CRS: Hashable {
  /// Equal where the same authority code, or else the same definition, is meant (axis order apart: CRS84 = EPSG:4326).
  public static func == (left: CRS, right: CRS) -> Bool { left.working == right.working }

  public func hash(into hasher: inout Hasher) { hasher.combine(working) }
}

extension CRS: CustomStringConvertible {
  public var description: String { code.map { "\($0) \(name)" } ?? name }
}
