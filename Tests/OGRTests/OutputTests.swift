import Features
import Foundation
import Geometry
import OGR
import TestSupport
import Testing

@Suite struct OutputTests {
  private static let formats: [(OGRWriteFormat, String)] = [
    (.geoPackage, "p.gpkg"), (.shapefile, "p.shp"), (.flatGeobuf, "p.fgb"), (.csv, "p.csv"),
  ]

  @Test func whatExistsIsKeptUnlessAsked() throws {
    let folder = try TestData.scratch()
    for (format, name) in Self.formats {
      let path = folder.appendingPathComponent(name).path
      try OGRWriter.write([Samples.parcels()], to: path, format: format)
      let before = try Data(contentsOf: URL(fileURLWithPath: path))
      _ = expectError("output.exists") {
        try OGRWriter.write([Samples.texts("t", ["1"])], to: path, format: format)
      }
      #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
      try OGRWriter.write([Samples.texts("t", ["1"])], to: path, format: format, options: .init(overwrite: true))
      if format != .csv { #expect(try OGRDataset.open(path).read().count == 1) }
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(names == ["p.cpg", "p.csv", "p.dbf", "p.fgb", "p.gpkg", "p.shp", "p.shx"], "no leftovers, no stale .prj")
  }

  @Test func placesThatCannotHoldIt() throws {
    let folder = try TestData.scratch()
    for (format, _) in Self.formats {
      let layers = [Samples.parcels()]
      _ = expectError("output.is-folder") { try OGRWriter.write(layers, to: folder.path, format: format) }
      _ = expectError("output.no-folder") {
        try OGRWriter.write(layers, to: folder.path + "/none/p.x", format: format)
      }
    }
  }

  @Test func layersThatDoNotFitTheFormat() throws {
    let folder = try TestData.scratch()
    let path = folder.appendingPathComponent("a.shp").path
    let layers = [Samples.parcels(), Samples.texts("t", ["1"])]
    _ = expectError("ogr.one-layer-only") { try OGRWriter.write(layers, to: path, format: .shapefile) }
    _ = expectError("ogr.repeated-layer") {
      try OGRWriter.write([layers[0], layers[0]], to: path, format: .geoPackage)
    }
    var mixed = layers[0]
    mixed.geometry.append(layers[1].geometry)
    mixed.table = AttributeTable(rowCount: 4)
    _ = expectError("ogr.mixed-geometry") { try OGRWriter.write([mixed], to: path, format: .shapefile) }
    var unknown = layers[0]
    unknown.crs = CRSReference("/etc/passwd", origin: .stated)
    _ = expectError("ogr.unknown-crs") { try OGRWriter.write([unknown], to: path, format: .geoPackage) }
    unknown.crs = CRSReference("EPSG:999999", origin: .stated)
    _ = expectError("ogr.unknown-crs") { try OGRWriter.write([unknown], to: path, format: .geoPackage) }
    let gbk = OGRWriteOptions(encoding: .gbk)
    let emoji = Samples.texts("t", ["🏭"])
    _ = expectError("ogr.unencodable") { try OGRWriter.write([emoji], to: path, format: .shapefile, options: gbk) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty, "nothing is left behind")
  }

  /// Needs a small file system, which only root can mount.
  @Test func aFullDiskLeavesNothing() throws {
    let disk = try TestData.scratch()
    guard geteuid() == 0, Self.run("mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", disk.path) else {
      print("skipped: a full disk needs root, to mount a small one")
      return
    }
    defer { _ = Self.run("umount", disk.path) }
    let layer = Samples.texts("t", (0..<20_000).map { "value number \($0) of many" })
    for (format, name) in Self.formats {
      let path = disk.appendingPathComponent(name).path
      let error = expectError("output.disk-full") { try OGRWriter.write([layer], to: path, format: format) }
      #expect(error?.kind == .output)
      #expect(try FileManager.default.contentsOfDirectory(atPath: disk.path).isEmpty, "\(name)")
    }
  }

  private static func run(_ command: String...) -> Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}
