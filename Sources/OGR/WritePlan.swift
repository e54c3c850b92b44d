internal import CGDAL
internal import Features
internal import Geometry

/// How one layer fits into a format: its geometry type, and for each column a name and a type that the format has.
struct WritePlan {
  struct PlannedField {
    var column: Column
    var nameBytes: [UInt8]
    /// OGRFieldType and OGRFieldSubType.
    var type: Int32
    var subtype: Int32 = 0
    var width: Int?
    var precision: Int?
    var alias: String?
    /// nil: UTF-8, as GDAL takes it.
    var encoding: TextEncoding?

    /// The text's bytes, cut at a whole character where the width asks for it; nil where they cannot be written.
    func encode(_ text: String) -> [UInt8]? {
      guard let encoding else { return Array(text.utf8) }
      return FixedWidth.cut(text, to: width ?? .max, encoding)
    }
  }

  static let noGeometry: Int32 = 100

  private(set) var fields: [PlannedField] = []
  private(set) var geometryType: Int32
  /// True where polygons, lines and points are written as the multi type, because the layer has both.
  private(set) var promotes: Bool
  private(set) var notes: [LoadNote] = []
  private let ids: [Int64]?

  init(_ layer: Layer, format: OGRWriteFormat, options: OGRWriteOptions, place: Place) throws(DataError) {
    (geometryType, promotes) = try Self.geometryType(layer, format: format, place: place)
    ids = format == .geoPackage ? Self.usableIDs(layer) : nil
    if layer.ids != nil && ids == nil && format == .geoPackage {
      notes.append(
        LoadNote(
          code: OGRNoteCode.idsDropped.rawValue,
          at: place,
          text: "identifiers are not distinct whole numbers and were left out"
        )
      )
    }
    if format == .flatGeobuf, geometryType != Self.noGeometry { noteFeaturesWithoutGeometry(layer, place) }
    let names = WriteNames(layer.table.fields.map(\.name), format: format, encoding: options.encoding)
    for (index, column) in layer.table.columns.enumerated() {
      let name = names.names[index]
      if name != column.field.name {
        notes.append(WriteNotes.renamed(column.field.name, to: name, in: format, at: place))
      }
      guard let bytes = format == .shapefile ? options.encoding.encode(name) : Array(name.utf8) else {
        throw Self.unencodable(name, options.encoding, place)
      }
      plan(column, bytes, format: format, options: options, place: place)
    }
  }

  /// GDAL's FlatGeobuf writer passes over them in silence.
  private mutating func noteFeaturesWithoutGeometry(_ layer: Layer, _ place: Place) {
    let without = (0..<layer.count).filter { !layer.geometry.flags[$0].isDisjoint(with: [.null, .empty]) }
    guard !without.isEmpty else { return }
    let first = without.prefix(10).map { layer.label(of: $0) }.joined(separator: ", ")
    notes.append(
      LoadNote(
        code: OGRNoteCode.withoutGeometryLeftOut.rawValue,
        at: place,
        text:
          "\(English.counted(without.count, "feature")) without geometry cannot be in a FlatGeobuf and \(English.word(without.count, "was", "were")) left out: \(first)",
        arguments: [String(without.count), first]
      )
    )
  }

  func id(_ row: Int) -> Int64? { ids?[row] }

  /// A name for a column of the format's own that no field has.
  func freeName(_ name: String) -> String {
    let taken = Set(fields.map { String(decoding: $0.nameBytes, as: UTF8.self).lowercased() })
    var candidate = name
    while taken.contains(candidate) { candidate += "_" }
    return candidate
  }

  private static func unencodable(_ text: String, _ encoding: TextEncoding, _ place: Place) -> DataError {
    DataError(
      .output,
      code: OGRErrorCode.unencodable.rawValue,
      at: place,
      found: "the field name \(text) has a character that \(encoding.name) cannot write",
      expected: "names in \(encoding.name)",
      advice: "Write UTF-8 instead.",
      arguments: [text, encoding.name]
    )
  }

  private static func usableIDs(_ layer: Layer) -> [Int64]? {
    guard let ids = layer.ids, case .integers(let values) = ids.storage, ids.nullCount == 0,
      values.allSatisfy({ $0 >= 0 }), Set(values).count == values.count
    else { return nil }
    return values
  }

  // MARK: - Geometry

  private static func geometryType(
    _ layer: Layer,
    format: OGRWriteFormat,
    place: Place
  ) throws(DataError) -> (
    Int32, Bool
  ) {
    let kinds = Set(layer.geometry.kinds).subtracting([.null])
    let shapefileDefault: Int32 = 3
    if kinds.isEmpty {
      if format == .shapefile { return (shapefileDefault, false) }
      // An empty layer may get any geometry later; one with features and no geometry is a table.
      return (layer.count == 0 ? 0 : noGeometry, false)
    }
    let families: [(Set<GeometryKind>, single: Int32, multi: Int32)] = [
      ([.polygon, .multiPolygon], 3, 6), ([.lineString, .multiLineString], 2, 5), ([.point, .multiPoint], 1, 4),
    ]
    for (family, single, multi) in families where kinds.isSubset(of: family) {
      // A shapefile's polygon and line types hold both; its point type does not.
      if kinds.count == 1 {
        let isMulti = [.multiPolygon, .multiLineString, .multiPoint].contains(kinds.first)
        return (isMulti && (format != .shapefile || multi == 4) ? multi : single, false)
      }
      return (format == .shapefile && multi != 4 ? single : multi, true)
    }
    if format == .shapefile {
      let names = kinds.map { "\($0)" }.sorted().joined(separator: ", ")
      throw DataError(
        .output,
        code: OGRErrorCode.mixedGeometry.rawValue,
        at: place,
        found: "a \(format.rawValue) holds one kind of geometry; the layer has \(names)",
        expected: "one kind",
        advice: "Write a GeoPackage, or a layer for each kind.",
        arguments: [format.rawValue, names]
      )
    }
    return (kinds == [.collection] ? 7 : 0, false)
  }

  // MARK: - Fields

  private mutating func plan(
    _ column: Column,
    _ name: [UInt8],
    format: OGRWriteFormat,
    options: OGRWriteOptions,
    place: Place
  ) {
    var place = place
    place.field = column.field.name
    // GDAL takes texts as C strings, which end at the first null.
    let replaced = NullCharacters.replaced(in: column)
    if replaced != nil { notes.append(NullCharacters.note(at: place)) }
    let column = replaced ?? column
    var planned = PlannedField(column: column, nameBytes: name, type: Int32(OFTString), alias: column.field.alias)
    let kept = Self.keptType(column, format: format)
    switch kept {
    case .boolean: (planned.type, planned.subtype) = (Int32(OFTInteger), Int32(OFSTBoolean))
    case .integer: planned.type = Int32(OFTInteger64)
    case .real: planned.type = Int32(OFTReal)
    case .date: planned.type = Int32(OFTDate)
    case .dateTime: planned.type = Int32(OFTDateTime)
    case .binary: planned.type = Int32(OFTBinary)
    case .json: planned.subtype = Int32(OFSTJSON)
    case .text: break
    }
    if kept == .text, column.field.type == .dateTime, format == .geoPackage {
      notes.append(
        LoadNote(
          code: OGRNoteCode.dateTimeWithoutZone.rawValue,
          at: place,
          text: "a GeoPackage's date-times are UTC and these are not stated so; written as text"
        )
      )
    } else if kept != column.field.type {
      notes.append(
        LoadNote(
          code: OGRNoteCode.typeChanged.rawValue,
          at: place,
          text: "\(format.rawValue) has no such \(column.field.type.rawValue); written as \(kept.rawValue)",
          arguments: [column.field.type.rawValue, kept.rawValue]
        )
      )
    }
    if format == .shapefile {
      let fixed = FixedWidth(column, as: kept, encoding: options.encoding)
      planned.width = fixed.width
      planned.precision = fixed.precision
      planned.encoding = options.encoding
      notes += fixed.notes(at: place)
    } else if kept == .text, let width = column.field.width, format == .geoPackage {
      planned.width = width
    }
    fields.append(planned)
  }

  /// The column's type, or the nearest that keeps its values where the format has none or would change them.
  private static func keptType(_ column: Column, format: OGRWriteFormat) -> FieldType {
    let type = column.field.type
    switch (type, format) {
    case (.boolean, .shapefile): return .integer
    case (.json, .shapefile), (.binary, .shapefile), (.dateTime, .shapefile): return .text
    // FlatGeobuf has date-times only.
    case (.date, .flatGeobuf): return .text
    case (.date, _): return all(column) { $0.hour == 0 && $0.minute == 0 && $0.second == 0 } ? .date : .text
    // A GeoPackage's date-times are UTC: any other would be shifted or declared so.
    case (.dateTime, .geoPackage): return all(column) { $0.zone == 100 } ? .dateTime : .text
    case (.dateTime, _): return all(column) { _ in true } ? .dateTime : .text
    default: return type
    }
  }

  private static func all(
    _ column: Column,
    _ holds: ((year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Double, zone: Int)) -> Bool
  ) -> Bool {
    guard case .texts(let texts) = column.storage else { return false }
    return (0..<column.count).allSatisfy { row in
      column.isNull(row) || (ISODate.parts(texts[row]).map(holds) ?? false)
    }
  }
}
