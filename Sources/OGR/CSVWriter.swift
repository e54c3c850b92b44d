internal import Features
internal import Geometry

/// Comma-separated values (RFC 4180), UTF-8, line feeds. Null is nothing between the commas, empty text is `""`, so
/// that the two can be told apart; numbers are in their shortest form that reads back the same.
enum CSVWriter {
  static func write(_ layer: Layer, to path: String, options: OGRWriteOptions) throws(DataError) -> OGRWriteResult {
    let output = try AtomicOutput(path, overwrite: options.overwrite)
    if options.csvByteOrderMark { try output.write([0xEF, 0xBB, 0xBF]) }
    var line: [UInt8] = []
    func endCell(_ isLast: Bool) { line.append(isLast ? UInt8(ascii: "\n") : UInt8(ascii: ",")) }
    let replaced = layer.table.columns.map { NullCharacters.replaced(in: $0) }
    let columns = zip(replaced, layer.table.columns).map { $0 ?? $1 }
    if options.csvGeometry {
      line += Array("WKT".utf8)
      endCell(columns.isEmpty)
    }
    for (index, column) in columns.enumerated() {
      append(column.field.name, to: &line)
      endCell(index == columns.count - 1)
    }
    try output.write(line)
    for row in 0..<layer.count {
      line.removeAll(keepingCapacity: true)
      if options.csvGeometry {
        if layer.geometry.kinds[row] != .null { append(WKTText.text(layer.geometry, feature: row), to: &line) }
        endCell(columns.isEmpty)
      }
      for (index, column) in columns.enumerated() {
        if let text = column.text(row) { append(text, to: &line) }
        endCell(index == columns.count - 1)
      }
      try output.write(line)
    }
    try output.commit()
    return OGRWriteResult(files: [path], notes: nullNotes(replaced, layer) + notes(layer, options))
  }

  private static func nullNotes(_ replaced: [Column?], _ layer: Layer) -> [LoadNote] {
    replaced.compactMap { column in
      column.map { NullCharacters.note(at: Place(file: layer.file, layer: layer.name, field: $0.field.name)) }
    }
  }

  private static func notes(_ layer: Layer, _ options: OGRWriteOptions) -> [LoadNote] {
    guard options.csvGeometry else { return [] }
    let place = Place(file: layer.file, layer: layer.name)
    return WriteNotes.onlyPolygons(layer.geometry, at: place).map { [$0] } ?? []
  }

  private static func append(_ text: String, to line: inout [UInt8]) {
    let (quote, comma) = (UInt8(ascii: "\""), UInt8(ascii: ","))
    let isSpecial = text.utf8.contains { $0 == comma || $0 == quote || $0 == 0x0A || $0 == 0x0D }
    guard text.isEmpty || isSpecial || text.first == " " || text.last == " " else {
      line.append(contentsOf: text.utf8)
      return
    }
    line.append(quote)
    for byte in text.utf8 {
      if byte == quote { line.append(byte) }
      line.append(byte)
    }
    line.append(quote)
  }
}
