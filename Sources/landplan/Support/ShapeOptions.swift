import ArgumentParser
import Features
import LandReport

/// Options of every command that writes shapes beside its answer.
struct ShapeOptions: ParsableArguments {
  @Flag(
    name: .long,
    help: ArgumentHelp(
      say(
        zh: "写出的 GeoJSON 带 simplestyle 属性，网页地图直接着色。",
        en: "GeoJSON shapes with simplestyle properties, so that web viewers draw them coloured."
      )
    )
  )
  var simplestyle = false

  /// An output for a table without shapes.
  static func plain(_ path: String, _ output: OutputOptions) -> VectorOutput {
    var result = VectorOutput(path: path, overwrite: output.overwrite)
    result.language = language
    return result
  }

  /// An output for shapes, whose names are in the language of the answer.
  func output(_ path: String, _ output: OutputOptions) -> VectorOutput {
    var result = VectorOutput(path: path, overwrite: output.overwrite)
    result.simplestyle = simplestyle
    result.language = language
    return result
  }

  /// Writes the layers and says what writing had to change.
  func write(_ layers: [Layer], to path: String, _ output: OutputOptions) throws {
    let notes = try self.output(path, output).write(layers)
    if !output.quiet { notes.forEach { Messages.print(NoteText.note($0)) } }
  }
}
