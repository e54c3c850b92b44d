internal import CGDAL
internal import Features
internal import Foundation
internal import Geometry

/// Reads batches through the driver's Arrow stream (arrow.apache.org/docs/format/CStreamInterface.html): for
/// GeoPackage and FlatGeobuf, whose drivers fill Arrow arrays without making a feature object for each row.
final class ArrowReader: LayerReader {
  private let library: GDALLibrary
  private let stream: UnsafeMutablePointer<ArrowArrayStream>
  private let kinds: [ArrowColumnKind]
  private let hasIDs: Bool
  private let hasGeometry: Bool

  /// nil where a column's type has no exact form in the stream (date-times lose their zone there) or the layer's
  /// driver cannot stream; then features are read one by one.
  init?(
    library: GDALLibrary,
    layer: OGRLayerH,
    plans: [OGRFieldPlan],
    hasIDs: Bool,
    hasGeometry: Bool,
    batchSize: Int
  ) {
    var exact: Set<FieldType> = [.integer, .real, .text, .date, .binary]
    // Before 3.8.3 GDAL sets the wrong bits of a batch's booleans (OSGeo/gdal#8998).
    if library.version >= 30803 { exact.insert(.boolean) }
    guard plans.allSatisfy({ exact.contains($0.field.type) }) else { return nil }
    self.library = library
    self.hasIDs = hasIDs
    self.hasGeometry = hasGeometry
    let stream = UnsafeMutablePointer<ArrowArrayStream>.allocate(capacity: 1)
    stream.initialize(to: ArrowArrayStream())
    library.table.pointee.OGR_L_ResetReading(layer)
    // GDAL calls the first column OGC_FID where the format keeps no ids; it is asked for always, and used or not.
    let options = ["INCLUDE_FID=YES", "MAX_FEATURES_IN_BATCH=\(batchSize)"]
    guard CStrings.with(options, { library.table.pointee.OGR_L_GetArrowStream(layer, stream, $0) }),
      let kinds = Self.columnKinds(stream, plans: plans, hasGeometry: hasGeometry)
    else {
      stream.pointee.release?(stream)
      stream.deallocate()
      return nil
    }
    self.stream = stream
    self.kinds = kinds
  }

  deinit {
    stream.pointee.release?(stream)
    stream.deallocate()
  }

  /// The kinds of the attribute columns, where the schema is what this reader understands.
  private static func columnKinds(
    _ stream: UnsafeMutablePointer<ArrowArrayStream>,
    plans: [OGRFieldPlan],
    hasGeometry: Bool
  ) -> [ArrowColumnKind]? {
    var schema = ArrowSchema()
    guard let getSchema = stream.pointee.get_schema, getSchema(stream, &schema) == 0 else { return nil }
    defer { schema.release?(&schema) }
    guard schema.n_children == Int64(plans.count + 1 + (hasGeometry ? 1 : 0)), let children = schema.children else {
      return nil
    }
    func format(_ index: Int) -> String {
      children[index]?.pointee.format.map { String(cString: $0) } ?? ""
    }
    guard format(0) == "l", !hasGeometry || format(plans.count + 1) == "z" else { return nil }
    var kinds: [ArrowColumnKind] = []
    for (index, plan) in plans.enumerated() {
      guard let kind = ArrowColumnKind(format: format(index + 1)), kind.fits(plan.field.type) else { return nil }
      kinds.append(kind)
    }
    return kinds
  }

  func read(into sink: FeatureSink, limit: Int) throws(DataError) -> Int {
    var array = ArrowArray()
    guard let getNext = stream.pointee.get_next, getNext(stream, &array) == 0 else {
      let said = stream.pointee.get_last_error?(stream).map { String(cString: $0) }
      let words = said ?? GDALMessages.takeOfOtherThreads() ?? "GDAL gave no reason"
      throw DataError(
        .input,
        code: OGRErrorCode.readFailed.rawValue,
        at: sink.place,
        found: "reading stopped: \(words)",
        expected: "all features",
        advice: "Copy or export the file again.",
        arguments: [words]
      )
    }
    guard let release = array.release else { return 0 }
    defer { release(&array) }
    let count = Int(array.length)
    guard count > 0, let children = array.children, let ids = children[0] else { return 0 }
    let idValues = ArrowValues(ids.pointee, count: count)
    if hasIDs { sink.ids.append(contentsOf: idValues.numbers(of: Int64.self)) }
    for (index, kind) in kinds.enumerated() {
      guard let child = children[index + 1] else { continue }
      kind.append(ArrowValues(child.pointee, count: count), to: sink.columns[index])
    }
    if hasGeometry, let child = children[kinds.count + 1] {
      try appendGeometry(ArrowValues(child.pointee, count: count), ids: idValues, to: sink)
    } else {
      for _ in 0..<count { sink.geometry.addNull() }
    }
    return count
  }

  private func appendGeometry(_ values: ArrowValues, ids: ArrowValues, to sink: FeatureSink) throws(DataError) {
    let offsets = values.offsets
    let none: StaticString = ""
    guard offsets.count == values.count + 1 else { return }
    // A batch without a geometry may have no bytes at all.
    let bytes = values.buffer(2) ?? UnsafeRawPointer(none.utf8Start)
    let vertices = Int(offsets[values.count] - offsets[0]) / 16
    sink.geometry.reserveVertices(adding: vertices)
    let numbers = ids.numbers(of: Int64.self)
    for row in 0..<values.count {
      if values.isNull(row) {
        sink.geometry.addNull()
        continue
      }
      let start = Int(offsets[row])
      let wkb = UnsafeRawBufferPointer(start: bytes + start, count: Int(offsets[row + 1]) - start)
      try sink.append(wkb: wkb, id: hasIDs ? numbers[row] : nil)
    }
  }
}

/// One column of one batch.
struct ArrowValues {
  private let array: ArrowArray
  let count: Int

  init(_ array: ArrowArray, count: Int) {
    self.array = array
    self.count = count
  }

  /// Rows before the first one.
  var offset: Int { Int(array.offset) }

  func buffer(_ index: Int) -> UnsafeRawPointer? {
    index < Int(array.n_buffers) ? array.buffers?[index] : nil
  }

  /// The validity bits, nil where no value is null.
  var validity: UnsafePointer<UInt8>? {
    array.null_count == 0 ? nil : buffer(0)?.assumingMemoryBound(to: UInt8.self)
  }

  func isNull(_ row: Int) -> Bool {
    guard let validity else { return false }
    let index = row + offset
    return validity[index >> 3] >> UInt8(index & 7) & 1 == 0
  }

  func numbers<Number>(of type: Number.Type) -> UnsafeBufferPointer<Number> {
    guard let data = buffer(1) else { return UnsafeBufferPointer(start: nil, count: 0) }
    return UnsafeBufferPointer(start: data.assumingMemoryBound(to: type) + offset, count: count)
  }

  /// Where values of variable length begin and end; one more than there are values.
  var offsets: UnsafeBufferPointer<Int32> {
    guard let data = buffer(1) else { return UnsafeBufferPointer(start: nil, count: 0) }
    return UnsafeBufferPointer(start: data.assumingMemoryBound(to: Int32.self) + offset, count: count + 1)
  }
}

/// How the values of a column lie in Arrow memory.
enum ArrowColumnKind: Equatable {
  case bit, int16, int32, int64, float32, float64, text, bytes, date32
  case fixedBytes(Int)

  /// From the format string of the schema.
  init?(format: String) {
    switch format {
    case "b": self = .bit
    case "s": self = .int16
    case "i": self = .int32
    case "l": self = .int64
    case "f": self = .float32
    case "g": self = .float64
    case "u": self = .text
    case "z": self = .bytes
    case "tdD": self = .date32
    default:
      guard format.hasPrefix("w:"), let size = Int(format.dropFirst(2)) else { return nil }
      self = .fixedBytes(size)
    }
  }

  func fits(_ type: FieldType) -> Bool {
    switch self {
    case .bit: type == .boolean
    case .int16, .int32, .int64: type == .integer
    case .float32, .float64: type == .real
    case .text: type == .text
    case .bytes, .fixedBytes: type == .binary
    case .date32: type == .date
    }
  }

  func append(_ values: ArrowValues, to column: ColumnBuilder) {
    switch self {
    case .int64: column.integers.append(contentsOf: values.numbers(of: Int64.self))
    case .int32: column.integers.append(contentsOf: values.numbers(of: Int32.self).lazy.map { Int64($0) })
    case .int16: column.integers.append(contentsOf: values.numbers(of: Int16.self).lazy.map { Int64($0) })
    case .float64: column.reals.append(contentsOf: values.numbers(of: Double.self))
    case .float32: column.reals.append(contentsOf: values.numbers(of: Float.self).lazy.map { Double($0) })
    case .text:
      let none: StaticString = ""
      let data = values.buffer(2)?.assumingMemoryBound(to: UInt8.self) ?? none.utf8Start
      column.texts.append(utf8: data, offsets: values.offsets)
    case .bit, .bytes, .fixedBytes, .date32: return appendEach(values, to: column)
    }
    column.tally(values.count, bits: values.validity, offset: values.offset)
  }

  /// For types whose values change form on the way.
  private func appendEach(_ values: ArrowValues, to column: ColumnBuilder) {
    for row in 0..<values.count {
      if values.isNull(row) {
        column.appendNull()
        continue
      }
      switch self {
      case .bit:
        guard let bits = values.buffer(1)?.assumingMemoryBound(to: UInt8.self) else { continue }
        let index = row + values.offset
        column.append(boolean: bits[index >> 3] >> UInt8(index & 7) & 1 == 1)
      case .date32:
        column.append(text: ISODate.date(daysSince1970: Int(values.numbers(of: Int32.self)[row])))
      case .fixedBytes(let size):
        let start = values.buffer(1).map { $0.assumingMemoryBound(to: UInt8.self) + (row + values.offset) * size }
        column.append(text: Hexadecimal.text(UnsafeBufferPointer(start: start, count: start == nil ? 0 : size)))
      default:
        let (from, to) = (Int(values.offsets[row]), Int(values.offsets[row + 1]))
        let start = values.buffer(2).map { $0.assumingMemoryBound(to: UInt8.self) + from }
        column.append(text: Hexadecimal.text(UnsafeBufferPointer(start: start, count: start == nil ? 0 : to - from)))
      }
    }
  }
}
