public import Features
import Geometry
public import LandAnalysis
import LandModel

/// The partition of an assembly's zone as a layer: each piece with its reason, or with its block and selections.
public enum AssemblyShapes {
  /// The layer, named `assembly`, with the area of each piece in m² on the answer's basis; `crs` is that of the shapes.
  public static func layer(_ result: LandAssembly, crs: CRSReference) -> Layer {
    var texts = ["part", "reason_id", "reason_zh", "reason_en", "patch", "code", "class", "selections"].map {
      Column(Field($0, .text))
    }
    var block = Column(Field("block", .integer))
    var area = Column(Field("area_m2", .real))
    let blocks = Dictionary(
      result.blocks.flatMap { block in block.units.map { ($0, block.number) } },
      uniquingKeysWith: { first, _ in first }
    )
    let pieces = result.pieces
    for piece in 0..<pieces.geometry.count {
      let deduction = pieces.steps[piece].map { result.steps[$0].deduction }
      let unit = pieces.units[piece].map { result.units[$0] }
      let chosen = pieces.units[piece].map { number in
        (result.search?.selections ?? []).enumerated().filter { $0.element.units.contains(number) }.map {
          "\($0.offset + 1)"
        }
      }
      let cells: [String?] = [
        deduction == nil ? "developable" : "deducted", deduction?.id, deduction?.title.chinese,
        deduction?.title.english, unit?.patch, unit?.code, unit?.className,
        chosen.flatMap { $0.isEmpty ? nil : $0.joined(separator: "+") },
      ]
      for (place, text) in cells.enumerated() { texts[place].append(text.map { .text($0) } ?? .null) }
      block.append(pieces.units[piece].flatMap { blocks[$0] }.map { .integer(Int64($0)) } ?? .null)
      area.append(.real(pieces.areas[piece]))
    }
    return Layer(
      name: "assembly",
      geometry: pieces.geometry,
      table: AttributeTable(columns: texts + [block, area], rowCount: pieces.geometry.count),
      crs: crs
    )
  }
}
