internal import CGDAL
internal import Features

/// How one field of a GDAL layer becomes a column.
struct OGRFieldPlan {
  var field: Field
  /// OGRFieldType.
  var type: Int32
  /// Its place in the layer.
  var index: Int32

  /// The plans of all fields of a layer. Names are decoded where they are bytes, and made unique.
  static func all(
    of layer: OGRLayerH,
    in library: GDALLibrary,
    encoding: TextEncoding?,
    place: Place,
    notes: inout [LoadNote]
  ) -> [OGRFieldPlan] {
    let table = library.table
    guard let definition = table.pointee.OGR_L_GetLayerDefn(layer) else { return [] }
    var taken: Set<String> = []
    var plans: [OGRFieldPlan] = []
    for index in 0..<table.pointee.OGR_FD_GetFieldCount(definition) {
      guard let handle = table.pointee.OGR_FD_GetFieldDefn(definition, index) else { continue }
      let name = text(table.pointee.OGR_Fld_GetNameRef(handle), encoding)
      let unique = uniqueName(name, taken: &taken)
      if unique != name {
        notes.append(repeated(name, unique, at: place))
      }
      let type = table.pointee.OGR_Fld_GetType(handle)
      var field = Field(unique, fieldType(type, table.pointee.OGR_Fld_GetSubType(handle)))
      let width = Int(table.pointee.OGR_Fld_GetWidth(handle))
      if width > 0 { field.width = width }
      let precision = Int(table.pointee.OGR_Fld_GetPrecision(handle))
      if precision > 0 { field.precision = precision }
      let alias = text(table.pointee.OGR_Fld_GetAlternativeNameRef(handle), encoding)
      if !alias.isEmpty && alias != unique { field.alias = alias }
      plans.append(OGRFieldPlan(field: field, type: type, index: index))
    }
    return plans
  }

  /// That a name occurred before, and which one the field got.
  static func repeated(_ name: String, _ unique: String, at place: Place) -> LoadNote {
    LoadNote(
      code: OGRNoteCode.fieldRepeated.rawValue,
      at: place,
      text: "the field \(name) occurs more than once; this one is called \(unique)",
      arguments: [name, unique]
    )
  }

  private static func text(_ pointer: UnsafePointer<CChar>?, _ encoding: TextEncoding?) -> String {
    guard let pointer else { return "" }
    guard let encoding else { return String(cString: pointer) }
    let bytes = UnsafeRawBufferPointer(start: pointer, count: CString.length(pointer))
    // A shapefile cuts names at ten bytes, in the middle of a character where it falls so.
    return RawText.decode(bytes.bindMemory(to: UInt8.self), encoding).text
  }

  static func uniqueName(_ name: String, taken: inout Set<String>) -> String {
    var candidate = name
    var number = 2
    while !taken.insert(candidate).inserted {
      candidate = "\(name)_\(number)"
      number += 1
    }
    return candidate
  }

  private static func fieldType(_ type: Int32, _ subtype: Int32) -> FieldType {
    switch Int(type) {
    case Int(OFTInteger): Int(subtype) == Int(OFSTBoolean) ? .boolean : .integer
    case Int(OFTInteger64): .integer
    case Int(OFTReal): .real
    case Int(OFTDate): .date
    case Int(OFTDateTime): .dateTime
    case Int(OFTBinary): .binary
    case Int(OFTIntegerList), Int(OFTInteger64List), Int(OFTRealList), Int(OFTStringList): .json
    default: Int(subtype) == Int(OFSTJSON) ? .json : .text
    }
  }
}

enum CString {
  static func length(_ pointer: UnsafePointer<CChar>) -> Int {
    var length = 0
    while pointer[length] != 0 { length += 1 }
    return length
  }
}
