internal import CGDAL
internal import Features
internal import Foundation
internal import Geometry

/// Something that moves features from a GDAL layer into a sink.
protocol LayerReader: AnyObject {
  /// Moves up to about `limit` features. Returns how many; 0 at the end.
  func read(into sink: FeatureSink, limit: Int) throws(DataError) -> Int
}

/// Reads feature by feature: for every driver but the two with a stream of their own.
final class FeatureReader: LayerReader {
  private let library: GDALLibrary
  private let layer: OGRLayerH
  private let decoder: TextDecoder?
  private let hasIDs: Bool
  private let watch: ViewWatch?
  private var isDone = false

  /// `encoding` is given where GDAL hands over bytes as they are; `watch` for rows that are computed.
  init(library: GDALLibrary, layer: OGRLayerH, encoding: TextEncoding?, hasIDs: Bool, watch: ViewWatch? = nil) {
    self.watch = watch
    self.library = library
    self.layer = layer
    self.hasIDs = hasIDs
    decoder = encoding.flatMap { $0 == .utf8 ? TextDecoder(.utf8) : TextDecoder($0) }
    library.table.pointee.OGR_L_ResetReading(layer)
  }

  func read(into sink: FeatureSink, limit: Int) throws(DataError) -> Int {
    var count = 0
    watch?.start()
    defer { watch?.stop() }
    while !isDone && count < limit {
      guard let feature = library.table.pointee.OGR_L_GetNextFeature(layer) else {
        isDone = true
        if watch?.hasStopped == true { throw ViewWatch.tooSlow(sink.place) }
        break
      }
      watch?.advance()
      defer { library.table.pointee.OGR_F_Destroy(feature) }
      let id = hasIDs ? Int64(library.table.pointee.OGR_F_GetFID(feature)) : nil
      if let geometry = library.table.pointee.OGR_F_GetGeometryRef(feature) {
        try sink.append(handle: geometry, id: id)
        try sink.checkLast(id: id)
      } else {
        sink.geometry.addNull()
      }
      if let id { sink.ids.append(id) }
      for (index, plan) in sink.plans.enumerated() {
        append(feature, plan.index, type: Int(plan.type), to: sink.columns[index], sink)
      }
      count += 1
    }
    return count
  }

  private func append(
    _ feature: OGRFeatureH,
    _ index: Int32,
    type: Int,
    to column: ColumnBuilder,
    _ sink: FeatureSink
  ) {
    let table = library.table
    guard table.pointee.OGR_F_IsFieldSetAndNotNull(feature, index) != 0 else { return column.appendNull() }
    switch column.field.type {
    case .boolean: column.append(boolean: table.pointee.OGR_F_GetFieldAsInteger(feature, index) != 0)
    case .integer: column.append(integer: table.pointee.OGR_F_GetFieldAsInteger64(feature, index))
    case .real: column.append(real: table.pointee.OGR_F_GetFieldAsDouble(feature, index))
    case .date: column.append(text: dateTime(feature, index).date)
    case .dateTime:
      let (date, time) = dateTime(feature, index)
      column.append(text: date + "T" + time)
    case .binary:
      var size: Int32 = 0
      let bytes = table.pointee.OGR_F_GetFieldAsBinary(feature, index, &size)
      column.append(text: Hexadecimal.text(UnsafeBufferPointer(start: bytes, count: Int(size))))
    case .json where type != Int(OFTString): column.append(text: list(feature, index, type: type))
    case .json, .text:
      if type == Int(OFTTime) { return column.append(text: dateTime(feature, index).time) }
      appendText(table.pointee.OGR_F_GetFieldAsString(feature, index), to: column, sink)
    }
  }

  private func appendText(_ pointer: UnsafePointer<CChar>?, to column: ColumnBuilder, _ sink: FeatureSink) {
    guard let pointer else { return column.appendNull() }
    let length = CString.length(pointer)
    let bytes = UnsafeRawBufferPointer(start: pointer, count: length).bindMemory(to: UInt8.self)
    guard let decoder, bytes.contains(where: { $0 >= 0x80 }) else { return column.append(utf8: bytes) }
    var decoded: [UInt8] = []
    if RawText.append(bytes, decoder, to: &decoded) > 0 { sink.countReplaced() }
    decoded.withUnsafeBufferPointer { column.append(utf8: $0) }
  }

  /// Date and time as ISO 8601 text; the zone only where the source has one.
  private func dateTime(_ feature: OGRFeatureH, _ index: Int32) -> (date: String, time: String) {
    var (year, month, day, hour, minute, zone) = (Int32(0), Int32(0), Int32(0), Int32(0), Int32(0), Int32(0))
    var second: Float = 0
    guard
      library.table.pointee.OGR_F_GetFieldAsDateTimeEx(
        feature,
        index,
        &year,
        &month,
        &day,
        &hour,
        &minute,
        &second,
        &zone
      ) != 0
    else { return ("", "") }
    // GDAL takes `10:00:inf` from a KML. 59.9996 s must not become the 60th second, which only a leap second is.
    guard second.isFinite, second >= 0 else { return ("", "") }
    let milliseconds = min((Double(second) * 1000).rounded(), second < 60 ? 59_999 : 60_999)
    return (
      ISODate.date(year: Int(year), month: Int(month), day: Int(day)),
      ISODate.time(
        hour: Int(hour),
        minute: Int(minute),
        milliseconds: Int(milliseconds),
        zone: Int(zone)
      )
    )
  }

  /// A list as JSON text.
  private func list(_ feature: OGRFeatureH, _ index: Int32, type: Int) -> String {
    let table = library.table
    var count: Int32 = 0
    var items: [String] = []
    switch type {
    case Int(OFTIntegerList):
      let values = table.pointee.OGR_F_GetFieldAsIntegerList(feature, index, &count)
      items = UnsafeBufferPointer(start: values, count: Int(count)).map { String($0) }
    case Int(OFTInteger64List):
      let values = table.pointee.OGR_F_GetFieldAsInteger64List(feature, index, &count)
      items = UnsafeBufferPointer(start: values, count: Int(count)).map { String($0) }
    case Int(OFTRealList):
      let values = table.pointee.OGR_F_GetFieldAsDoubleList(feature, index, &count)
      items = UnsafeBufferPointer(start: values, count: Int(count)).map {
        $0.isFinite ? Column.shortest($0) : "null"
      }
    default:
      var next = table.pointee.OGR_F_GetFieldAsStringList(feature, index)
      while let pointer = next?.pointee {
        items.append(JSONText.quoted(String(cString: pointer)))
        next = next?.advanced(by: 1)
      }
    }
    return "[" + items.joined(separator: ",") + "]"
  }
}
