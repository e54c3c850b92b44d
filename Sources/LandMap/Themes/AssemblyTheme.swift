import Geometry
public import LandAnalysis
import LandModel
public import LandReport

/// What of a zone drops out and why, in the order of the deductions, and what can be built on, by block.
public enum AssemblyTheme {
  /// Pieces of the zone by what is to be done about them.
  public static func layer(_ result: LandAssembly, language: Language) throws -> MapLayer {
    let schemes = try MapSchemes.embedded()
    var classes: [MapClass] = []
    for (number, step) in result.steps.enumerated() {
      // The third colour of the values is the developable land's: in each round of eight it is passed over.
      let style = schemes.valueStyle(number / 7 * 8 + (number % 7 < 2 ? number % 7 : number % 7 + 1))
      classes.append(
        MapClass(key: "deduction:\(step.deduction.id)", title: Phrase(step.deduction.title), style: style)
      )
    }
    classes.append(schemes.mapClass("assembly", "developable"))
    let blocks = Dictionary(
      result.blocks.flatMap { block in block.units.map { ($0, block) } },
      uniquingKeysWith: { first, _ in first }
    )
    var named: Set<Int> = []
    let pieces = result.pieces
    // A block is named on its largest piece.
    var labels = [[String]](repeating: [], count: pieces.geometry.count)
    for piece in pieces.areas.indices.sorted(by: { (pieces.areas[$1], $0) < (pieces.areas[$0], $1) }) {
      guard let block = pieces.units[piece].flatMap({ blocks[$0] }), named.insert(block.number).inserted else {
        continue
      }
      let area = block.area.squareMetres
      labels[piece] = ["\(block.number)", LegendFigure.inHectares(area, language), LegendFigure.inMu(area, language)]
    }
    var layer = MapLayer(
      geometry: pieces.geometry,
      classes: classes,
      classOf: pieces.steps.map { $0 ?? result.steps.count },
      areas: pieces.areas,
      labels: labels
    )
    layer.classAreas = result.steps.map { $0.area?.squareMetres ?? 0 } + [result.developable.squareMetres]
    layer.labelEnlargement = 1.25
    return layer
  }
}
