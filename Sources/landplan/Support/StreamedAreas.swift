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
    guard let measure else { return }
    let areas: [Double]
    do {
      areas = try measure.areas(batch.layer.geometry)
      for index in others.indices { try others[index].add(batch, keepsEach: command.each) }
    } catch is DataError {
      throw NeedsWholeLayer()
    }
    try tally?.add(batch.layer, areas: areas) { batch.label(of: $0) }
    if command.each { features += areas.indices.map { (batch.label(of: $0), areas[$0]) } }
  }

  /// The answer for a layer that lies in `extent`. Throws ``NeedsWholeLayer`` where all of it would be measured
  /// otherwise than its first batch.
  mutating func finish(_ extent: Box) throws -> MeasuredAreas {
    if measure == nil { try begin(extent) }
    guard let measure, let tally, try self.measure(in: extent).basis == measure.basis else {
      throw NeedsWholeLayer()
    }
    let areas = AreasDocument.LayerAreas(
      title: header.phrase,
      name: header.phrase[language],
      tally: tally,
      features: command.each ? features : nil,
      others: others.map(\.answer)
    )
    return MeasuredAreas(areas: areas, measure: measure, otherNotes: others.flatMap(\.measure.notes))
  }
}
