public import Features
public import Geometry

extension BoundaryPointFile {
  /// The file as a layer: one feature for each parcel, with the fields of its head line under the specification's
  /// names, and `declared_area_m2` where the unit of 地块面积 could be inferred.
  ///
  /// Row `i` is ``parcels`` `[i]`, where ring numbers and point names are.
  public func layer(name: String? = nil) -> Layer {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    let stem = file.lastIndex(of: ".").map { String(file[..<$0]) } ?? file
    return Layer(
      name: name ?? stem,
      geometry: geometry(),
      table: table(),
      crs: crs,
      file: path,
      format: "TXT",
      encoding: form.encoding.name,
      notes: notes
    )
  }

  /// One feature for each parcel, polygons by nesting parity of the rings.
  public func geometry() -> GeometryColumns {
    var builder = GeometryColumns.Builder()
    for parcel in parcels { parcel.add(to: &builder) }
    return builder.finish()
  }

  private func table() -> AttributeTable {
    func column(_ field: Field, _ value: (BoundaryParcel) -> Value) -> Column {
      var column = Column(field)
      for parcel in parcels { column.append(value(parcel)) }
      return column
    }
    func text(_ name: String, _ value: (BoundaryParcel.Head) -> String?) -> Column {
      column(Field(name, .text)) { value($0.head).map(Value.text) ?? .null }
    }
    return AttributeTable(
      columns: [
        text("地块编号", \.number),
        text("地块名称", \.name),
        column(Field("地块面积", .real)) { $0.head.area.map(Value.real) ?? .null },
        column(Field("declared_area_m2", .real)) { $0.declaredSquareMetres.map(Value.real) ?? .null },
        text("图幅号", \.sheet),
        text("地块用途", \.use),
        text("地类编码", \.code),
        column(Field("记录图形属性", .text)) { .text($0.shape.rawValue) },
        column(Field("界址点数", .integer)) { $0.head.pointCount.map { .integer(Int64($0)) } ?? .null },
      ],
      rowCount: parcels.count
    )
  }
}

extension BoundaryParcel {
  fileprivate func add(to builder: inout GeometryColumns.Builder) {
    switch shape {
    case .polygon: addPolygons(to: &builder)
    case .line: addOpen(rings.count == 1 ? .lineString : .multiLineString, rings.map(\.points), to: &builder)
    case .point:
      let points = rings.flatMap(\.points)
      addOpen(points.count == 1 ? .point : .multiPoint, [points], to: &builder)
    }
  }

  private func addOpen(_ kind: GeometryKind, _ parts: [[BoundaryPoint]], to builder: inout GeometryColumns.Builder) {
    builder.beginFeature(kind)
    builder.beginPart()
    for part in parts {
      builder.beginRing()
      for point in part { builder.add(x: point.x, y: point.y) }
      builder.endRing()
    }
    builder.endPart()
    builder.endFeature()
  }

  private func addPolygons(to builder: inout GeometryColumns.Builder) {
    let polygons = RingNesting(rings.map { $0.open.map { (x: $0.x, y: $0.y) } }).polygons
    builder.beginFeature(polygons.count > 1 ? .multiPolygon : .polygon)
    for polygon in polygons {
      builder.beginPart()
      for ring in polygon {
        builder.beginRing()
        for point in rings[ring].points { builder.add(x: point.x, y: point.y) }
        // An open ring is this format's right, not a defect.
        if !rings[ring].isClosed, let first = rings[ring].points.first { builder.add(x: first.x, y: first.y) }
        builder.endRing()
      }
      builder.endPart()
    }
    builder.endFeature()
  }
}
