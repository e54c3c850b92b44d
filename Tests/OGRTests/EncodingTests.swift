import Features
import Foundation
import Geometry
import OGR
import TestSupport
import Testing

@Suite struct EncodingTests {
  @Test(arguments: [
    ("GBK", "GB18030"), ("cp936", "GB18030"), ("ANSI 936", "GB18030"), ("Big-5", "BIG5"), ("950", "BIG5"),
    ("utf8", "UTF-8"), ("65001", "UTF-8"), ("latin1", "ISO-8859-1"), ("88591", "ISO-8859-1"), ("1251", "CP1251"),
    ("88597", "ISO-8859-7"), ("koi8r", "KOI8-R"), ("shiftjis", "CP932"), ("874", "CP874"),
  ])
  func labels(label: String, name: String) {
    #expect(TextEncoding(label: label)?.name == name)
  }

  @Test func labelsThatMeanNothing() {
    #expect(TextEncoding(label: "") == nil)
    #expect(TextEncoding(label: "klingon-1") == nil)
  }

  @Test(arguments: [
    "园区西片区控制性详细规划局部调整", "二类工业用地，容积率不低于1.5", "永久基本农田 生态保护红线 城镇开发边界",
    "公館都市計畫人行步道用地", "住宅區 商業區 工業區", "高速连接线以东整合区",
  ])
  func chineseIsToldApart(text: String) throws {
    for encoding in [TextEncoding.utf8, .gb18030, .big5] {
      guard let bytes = encoding.encode(text) else { continue }
      let detected = TextEncoding.detect(bytes)
      #expect(detected.encoding == encoding, "\(text) in \(encoding.name): \(detected)")
      #expect(!detected.isAmbiguous, "\(text) in \(encoding.name): \(detected)")
      #expect(encoding.decode(strictly: bytes) == text)
    }
  }

  @Test func westernIsToldApart() throws {
    let text = "Zone urbanisée à vocation d'activités, périmètre de préemption, forêt"
    #expect(TextEncoding.detect(try #require(TextEncoding.latin1.encode(text))).encoding == .latin1)
    #expect(TextEncoding.detect(Array(text.utf8)).encoding == .utf8)
    let quoted = "l\u{2019}été – « zone »"
    #expect(TextEncoding.detect(try #require(TextEncoding.windows1252.encode(quoted))).encoding == .windows1252)
    #expect(TextEncoding.detect(Array("plain ASCII".utf8)).encoding == .utf8)
    #expect(TextEncoding.detect([0xFF, 0xFE, 0x2D, 0x4E]).encoding == .utf16LittleEndian)
    #expect(TextEncoding.utf16LittleEndian.decode([0xFF, 0xFE, 0x2D, 0x4E]).text.hasSuffix("中"))
  }

  /// Two bytes can be anything: the user is told so.
  @Test func tooLittleToGoByIsAmbiguous() {
    #expect(TextEncoding.detect([0xE9, 0xA9]).isAmbiguous)
  }

  @Test func bytesWithoutAMeaningAreCounted() {
    let (text, replaced) = TextEncoding.gb18030.decode([0x41, 0xD6, 0xD0, 0xFF, 0x42])
    #expect(text == "A中\u{FFFD}B")
    #expect(replaced == 1)
    #expect(TextEncoding.gbk.encode("𠀀") == nil)
    #expect(TextEncoding.gb18030.encode("𠀀")?.count == 4)
  }

  @Test func utf8Validity() {
    let valid: [[UInt8]] = [[], [0x41], [0xC3, 0xA9], [0xE4, 0xB8, 0xAD], [0xF0, 0xA0, 0x80, 0x80]]
    let invalid: [[UInt8]] = [
      [0x80], [0xC0, 0x80], [0xC3], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE4, 0xB8],
      [0x41, 0x41, 0x41, 0x41, 0x41, 0x41, 0x41, 0x41, 0xFF],
    ]
    for bytes in valid { #expect(UTF8Check.isValid(bytes)) }
    for bytes in invalid { #expect(!UTF8Check.isValid(bytes)) }
    // Against the standard library, on bytes that are near to text.
    var random = SeededRandom.announced("validUTF8", fallback: 8)
    let pieces: [[UInt8]] = [
      Array("甲".utf8), Array("abcdefgh".utf8), Array("é".utf8), Array("𠀀".utf8), [0xE0, 0x9F, 0xBF],
      [0xED, 0xA0, 0x80],
      [0xED, 0x9F, 0xBF], [0xEC, 0xBF], [0xE4, 0xB8], [0x80], [0xF4, 0x90, 0x80, 0x80], [0xEE, 0x80, 0x80], [0x41],
    ]
    for _ in 0..<20_000 {
      var bytes = (0..<random.next() % 6).flatMap { _ in pieces[Int(random.next() % UInt64(pieces.count))] }
      if !bytes.isEmpty, random.next() % 4 == 0 {
        bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(random.next() & 0xFF)
      }
      #expect(UTF8Check.isValid(bytes) == (String(validating: bytes, as: UTF8.self) != nil), "\(bytes)")
    }
  }

  // MARK: - Files

  @Test(.enabled(if: TestData.exists("derived/derived_shapefiles.zip"), "needs derived/derived_shapefiles.zip"))
  func threeEncodingsOfOneLayerGiveOneTable() throws {
    guard let folder = try TestData.unzipped("derived/derived_shapefiles.zip") else { return }
    let layers = try ["CP936", "CP950", "UTF8"].map {
      try OGRDataset.open(folder.appendingPathComponent("taiwan_K0205_\($0).shp").path).read()
    }
    #expect(layers.map(\.encoding) == ["GB18030", "BIG5", "UTF-8"])
    #expect(layers[0].count == 171)
    #expect(layers[0].table.columns.contains { $0.text(0) == "公館都市計畫" })
    for layer in layers.dropFirst() {
      #expect(rows(layer.table) == rows(layers[0].table))
      #expect(layer.table.fields.map(\.name) == layers[0].table.fields.map(\.name))
      #expect(sameGeometry(layer.geometry, layers[0].geometry))
    }
    // The area that the source states, to the last digit that it gives.
    for row in 0..<171 {
      let stated = try #require(layers[0].table["Shape_Area"]?.number(row))
      #expect(abs(layers[0].geometry.planeArea(of: row) - stated) <= 1e-9 * stated)
    }
  }

  @Test(.enabled(if: TestData.exists("derived/derived_shapefiles.zip"), "needs derived/derived_shapefiles.zip"))
  func zonePrefixedShapefileHasItsSystem() throws {
    guard let folder = try TestData.unzipped("derived/derived_shapefiles.zip") else { return }
    let dataset = try OGRDataset.open(folder.appendingPathComponent("xinwu_epsg4528.shp").path)
    #expect(dataset.layers.first?.crs == CRSReference("EPSG:4528", origin: .sidecar))
    let layer = try dataset.read()
    #expect(layer.count == 2033)
    // Easting first, with its zone prefix.
    #expect(layer.geometry.extent.minX > 40_500_000 && layer.geometry.extent.maxY < 4_000_000)
  }

  @Test(.enabled(if: TestData.exists("france/encodings_latin1_utf8.zip"), "needs france/encodings_latin1_utf8.zip"))
  func frenchPairsGiveOneText() throws {
    guard let folder = try TestData.unzipped("france/encodings_latin1_utf8.zip") else { return }
    let data = folder.appendingPathComponent("data")
    let latin = try OGRDataset.open(data.appendingPathComponent("shp_latin1/PRESCRIPTION_PCT.shp").path).read()
    let utf8 = try OGRDataset.open(data.appendingPathComponent("shp_utf8/PRESCRIPTION_PCT.shp").path).read()
    #expect(latin.encoding == "ISO-8859-1" && utf8.encoding == "UTF-8")
    #expect(latin.count == 59)
    #expect(rows(latin.table) == rows(utf8.table))
    #expect(rows(latin.table).joined().contains { $0.contains("Bâtiment") })
    let tabs = try ["tab_latin1/PRESCRIPTION_PCT.TAB", "tab_utf8/PRESCRIPTION_PCT.tab"].map {
      try OGRDataset.open(data.appendingPathComponent($0).path).read()
    }
    #expect(rows(tabs[0].table) == rows(tabs[1].table))
    // MapInfo has no null text: only what is there is compared.
    let texts = (tabs + [latin]).map { layer in (0..<layer.count).map { layer.table.columns[0].text($0) ?? "" } }
    #expect(texts[0] == texts[2])
    #expect(sameGeometry(latin.geometry, utf8.geometry))
  }

  private static let tables: [(String, String, String?)] = [
    ("gbk.dbf", "GB18030", "简体国语"), ("gb2312.dbf", "GB18030", "简体国语"), ("big5.dbf", "BIG5", "繁體國語"),
    ("utf8.dbf", "UTF-8", "国语國語"), ("latin1.dbf", "ISO-8859-1", nil), ("ldid/chinese.dbf", "GB18030", "简体"),
    ("cpg/big5.dbf", "BIG5", nil), ("cpg/koi8r.dbf", "KOI8-R", nil), ("cpg/latin2.dbf", "ISO-8859-2", nil),
    ("cpg/win1251.dbf", "CP1251", nil), ("cpg/win874.dbf", "CP874", nil), ("cpg/euckr.dbf", "EUC-KR", nil),
    ("cpg/shiftjis.dbf", "CP932", nil),
  ]

  @Test(.enabled(if: TestData.exists("testsuites/mapshaper.zip"), "needs testsuites/mapshaper.zip"))
  func mapshaperTables() throws {
    guard let folder = try TestData.unzipped("testsuites/mapshaper.zip") else { return }
    for (name, encoding, first) in Self.tables {
      // Alone, without the one-shape shapefiles that stand beside some of them.
      let copy = try TestData.scratch().appendingPathComponent("t.dbf")
      let source = folder.appendingPathComponent("mapshaper/test/data/dbf/\(name)")
      try FileManager.default.copyItem(at: source, to: copy)
      let cpg = source.deletingPathExtension().appendingPathExtension("cpg")
      if FileManager.default.fileExists(atPath: cpg.path) {
        try FileManager.default.copyItem(
          at: cpg,
          to: copy.deletingPathExtension().appendingPathExtension("cpg")
        )
      }
      let layer = try OGRDataset.open(copy.path).read()
      #expect(layer.encoding == encoding, "\(name)")
      if let first { #expect(layer.table.columns[0].text(0) == first, "\(name)") }
      #expect(!layer.notes.contains { $0.code == "ogr.text-replaced" }, "\(name): \(layer.notes)")
    }
  }

  @Test func aStatedEncodingWins() throws {
    let path = try TestData.scratch().appendingPathComponent("a.shp").path
    try OGRWriter.write(
      [Samples.texts("用途", ["工业用地"])],
      to: path,
      format: .shapefile,
      options: .init(encoding: .gbk)
    )
    let wrong = try OGRDataset.open(path, options: OGROpenOptions(encoding: "Latin-1")).read()
    #expect(wrong.encoding == "ISO-8859-1")
    #expect(wrong.table.columns[0].text(0) == "¹¤ÒµÓÃµØ")
  }

  /// Tools that never looked claim Latin-1 over Chinese text: the text wins, and the user is told.
  @Test func aWrongClaimIsFound() throws {
    let path = try TestData.scratch().appendingPathComponent("a.shp").path
    let text = "二类工业用地与仓储用地"
    try OGRWriter.write([Samples.texts("用途", [text])], to: path, format: .shapefile, options: .init(encoding: .gbk))
    let cpg = URL(fileURLWithPath: path).deletingPathExtension().appendingPathExtension("cpg")
    try Data("ISO-8859-1".utf8).write(to: cpg)
    let layer = try OGRDataset.open(path).read()
    #expect(layer.table.columns[0].text(0) == text)
    #expect(layer.notes.contains { $0.code == "ogr.encoding-contradicted" })
  }

  @Test func tablesWithoutADeclaredEncoding() throws {
    let folder = try TestData.scratch()
    let text = "编号,用途\n0101,二类工业用地\n0102,一类居住用地\n"
    try Data(try #require(TextEncoding.gbk.encode(text))).write(to: folder.appendingPathComponent("a.csv"))
    let layer = try OGRDataset.open(folder.appendingPathComponent("a.csv").path).read()
    #expect(layer.encoding == "GB18030")
    #expect(rows(layer.table) == [["=0101", "=二类工业用地"], ["=0102", "=一类居住用地"]])
    #expect(layer.table.fields.map(\.name) == ["编号", "用途"])
  }
}
