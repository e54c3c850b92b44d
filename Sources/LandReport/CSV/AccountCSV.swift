import Features
public import LandAnalysis

/// Writes an account as CSV, bytes straight from its columns: a million rows are no document.
public enum AccountCSV {
  /// Columns: the subject, one for each layer (empty: none), `area_m2`. RFC 4180 with CRLF line ends, UTF-8.
  public static func write(_ result: AccountResult, to path: String, overwrite: Bool) throws {
    let output = try AtomicOutput(path, overwrite: overwrite)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(1 << 20)
    let head = ([result.subjectName] + result.layerNames + ["area_m2"]).map { quoted($0) }
    bytes.append(contentsOf: head.joined(separator: ",").utf8)
    bytes.append(contentsOf: [0x0D, 0x0A])
    let classes = result.classTexts.map { texts in texts.map { Array(quoted($0).utf8) } }
    let layerCount = classes.count
    for row in 0..<result.rowCount {
      append(result.subjects, row, to: &bytes)
      for layer in 0..<layerCount {
        bytes.append(0x2C)
        bytes.append(contentsOf: classes[layer][Int(result.sets[row * layerCount + layer])])
      }
      bytes.append(0x2C)
      append(result.areas[row], decimals: result.decimals, to: &bytes)
      bytes.append(0x0D)
      bytes.append(0x0A)
      if bytes.count > 1 << 19 {
        try output.write(bytes)
        bytes.removeAll(keepingCapacity: true)
      }
    }
    try output.write(bytes)
    try output.commit()
  }

  private static func append(_ column: TextColumn, _ row: Int, to bytes: inout [UInt8]) {
    let range = column.range(row)
    let needsQuotes = column.bytes[range].contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
    if needsQuotes {
      bytes.append(contentsOf: quoted(column[row]).utf8)
    } else {
      bytes.append(contentsOf: column.bytes[range])
    }
  }

  /// A whole number of the last decimal as decimal text.
  static func append(_ value: Int64, decimals: Int, to bytes: inout [UInt8]) {
    if value < 0 { bytes.append(0x2D) }
    var rest = value.magnitude
    let start = bytes.count
    var digits = 0
    repeat {
      if digits == decimals, decimals > 0 { bytes.append(0x2E) }
      bytes.append(0x30 + UInt8(rest % 10))
      rest /= 10
      digits += 1
    } while rest > 0 || digits <= decimals
    bytes[start...].reverse()
  }

  static func quoted(_ value: String) -> String {
    CSVRenderer.quoted(value)
  }
}
