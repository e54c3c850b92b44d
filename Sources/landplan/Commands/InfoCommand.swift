import ArgumentParser
import Features
import LandAnalysis
import LandModel
import LandReport
import PROJ

/// `landplan info`: what a source holds, and what looks wrong.
struct InfoCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "info",
      abstract: say(
        zh: "数据概况：图层、字段、坐标系、编码，以及可疑之处。",
        en: "What a source holds: layers, fields, CRS, encoding, and what looks wrong."
      )
    )
  }

  @OptionGroup var input: InputOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let inputs = try input.open(refuses: false)
    let context = LayerCheck.Context(asOf: inputs.project?.asOf, basis: inputs.project?.basis)
    let findings = SourceFindings.notes(try LayerCheck.findings(for: inputs.layers, context: context))
    try output.write(
      InfoDocument.make(
        source: input.shownSource,
        layers: inputs.layers.map { LayerProfile($0.layer) },
        crsNames: inputs.layers.map { $0.crs?.description },
        joins: inputs.layers.map(\.join),
        inWords: output.format != .json && output.format != .csv,
        findings: inputs.notes + findings
      )
    )
  }
}
