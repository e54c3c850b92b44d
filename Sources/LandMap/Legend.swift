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
        let area = Self.area(of: features, inClass: number, of: layer)
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

  private static func area(of features: [Int], inClass number: Int, of layer: MapLayer) -> Double? {
    guard layer.classAreas.isEmpty else {
      return features.count == layer.classOf.count { $0 == number } ? layer.classAreas[number] : nil
    }
    return layer.areas.isEmpty ? nil : features.reduce(0.0) { $0 + layer.areas[$1] }
  }

  private static func sum(_ left: Double?, _ right: Double?) -> Double? {
    guard let left, let right else { return left ?? right }
    return left + right
  }
}
