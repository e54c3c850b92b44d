public import Features
import Foundation

extension BoundaryPointFile {
  /// The file's bytes in the form that ``form`` says: what was read comes out with the same rings, ring numbers and
  /// point names. Distances of the six-column layout are computed anew.
  ///
  /// - Throws: ``DataError`` `boundary.unencodable` where the encoding lacks a character.
  public func encoded() throws(DataError) -> [UInt8] {
    let text = self.text()
    guard let bytes = form.encoding.encode(text) else {
      throw DataError(
        .output,
        .unencodable,
        at: Place(file: path),
        found: "a character that \(form.encoding.name) cannot write",
        expected: "text in \(form.encoding.name)",
        advice: "Write the file as UTF-8 or GB18030.",
        arguments: [form.encoding.name]
      )
    }
    guard form.hasByteOrderMark else { return bytes }
    switch form.encoding {
    case .utf8: return [0xEF, 0xBB, 0xBF] + bytes
    case .utf16LittleEndian: return [0xFF, 0xFE] + bytes
    case .utf16BigEndian: return [0xFE, 0xFF] + bytes
    default: return bytes
    }
  }

  private func text() -> String {
    var lines: [String] = []
    for section in sections {
      lines.append("[\(section.name)]")
      for entry in section.entries { lines.append("\(entry.key)=\(entry.value)") }
    }
    for parcel in parcels {
      if !parcel.fields.isEmpty { lines.append((parcel.fields + ["@"]).joined(separator: ",")) }
      for ring in parcel.rings {
        for (i, point) in ring.points.enumerated() {
          lines.append(line(point, ring, to: ring.next(after: i, isClosedShape: parcel.shape == .polygon)))
        }
      }
    }
    return lines.joined(separator: form.newline) + (form.endsWithNewline ? form.newline : "")
  }

  private func line(_ point: BoundaryPoint, _ ring: BoundaryRing, to next: BoundaryPoint?) -> String {
    let (x, y) = (number(point.x), number(point.y))
    let pair = form.isNorthingFirst ? "\(y),\(x)" : "\(x),\(y)"
    let distance = next.map { number(hypot($0.x - point.x, $0.y - point.y)) } ?? number(0)
    return switch form.pointLayout {
    case .four: "\(point.name),\(ring.number),\(pair)"
    case .six: "\(point.name),\(ring.number),\(pair),\(distance),\(point.mark ?? "")"
    case .ringLast: "\(point.name),\(pair),\(distance),\(ring.number),"
    case .plain: point.name.isEmpty ? pair : "\(point.name),\(pair)"
    }
  }

  private func number(_ value: Double) -> String { BoundaryPointFile.fixed(value, decimals: form.decimals) }

  static func fixed(_ value: Double, decimals: Int) -> String { String(format: "%.\(decimals)f", value) }
}

extension BoundaryRing {
  /// The point that the distance of point `i` is measured to: the next, round the corner in an open ring; nil after
  /// the last of a closed ring or a line.
  fileprivate func next(after i: Int, isClosedShape: Bool) -> BoundaryPoint? {
    if i + 1 < points.count { return points[i + 1] }
    return isClosedShape && !isClosed ? points.first : nil
  }
}
