import Features
import Foundation
import GEOS
import Geometry
import LandAnalysis
import LandModel
import PROJ
import TestSupport
import Testing

/// The waterfall of the demonstration park's integration zone (synthetic).
@Suite struct WaterfallTests {
  private func park() throws -> LoadedProject {
    try SourceLoader(options: LoadOptions()).project(
      TestData.packageRoot.appendingPathComponent("GeoData/park").path,
      roles: [.zones, .controlLine, .terrain, .landUse, .parcels, .batches, .roads]
    )
  }

  private func plane(_ columns: GeometryColumns) -> [Double] {
    (0..<columns.count).map { columns.planeArea(of: $0) }
  }

  private func answer(
    basis: AreaBasis = .plane,
    measure: ((GeometryColumns) throws -> [Double])? = nil,
    deductions: (inout [AssemblyProfile.Deduction]) -> Void = { _ in }
  ) throws -> LandAssembly {
    let park = try park()
    var profile = try AssemblyProfile.load(AssemblyProfile.defaultID)
    deductions(&profile.deductions)
    let zones = try #require(park.layer(.zones))
    let zone = try #require((0..<zones.count).first { zones.label(of: $0) == "integration" })
    var question = AssemblyQuestion(zone: zones.layer.geometry.selecting([zone]), profile: profile, basis: basis)
    question.asOf = park.project.asOf
    return try LandAssembly.make(question, in: park, measure: measure ?? plane)
  }

  @Test func everySquareMetreHasOneReason() throws {
    let result = try answer()
    var sum = result.developable
    for step in result.steps { sum = try sum + (step.area ?? .zero(.plane)) }
    // Each step is booked to the nearest quantum of a third of a millionth of a square metre.
    #expect(abs(sum.squareMetres - result.zone.squareMetres) < 1e-5)
    #expect(result.steps.allSatisfy { $0.area != nil })
    // The kernel's areas against the shapes that GEOS makes, step by step.
    for (number, step) in result.steps.enumerated() {
      let pieces = result.pieces.steps.indices.filter { result.pieces.steps[$0] == number }
      let shapes = pieces.reduce(0) { $0 + result.pieces.areas[$1] }
      #expect(abs(shapes - (step.area?.squareMetres ?? 0)) < 1e-4, "\(step.deduction.id)")
    }
    #expect(result.shapeDifference < 1e-4 && result.roundingDifference.magnitude < 1e-6)
    let blocks = result.blocks.reduce(0) { $0 + $1.area.squareMetres } + result.slivers.area.squareMetres
    #expect(abs(blocks - result.demand.area) < 1e-3)
  }

  /// On the ellipsoid each piece is measured where it lies, so that steps, units and slivers sum to the zone exactly; what
  /// the routine's rounding leaves is small and shared. A share of the zone's plane area would be off by the scale's
  /// change across the zone, here 0.13 m².
  @Test func partsSumToTheZoneOnTheEllipsoid() throws {
    let measure = try AreaMeasure(crs: CRS("EPSG:4546"), basis: .ellipsoid)
    let result = try answer(basis: .ellipsoid, measure: { try measure.areas(of: $0) })
    var sum = result.developable
    for step in result.steps { sum = try sum + (step.area ?? .zero(.ellipsoid)) }
    #expect(abs(sum.squareMetres - result.zone.squareMetres) < 1e-5)
    #expect(abs(result.demand.area - result.developable.squareMetres) < 1e-5)
    // Each piece is rounded to 0.01 m², and its vertices to 1e-6″, which is 0.03 mm.
    let pieces = Double(result.pieces.areas.count)
    #expect(abs(result.roundingDifference) < 0.01 * pieces.squareRoot() * 3)
    #expect(result.shapeDifference < 1e-4)
    #expect(result.surveyOverlap < 1e-3)
    // Every piece as it was measured by itself, but for its share of the rounding.
    let own = try measure.areas(of: result.pieces.geometry)
    for (a, b) in zip(own, result.pieces.areas) { #expect(abs(a - b) < 1e-7 * a + 0.011) }
  }

  @Test func quotasCoverTheLand() throws {
    let demand = try answer().demand
    let sum = demand.agricultural + demand.unused + demand.construction + demand.unclassified
    #expect(abs(sum - demand.area) < 1e-3)
    #expect(demand.newConstruction > 0 && demand.paddy <= demand.cultivated)
    #expect(demand.cultivated <= demand.agricultural)
    let outside = try #require(demand.outsideBoundary)
    #expect(outside <= demand.newConstruction + 1e-6)
  }

  @Test func whatOneReasonTakesNoLongerFallsToTheNext() throws {
    let whole = try answer()
    let without = try answer(deductions: { $0.removeFirst() })
    // Farmland is no reason any more: what lay in it alone can be built on, the rest has the next reason.
    let first = try #require(whole.steps.first?.area)
    let gained = without.developable.squareMetres - whole.developable.squareMetres
    let moved = zip(whole.steps.dropFirst(), without.steps).reduce(0) {
      $0 + ($1.1.area?.squareMetres ?? 0) - ($1.0.area?.squareMetres ?? 0)
    }
    #expect(abs(gained + moved - first.squareMetres) < 1e-4)
    #expect(gained > 0)
  }

  @Test func aLayerThatIsNotThereIsSaid() throws {
    let result = try answer(deductions: { deductions in
      deductions.append(
        AssemblyProfile.Deduction(
          id: "orange",
          title: LocalizedText("orange"),
          from: AssemblyProfile.Selector(role: .controlLine, kind: .orange),
          source: LocalizedText(""),
          confidence: "D"
        )
      )
    })
    #expect(result.steps.last?.area == nil)
  }
}
