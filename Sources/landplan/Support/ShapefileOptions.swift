import ArgumentParser
import Features

/// Options of the commands that write a shapefile.
struct ShapefileOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      say(
        zh: "写出 Shapefile 的文字编码：UTF-8（默认）或 GBK。",
        en: "Text encoding of a written shapefile: UTF-8 (default) or GBK."
      ),
      valueName: "encoding"
    )
  )
  var outEncoding: String?

  /// The encoding asked for; nil: none was. Bureaus' programs read shapefiles in GBK, all others in UTF-8; nothing else is
  /// written.
  func encoding() throws -> TextEncoding? {
    guard let name = outEncoding else { return nil }
    if let known = TextEncoding(label: name), known == .utf8 { return .utf8 }
    if name.uppercased().hasPrefix("GB") || ["CP936", "936"].contains(name.uppercased()) { return .gbk }
    throw CommandError.shapefileEncoding(name)
  }
}
