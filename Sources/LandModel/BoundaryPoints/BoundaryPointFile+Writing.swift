public import Features
import Foundation

extension BoundaryPointFile {
  /// The file's bytes in the form that ``form`` says: what was read comes out with the same rings, ring numbers and
  /// point names. Distances of the six-column layout are computed anew.
  ///
  /// - Throws: `DataError` `boundary.unencodable` where the encoding lacks a character.
  public func encoded() throws(DataError) -> [UInt8] {
    let text = self.text()
    guard let bytes = form.encoding == .utf8 ? text : form.encoding.encode(String(decoding: text, as: UTF8.self)) else {
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
    return byteOrderMark(before: bytes) + bytes
  }

  /// The mark that the form asks for. Bytes that would be taken for another encoding have one in any case.
  private func byteOrderMark(before bytes: [UInt8]) -> [UInt8] {
    switch form.encoding {
    case .utf8: form.hasByteOrderMark || !BoundaryPointFile.isWrittenInUTF8(bytes) ? [0xEF, 0xBB, 0xBF] : []
    case .utf16LittleEndian: [0xFF, 0xFE]
    case .utf16BigEndian: [0xFE, 0xFF]
    default:
      bytes.contains { $0 >= 0x80 } && BoundaryPointFile.isWrittenInUTF8(bytes) ? [0x84, 0x31, 0x95, 0x33] : []
    }
  }

  private func text() -> [UInt8] {
    var lines = BoundaryLines(form: form)
    for section in sections {
      lines.add("[\(section.name)]")
      for entry in section.entries { lines.add("\(entry.key)=\(entry.value)") }
    }
    for parcel in parcels {
      if !parcel.fields.isEmpty { lines.add((parcel.fields + ["@"]).joined(separator: ",")) }
      for ring in parcel.rings {
        for i in ring.points.indices {
          lines.add(ring.points[i], ring.number, to: ring.next(after: i, isClosedShape: parcel.shape == .polygon))
        }
      }
    }
    return lines.finish()
  }

  static func fixed(_ value: Double, decimals: Int) -> String {
    var bytes: [UInt8] = []
    BoundaryLines.append(value, decimals: decimals, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// Lines of a file, as UTF-8.
private struct BoundaryLines {
  let form: BoundaryPointFile.Form
  private var bytes: [UInt8] = []
  private let newline: [UInt8]

  init(form: BoundaryPointFile.Form) {
    self.form = form
    newline = Array(form.newline.utf8)
  }

  mutating func add(_ line: String) {
    bytes.append(contentsOf: line.utf8)
    bytes.append(contentsOf: newline)
  }

  mutating func add(_ point: BoundaryPoint, _ ring: Int, to next: BoundaryPoint?) {
    switch form.pointLayout {
    case .four, .six:
      field(point.name)
      field(String(ring))
      pair(point)
      if form.pointLayout == .six { addDistance(point, next, ending: point.mark ?? "") }
    case .ringLast:
      field(point.name)
      pair(point)
      addDistance(point, next, ending: "\(ring),")
    case .plain:
      if !point.name.isEmpty { field(point.name) }
      pair(point)
    }
    bytes.append(contentsOf: newline)
  }

  private mutating func field(_ text: String) {
    bytes.append(contentsOf: text.utf8)
    bytes.append(UInt8(ascii: ","))
  }

  private mutating func pair(_ point: BoundaryPoint) {
    number(form.isNorthingFirst ? point.y : point.x)
    bytes.append(UInt8(ascii: ","))
    number(form.isNorthingFirst ? point.x : point.y)
  }

  private mutating func addDistance(_ point: BoundaryPoint, _ next: BoundaryPoint?, ending text: String) {
    bytes.append(UInt8(ascii: ","))
    number(next.map { hypot($0.x - point.x, $0.y - point.y) } ?? 0)
    bytes.append(UInt8(ascii: ","))
    bytes.append(contentsOf: text.utf8)
    // A mark that ends like a parcel's or a section's line would be read as one.
    if let last = text.last, "@＠]】］".contains(last) { bytes.append(UInt8(ascii: ",")) }
  }

  private mutating func number(_ value: Double) { BoundaryLines.append(value, decimals: form.decimals, to: &bytes) }

  func finish() -> [UInt8] { form.endsWithNewline ? bytes : Array(bytes.dropLast(newline.count)) }

  /// The number as `printf("%.3f")` has it: to the nearest, by all of its binary digits.
  static func append(_ value: Double, decimals: Int, to bytes: inout [UInt8]) {
    let power = BoundaryNumber.powers[min(max(decimals, 0), 22)]
    let scaled = (value.magnitude * power).rounded()
    // The multiplication rounds too: only where its remainder is clear of a half is the rounding sure.
    guard scaled < 9e15, abs((-scaled).addingProduct(value.magnitude, power)) < 0.499 else {
      bytes.append(contentsOf: String(format: "%.\(decimals)f", value).utf8)
      return
    }
    if value.sign == .minus { bytes.append(UInt8(ascii: "-")) }
    let whole = UInt64(scaled)
    var digits = String(whole)
    if digits.utf8.count <= decimals {
      digits = String(repeating: "0", count: decimals + 1 - digits.utf8.count) + digits
    }
    bytes.append(contentsOf: digits.utf8.dropLast(decimals))
    if decimals > 0 {
      bytes.append(UInt8(ascii: "."))
      bytes.append(contentsOf: digits.utf8.suffix(decimals))
    }
  }
}

extension BoundaryRing {
  /// The point that the distance of point `i` is measured to: the next, round the corner in an open ring; nil after
  /// the last of a closed ring or a line.
  fileprivate func next(after i: Int, isClosedShape: Bool) -> BoundaryPoint? {
    if i + 1 < points.count { return points[i + 1] }
    return isClosedShape && !isClosed ? points.first : nil
  }
}
