import Geometry
import LandModel

/// How the texts of a declared-area field were read: what could not be, and figures in m² and mu that contradict.
public struct DeclaredReading: Sendable {
  /// A feature and what is written there.
  public struct Entry: Sendable {
    /// How a person finds the feature.
    public var label: String
    /// The text as written.
    public var text: String
  }

  /// Features that give a figure without a unit: it is in the field's.
  public private(set) var bareCount = 0
  /// Features that give m² and mu together.
  public private(set) var dualCount = 0
  /// Those of them whose two figures are not one area, and the m² that the mu come to.
  public private(set) var contradictionCount = 0
  /// The first ``named`` of them.
  public private(set) var contradictions: [(entry: Entry, squareMetresByMu: Double)] = []
  /// Features whose text is no area.
  public private(set) var unreadableCount = 0
  /// The first ``named`` of them.
  public private(set) var unreadable: [Entry] = []

  /// So many are kept by name; the others are counted.
  public static let named = 5

  /// The area that the text declares, nil where it declares none; a figure without a unit is in `unit`.
  mutating func area(
    _ text: String,
    in unit: AreaUnit,
    basis: AreaBasis,
    label: @autoclosure () -> String
  ) -> Area? {
    switch WrittenArea(text) {
    case .none: return nil
    case .figure(let figure, let stated):
      guard let area = Area(figure, stated ?? unit, basis: basis) else { break }
      if stated == nil { bareCount += 1 }
      return area
    case .unreadable: break
    case .dual(let dual):
      dualCount += 1
      if !dual.agrees {
        contradictionCount += 1
        if contradictions.count < Self.named {
          contradictions.append((Entry(label: label(), text: text), dual.squareMetresByMu))
        }
      }
      return Area(dual.squareMetres, .squareMetre, basis: basis)
    }
    unreadableCount += 1
    if unreadable.count < Self.named { unreadable.append(Entry(label: label(), text: text)) }
    return nil
  }
}
