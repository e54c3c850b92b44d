import AreaAccount
public import Geometry
public import LandModel

/// Subjects split by the documents that cover them, one layer of the account a stage: every square metre of a subject
/// in exactly one row. Every status on every day is a sum of rows, so nothing counts twice and all of it closes.
public struct ApprovalAccount: Sendable {
  /// A part of a subject.
  struct Row: Sendable {
    var subject: Int
    /// Index in ``covers``.
    var cover: Int
    /// m² on the account's basis.
    var area: Double
  }

  /// The documents, their terms and polygons.
  public let register: ApprovalRegister
  /// Basis of all areas.
  public let basis: AreaBasis
  /// Number of subjects that were split.
  public let subjectCount: Int
  /// The distinct sets of documents.
  let covers: [ApprovalCover]
  /// In order of the subjects.
  let rows: [Row]
  let rowOffsets: [Int]
  /// Largest closing error of a subject, relative to its area.
  public let worstClosing: Double

  /// Splits subjects.
  ///
  /// - Parameters:
  ///   - subjects: valid polygons in the register's plane.
  ///   - register: the documents with their polygons.
  ///   - forest: the forest map; nil where there is none.
  ///   - idle: idle land; nil where there is no such layer.
  ///   - basis: of the areas.
  ///   - measure: measures columns in m² on the basis.
  /// - Throws: what measuring throws, or GEOS where it cuts large subjects into squares.
  public init(
    _ subjects: GeometryColumns,
    register: ApprovalRegister,
    forest: GeometryColumns? = nil,
    idle: GeometryColumns? = nil,
    basis: AreaBasis,
    measure: (GeometryColumns) throws -> [Double]
  ) throws {
    let tiles = try SubjectTiles(
      subjects,
      areas: try measure(subjects),
      isPlane: basis == .plane,
      measure: measure
    )
    var layers = register.members.map { Self.layer(register.geometry, $0) }
    for other in [forest, idle] {
      layers.append(
        other.map { OverlayLayer($0, classes: Array(repeating: 0, count: $0.count)) }
          ?? OverlayLayer(GeometryColumns(), classes: [])
      )
    }
    let batch = try AccountEngine(overlays: layers).account(tiles.geometry)
    let areas = batch.areas(sharing: tiles.areas)
    var collector = CoverCollector(register, batch.classSets)
    var sums: [[Int: Double]] = Array(repeating: [:], count: subjects.count)
    for tile in 0..<tiles.geometry.count {
      for row in batch.rows(of: tile) {
        let first = row * batch.layerCount
        let cover = collector.cover(Array(batch.setNumbers[first..<first + batch.layerCount]))
        sums[tiles.subjects[tile]][cover, default: 0] += areas[row]
      }
    }
    var rows: [Row] = []
    var offsets = [0]
    for (subject, parts) in sums.enumerated() {
      rows += parts.sorted { $0.key < $1.key }.map { Row(subject: subject, cover: $0.key, area: $0.value) }
      offsets.append(rows.count)
    }
    self.register = register
    self.basis = basis
    subjectCount = subjects.count
    covers = collector.covers
    self.rows = rows
    rowOffsets = offsets
    worstClosing = batch.worstClosing
  }

  private static func layer(_ geometry: GeometryColumns, _ members: [Int]) -> OverlayLayer {
    var classes = [Int32](repeating: -1, count: geometry.count)
    for (number, document) in members.enumerated() { classes[document] = Int32(truncatingIfNeeded: number) }
    return OverlayLayer(geometry, classes: classes)
  }

  func rows(of subject: Int) -> ArraySlice<Row> {
    rows[rowOffsets[subject]..<rowOffsets[subject + 1]]
  }

  /// What each set of documents amounts to on a day.
  func states(on day: CalendarDate) -> [LandState] {
    covers.map { register.state(of: $0, on: day) }
  }

  /// The subjects' land by state on a day.
  public func status(on day: CalendarDate) throws -> [ApprovalStatus] {
    let states = states(on: day)
    return try (0..<subjectCount).map { subject in
      var sums: [LandState: Double] = [:]
      for row in rows(of: subject) { sums[states[row.cover], default: 0] += row.area }
      let parts = try sums.sorted { $0.key.rawValue < $1.key.rawValue }
        .map { (state: $0.key, area: try Area(squareMetres: $0.value, basis: basis)) }
      return ApprovalStatus(subject: subject, basis: basis, parts: parts, register: register)
    }
  }
}

/// Numbers the distinct sets of documents in the order in which they appear.
private struct CoverCollector {
  let register: ApprovalRegister
  let classSets: [[Int32]]
  private(set) var covers: [ApprovalCover] = []
  private var numbers: [[Int32]: Int] = [:]

  init(_ register: ApprovalRegister, _ classSets: [[Int32]]) {
    self.register = register
    self.classSets = classSets
  }

  /// - Parameter sets: the class set of each layer: the stages, the forest map, idle land.
  mutating func cover(_ sets: [Int32]) -> Int {
    if let number = numbers[sets] { return number }
    let stages = register.members.count
    let documents = (0..<stages).map { stage in
      classSets[Int(sets[stage])].map { Int32(truncatingIfNeeded: register.members[stage][Int($0)]) }
    }
    covers.append(
      ApprovalCover(
        documents: documents,
        isForest: !classSets[Int(sets[stages])].isEmpty,
        isIdle: !classSets[Int(sets[stages + 1])].isEmpty
      )
    )
    numbers[sets] = covers.count - 1
    return covers.count - 1
  }
}
