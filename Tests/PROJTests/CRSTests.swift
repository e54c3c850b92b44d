import Features
import Geometry
import PROJ
import TestSupport
import Testing

@Suite struct CRSTests {
  @Test func readsAnAuthorityCode() throws {
    let crs = try CRS("EPSG:4546")
    #expect(crs.code == "EPSG:4546" && !crs.isIdentified)
    #expect(crs.name == "CGCS2000 / 3-degree Gauss-Kruger CM 111E")
    #expect(crs.isProjected && crs.metresPerUnit == 1 && crs.unitName == "metre")
    #expect(crs.datum == "China 2000" && crs.isCGCS2000)
    #expect(crs.ellipsoid.semiMajorAxis == 6_378_137 && crs.ellipsoid.inverseFlattening == 298.257222101)
    #expect(crs.axes.map(\.direction) == ["north", "east"])
    let area = try #require(crs.areaOfUse)
    #expect(area.minX == 109.5 && area.maxX == 112.5)
    let projection = try #require(crs.transverseMercator)
    #expect(projection.centralMeridian == 111 && projection.falseEasting == 500_000 && projection.isGaussKruger)
    #expect(crs.chineseZone == ChineseZone(.cgcs2000, width: .three, zone: 37, isPrefixed: false))
    #expect(try CRS(" 4546\n") == crs)
  }

  @Test func readsWhatSourcesWrite() throws {
    #expect(try CRS("OGC:CRS84").isGeographic)
    #expect(try CRS("OGC:CRS84").axes.map(\.direction) == ["east", "north"])
    #expect(try CRS("urn:ogc:def:crs:EPSG::4490").code == "EPSG:4490")
    #expect(try CRS("urn:ogc:def:crs:OGC:1.3:CRS84").isWGS84)
    #expect(try CRS("EPSG:4326").isWGS84)
    #expect(try CRS("+proj=tmerc +lat_0=0 +lon_0=111 +k=1 +x_0=500000 +ellps=GRS80 +units=m").code == nil)
    #expect(try CRS("EPSG:4490+5701").code == "EPSG:4490")
    let feet = try CRS("EPSG:2249")
    #expect(abs((feet.metresPerUnit ?? 0) - 0.304800609601219) < 1e-12)
  }

  /// The `.prj` that desktop software writes for CGCS2000, zone 37 with prefix, carries no code.
  @Test func identifiesEsriText() throws {
    let text = """
      PROJCS["CGCS2000_3_Degree_GK_Zone_37",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",\
      SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],\
      PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",37500000.0],PARAMETER["False_Northing",0.0],\
      PARAMETER["Central_Meridian",111.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],\
      UNIT["Meter",1.0]]
      """
    let crs = try CRS(text)
    #expect(crs.code == "EPSG:4525" && crs.isIdentified)
    #expect(crs.isCGCS2000)
    #expect(crs.chineseZone?.zone == 37)
    #expect(try crs == CRS("EPSG:4525"))
    let degrees = try CRS(
      """
      GEOGCS["GCS_Xian_1980",DATUM["D_Xian_1980",SPHEROID["Xian_1980",6378140.0,298.257]],PRIMEM["Greenwich",0.0],\
      UNIT["Degree",0.0174532925199433]]
      """
    )
    #expect(degrees.code == "EPSG:4610" && degrees.isXian1980)
  }

  @Test func refusesWhatIsNoHorizontalSystem() {
    #expect(code { () throws(DataError) in _ = try CRS("EPSG:99999999") } == "proj.unknown-crs")
    #expect(code { () throws(DataError) in _ = try CRS("") } == "proj.unknown-crs")
    #expect(code { () throws(DataError) in _ = try CRS("PROJCS[\"broken") } == "proj.unknown-crs")
    #expect(code { () throws(DataError) in _ = try CRS("+proj=pipeline +step +proj=noop") } == "proj.unknown-crs")
    #expect(code { () throws(DataError) in _ = try CRS(String(repeating: "x", count: 2 << 20)) } == "proj.unknown-crs")
    #expect(code { () throws(DataError) in _ = try CRS("EPSG:5701") } == "proj.not-horizontal")
    #expect(code { () throws(DataError) in _ = try CRS("EPSG:4978") } == "proj.not-horizontal")
  }

  /// A name counts whole, or as an alias that the database has; PROJ by itself takes a part of one.
  @Test(arguments: [
    ("WGS 84", "EPSG:4326"), ("wgs84", "EPSG:4326"), ("GCS_WGS_1984", "EPSG:4326"), ("CGCS2000", "EPSG:4490"),
    ("CGCS2000 / 3-degree Gauss-Kruger CM 111E", "EPSG:4546"), ("CGCS2000_3_Degree_GK_CM_111E", "EPSG:4546"),
    ("foo", nil), ("NAD", nil), ("84", nil), ("Gauss-Kruger CM 111E", nil),
  ])
  func names(_ name: String, _ expected: String?) {
    #expect((try? CRS(name))?.code == expected)
  }

  @Test func errorsNameTheirPlace() {
    do {
      _ = try CRS(CRSReference("EPSG:0", origin: .file), at: Place(file: "a.gpkg", layer: "b"))
      Issue.record("accepted")
    } catch {
      #expect(error.place == Place(file: "a.gpkg", layer: "b") && error.arguments.first == "EPSG:0")
    }
  }
}

@Suite struct ChineseZoneTests {
  @Test func everyRowOfTheTableAgreesWithPROJ() throws {
    let table = try chinaTable()
    #expect(table.count == 271)
    var zones = 0
    for row in table {
      let epsg = try #require(row["epsg"].flatMap { Int($0) })
      let crs = try CRS("EPSG:\(epsg)")
      #expect(crs.name == row["name"], "\(epsg)")
      let directions: [String?] = ["axis1", "axis2"].map { key in
        row[key].flatMap { $0.split(separator: ":").last.map { String($0) } }
      }
      let found: [String?] = crs.axes.map { $0.direction }
      #expect(found == directions)
      guard row["kind"] == "projected" else {
        #expect(crs.isGeographic && ChineseZone(epsg: epsg) == nil)
        #expect(ChineseDatum.allCases.contains { $0.geographicEPSG == epsg })
        continue
      }
      zones += 1
      let zone = try #require(ChineseZone(epsg: epsg), "\(epsg)")
      #expect(String(zone.width.rawValue) == row["width"])
      #expect(String(zone.zone) == row["zone"], "\(epsg)")
      #expect(zone.isPrefixed == (row["zone_prefix"] != ""))
      let projection = try #require(crs.transverseMercator)
      #expect(projection.centralMeridian == Double(zone.centralMeridian))
      #expect(row["central_meridian"].flatMap(Double.init) == Double(zone.centralMeridian))
      #expect(row["lon_min"].flatMap(Double.init) == zone.longitudes.lowerBound)
      #expect(row["lon_max"].flatMap(Double.init) == zone.longitudes.upperBound)
      #expect(projection.falseEasting == zone.falseEasting && projection.falseNorthing == 0)
      #expect(projection.isGaussKruger)
      #expect(ChineseZone(code: crs.code ?? "") == zone)
      if row["deprecated"] == "0" { #expect(zone.epsg == epsg) }
      let geographic = try CRS("EPSG:\(zone.datum.geographicEPSG)")
      #expect(crs.sharesDatum(with: geographic))
    }
    #expect(zones == 267)
  }

  @Test func zonesByPrefixMeridianAndLongitude() throws {
    #expect(ChineseZone(.cgcs2000, prefix: 37)?.code == "EPSG:4525")
    #expect(ChineseZone(.cgcs2000, prefix: 19)?.width == .six)
    #expect(ChineseZone(.cgcs2000, prefix: 24) == nil)
    #expect(ChineseZone(.xian1980, width: .three, centralMeridian: 111, isPrefixed: false)?.epsg == 2382)
    #expect(ChineseZone(.xian1980, width: .three, centralMeridian: 112, isPrefixed: false) == nil)
    #expect(ChineseZone(.cgcs2000, width: .six, centralMeridian: 111, isPrefixed: true)?.zone == 19)
    #expect(ChineseZone(.cgcs2000, width: .three, longitude: 111.9, isPrefixed: false)?.zone == 37)
    #expect(ChineseZone(.cgcs2000, width: .six, longitude: 111.9, isPrefixed: false)?.zone == 19)
    #expect(ChineseZone(.cgcs2000, width: .three, longitude: 2.3, isPrefixed: false) == nil)
    #expect(ChineseZone(.cgcs2000, width: .three, longitude: .nan, isPrefixed: false) == nil)
    #expect(ChineseZone.prefix(ofEasting: 37_550_200) == 37)
    #expect(ChineseZone.prefix(ofEasting: 550_200) == nil)
    #expect(ChineseZone(epsg: 3826) == nil && ChineseZone(code: "OGC:CRS84") == nil)
  }
}
