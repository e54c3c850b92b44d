import Features
import Foundation
import Geometry
import LandModel
import PROJ
import TestSupport
import Testing

/// A file's text with the usual keys before the parcels.
func boundaryText(
  datum: String? = "2000国家大地坐标系",
  zone: String? = "37",
  width: String? = "3",
  extra: [String] = [],
  _ parcels: [String]
) -> String {
  var lines = ["[属性描述]"]
  if let datum { lines.append("坐标系=\(datum)") }
  if let width { lines.append("几度分带=\(width)") }
  if let zone { lines.append("带号=\(zone)") }
  return (lines + extra + ["[地块坐标]"] + parcels).joined(separator: "\n")
}

func boundaryFile(_ text: String) throws(DataError) -> BoundaryPointFile {
  try BoundaryPointFile(bytes: Array(text.utf8), path: "t.txt")
}

/// The error that reading gives; nil where it gives none.
func boundaryError(_ text: String) -> DataError? {
  do {
    _ = try boundaryFile(text)
    return nil
  } catch {
    return error
  }
}

func fixture(_ name: String) throws -> [UInt8] {
  let folder = TestData.packageRoot.appendingPathComponent("Tests/LandModelTests/BoundaryPoints/Fixtures")
  return [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
}

let rectangle = [
  "J1,1,2700300.000,37550200.000", "J2,1,2700300.000,37550500.000", "J3,1,2700100.000,37550500.000",
  "J4,1,2700100.000,37550200.000",
]

@Suite struct BoundaryPointReadingTests {
  @Test func standardFileWithHoles() throws {
    let file = try BoundaryPointFile(bytes: fixture("std4_two_parcels_hole_gbk.txt"), path: "a/std4.txt")
    #expect(file.form.encoding == .gb18030 && !file.form.hasByteOrderMark)
    #expect(file.crs?.definition == "EPSG:4525")
    let layer = file.layer()
    #expect(layer.name == "std4" && layer.count == 2 && layer.format == "TXT")
    #expect(layer.geometry.kinds == [.polygon, .polygon])
    #expect(layer.geometry.planeArea(of: 0) == 58000)
    #expect(layer.geometry.ringCount == 3)
    #expect(layer.table["地块名称"]?.text(0) == "东片区一号地块")
    #expect(layer.table["地块编号"]?.text(1) == "2026-02")
    #expect(layer.table["地类编码"]?.text(1) == "1207" && layer.table["地块用途"]?.text(1) == "城镇村道路用地")
    #expect(layer.table["declared_area_m2"]?.number(0) == 58000)
    #expect(layer.geometry.flags.allSatisfy { $0.isDisjoint(with: [.unclosedRing, .shortRing]) })
    let areas = try AreaMeasure(crs: CRS("EPSG:4525"), basis: .ellipsoid).areas(of: layer.geometry)
    #expect(areas == [57996.37, 55956.48])
    #expect(file.parcels[0].rings.map(\.number) == [1, 2])
    #expect(file.parcels[0].rings[1].points.map(\.name) == ["J5", "J6", "J7", "J8", "J5"])
    #expect(file.notes.map(\.code) == ["boundary.note-area-unit"])
    #expect(file.notes[0].arguments == ["ha"])
  }

  @Test func sixColumnsWithoutPrefix() throws {
    let file = try BoundaryPointFile(bytes: fixture("ext6_noprefix_utf8bom.txt"), path: "ext6.txt")
    #expect(file.form.encoding == .utf8 && file.form.hasByteOrderMark && file.form.pointLayout == .six)
    #expect(file.crs?.definition == "EPSG:4546")
    #expect(file.parcels[0].rings[0].points[0].mark == "水泥桩")
    #expect(file.geometry().planeArea(of: 0) == 58000)
    #expect(file.value("项目名称") == "示例园区东片区批次用地")
  }

  @Test(.enabled(if: TestData.exists("cn/jzd_txt"), "set LANDPLAN_DATA for the real files"))
  func realFiles() throws {
    let folder = try #require(TestData.file("cn/jzd_txt"))
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".txt") }
    #expect(names.count == 11)
    for name in names {
      let bytes = [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
      let file = try BoundaryPointFile(bytes: bytes, path: name)
      #expect(file.crs?.definition == "EPSG:4526", "\(name)")
      let layer = file.layer()
      #expect(layer.geometry.kinds.allSatisfy { $0 == .polygon })
      for i in 0..<layer.count {
        let area = layer.geometry.planeArea(of: i)
        #expect(area > 50)
        // Declared hectares have two to four decimals.
        if let declared = layer.table["declared_area_m2"]?.number(i) {
          #expect(abs(declared - area) <= max(0.6, 1e-3 * area), "\(name): \(declared) \(area)")
        }
      }
      #expect(
        try BoundaryPointFile(bytes: file.encoded(), path: name).parcels.map(\.rings.count)
          == file.parcels.map(\.rings.count)
      )
    }
  }

  /// The same parcel in four encodings, with and without prefix and closing point, is the same parcel.
  @Test(.enabled(if: TestData.exists("derived/txt"), "set LANDPLAN_DATA for the re-encoded files"))
  func encodingsPrefixAndClosure() throws {
    let original = try #require(TestData.file("cn/jzd_txt/44120001111.txt"))
    let folder = try #require(TestData.file("derived/txt"))
    let expected = try BoundaryPointFile(bytes: [UInt8](Data(contentsOf: original))).geometry()
    for (name, encoding, shift) in [
      ("44120001111_gb18030_crlf.txt", TextEncoding.gb18030, 0.0), ("44120001111_noprefix_unclosed.txt", .utf8, 38e6),
      ("44120001111_utf16le_bom.txt", .utf16LittleEndian, 0), ("44120001111_utf8bom_crlf.txt", .utf8, 0),
    ] {
      let file = try BoundaryPointFile(
        bytes: [UInt8](Data(contentsOf: folder.appendingPathComponent(name))),
        path: name
      )
      let geometry = file.geometry()
      #expect(file.form.encoding == encoding, "\(name)")
      #expect(
        zip(geometry.x, expected.x).allSatisfy { abs($0 + shift - $1) < 1e-6 } && geometry.y == expected.y,
        "\(name)"
      )
      #expect(file.value("坐标系") == "2000国家大地坐标系")
      #expect(file.parcels[0].declaredSquareMetres == 60254)
      #expect(shift == 0 ? file.crs?.definition == "EPSG:4526" : file.crs == nil, "带号 is blank and there is no prefix")
      #expect(file.notes.contains { $0.code == "boundary.note-zone-unknown" } == (shift != 0))
    }
  }

  @Test func punctuationOfEveryKind() throws {
    let text = """
      【属性描述】\r
      坐标系＝2000国家大地坐标系\r
      　带号 = 37 \r
      \r
      【地块坐标】\r
      4，6.0，A1，西片区，面，，工业用地，1001，@ \r
      J1，1，２７００３００.０，37550200\r
      J2 , 1 , 2700300.000 , 37550500.000
      J3,1,2700100.000,37550500.000\rJ4,1,2700100.000,37550200.000
      """
    let file = try boundaryFile(text)
    #expect(file.geometry().planeArea(of: 0) == 60000 && file.parcels[0].head.name == "西片区")
    #expect(file.crs?.definition == "EPSG:4525")
  }

  @Test func swappedAxesAreExchangedAndSaid() throws {
    let swapped = rectangle.map { line in
      let fields = line.split(separator: ",")
      return "\(fields[0]),\(fields[1]),\(fields[3]),\(fields[2])"
    }
    let file = try boundaryFile(boundaryText(["4,6.0,A,甲,面,,,,@"] + rectangle + ["4,6.0,B,乙,面,,,,@"] + swapped))
    #expect(file.notes.filter { $0.code == "boundary.note-swapped" }.map(\.arguments) == [["乙"]])
    let geometry = file.geometry()
    #expect(geometry.box(of: 0) == geometry.box(of: 1))
    let mixed = boundaryError(boundaryText(["4,6.0,A,甲,面,,,,@"] + rectangle[0...2] + [swapped[3]]))
    #expect(mixed?.code == "boundary.mixed-order" && mixed?.place.line == 10)
  }

  @Test func datumZoneAndWidth() throws {
    let head = "4,6.0,A,甲,面,,,,@"
    #expect(try boundaryFile(boundaryText(datum: "1980西安坐标系", [head] + rectangle)).crs?.definition == "EPSG:2361")
    #expect(try boundaryFile(boundaryText(datum: "1954年北京坐标系", [head] + rectangle)).crs?.definition == "EPSG:2413")
    let assumed = try boundaryFile(boundaryText(datum: nil, zone: nil, [head] + rectangle))
    #expect(assumed.crs?.definition == "EPSG:4525" && assumed.crs?.origin == .inferred)
    #expect(assumed.notes.map(\.code).contains("boundary.note-datum-assumed"))
    #expect(assumed.notes.map(\.code).contains("boundary.note-zone-from-prefix"))
    let width = try boundaryFile(boundaryText(width: "6", [head] + rectangle))
    #expect(width.notes.contains { $0.code == "boundary.note-zone-width" && $0.arguments == ["6", "37"] })
    let meridian = try boundaryFile(boundaryText(zone: "111", [head] + rectangle))
    #expect(meridian.crs?.definition == "EPSG:4525")
    let mismatch = boundaryError(boundaryText(zone: "38", [head] + rectangle))
    #expect(mismatch?.code == "boundary.zone-mismatch" && mismatch?.arguments == ["38", "37"])
    let parameters = try boundaryFile(boundaryText(extra: ["转换参数=1.2,3,4,0,0,0,0"], [head] + rectangle))
    #expect(parameters.notes.contains { $0.code == "boundary.note-parameters" })
  }

  @Test func dialects() throws {
    // 增减挂钩: ring number last.
    let linked = try boundaryFile(
      boundaryText(
        ["4,6.0,,西片区,,,,1001,@"]
          + ["J1,2700300.0,37550200.0,300,1,", "J2,2700300.0,37550500.0,200,1,", "J3,2700100.0,37550500.0,300,1,"]
      )
    )
    #expect(linked.form.pointLayout == .ringLast && linked.geometry().planeArea(of: 0) == 30000)
    #expect(linked.parcels[0].head.code == "1001" && linked.parcels[0].head.name == "西片区")
    // 一张图: number first.
    let map = try boundaryFile(boundaryText(["450001,西片区,面,,@"] + rectangle))
    #expect(map.parcels[0].head.number == "450001" && map.parcels[0].head.name == "西片区")
    // 执法: points in degrees, longitude first.
    let degrees = try boundaryFile(
      "[地块坐标]\n3,违法一号,面,工业,@\nJ1,1,111.50,24.40\nJ2,1,111.51,24.40\nJ3,1,111.51,24.41\n"
    )
    #expect(degrees.parcels[0].head.pointCount == 3 && degrees.parcels[0].head.use == "工业")
    #expect(degrees.crs?.definition == "EPSG:4490" && degrees.geometry().x[0] == 111.5)
    #expect(!degrees.form.isNorthingFirst && !degrees.notes.contains { $0.code == "boundary.note-swapped" })
    // One field more in front, as some provinces write it.
    let nine = try boundaryFile(boundaryText(["批次一,4,6.0,A,甲,面,,工业用地,1001,@"] + rectangle))
    #expect(nine.parcels[0].head.number == "A" && nine.parcels[0].head.code == "1001")
    let twelve = try boundaryFile(boundaryText(["4,6.0,A,甲,面,,工业用地,1001,张三,备注,,2,@"] + rectangle))
    #expect(twelve.parcels[0].head.use == "工业用地" && twelve.parcels[0].fields.count == 12)
    // Coordinates only, in three spellings.
    for text in [
      "2700300,37550200\n2700300,37550500\n2700100,37550500\n2700100,37550200",
      "1 2700300 37550200\n2 2700300 37550500\n3 2700100 37550500\n4 2700100 37550200",
      "J1,1,2700300,37550200\nJ2,1,2700300,37550500\nJ3,1,2700100,37550500\nJ4,1,2700100,37550200",
    ] {
      let plain = try boundaryFile(text)
      #expect(plain.geometry().planeArea(of: 0) == 60000 && plain.crs?.definition == "EPSG:4525")
      #expect(plain.notes.contains { $0.code == "boundary.note-coordinates-only" })
    }
    let line = try boundaryFile(boundaryText(["4,,A,路,线,,,,@"] + rectangle))
    #expect(line.geometry().kinds == [.lineString])
    let points = try boundaryFile(boundaryText(["4,,A,桩,点,,,,@"] + rectangle))
    #expect(points.geometry().kinds == [.multiPoint])
  }

  /// Ring numbers mix holes and parts: nesting decides. Squares by (west, south, size).
  @Test func ringsNestByParity() throws {
    func ring(_ number: Int, _ x: Int, _ y: Int, _ size: Int) -> [String] {
      [(0, 0), (0, 1), (1, 1), (1, 0), (0, 0)].enumerated().map { i, corner in
        "J\(number * 10 + i),\(number),\(2_700_000 + y + corner.1 * size),\(37_550_000 + x + corner.0 * size)"
      }
    }
    // A hole before its shell, an island in the hole, a part that touches the shell, a hole sharing a vertex with it.
    let rings =
      ring(1, 20, 20, 60) + ring(2, 0, 0, 100) + ring(3, 40, 40, 20) + ring(4, 100, 0, 30) + ring(5, 100, 0, 10)
    let file = try boundaryFile(boundaryText(["25,0.7600,A,甲,面,,,,@"] + rings))
    let geometry = file.geometry()
    #expect(geometry.kinds == [.multiPolygon] && geometry.partCount == 3)
    #expect(geometry.planeArea(of: 0) == 10000 - 3600 + 400 + 900 - 100)
    #expect(file.parcels[0].rings.map(\.number) == [1, 2, 3, 4, 5])
    #expect(file.parcels[0].declaredSquareMetres == 7600)
  }

  @Test func aClosedRingThatGoesOnIsAnotherRing() throws {
    let more = ["5,1,2700220,37550320", "6,1,2700180,37550320", "7,1,2700180,37550370", "8,1,2700220,37550370"]
    let file = try boundaryFile(boundaryText(["9,5.8,A,甲,面,,,,@"] + rectangle + [rectangle[0]] + more))
    #expect(file.geometry().planeArea(of: 0) == 58000)
    #expect(file.notes.contains { $0.code == "boundary.note-ring-split" && $0.place.line == 12 })
  }

  @Test func declaredAreaInAnyUnit() throws {
    for (declared, unit, metres) in [("6.0", "ha", 60000.0), ("60000.00", "m2", 60000), ("90", "mu", 60000)] {
      let file = try boundaryFile(boundaryText(["4,\(declared),A,甲,面,,,,@"] + rectangle))
      #expect(file.notes.first { $0.code == "boundary.note-area-unit" }?.arguments == [unit])
      #expect(abs((file.parcels[0].declaredSquareMetres ?? 0) - metres) < 1e-6)
    }
    let unclear = try boundaryFile(boundaryText(["4,777,A,甲,面,,,,@"] + rectangle))
    #expect(unclear.parcels[0].declaredSquareMetres == nil)
    #expect(unclear.notes.contains { $0.code == "boundary.note-area-unclear" })
  }

  @Test func pointCountIsANoteOnly() throws {
    for (count, notes) in [(4, 0), (5, 0), (7, 1)] {
      let file = try boundaryFile(boundaryText(["\(count),6.0,A,甲,面,,,,@"] + rectangle + [rectangle[0]]))
      #expect(file.notes.filter { $0.code == "boundary.note-point-count" }.count == notes)
    }
  }

  @Test func errorsHaveLines() throws {
    let head = "4,6.0,A,甲,面,,,,@"
    let digit = boundaryError(boundaryText([head] + rectangle + ["J5,1,27001OO.000,37550200.000"]))
    #expect(digit?.code == "boundary.number" && digit?.place.line == 11 && digit?.arguments == ["27001OO.000"])
    let wild = boundaryError(boundaryText([head] + rectangle + ["J5,1,270010.000,37550200.000"]))
    #expect(wild?.code == "boundary.coordinate-range" && wild?.place.line == 11)
    let zone = boundaryError(boundaryText([head] + rectangle + ["J5,1,2700100.000,38550200.000"]))
    #expect(zone?.code == "boundary.mixed-zones" && zone?.arguments == ["37", "38"])
    #expect(boundaryError(boundaryText([head] + rectangle + ["J5,1,nan,inf"]))?.code == "boundary.number")
    #expect(boundaryError(boundaryText([head] + rectangle + ["以下空白"]))?.code == "boundary.line")
    #expect(boundaryError("")?.code == "boundary.no-points")
    #expect(boundaryError(boundaryText([head]))?.code == "boundary.no-points")
    #expect(throws: DataError.self) { try BoundaryPointFile(bytes: [0xFF, 0x31, 0x00, 0x80, 0xFF, 0xFF]) }
  }

  @Test func columnsBehindTheFormatAreSaid() throws {
    let wide = rectangle.map { $0 + ",12.0,钢钉,备注" }
    let file = try boundaryFile(boundaryText(["4,6.0,A,甲,面,,,,@"] + wide))
    #expect(file.notes.first { $0.code == "boundary.note-columns" }?.arguments == ["4"])
    #expect(file.parcels[0].rings[0].points[0].mark == "钢钉")
  }

  /// C2 BD is 陆 in GBK and ½ in UTF-8; Chinese in UTF-8 has three bytes.
  @Test func gbkThatLooksLikeUTF8() throws {
    let lines = rectangle.map { $0.replacing("J", with: "陆") }.joined(separator: "\n")
    let file = try BoundaryPointFile(bytes: try #require(TextEncoding.gbk.encode(lines)), path: "gbk.txt")
    #expect(file.form.encoding == .gb18030 && file.parcels[0].rings[0].points[0].name == "陆1")
    #expect(try boundaryFile(lines).form.encoding == .utf8)
  }

  /// Overlapping rings nest in no order; none of them may vanish.
  @Test func everyRingIsInAPolygon() throws {
    var random = SeededRandom.announced("everyRingIsInAPolygon", fallback: 4_711)
    for _ in 0..<200 {
      var lines: [String] = []
      let count = Int.random(in: 1...9, using: &random)
      for ring in 1...count {
        let (x, y) = (Int.random(in: 0...90, using: &random), Int.random(in: 0...90, using: &random))
        let size = Int.random(in: 1...60, using: &random)
        for (a, b) in [(0, 0), (0, size), (size, size), (size, 0)] {
          lines.append("J,\(ring),\(2_700_000 + y + b),\(37_550_000 + x + a)")
        }
      }
      let file = try boundaryFile(boundaryText(["0,,A,甲,面,,,,@"] + lines))
      #expect(file.geometry().ringCount == count)
    }
  }

  @Test func localCoordinatesKeepTheirNumbers() throws {
    let file = try boundaryFile("J1,1,25000.0,48000.0\nJ2,1,25000.0,48100.0\nJ3,1,25100.0,48100.0")
    #expect(file.crs == nil && file.geometry().x[0] == 48000 && file.geometry().planeArea(of: 0) == 5000)
    #expect(file.notes.contains { $0.code == "boundary.note-local" })
  }
}
