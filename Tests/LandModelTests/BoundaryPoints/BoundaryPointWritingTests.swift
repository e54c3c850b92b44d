import Features
import Foundation
import Geometry
import LandModel
import PROJ
import TestSupport
import Testing

@Suite struct BoundaryPointWritingTests {
  /// What was read is written again, byte for byte.
  @Test(arguments: ["std4_two_parcels_hole_gbk.txt", "ext6_noprefix_utf8bom.txt"])
  func readFilesComeOutAsTheyWere(name: String) throws {
    let bytes = try fixture(name)
    let file = try BoundaryPointFile(bytes: bytes, path: name)
    #expect(try file.encoded() == bytes)
  }

  private func layer(_ geometry: GeometryColumns, names: [String]) -> Layer {
    var name = Column(Field("DKMC", .text))
    var code = Column(Field("地类编码", .text))
    for text in names {
      name.append(.text(text))
      code.append(.text("1001"))
    }
    let table = AttributeTable(columns: [name, code], rowCount: names.count)
    return Layer(name: "parcels", geometry: geometry, table: table)
  }

  private func square(_ x: Double, _ y: Double, hole: Bool) -> GeometryColumns {
    var builder = GeometryColumns.Builder()
    builder.beginFeature(.polygon)
    builder.beginPart()
    for inset in hole ? [0.0, 30] : [0] {
      builder.beginRing()
      for (a, b) in [(0.0, 0.0), (1, 0), (1, 1), (0, 1)] {
        builder.add(x: x + inset + a * (100 - 2 * inset), y: y + inset + b * (100 - 2 * inset))
      }
      builder.endRing()
    }
    builder.endPart()
    builder.endFeature()
    return builder.finish()
  }

  @Test func layersAreWrittenAsBureausWantThem() throws {
    var options = BoundaryPointFile.WritingOptions()
    options.fields = ["地块名称": "DKMC"]
    options.isPrefixed = true
    options.producer = "示例单位"
    let source = layer(square(550_000, 2_700_000, hole: true), names: ["一号,地块"])
    let file = try BoundaryPointFile(layer: source, crs: CRS("EPSG:4546"), options: options)
    let bytes = try file.encoded()
    let text = try #require(TextEncoding.gbk.decode(strictly: bytes))
    #expect(
      text == """
        [属性描述]\r
        格式版本号=1.01版本\r
        数据产生单位=示例单位\r
        坐标系=2000国家大地坐标系\r
        几度分带=3\r
        投影类型=高斯克吕格\r
        计量单位=米\r
        带号=37\r
        精度=0.001\r
        转换参数=,,,,,,\r
        [地块坐标]\r
        10,0.8400,1,一号、地块,面,,,1001,@\r
        J1,1,2700100.000,37550000.000\r
        J2,1,2700100.000,37550100.000\r
        J3,1,2700000.000,37550100.000\r
        J4,1,2700000.000,37550000.000\r
        J1,1,2700100.000,37550000.000\r
        J5,2,2700070.000,37550030.000\r
        J6,2,2700030.000,37550030.000\r
        J7,2,2700030.000,37550070.000\r
        J8,2,2700070.000,37550070.000\r
        J5,2,2700070.000,37550030.000\r

        """
    )
    #expect(file.notes.map(\.code) == ["boundary.note-text-changed"])
  }

  @Test func refusesWhatTheFormatCannotSay() throws {
    let source = layer(square(111, 24, hole: false), names: ["甲"])
    let degrees = try CRS("EPSG:4490")
    #expect(throws: DataError.self) { try BoundaryPointFile(layer: source, crs: degrees) }
    let strange = layer(square(550_000, 2_700_000, hole: false), names: ["\u{1F3ED}"])
    var options = BoundaryPointFile.WritingOptions()
    options.fields = ["地块名称": "DKMC"]
    let file = try BoundaryPointFile(layer: strange, crs: CRS("EPSG:4546"), options: options)
    do {
      _ = try file.encoded()
      Issue.record("GBK has no such character")
    } catch {
      #expect(error.code == "boundary.unencodable")
    }
    var nothing = GeometryColumns.Builder()
    nothing.addNull()
    let empty = layer(nothing.finish(), names: ["甲"])
    #expect(throws: DataError.self) { try BoundaryPointFile(layer: empty, crs: CRS("EPSG:4546")) }
  }

  /// Random parcels with holes, islands and parts, in any zone, encoding and layout: written and read, they are the
  /// same polygons to the written decimals, with the same attributes.
  @Test func writingAndReadingKeepsParcels() throws {
    var random = SeededRandom.announced("writingAndReadingKeepsParcels", fallback: 77)
    let encodings: [TextEncoding] = [.gbk, .utf8, .gb18030]
    for round in 0..<60 {
      let zone = try #require(
        ChineseZone(
          [.cgcs2000, .xian1980, .beijing1954].randomElement(using: &random) ?? .cgcs2000,
          prefix: (Array(13...23) + Array(25...45)).randomElement(using: &random) ?? 37
        )
      ).prefixed(Bool.random(using: &random))
      let (geometry, names) = randomParcels(&random, falseEasting: zone.falseEasting)
      var options = BoundaryPointFile.WritingOptions()
      options.encoding = encodings[round % 3]
      options.newline = round % 2 == 0 ? "\r\n" : "\n"
      options.hasDistances = Bool.random(using: &random)
      options.mark = options.hasDistances ? "钢钉" : ""
      options.isPrefixed = Bool.random(using: &random)
      options.fields = ["地块名称": "DKMC"]
      let crs = try CRS(zone.code)
      let bytes = try BoundaryPointFile(layer: layer(geometry, names: names), crs: crs, options: options).encoded()
      let read = try BoundaryPointFile(bytes: bytes, path: "round\(round).txt")
      let again = read.geometry()
      let shift = zone.prefixed(options.isPrefixed ?? false).falseEasting - zone.falseEasting
      #expect(read.crs?.definition == zone.prefixed(options.isPrefixed ?? false).code)
      #expect(read.parcels.map { $0.head.name } == names)
      #expect(again.count == geometry.count)
      for feature in 0..<geometry.count {
        #expect(rings(geometry, feature, shift) == rings(again, feature, 0), "round \(round)")
        #expect(abs(geometry.planeArea(of: feature) - again.planeArea(of: feature)) < 2)
        let declared = try #require(read.parcels[feature].declaredSquareMetres)
        #expect(abs(declared - geometry.planeArea(of: feature)) <= 0.6)
      }
      #expect(try read.encoded() == BoundaryPointFile(bytes: read.encoded(), path: "").encoded())
    }
  }

  /// Boxes with a hole, perhaps an island in it, perhaps a part beside; every coordinate with three decimals.
  private func randomParcels(_ random: inout SeededRandom, falseEasting: Double) -> (GeometryColumns, [String]) {
    var builder = GeometryColumns.Builder()
    var names: [String] = []
    for i in 0..<Int.random(in: 1...5, using: &random) {
      let x = falseEasting + random.double(in: -150_000...150_000)
      let y = random.double(in: 2_000_000...5_900_000)
      let size = random.double(in: 60...900)
      let hasHole = Bool.random(using: &random)
      let hasIsland = hasHole && Bool.random(using: &random)
      let hasPart = Bool.random(using: &random)
      builder.beginFeature(hasIsland || hasPart ? .multiPolygon : .polygon)
      builder.beginPart()
      box(&builder, x, y, size)
      if hasHole { box(&builder, x + size * 0.2, y + size * 0.2, size * 0.6) }
      builder.endPart()
      if hasIsland { part(&builder, x + size * 0.4, y + size * 0.4, size * 0.2) }
      if hasPart { part(&builder, x + size * 1.5, y, size * 0.5) }
      builder.endFeature()
      names.append("东片区\(i)号地块（一期）")
    }
    return (builder.finish(), names)
  }

  private func part(_ builder: inout GeometryColumns.Builder, _ x: Double, _ y: Double, _ size: Double) {
    builder.beginPart()
    box(&builder, x, y, size)
    builder.endPart()
  }

  private func box(_ builder: inout GeometryColumns.Builder, _ x: Double, _ y: Double, _ size: Double) {
    builder.beginRing()
    for (a, b) in [(0.0, 0.0), (1, 0.1), (0.9, 1), (0.1, 0.8)] {
      builder.add(x: ((x + a * size) * 1000).rounded() / 1000, y: ((y + b * size) * 1000).rounded() / 1000)
    }
    builder.endRing()
  }

  /// Rings as sets of points in millimetres: their order and first vertex may differ.
  private func rings(_ geometry: GeometryColumns, _ feature: Int, _ shift: Double) -> Set<Set<[Int]>> {
    Set(
      geometry.rings(of: feature).map { ring in
        Set(
          geometry.vertices(ofRing: ring).map {
            [Int(((geometry.x[$0] + shift) * 1000).rounded()), Int((geometry.y[$0] * 1000).rounded())]
          }
        )
      }
    )
  }
}
