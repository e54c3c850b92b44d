import Features
import Geometry

extension FeatureEncoder {
  mutating func appendGeometry(_ feature: Int, of layer: borrowing Layer, _ view: GeometryView) {
    let kind = layer.geometry.kinds[feature]
    let collapsed = rounder.collapsed
    if kind == .collection, let wkb = layer.geometry.collections[feature] {
      var reader = WKBReader(wkb)
      let start = buffer.count
      if !appendWKB(&reader, depth: 0) {
        buffer.truncate(to: start)
        buffer.append("null")
      }
    } else {
      guard let name = kind.geoJSONName, kind != .collection else { return buffer.append("null") }
      appendHead(name)
      appendCoordinates(feature, kind, view)
      buffer.append("}")
    }
    if rounder.collapsed > collapsed, firstCollapsed == nil { firstCollapsed = layer.label(of: feature) }
  }

  private mutating func appendHead(_ name: StaticString) {
    buffer.append("{\"type\":\"")
    buffer.append(name)
    buffer.append("\",\"coordinates\":")
  }

  private mutating func appendCoordinates(_ feature: Int, _ kind: GeometryKind, _ all: GeometryView) {
    let parts = all.parts(of: feature)
    switch kind {
    case .point:
      let vertices = all.vertices(of: feature)
      if vertices.isEmpty { return buffer.append("[]") }
      appendPosition(all.xs[vertices.lowerBound], all.ys[vertices.lowerBound])
    case .lineString, .multiPoint:
      append(line: all.vertices(of: feature), all)
    case .polygon:
      if let part = parts.first { append(polygon: part, all) } else { buffer.append("[]") }
    case .multiLineString:
      appendList(all.rings(of: feature)) { $0.append(line: all.vertices(ofRing: $1), all) }
    case .multiPolygon:
      appendList(parts) { $0.append(polygon: $1, all) }
    case .null, .collection: break
    }
  }

  private mutating func append(polygon part: Int, _ all: GeometryView) {
    let rings = all.rings(ofPart: part)
    appendList(rings) { encoder, ring in
      let vertices = all.vertices(ofRing: ring)
      encoder.append(
        ring: UnsafeBufferPointer(rebasing: all.xs[vertices]),
        UnsafeBufferPointer(rebasing: all.ys[vertices]),
        isShell: ring == rings.lowerBound
      )
    }
  }

  private mutating func append(line vertices: Range<Int>, _ all: GeometryView) {
    append(
      ring: UnsafeBufferPointer(rebasing: all.xs[vertices]),
      UnsafeBufferPointer(rebasing: all.ys[vertices]),
      isShell: nil
    )
  }

  private mutating func appendList(_ items: Range<Int>, _ append: (inout FeatureEncoder, Int) -> Void) {
    buffer.append("[")
    for item in items {
      if item != items.lowerBound { buffer.append(",") }
      append(&self, item)
    }
    buffer.append("]")
  }

  mutating func appendPosition(_ x: Double, _ y: Double) {
    buffer.append("[")
    append(coordinate: x)
    buffer.append(",")
    append(coordinate: y)
    buffer.append("]")
  }

  /// Appends an array of positions; `isShell` is nil for lines and point lists, which stay as they are.
  private mutating func append(
    ring xs: UnsafeBufferPointer<Double>,
    _ ys: UnsafeBufferPointer<Double>,
    isShell: Bool?
  ) {
    guard let decimals = options.decimals, rounder.round(xs, ys) else {
      buffer.append("[")
      for i in 0..<xs.count {
        if i > 0 { buffer.append(",") }
        appendPosition(xs[i], ys[i])
      }
      return buffer.append("]")
    }
    if let isShell {
      let wasPadded = xs.count == 4 && (1..<4).contains { xs[$0] == xs[$0 - 1] && ys[$0] == ys[$0 - 1] }
      rounder.normaliseRing(isShell: isShell, wasPadded: wasPadded)
    }
    let count = rounder.count
    let x = rounder.xs
    let y = rounder.ys
    let comma = UInt8(ascii: ",")
    buffer.extend(count * 50 + 2) { start in
      var p = start
      p[0] = UInt8(ascii: "[")
      p += 1
      for i in 0..<count {
        p[0] = UInt8(ascii: "[")
        p = NumberText.write(scaled: x[i], decimals: decimals, to: p + 1)
        p[0] = comma
        p = NumberText.write(scaled: y[i], decimals: decimals, to: p + 1)
        p[0] = UInt8(ascii: "]")
        p[1] = comma
        p += 2
      }
      if count > 0 { p -= 1 }
      p[0] = UInt8(ascii: "]")
      return p + 1
    }
  }
}

extension GeometryKind {
  /// GeoJSON's name; nil for a missing geometry.
  var geoJSONName: StaticString? {
    switch self {
    case .null: nil
    case .point: "Point"
    case .lineString: "LineString"
    case .polygon: "Polygon"
    case .multiPoint: "MultiPoint"
    case .multiLineString: "MultiLineString"
    case .multiPolygon: "MultiPolygon"
    case .collection: "GeometryCollection"
    }
  }
}

// Collections, from their well-known binary.
extension FeatureEncoder {
  /// Appends the geometry at the reader; false where the bytes are no two-dimensional WKB.
  private mutating func appendWKB(_ reader: inout WKBReader, depth: Int) -> Bool {
    guard depth < 70, let kind = reader.kind() else { return false }
    if kind == .collection {
      buffer.append("{\"type\":\"GeometryCollection\",\"geometries\":")
      guard appendWKBList(&reader, { $0.appendWKB(&$1, depth: depth + 1) }) else { return false }
    } else {
      guard let name = kind.geoJSONName else { return false }
      appendHead(name)
      guard appendWKBCoordinates(kind, &reader) else { return false }
    }
    buffer.append("}")
    return true
  }

  private mutating func appendWKBCoordinates(_ kind: GeometryKind, _ reader: inout WKBReader) -> Bool {
    switch kind {
    case .point:
      guard let x = reader.double(), let y = reader.double() else { return false }
      if x.isNaN { buffer.append("[]") } else { appendPosition(x, y) }
      return true
    case .lineString: return appendWKBRing(&reader, isShell: nil)
    case .polygon:
      var isShell = true
      return appendWKBList(&reader) {
        defer { isShell = false }
        return $0.appendWKBRing(&$1, isShell: isShell)
      }
    case .multiPoint, .multiLineString, .multiPolygon:
      return appendWKBList(&reader) {
        guard let member = $1.kind(), member.isPart(of: kind) else { return false }
        return $0.appendWKBCoordinates(member, &$1)
      }
    case .null, .collection: return false
    }
  }

  private mutating func appendWKBList(
    _ reader: inout WKBReader,
    _ append: (inout FeatureEncoder, inout WKBReader) -> Bool
  ) -> Bool {
    guard let count = reader.count() else { return false }
    buffer.append("[")
    for i in 0..<count {
      if i > 0 { buffer.append(",") }
      guard append(&self, &reader) else { return false }
    }
    buffer.append("]")
    return true
  }

  private mutating func appendWKBRing(_ reader: inout WKBReader, isShell: Bool?) -> Bool {
    guard let count = reader.count() else { return false }
    var xs: [Double] = []
    var ys: [Double] = []
    for _ in 0..<count {
      guard let x = reader.double(), let y = reader.double() else { return false }
      xs.append(x)
      ys.append(y)
    }
    xs.withUnsafeBufferPointer { xs in ys.withUnsafeBufferPointer { append(ring: xs, $0, isShell: isShell) } }
    return true
  }
}

extension GeometryKind {
  fileprivate func isPart(of kind: GeometryKind) -> Bool {
    switch kind {
    case .multiPoint: self == .point
    case .multiLineString: self == .lineString
    case .multiPolygon: self == .polygon
    default: false
    }
  }
}
