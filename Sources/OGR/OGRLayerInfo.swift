public import Features
public import Geometry

/// What a dataset says of one of its layers.
public struct OGRLayerInfo: Sendable {
  /// The name by which the layer is asked for; of a file with one layer mostly the file's own.
  public var name: String
  /// Number within the dataset, from 0.
  public internal(set) var index: Int
  /// `Polygon`, `MultiPolygon Z`, `Unknown` (any), `None` (a table) …
  public var geometryType: String
  /// nil where counting needs a reading of the whole layer.
  public var featureCount: Int?
  /// The attributes in the dataset's order, without geometry and ids; repeated names are made unique.
  public var fields: [Field]
  /// The coordinate system, with how it is known; nil where the dataset states none.
  public var crs: CRSReference?
  /// WKT 2:2019 of the coordinate system.
  public var wkt: String?
  /// The code where the registry's definition is the same as the source's.
  public var epsg: Int?
  /// In the layer's coordinates, x east; nil where it needs a reading of the whole layer.
  public var extent: Box?
  /// How text is decoded, where the format leaves that open.
  public var encoding: OGREncoding?
  /// Column that holds feature ids outside the attributes; nil where the format has none.
  public var idColumn: String?
  /// Column that holds the geometry; nil where the format does not name it.
  public var geometryColumn: String?

  /// The name of a GDAL geometry type (`OGRwkbGeometryType`).
  static func geometryTypeName(_ code: Int32) -> String {
    let unsigned = UInt32(bitPattern: code)
    var base = unsigned & 0x7FFF_FFFF
    var suffix = ""
    // 25D types have the high bit; ISO ones are offset by thousands.
    if unsigned & 0x8000_0000 != 0 { suffix = " Z" }
    if base >= 1000 && base < 4000 {
      suffix = ["", " Z", " M", " ZM"][Int(base / 1000)]
      base %= 1000
    }
    let names: [UInt32: String] = [
      0: "Unknown", 1: "Point", 2: "LineString", 3: "Polygon", 4: "MultiPoint", 5: "MultiLineString",
      6: "MultiPolygon", 7: "GeometryCollection", 8: "CircularString", 9: "CompoundCurve", 10: "CurvePolygon",
      11: "MultiCurve", 12: "MultiSurface", 13: "Curve", 14: "Surface", 15: "PolyhedralSurface", 16: "TIN",
      17: "Triangle", 100: "None", 101: "LinearRing",
    ]
    return (names[base] ?? "Unknown") + (base == 100 ? "" : suffix)
  }
}
