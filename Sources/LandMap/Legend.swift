import Geometry

/// The legend of a sheet: the classes of what its maps show, each once, with the area of the features shown.
public struct Legend: Sendable {
  /// One class of the legend.
  public struct Row: Sendable, Hashable {
    /// Its key, title and style.
    public var mapClass: MapClass
    /// m²; nil for classes without areas.
    public var area: Double?
    /// m² in each pane that shows a state, where there are such; empty else.
    public var stateAreas: [Double?] = []
    /// Features of the class in sight.
    public var count: Int
    /// Polygons get a patch, lines and points a stroke.
    public var isPolygonal: Bool
    /// True where the class is of points, which have a symbol.
    public var isPoint: Bool
  }

  /// In the order of the layers, then of their classes.
  public private(set) var rows: [Row] = []
  /// True where an area counts land of features that reach beyond the frame, or of a layer of which the frame shows a
  /// part.
  public private(set) var isOfSheet = false

  /// - Parameter shown: of each pane and layer, the features of each class that lie in the frame.
  init(_ content: MapContent, shown: [[[[Int]]]], ground: Box) {
    var index: [String: Int] = [:]
    for (number, pane) in content.panes.enumerated() {
      for (layer, classes) in zip(pane.layers, shown[number]) {
        for (place, features) in classes.enumerated() where !features.isEmpty {
          let mapClass = layer.classes[place]
          let area = Self.area(of: features, inClass: place, of: layer)
          if area != nil, layer.classAreas.isEmpty, !isOfSheet {
            let isPart = features.count < layer.classOf.count { $0 == place }
            isOfSheet = isPart || features.contains { !ground.contains(layer.geometry.box(of: $0)) }
          }
          if let known = index[mapClass.key] {
            rows[known].count += features.count
            rows[known].area = Self.sum(rows[known].area, area)
            if pane.isState { rows[known].stateAreas[number] = Self.sum(rows[known].stateAreas[number], area) }
            continue
          }
          index[mapClass.key] = rows.count
          var row = Self.row(mapClass, area, features, layer)
          if pane.isState {
            row.stateAreas = Array(repeating: nil, count: content.panes.count { $0.isState })
            row.stateAreas[number] = area
          }
          rows.append(row)
        }
      }
    }
  }

  private static func row(_ mapClass: MapClass, _ area: Double?, _ features: [Int], _ layer: MapLayer) -> Row {
    let kinds = layer.geometry.kinds
    return Row(
      mapClass: mapClass,
      area: area,
      count: features.count,
      isPolygonal: features.contains { kinds[$0].isPolygonal || kinds[$0] == .collection },
      isPoint: features.allSatisfy { kinds[$0] == .point || kinds[$0] == .multiPoint }
    )
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
