public import Features
import Geometry
public import LandAnalysis

/// An account as a table of rows without geometry, for formats that hold attributes alone.
public enum AccountTable {
  /// Columns as in the CSV file: the subject, a text for each layer (empty: none), `area_m2` as a number.
  public static func layer(_ result: AccountResult) -> Layer {
    let rows = result.rows
    var columns = [Column(Field(result.subjectName, .text), storage: .texts(rows.subjects), validity: nil)]
    for (layer, name) in result.layerNames.enumerated() {
      var texts = TextColumn()
      texts.reserve(values: rows.rowCount, bytes: rows.rowCount * 4)
      for row in 0..<rows.rowCount { texts.append(rows.classText(row: row, layer: layer)) }
      columns.append(Column(Field(name, .text), storage: .texts(texts), validity: nil))
    }
    var scale = 1.0
    for _ in 0..<rows.decimals { scale *= 10 }
    let areas = rows.areas.map { Double($0) / scale }
    columns.append(Column(Field("area_m2", .real), storage: .reals(areas), validity: nil))
    var geometry = GeometryColumns.Builder()
    for _ in 0..<rows.rowCount { geometry.addNull() }
    return Layer(
      name: "account",
      geometry: geometry.finish(),
      table: AttributeTable(columns: columns, rowCount: rows.rowCount)
    )
  }
}
