import ArgumentParser
import Features
import LandMap
import LandReport

/// What a command answers, before it is written anywhere.
struct CommandAnswer {
  var document: ReportDocument
  /// True where a check found something: exit code 1.
  var hasFindings: Bool
  /// The shapes behind the figures, made when asked for.
  var shapes: () throws -> [Layer]
  /// Maps of the answer for a page, made when asked for; their rows are those of whole tables.
  var maps: () throws -> [PageMap] = { [] }
  /// What can be built on in the zone that the answer is about; nil where it is about none.
  var developable: DevelopableZone?

  init(document: ReportDocument, hasFindings: Bool, shapes: @escaping () throws -> [Layer]) {
    self.document = document
    self.hasFindings = hasFindings
    self.shapes = shapes
  }
}

extension OutputOptions {
  /// Writes an answer, in a page with its maps.
  func write(_ answer: CommandAnswer) throws {
    let maps = format == .html ? try answer.maps() : []
    let figures = maps.enumerated().compactMap { number, map in
      PageMapRenderer.figure(map, number: number, language: language)
    }
    try write(answer.document, figures: figures)
  }
}

/// A command whose answer `report` takes up as a section of the park's story.
protocol AnsweringCommand: ParsableCommand {
  func answer() throws -> CommandAnswer
}
