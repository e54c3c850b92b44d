import Features
import Foundation
import LandReport

/// The layers of a report: a folder of GeoJSON with an index, or one GeoPackage that QGIS opens coloured and labelled.
struct LayerFolder {
  /// One file of the folder.
  struct Entry {
    let name: String
    let title: Phrase
    /// The command that the shapes are of.
    let command: String
    let layers: [StyledLayer]
  }

  let path: String
  let options: ShapeOptions
  let output: OutputOptions
  private var overwrite: Bool { output.overwrite }

  /// Writes the layers and the index, all of them or none. A folder that holds something is left alone unless
  /// `--overwrite` is given; files of other names stay as they are, and so do the inputs whatever their names.
  ///
  /// Throws a `DataError` of kind output.
  func write(_ entries: [Entry], facts: [Fact], language: Language) throws {
    if (path as NSString).pathExtension.lowercased() == "gpkg" { return try writeGeoPackage(entries) }
    let stage = try LayerStage(path, files: entries.map { $0.name + ".geojson" } + ["index.json"], overwrite: overwrite)
    try stage.fill { folder in try write(entries, to: folder, facts, language) }
    try stage.commit()
  }

  private func write(_ entries: [Entry], to folder: String, _ facts: [Fact], _ language: Language) throws {
    let degrees = try DegreeLayers(of: entries.flatMap(\.layers).map(\.layer))
    var rows: [Table.Row] = []
    for entry in entries {
      let file = entry.name + ".geojson"
      let shapes = options.output((folder as NSString).appendingPathComponent(file), output)
      try shapes.write(entry.layers, degrees: degrees)
      rows.append(
        Table.Row([
          .text(file), .phrase(entry.title), .integer(entry.layers.reduce(0) { $0 + $1.layer.count }),
          .text(entry.command),
        ])
      )
    }
    let index = ReportDocument(
      command: "report",
      title: Phrase(zh: "图层目录", en: "Layers"),
      facts: facts,
      tables: [
        Table(
          "layers",
          title: Phrase(zh: "图层", en: "Layers"),
          columns: [
            TableColumn("file", Phrase(zh: "文件", en: "file")), TableColumn("title", Phrase(zh: "内容", en: "title")),
            TableColumn("features", Phrase(zh: "要素数", en: "features"), .trailing),
            TableColumn("command", Phrase(zh: "命令", en: "command")),
          ],
          rows: rows
        )
      ]
    )
    let output = try AtomicOutput((folder as NSString).appendingPathComponent("index.json"))
    try output.write(JSONRenderer(language: language, version: programVersion).render(index))
    try output.commit()
  }

  /// A table for each layer, named after its section.
  private func writeGeoPackage(_ entries: [Entry]) throws {
    let named = entries.flatMap { entry in
      entry.layers.enumerated().map { number, styled in
        var styled = styled
        let own = styled.layer.name
        styled.layer.name =
          entry.layers.count == 1 ? entry.name : "\(entry.name)_\(own.isEmpty ? "\(number + 1)" : own)"
        return styled
      }
    }
    try options.output(path, output).write(named)
  }
}
