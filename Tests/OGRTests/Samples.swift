import Features
import Foundation
import Geometry
import OGR
import Testing

/// Layers that the tests make themselves.
enum Samples {
  /// Three parcels, one with a hole, one null, one multipolygon; every type of field with a null in it.
  static func parcels(
    multi: Bool = true,
    dateTimes: [Value] = [.text("2024-02-29T08:30:00Z"), .null, .text("1999-12-31T23:59:59.250Z")]
  ) -> Layer {
    var builder = GeometryColumns.Builder()
    builder.beginFeature(.polygon)
    builder.beginPart()
    addRing(
      &builder,
      [(500_000.25, 2_700_000.5), (500_100.125, 2_700_000), (500_100, 2_700_080), (500_000, 2_700_080)]
    )
    addRing(&builder, [(500_010, 2_700_010), (500_010, 2_700_020), (500_020, 2_700_020), (500_020, 2_700_010)])
    builder.endPart()
    builder.endFeature()
    builder.addNull()
    builder.beginFeature(multi ? .multiPolygon : .polygon)
    for shift in multi ? [0.0, 200] : [0.0] {
      builder.beginPart()
      addRing(&builder, [(500_300 + shift, 2_700_000), (500_400 + shift, 2_700_000), (500_350 + shift, 2_700_050.1)])
      builder.endPart()
    }
    builder.endFeature()
    let columns = [
      column("地块编号", .text, [.text("A-01"), .text("乙，02"), .null]),
      column("用地面积_平方米", .real, [.real(7_900.123456789), .null, .real(0.1)]),
      column("户数", .integer, [.integer(0), .null, .integer(-1_234_567_890_123)]),
      column("日期", .date, [.text("2021-01-08"), .null, .text("1969-07-20")]),
      column("时间", .dateTime, dateTimes),
    ]
    return Layer(
      name: "parcels",
      geometry: builder.finish(),
      table: AttributeTable(columns: columns, rowCount: 3),
      crs: CRSReference("EPSG:4546", origin: .stated)
    )
  }

  static func column(_ name: String, _ type: FieldType, alias: String? = nil, _ values: [Value]) -> Column {
    var column = Column(Field(name, type, alias: alias))
    for value in values { column.append(value) }
    return column
  }

  static func addRing(_ builder: inout GeometryColumns.Builder, _ points: [(Double, Double)]) {
    builder.beginRing()
    for point in points { builder.add(x: point.0, y: point.1) }
    if let first = points.first { builder.add(x: first.0, y: first.1) }
    builder.endRing()
  }

  /// Points that carry one text column each.
  static func texts(_ name: String, _ values: [String?]) -> Layer {
    var builder = GeometryColumns.Builder()
    for index in values.indices {
      builder.beginFeature(.point)
      builder.beginPart()
      builder.beginRing()
      builder.add(x: Double(index), y: 1)
      builder.endRing()
      builder.endPart()
      builder.endFeature()
    }
    let column = column(name, .text, values.map { $0.map { .text($0) } ?? .null })
    return Layer(
      name: "texts",
      geometry: builder.finish(),
      table: AttributeTable(columns: [column], rowCount: values.count)
    )
  }
}

/// Values row by row, for comparison and for messages.
func rows(_ table: AttributeTable) -> [[String]] {
  (0..<table.rowCount).map { row in table.columns.map { $0.text(row).map { "=" + $0 } ?? "null" } }
}

func sameGeometry(_ a: GeometryColumns, _ b: GeometryColumns) -> Bool {
  a.x == b.x && a.y == b.y && a.ringOffsets == b.ringOffsets && a.partOffsets == b.partOffsets
    && a.featureOffsets == b.featureOffsets
}

/// The error that `body` throws must have the code.
func expectError(
  _ code: String,
  sourceLocation: SourceLocation = #_sourceLocation,
  _ body: () throws -> Void
) -> DataError? {
  do {
    try body()
    Issue.record("no error, expected \(code)", sourceLocation: sourceLocation)
  } catch let error as DataError {
    #expect(error.code == code, "\(error)", sourceLocation: sourceLocation)
    return error
  } catch {
    Issue.record("\(error), expected \(code)", sourceLocation: sourceLocation)
  }
  return nil
}
