import Features
public import LandAnalysis

/// Writes an account as CSV, bytes straight from its columns: a million rows are no document.
public enum AccountCSV {
  /// Columns: the subject, one for each layer (empty: none), `area_m2`. RFC 4180 with CRLF line ends, UTF-8.
  public static func write(_ result: AccountResult, to path: String, overwrite: Bool) throws {
    let output = try AtomicOutput(path, overwrite: overwrite)
    try output.write(header(subjectName: result.subjectName, layerNames: result.layerNames))
    try output.write(bytes(of: result.rows))
    try output.commit()
  }

  /// The line of column names.
  public static func header(subjectName: String, layerNames: [String]) -> [UInt8] {
    let names = ([subjectName] + layerNames + ["area_m2"]).map { quoted($0) }
    return Array((names.joined(separator: ",") + "\r\n").utf8)
  }

  /// Rows without a header, to be written one batch after another.
  public static func bytes(of rows: AccountRows) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(rows.rowCount * 32)
    let classes = rows.classTexts.map { texts in texts.map { Array(quoted($0).utf8) } }
    let layerCount = classes.count
    for row in 0..<rows.rowCount {
      append(rows.subjects, row, to: &bytes)
      for layer in 0..<layerCount {
        bytes.append(0x2C)
        bytes.append(contentsOf: classes[layer][Int(rows.sets[row * layerCount + layer])])
      }
      bytes.append(0x2C)
      append(rows.areas[row], decimals: rows.decimals, to: &bytes)
      bytes.append(0x0D)
      bytes.append(0x0A)
    }
    return bytes
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
