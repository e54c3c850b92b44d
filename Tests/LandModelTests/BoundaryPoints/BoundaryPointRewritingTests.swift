import Features
import Foundation
import Geometry
import LandModel
import TestSupport
import Testing

/// A boundary-point file written again: what is asked for changes, and nothing else.
@Suite struct BoundaryPointRewritingTests {
  private func read(_ bytes: [UInt8], _ path: String = "t.txt") throws -> BoundaryPointFile {
    try BoundaryPointFile(bytes: bytes, path: path)
  }

  @Test func prefixOffAndOnIsTheSameFile() throws {
    let bytes = try fixture("std4_two_parcels_hole_gbk.txt")
    let file = try read(bytes)
    var options = BoundaryPointFile.RewritingOptions()
    options.isPrefixed = false
    let plain = try file.rewritten(options)
    #expect(plain.crs?.definition == "EPSG:4546")
    #expect(plain.parcels[0].rings[0].points[0].x == 550_200)
    let again = try read(plain.encoded())
    #expect(again.crs?.definition == "EPSG:4546" && again.geometry().planeArea(of: 0) == 58000)
    options.isPrefixed = true
    #expect(try again.rewritten(options).encoded() == bytes)
  }

  /// 带号 is stated where the prefix said it, so that the file without prefix still tells its zone.
  @Test func zoneIsStatedWhenThePrefixGoes() throws {
    let file = try boundaryFile(boundaryText(zone: nil, ["4,6.0,A,甲,面,,,,@"] + rectangle))
    var options = BoundaryPointFile.RewritingOptions()
    options.isPrefixed = false
    let again = try read(file.rewritten(options).encoded())
    #expect(again.value("带号") == "37" && again.crs?.definition == "EPSG:4546")
  }

  @Test func prefixNeedsAZone() throws {
    let file = try boundaryFile(
      boundaryText(zone: nil, ["3,,A,甲,面,,,,@", "J1,1,2700300,550200", "J2,1,2700300,550500", "J3,1,2700100,550500"])
    )
    var options = BoundaryPointFile.RewritingOptions()
    options.isPrefixed = true
    do {
      _ = try file.rewritten(options)
      Issue.record("the zone is unknown")
    } catch {
      #expect(error.code == "boundary.zone-needed")
    }
  }

  @Test func sixColumnsAndBack() throws {
    let bytes = try fixture("std4_two_parcels_hole_gbk.txt")
    var options = BoundaryPointFile.RewritingOptions()
    options.pointLayout = .six
    options.mark = "钢钉"
    options.encoding = .utf8
    let six = try read(read(bytes).rewritten(options).encoded())
    #expect(six.form.pointLayout == .six && six.parcels[0].rings[0].points.allSatisfy { $0.mark == "钢钉" })
    let text = String(decoding: try six.encoded(), as: UTF8.self)
    #expect(text.contains("J1,1,2700300.000,37550200.000,300.000,钢钉"))
    #expect(text.contains("J1,1,2700300.000,37550200.000,0.000,钢钉"), "nothing follows the closing point")
    var back = BoundaryPointFile.RewritingOptions()
    back.pointLayout = .four
    back.encoding = .gbk
    #expect(try six.rewritten(back).encoded() == bytes)
  }

  /// Real samples come out byte for byte, but for blanks around empty fields.
  @Test(.enabled(if: TestData.exists("cn/jzd_txt"), "set LANDPLAN_DATA for the real files"))
  func realFilesComeOutAsTheyWere() throws {
    var count = 0
    for folder in ["cn/jzd_txt", "derived/txt"] {
      let url = try #require(TestData.file(folder))
      for name in try FileManager.default.contentsOfDirectory(atPath: url.path).sorted() where name.hasSuffix(".txt") {
        let bytes = [UInt8](try Data(contentsOf: url.appendingPathComponent(name)))
        let out = try read(bytes, name).rewritten(BoundaryPointFile.RewritingOptions()).encoded()
        let blank = UInt8(ascii: " ")
        #expect(out.filter { $0 != blank } == bytes.filter { $0 != blank }, "\(name)")
        count += 1
      }
    }
    #expect(count == 15)
  }

  /// Every real parcel that declares hectares declares the plane area of its points, to the digits it states.
  @Test(.enabled(if: TestData.exists("cn/jzd_txt"), "set LANDPLAN_DATA for the real files"))
  func declaredHectaresAreThePlaneArea() throws {
    var declared = 0
    for folder in ["cn/jzd_txt", "derived/txt"] {
      let url = try #require(TestData.file(folder))
      for name in try FileManager.default.contentsOfDirectory(atPath: url.path).sorted() where name.hasSuffix(".txt") {
        let file = try read([UInt8](Data(contentsOf: url.appendingPathComponent(name))), name)
        let geometry = file.geometry()
        for (i, parcel) in file.parcels.enumerated() {
          guard let text = parcel.fields.dropFirst().first, !text.isEmpty else { continue }
          let hectares = try #require(FixedDecimal(text))
          let computed = try Area(squareMetres: geometry.planeArea(of: i), basis: .plane).value(in: .hectare)
          #expect(hectares == computed, "\(name): \(text) declared, \(computed) measured")
          declared += 1
        }
      }
    }
    #expect(declared == 14)
  }
}
