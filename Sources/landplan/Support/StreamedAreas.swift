import Features
import Geometry
import LandAnalysis
import LandModel
import LandReport
import PROJ

/// The areas of one layer, added up batch after batch.
struct StreamedAreas {
  private let command: AreasCommand
  private let header: LoadedLayer
  private let tolerance: DeclaredTolerance
  private var measure: LayerMeasure?
  private var tally: AreaTally?
  private var features: [(label: String, area: Double)] = []
  private var others: [OtherMeasure] = []
  /// Batches before the first that has polygons.
  private var pending: [LoadedLayer] = []
  private(set) var hasPolygons = false
  private var ratios = DeclaredUnit.Ratios()
  private var declaredUnit: DeclaredAreaUnit?

  init(command: AreasCommand, header: LoadedLayer, tolerance: DeclaredTolerance) {
    self.command = command
    self.header = header
    self.tolerance = tolerance
  }

  /// Throws ``NeedsWholeLayer`` where a batch cannot be measured: what is wrong is then said of the whole layer.
  mutating func add(_ batch: LoadedLayer) throws {
    hasPolygons = hasPolygons || batch.hasPolygons
    // Layers without polygons are left out of answers about several, and are not measured for that.
    guard hasPolygons else { return pending.append(batch) }
    if measure == nil { try begin(batch.layer.geometry.extent) }
    try count(batch)
  }

  private mutating func begin(_ extent: Box) throws {
    let measure = try self.measure(in: extent)
    self.measure = measure
    tally = try command.tally(for: header, measure.basis, tolerance)
    others = try command.others(for: header, beside: measure, tolerance)
    let earlier = pending
    pending = []
    for batch in earlier { try count(batch) }
  }

  private func measure(in extent: Box) throws -> LayerMeasure {
    try command.measure.measure(
      for: header,
      degrees: {
        guard let crs = header.crs else { return nil }
        return try Transformation.degrees(of: extent, in: crs)
      }
    )
  }

  private mutating func count(_ batch: LoadedLayer) throws {
    if let batchMeasure { try add(batch, batchMeasure.areas(of: batch)) }
  }

  /// How the batches are measured; nil until one with polygons was added.
  var batchMeasure: BatchMeasure? {
    measure.map { BatchMeasure(bases: [$0] + others.map(\.measure), keepsLabels: command.each) }
  }

  /// Adds a batch that ``batchMeasure`` has measured.
  mutating func add(_ batch: LoadedLayer, _ measured: BatchMeasure.Areas) throws {
    hasPolygons = hasPolygons || batch.hasPolygons
    let areas = measured.areas[0]
    for (index, more) in measured.areas.dropFirst().enumerated() {
      try others[index].add(batch, more, keepsEach: command.each)
    }
    addRatios(batch, areas)
    try tally?.add(batch.layer, areas: areas) { batch.label(of: $0) }
    if command.each { features += zip(measured.labels, areas).map { ($0, $1) } }
  }

  /// The first batch with declared figures tells their unit, which all of them must bear out.
  private mutating func addRatios(_ batch: LoadedLayer, _ areas: [Double]) {
    guard let field = tally?.declaredField, let column = batch.layer.table[field] else { return }
    ratios.add(column, measured: areas)
    guard declaredUnit == nil || declaredUnit?.compared == 0, tally?.total.declaredCount == 0 else { return }
    let found = unit(field)
    tally?.readDeclared(in: found.unit)
    declaredUnit = found
  }

  private func unit(_ field: String) -> DeclaredAreaUnit {
    DeclaredAreaUnit(stated: command.statedUnit(of: header), field: field, ratios: ratios)
  }

  /// The answer for a layer that lies in `extent`. Throws ``NeedsWholeLayer`` where all of it would be measured
  /// otherwise than its first batch.
  mutating func finish(_ extent: Box) throws -> MeasuredAreas {
    if measure == nil { try begin(extent) }
    guard let measure, let tally, try self.measure(in: extent).basis == measure.basis else {
      throw NeedsWholeLayer()
    }
    // What is wrong with the coordinates is said of the whole layer.
    let isSuspect =
      try header.crs == nil
      ? CoordinateCheck.looksLikeDegrees(extent) : !header.coordinateNotes(measuredOn: .plane, within: extent).isEmpty
    if !command.input.keepCRS, isSuspect { throw NeedsWholeLayer() }
    let unit = tally.declaredField.map { self.unit($0) }
    if let unit, unit.unit != declaredUnit?.unit ?? unit.unit { throw NeedsWholeLayer() }
    let areas = AreasDocument.LayerAreas(
      title: header.phrase,
      name: header.layer.name,
      tally: tally,
      features: command.each ? features : nil,
      others: others.map(\.answer)
    )
    return MeasuredAreas(
      areas: areas,
      measure: measure,
      otherNotes: others.flatMap(\.measure.notes),
      declaredUnit: unit
    )
  }
}

/// Measures batches on one basis or several; any thread may.
struct BatchMeasure: Sendable {
  let bases: [LayerMeasure]
  let keepsLabels: Bool

  /// What is known of a batch.
  struct Areas: Sendable {
    /// For each basis those of all features, in m².
    var areas: [[Double]]
    /// Empty where they were not asked for.
    var labels: [String]
  }

  /// Throws ``NeedsWholeLayer`` where the batch cannot be measured: what is wrong is then said of the whole layer.
  func areas(of batch: LoadedLayer) throws -> Areas {
    do {
      return Areas(
        areas: try bases.map { try $0.areas(batch.layer.geometry, threads: 1) },
        labels: keepsLabels ? (0..<batch.count).map { batch.label(of: $0) } : []
      )
    } catch is DataError {
      throw NeedsWholeLayer()
    }
  }
}
