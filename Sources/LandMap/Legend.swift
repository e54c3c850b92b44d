import Geometry

/// The legend of a sheet: the classes of what its maps show, each once, with the area of the features shown.
public struct Legend: Sendable {
  public struct Row: Sendable, Hashable {
    public var mapClass: MapClass
    /// m²; nil for classes without areas.
    public var area: Double?
    public var count: Int
    /// Polygons get a patch, lines and points a stroke.
    public var isPolygonal: Bool
    public var isPoint: Bool
  }

  public private(set) var rows: [Row] = []

  /// - Parameter shown: of each pane and layer, the features of each class that lie in the frame.
  init(_ content: MapContent, shown: [[[[Int]]]]) {
    var index: [String: Int] = [:]
    for (layer, classes) in zip(content.panes.flatMap(\.layers), shown.joined()) {
      for (number, features) in classes.enumerated() where !features.isEmpty {
        let mapClass = layer.classes[number]
        let area = layer.areas.isEmpty ? nil : features.reduce(0.0) { $0 + layer.areas[$1] }
        if let known = index[mapClass.key] {
          // Panes show the same land: the areas of one class in two of them stand for different states.
          rows[known].area = content.panes.count > 1 ? nil : Self.sum(rows[known].area, area)
          rows[known].count += features.count
          continue
        }
        index[mapClass.key] = rows.count
        let isPolygonal = features.contains {
          layer.geometry.kinds[$0].isPolygonal || layer.geometry.kinds[$0] == .collection
        }
        let isPoint = features.allSatisfy {
          layer.geometry.kinds[$0] == .point || layer.geometry.kinds[$0] == .multiPoint
        }
        rows.append(
          Row(mapClass: mapClass, area: area, count: features.count, isPolygonal: isPolygonal, isPoint: isPoint)
        )
      }
    }
  }

  private static func sum(_ left: Double?, _ right: Double?) -> Double? {
    guard let left, let right else { return left ?? right }
    return left + right
  }
}
