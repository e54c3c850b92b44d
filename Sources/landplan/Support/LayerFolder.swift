import Features
import Foundation
import LandReport

/// A folder of GeoJSON layers with an index, written beside a report.
struct LayerFolder {
  /// One file of the folder.
  struct Entry {
    let name: String
    let title: Phrase
    /// The command that the shapes are of.
    let command: String
    let layers: [Layer]
  }

  let path: String
  let overwrite: Bool

  /// Writes the layers, and last the index. A folder that holds something is left alone unless `--overwrite` is given;
  /// files of other names stay as they are.
  ///
  /// Throws a `DataError` of kind output.
  func write(_ entries: [Entry], facts: [Fact], language: Language) throws {
    try prepare()
    let degrees = try DegreeLayers(of: entries.flatMap(\.layers))
    var rows: [Table.Row] = []
    for entry in entries {
      let file = entry.name + ".geojson"
      let output = VectorOutput(path: (path as NSString).appendingPathComponent(file), overwrite: overwrite)
      try output.write(entry.layers, degrees: degrees)
      rows.append(
        Table.Row([
          .text(file), .phrase(entry.title), .integer(entry.layers.reduce(0) { $0 + $1.count }), .text(entry.command),
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
    let output = try AtomicOutput((path as NSString).appendingPathComponent("index.json"), overwrite: overwrite)
    try output.write(JSONRenderer(language: language, version: programVersion).render(index))
    try output.commit()
  }

  private func prepare() throws {
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    let isEmpty =
      exists && isFolder.boolValue && (try? FileManager.default.contentsOfDirectory(atPath: path))?.isEmpty == true
    if exists, !isFolder.boolValue || !(isEmpty || overwrite) { throw CommandError.folderTaken(path) }
    if exists { return }
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw CommandError.noFolder(path, "\(error.localizedDescription)")
    }
  }
}
