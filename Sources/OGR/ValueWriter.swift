internal import CGDAL
internal import Features
internal import Foundation

/// Puts the values of one column into features.
struct ValueWriter {
  private let library: GDALLibrary
  private let index: Int32
  private let planned: WritePlan.PlannedField

  init(library: GDALLibrary, index: Int32, _ planned: WritePlan.PlannedField) {
    self.library = library
    self.index = index
    self.planned = planned
  }

  func set(_ row: Int, on feature: OGRFeatureH, _ place: Place) throws(DataError) {
    let table = library.table
    switch planned.column[row] {
    case .null: table.pointee.OGR_F_SetFieldNull(feature, index)
    case .boolean(let value): table.pointee.OGR_F_SetFieldInteger64(feature, index, value ? 1 : 0)
    case .integer(let value): table.pointee.OGR_F_SetFieldInteger64(feature, index, value)
    case .real(let value):
      if value.isFinite {
        table.pointee.OGR_F_SetFieldDouble(feature, index, value)
      } else {
        table.pointee.OGR_F_SetFieldNull(feature, index)
      }
    case .text(let text), .json(let text): try set(text, on: feature, place)
    }
  }

  private func set(_ text: String, on feature: OGRFeatureH, _ place: Place) throws(DataError) {
    let table = library.table
    switch Int(planned.type) {
    case Int(OFTDate), Int(OFTDateTime):
      guard let parts = ISODate.parts(text) else { return table.pointee.OGR_F_SetFieldNull(feature, index) }
      table.pointee.OGR_F_SetFieldDateTimeEx(
        feature,
        index,
        Int32(parts.year),
        Int32(parts.month),
        Int32(parts.day),
        Int32(parts.hour),
        Int32(parts.minute),
        Float(parts.second),
        Int32(parts.zone)
      )
    case Int(OFTBinary):
      let bytes = Hexadecimal.bytes(text) ?? []
      bytes.withUnsafeBytes { buffer in
        if let base = buffer.baseAddress, buffer.count <= Int32.max {
          table.pointee.OGR_F_SetFieldBinary(feature, index, Int32(buffer.count), base)
        } else {
          table.pointee.OGR_F_SetFieldBinary(feature, index, 0, "")
        }
      }
    default:
      guard let bytes = planned.encode(text) else { throw unencodable(text, place) }
      withCString(bytes) { table.pointee.OGR_F_SetFieldString(feature, index, $0) }
    }
  }

  private func unencodable(_ text: String, _ place: Place) -> DataError {
    var place = place
    place.field = planned.column.field.name
    let encoding = planned.encoding?.name ?? ""
    return DataError(
      .output,
      code: OGRErrorCode.unencodable.rawValue,
      at: place,
      found: "“\(text.prefix(40))” has a character that \(encoding) cannot write",
      expected: "text in \(encoding)",
      advice: "Write UTF-8 instead.",
      arguments: [text, encoding]
    )
  }
}
