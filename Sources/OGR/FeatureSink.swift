internal import CGDAL
internal import Features
internal import Geometry

/// Where both ways of reading put what they read: geometry columns, attribute columns, ids, and tallies for notes.
final class FeatureSink {
  let library: GDALLibrary
  let place: Place
  let plans: [OGRFieldPlan]
  let columns: [ColumnBuilder]
  var geometry = GeometryColumns.Builder()
  var ids: [Int64] = []
  /// What was found since the counts were last taken.
  private(set) var tally = Tally()

  /// Counts for notes.
  struct Tally {
    var linearised = 0
    var droppedZ = 0
    /// Values with bytes that had no meaning in the encoding.
    var replaced = 0
    /// The same, of texts that were repaired after reading.
    var repaired = 0

    static func += (total: inout Tally, more: Tally) {
      total.linearised += more.linearised
      total.droppedZ += more.droppedZ
      total.replaced += more.replaced
      total.repaired += more.repaired
    }
  }

  /// Counts a value with bytes that had no meaning in the encoding.
  func countReplaced() { tally.replaced += 1 }

  /// The counts so far, which begin anew.
  func takeTally() -> Tally {
    defer { tally = Tally() }
    return tally
  }
  /// Number of the first feature of this batch within the layer.
  var firstFeature = 0

  init(library: GDALLibrary, place: Place, plans: [OGRFieldPlan]) {
    self.library = library
    self.place = place
    self.plans = plans
    columns = plans.map { ColumnBuilder($0.field) }
  }

  /// Appends a geometry; curves are stroked by GDAL first.
  func append(wkb: UnsafeRawBufferPointer, id: Int64?) throws(DataError) {
    // FlatGeobuf's stream gives features without geometry as no bytes at all.
    if wkb.isEmpty { return geometry.addNull() }
    do {
      try WKBDecoder.decode(wkb, into: &geometry)
    } catch .curved {
      try appendCurved(wkb, id: id)
    } catch {
      throw badGeometry(error.words, id: id)
    }
    try checkLast(id: id)
  }

  /// Makes room for a layer of `expected` features, judging by the `count` that are here: growing by doubling would
  /// copy a large layer twice.
  func reserve(like count: Int, for expected: Int) {
    guard count > 0, expected > count else { return }
    let share = 1.05 * Double(expected - count) / Double(count)
    geometry.reserve(features: expected - count, vertices: Int(Double(geometry.vertexCount) * share))
    ids.reserveCapacity(ids.isEmpty ? 0 : expected)
    for column in columns { column.reserve(expected - count, share: share) }
  }

  func checkLast(id: Int64?) throws(DataError) {
    let flags = geometry.currentFlags
    if flags.isDisjoint(with: [.nonFinite, .hadZ, .linearised]) { return }
    if flags.contains(.hadZ) { tally.droppedZ += 1 }
    if flags.contains(.linearised) { tally.linearised += 1 }
    guard flags.contains(.nonFinite) else { return }
    // The feature is in the builder already.
    let place = place(of: id, number: geometry.count - 1)
    throw DataError(
      .input,
      code: OGRErrorCode.nonFinite.rawValue,
      at: place,
      found: "a coordinate is not a number, infinite, or beyond 1e15",
      expected: "finite coordinates",
      advice: "Correct or remove the feature."
    )
  }

  private func appendCurved(_ wkb: UnsafeRawBufferPointer, id: Int64?) throws(DataError) {
    let table = library.table
    guard let base = wkb.baseAddress else { throw badGeometry(WKBProblem.truncated.words, id: id) }
    var curved: OGRGeometryH?
    guard table.pointee.OGR_G_CreateFromWkb(base, nil, &curved, Int32(wkb.count)) == 0, let curved else {
      throw badGeometry("GDAL cannot read its curves", id: id)
    }
    defer { table.pointee.OGR_G_DestroyGeometry(curved) }
    try append(handle: curved, id: id)
  }

  /// Appends a geometry that GDAL holds.
  func append(handle: OGRGeometryH, id: Int64?) throws(DataError) {
    let table = library.table
    guard table.pointee.OGR_G_HasCurveGeometry(handle, 0) != 0 else {
      return try append(linear: handle, flags: [], id: id)
    }
    // 0: GDAL's usual step of 4° of arc.
    guard let linear = table.pointee.OGR_G_GetLinearGeometry(handle, 0, nil) else {
      throw badGeometry("GDAL cannot stroke its curves", id: id)
    }
    defer { table.pointee.OGR_G_DestroyGeometry(linear) }
    // A curve type without a single arc loses nothing.
    let hasArcs = table.pointee.OGR_G_HasCurveGeometry(handle, 1) != 0
    try append(linear: linear, flags: hasArcs ? .linearised : [], id: id)
  }

  private func append(linear: OGRGeometryH, flags: GeometryFlags, id: Int64?) throws(DataError) {
    let size = Int(library.table.pointee.OGR_G_WkbSize(linear))
    let problem: WKBProblem? = withUnsafeTemporaryAllocation(byteCount: size, alignment: 8) { buffer in
      guard let base = buffer.baseAddress else { return .truncated }
      // 1: little endian.
      let bytes = base.assumingMemoryBound(to: UInt8.self)
      guard library.table.pointee.OGR_G_ExportToIsoWkb(linear, 1, bytes) == 0 else { return .truncated }
      do throws(WKBProblem) {
        try WKBDecoder.decode(UnsafeRawBufferPointer(buffer), into: &geometry, flags: flags)
        return nil
      } catch {
        return error
      }
    }
    if let problem { throw badGeometry(problem.words, id: id) }
  }

  func badGeometry(_ words: String, id: Int64?) -> DataError {
    DataError(
      .input,
      code: OGRErrorCode.badGeometry.rawValue,
      at: place(of: id, number: geometry.count),
      found: "the geometry cannot be read: \(words)",
      expected: "a geometry",
      advice: "Correct or remove the feature, or export the layer again.",
      arguments: [words]
    )
  }

  /// The same for a row of the batch under way, by its number from 0.
  func badGeometry(_ words: String, row: Int) -> DataError {
    var error = badGeometry(words, id: nil)
    error.place = place(of: nil, number: row)
    return error
  }

  /// Ids name features where the source has them; else their number from 1.
  private func place(of id: Int64?, number: Int) -> Place {
    var place = place
    place.feature = id.map { "\($0)" } ?? "#\(firstFeature + number + 1)"
    return place
  }
}

extension FeatureSink.Tally {
  /// What the counts say, for the user.
  func notes(at place: Place, encoding: String) -> [LoadNote] {
    var notes: [LoadNote] = []
    func add(_ count: Int, _ code: OGRNoteCode, _ text: String) {
      guard count > 0 else { return }
      notes.append(LoadNote(code: code.rawValue, at: place, text: "\(count) \(text)", arguments: [String(count)]))
    }
    if repaired > 0 { notes.append(TextRepair.replacedNote(repaired, encoding: encoding, at: place)) }
    add(linearised, .linearised, "features have arcs, which were stroked to segments")
    add(droppedZ, .droppedZ, "features have Z or M values, which were left out")
    if replaced > 0 { notes.append(TextRepair.replacedNote(replaced, encoding: encoding, at: place)) }
    return notes
  }
}
