import GEOS
import Geometry

/// What labels a pane asks for.
struct LabelWishes {
  private(set) var wishes: [LabelPlacement.Wish] = []
  /// Where symbols stand, which labels keep clear of.
  private(set) var symbols: [Box] = []
  /// Features whose labels only repeat what colours say, those too small for one included.
  private(set) var repeating = 0
  private let pane: MapPane
  private let ground: Box
  private let projection: SheetProjection
  private let enlargement: Double

  init(_ pane: MapPane, _ layout: SheetLayout, _ projection: SheetProjection) {
    self.pane = pane
    self.projection = projection
    ground = layout.ground
    enlargement = layout.enlargement
    for layer in pane.layers {
      addSymbols(layer, layout.enlargement)
      guard let label = layer.label else { continue }
      for feature in 0..<layer.geometry.count where layer.classOf[feature] != nil { add(layer, feature, label) }
    }
  }

  private mutating func add(_ layer: MapLayer, _ feature: Int, _ label: FeatureLabel) {
    let geometry = layer.geometry
    let box = geometry.box(of: feature)
    guard box.intersects(ground) else { return }
    if layer.labelsRepeatColours { repeating += 1 }
    let kind = geometry.kinds[feature]
    guard kind.isPolygonal || kind == .collection else {
      var clearance = 0.0
      if let number = layer.classOf[feature], layer.classes[number].style.symbol == .node {
        clearance = 1.2 * enlargement
      }
      addPlace(layer, feature, label, clearance: clearance)
      return
    }
    if let number = layer.classOf[feature], layer.classes[number].style.ringsSmall {
      let sheet = projection.box(box)
      if max(sheet.width, sheet.height) < LayerDrawing.smallSize * enlargement {
        addPlace(layer, feature, label, clearance: LayerDrawing.ringRadius * enlargement)
        return
      }
    }
    // No circle of a millimetre fits: no label either, and no work.
    let urgency = layer.labelUrgency.isEmpty ? 0 : layer.labelUrgency[feature]
    guard urgency > 0 || min(box.width, box.height) * projection.millimetresPerUnit > 1,
      case let lines = label(feature), !lines.isEmpty
    else { return }
    var edges = PolygonEdges(geometry, largestPartOf: feature)
    var circle: InteriorCircle?
    if layer.labelsInFrame, !ground.contains(box) {
      // Of what is cut off by the frame, the part within it.
      guard let cut = try? Shape(geometry, feature: feature).clipped(to: ground).polygonalPart().polygons, !cut.isEmpty,
        let columns = try? GeometryColumns(CollectionOfOne(cut))
      else { return }
      circle = InteriorCircle(columns, feature: 0)
      edges = PolygonEdges(columns, largestPartOf: 0)
    } else {
      circle = InteriorCircle(geometry, feature: feature)
    }
    guard let circle else { return }
    let projection = projection
    var wish = LabelPlacement.Wish(
      lines: lines.map { PlainText.line($0, limit: 40) },
      x: projection.x(circle.x),
      y: projection.y(circle.y),
      radius: circle.radius * projection.millimetresPerUnit,
      holds: { [edges] in edges.holds(projection.ground($0)) }
    )
    wish.enlargement = layer.labelEnlargement
    wish.urgency = urgency
    wish.repeatsColour = layer.labelsRepeatColours
    wishes.append(wish)
  }

  /// A point's label stands beside it, a line's beside its middle.
  private mutating func addPlace(_ layer: MapLayer, _ feature: Int, _ label: FeatureLabel, clearance: Double) {
    let geometry = layer.geometry
    let vertices = geometry.vertices(of: feature)
    guard let first = vertices.first, let last = vertices.last else { return }
    let lines = label(feature)
    guard !lines.isEmpty else { return }
    let isLine = !geometry.kinds[feature].isPolygonal && geometry.kinds[feature] != .collection
    let box = geometry.box(of: feature)
    let x = isLine ? (geometry.x[first] + geometry.x[last]) / 2 : box.midX
    let y = isLine ? (geometry.y[first] + geometry.y[last]) / 2 : box.midY
    guard ground.contains(x: x, y: y) else { return }
    var wish = LabelPlacement.Wish(
      lines: lines.map { PlainText.line($0, limit: 40) },
      x: projection.x(x),
      y: projection.y(y),
      radius: 1,
      holds: { _ in false }
    )
    wish.isPoint = true
    wish.clearance = clearance
    wish.enlargement = layer.labelEnlargement
    wishes.append(wish)
  }

  private mutating func addSymbols(_ layer: MapLayer, _ k: Double) {
    let geometry = layer.geometry
    for feature in 0..<geometry.count {
      guard let number = layer.classOf[feature], let symbol = layer.classes[number].style.symbol else { continue }
      guard geometry.kinds[feature] == .point || geometry.kinds[feature] == .multiPoint else { continue }
      let half = (symbol == .node ? 0.7 : SymbolDrawing.discRadius) * k
      for i in geometry.vertices(of: feature) where ground.contains(x: geometry.x[i], y: geometry.y[i]) {
        let (x, y) = (projection.x(geometry.x[i]), projection.y(geometry.y[i]))
        symbols.append(Box(minX: x - half, minY: y - half, maxX: x + half, maxY: y + half))
      }
    }
  }

  /// Where the pane's filled or labelled features are.
  func drawnLand(_ frame: Box, cell: Double) -> DrawnLand {
    var land = DrawnLand(frame, cell: cell)
    for layer in pane.layers {
      for feature in 0..<layer.geometry.count {
        guard let number = layer.classOf[feature] else { continue }
        if layer.label != nil || layer.classes[number].style.fill != nil {
          land.mark(layer.geometry, feature, projection)
        }
      }
    }
    return land
  }
}

extension SheetProjection {
  /// The ground under a box on the sheet.
  func ground(_ box: Box) -> Box {
    Box(
      minX: midX + (box.minX - originX) / millimetresPerUnit,
      minY: midY - (box.maxY - originY) / millimetresPerUnit,
      maxX: midX + (box.maxX - originX) / millimetresPerUnit,
      maxY: midY - (box.minY - originY) / millimetresPerUnit
    )
  }
}
