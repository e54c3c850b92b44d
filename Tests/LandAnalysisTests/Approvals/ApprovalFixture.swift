import GEOS
import Geometry
import LandAnalysis
import LandModel
import TestSupport
import Testing

/// Batches for tests: rectangles with a stage and a date.
struct ApprovalFixture {
  struct Batch {
    var stage: String
    var date: String
    var expires: String?
    var box: Box

    init(_ stage: String, _ date: String, _ box: Box, expires: String? = nil) {
      self.stage = stage
      self.date = date
      self.box = box
      self.expires = expires
    }
  }

  static func box(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> Box {
    Box(minX: x, minY: y, maxX: x + width, maxY: y + height)
  }

  static func columns(_ boxes: [Box]) throws -> GeometryColumns {
    try GeometryColumns(boxes.map { try Shape.rectangle($0) })
  }

  static func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }

  static func thresholds() throws -> ThresholdProfile {
    try #require(try ThresholdProfile.embedded().first { $0.id == ThresholdProfile.defaultID })
  }

  static func documents(_ batches: [Batch]) throws -> [ApprovalDocument] {
    try batches.enumerated().map { number, batch in
      ApprovalDocument(
        feature: number,
        label: "B\(number)",
        stage: batch.stage,
        stageWord: batch.stage,
        approvedOn: try day(batch.date),
        expiresOn: try batch.expires.map { try day($0) }
      )
    }
  }

  static func register(
    _ batches: [Batch],
    geometry: GeometryColumns? = nil,
    profile: String = TermRules.national
  )
    throws -> ApprovalRegister
  {
    ApprovalRegister(
      try documents(batches),
      geometry: try geometry ?? columns(batches.map(\.box)),
      catalogue: try .embedded(),
      rules: try .embedded(profile: profile),
      thresholds: try thresholds()
    )
  }

  /// Plane areas in m².
  static func plane(_ columns: GeometryColumns) -> [Double] {
    (0..<columns.count).map { columns.planeArea(of: $0) }
  }
}
