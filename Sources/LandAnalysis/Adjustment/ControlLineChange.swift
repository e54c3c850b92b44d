import Features
import GEOS
public import Geometry
public import LandModel

/// The control lines of a plan before and after: which of them were cancelled (取消控制线).
public struct ControlLineChange: Sendable {
  /// The lines that a control plan draws (令7号 article 10, with red and orange where local rules have them); farmland, redlines
  /// and corridors are drawn by others, and no plan cancels them.
  public static let kinds: Set<ControlLineKind> = [.green, .blue, .yellow, .purple, .red, .orange]

  /// Number of lines before, in the plan.
  public let count: Int
  /// Kind and name of those that are no more: nothing after, of the kind, has land in common with them or bears their name.
  public let cancelled: [(kind: ControlLineKind, label: String)]

  /// Compares the lines that lie in a plan; nil where no layer shows lines of the version before as polygons.
  ///
  /// - Parameters:
  ///   - before: layers of control lines of the version before.
  ///   - after: layers of control lines that hold after; kinds without a layer have no line.
  ///   - box: the plan's: lines with the middle of their box in it count.
  ///   - sliver: m² up to which common land is redrawing.
  /// - Throws: what GEOS throws.
  public init?(before: [LoadedLayer], after: [LoadedLayer], within box: Box, sliver: Double) throws {
    let former = before.filter { layer in
      layer.entry?.kind.map { Self.kinds.contains($0) } ?? false
        && layer.layer.geometry.kinds.contains { $0.isPolygonal }
    }
    guard !former.isEmpty else { return nil }
    var count = 0
    var cancelled: [(ControlLineKind, String)] = []
    for layer in former {
      guard let kind = layer.entry?.kind else { continue }
      let heirs = after.filter { $0.entry?.kind == kind }
      let names = Set(heirs.flatMap { heir in (0..<heir.count).compactMap { Self.name($0, heir) } })
      for feature in 0..<layer.count where layer.layer.geometry.kinds[feature].isPolygonal {
        let own = layer.layer.geometry.box(of: feature)
        guard own.midX > box.minX, own.midX < box.maxX, own.midY > box.minY, own.midY < box.maxY else { continue }
        count += 1
        if let name = Self.name(feature, layer), names.contains(name) { continue }
        let shape = try layer.layer.geometry.validShape(of: feature)
        let isKept = try heirs.contains { heir in
          let columns = heir.layer.geometry
          return try (0..<heir.count).contains { other in
            guard columns.kinds[other].isPolygonal, columns.box(of: other).intersects(own) else { return false }
            return try shape.intersection(columns.validShape(of: other)).area > sliver
          }
        }
        if !isKept { cancelled.append((kind, layer.label(of: feature))) }
      }
    }
    self.count = count
    self.cancelled = cancelled
  }

  /// The name by which a line can be found again; a number in the file is none.
  private static func name(_ feature: Int, _ layer: LoadedLayer) -> String? {
    (layer.column(.id) ?? layer.column(.name))?.text(feature).flatMap { $0.isEmpty ? nil : $0 }
  }
}
