import Features
import Geometry
import LandModel
import LandReport
import PROJ

/// Finds a plane system for layers in degrees: the account works in a plane.
enum PlaneSystem {
  /// Longitudes and latitudes of China's zones.
  static let china = Box(minX: 73.5, minY: 3, maxX: 136.5, maxY: 54)

  /// The system that fits a layer whose features are at hand.
  static func fitting(_ loaded: LoadedLayer) throws -> CRS {
    let crs = try loaded.requiredCRS()
    return try fitting(
      crs,
      try Transformation.degrees(of: loaded.layer.geometry.extent, in: crs) ?? loaded.layer.geometry.extent
    )
  }

  /// The 3° Gauss-Krüger zone of CGCS2000 in China, the UTM zone of WGS 84 elsewhere, of the middle of a layer in
  /// degrees that reaches over `box`.
  static func fitting(_ crs: CRS, _ box: Box) throws -> CRS {
    let zone = ChineseZone(.cgcs2000, width: .three, longitude: box.midX, isPrefixed: false)
    if china.contains(box), crs.isCGCS2000 || crs.isWGS84, let zone { return try CRS(zone.code) }
    let zones = (box.midX + 180) / 6
    let utm = zones.isFinite ? Int(min(max(zones, 0), 59)) + 1 : 1
    return try CRS("EPSG:\((box.midY < 0 ? 32_700 : 32_600) + utm)")
  }

  static func note(_ crs: CRS) -> Note {
    Note(
      .remark,
      code: "account.plane-system",
      Phrase(
        zh: "图层是经纬度，台账在 \(crs) 的平面上计算；可用 --crs 指定",
        en: "the layer is in degrees; the account is made in the plane of \(crs); --crs names another"
      )
    )
  }
}
