internal import Features
internal import Geometry

/// The table in which QGIS keeps the styles of a GeoPackage's layers.
enum StyleTable {
  static let name = "layer_styles"

  static func layer(_ styles: [(layer: String, style: OGRLayerStyle)], timestamp: String) -> Layer {
    var geometry = GeometryColumns.Builder()
    for _ in styles { geometry.addNull() }
    func column(_ name: String, _ type: FieldType = .text, _ value: (String, OGRLayerStyle) -> Value) -> Column {
      var column = Column(Field(name, type))
      for (layer, style) in styles { column.append(value(layer, style)) }
      return column
    }
    let columns = [
      column("f_table_catalog") { _, _ in .text("") },
      column("f_table_schema") { _, _ in .text("") },
      column("f_table_name") { layer, _ in .text(layer) },
      column("f_geometry_column") { _, style in .text(style.geometryColumn ?? "geom") },
      column("styleName") { _, style in .text(style.name) },
      column("styleQML") { _, style in style.qml.map { .text($0) } ?? .null },
      column("styleSLD") { _, style in style.sld.map { .text($0) } ?? .null },
      column("useAsDefault", .boolean) { _, _ in .boolean(true) },
      column("description") { _, style in .text(style.name) },
      column("owner") { _, _ in .text("") },
      column("ui") { _, _ in .null },
      column("update_time", .dateTime) { _, _ in .text(timestamp) },
    ]
    return Layer(
      name: name,
      geometry: geometry.finish(),
      table: AttributeTable(columns: columns, rowCount: styles.count)
    )
  }
}
