internal import CGDAL
internal import Foundation

/// Names of fields for people, in a GeoPackage's `gpkg_data_columns` (OGC 12-128r18, annex F.9). GDAL 3.6 knows the
/// table for JSON only; from 3.7 on it reads the same columns as here.
enum GeoPackageAliases {
  /// Records aliases of one layer's fields.
  static func write(
    _ aliases: [(field: String, alias: String)],
    layer: String,
    to dataset: GDALDatasetH,
    in library: GDALLibrary
  ) {
    guard !aliases.isEmpty else { return }
    var statements = [
      """
      CREATE TABLE IF NOT EXISTS gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, \
      definition TEXT NOT NULL, scope TEXT NOT NULL, \
      CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name))
      """,
      """
      CREATE TABLE IF NOT EXISTS gpkg_data_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, \
      title TEXT, description TEXT, mime_type TEXT, constraint_name TEXT, \
      CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name), CONSTRAINT gdc_tn UNIQUE (table_name, name))
      """,
      """
      INSERT INTO gpkg_extensions (table_name, column_name, extension_name, definition, scope) \
      SELECT 'gpkg_data_columns', NULL, 'gpkg_schema', 'http://www.geopackage.org/spec121/#extension_schema', \
      'read-write' WHERE NOT EXISTS (SELECT 1 FROM gpkg_extensions WHERE table_name = 'gpkg_data_columns')
      """,
    ]
    for (field, alias) in aliases {
      let (table, column, text) = (quoted(layer), quoted(field), quoted(alias))
      statements.append(
        "INSERT OR IGNORE INTO gpkg_data_columns (table_name, column_name) VALUES (\(table), \(column))"
      )
      // The name is unique among all fields; the title need not be.
      statements.append(
        "UPDATE gpkg_data_columns SET title = \(text), name = (SELECT \(text) WHERE NOT EXISTS "
          + "(SELECT 1 FROM gpkg_data_columns WHERE name = \(text))) "
          + "WHERE table_name = \(table) AND column_name = \(column)"
      )
    }
    for statement in statements {
      let result = library.table.pointee.GDALDatasetExecuteSQL(dataset, statement, nil, nil)
      if let result { library.table.pointee.GDALDatasetReleaseResultSet(dataset, result) }
    }
  }

  /// The aliases of one layer by field name.
  static func read(layer: String, from dataset: GDALDatasetH, in library: GDALLibrary) -> [String: String] {
    let table = library.table
    var aliases: [String: String] = [:]
    // A GeoPackage without the table has none: what GDAL says of that is nobody's concern.
    library.collecting(into: GDALMessages()) {
      let query = "SELECT column_name, COALESCE(name, title) FROM gpkg_data_columns WHERE table_name = \(quoted(layer))"
      guard let result = table.pointee.GDALDatasetExecuteSQL(dataset, query, nil, nil) else { return }
      defer { table.pointee.GDALDatasetReleaseResultSet(dataset, result) }
      while let feature = table.pointee.OGR_L_GetNextFeature(result) {
        let field = RawText.string(table.pointee.OGR_F_GetFieldAsString(feature, 0))
        let alias = RawText.string(table.pointee.OGR_F_GetFieldAsString(feature, 1))
        if let field, let alias { aliases[field] = alias }
        table.pointee.OGR_F_Destroy(feature)
      }
    }
    return aliases
  }

  private static func quoted(_ text: String) -> String {
    "'" + text.replacingOccurrences(of: "'", with: "''") + "'"
  }
}
