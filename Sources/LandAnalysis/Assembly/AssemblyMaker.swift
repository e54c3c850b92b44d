import AreaAccount
import Features
import GEOS
public import Geometry
public import LandModel

extension LandAssembly {
  /// Answers a question about a project's land.
  ///
  /// - Parameters:
  ///   - question: the zone, the target and the limits.
  ///   - park: the project with its layers, in the zone's system.
  ///   - measure: areas of polygons in m² on the question's basis.
  /// - Throws: `DataError` where there is no current land use to divide the land by; GEOS's errors.
  public static func make(
    _ question: AssemblyQuestion,
    in park: LoadedProject,
    measure: @escaping (GeometryColumns) throws -> [Double]
  ) throws -> LandAssembly {
    var question = question
    // A zone of several polygons is one piece of land: what lies in two of them counts once.
    if question.zone.count > 1 {
      let shapes = try (0..<question.zone.count).map { try question.zone.validShape(of: $0) }
      question.zone = try GeometryColumns([Shape.union(of: shapes)])
    }
    return try AssemblyMaker(question: question, park: park, measure: measure).make()
  }
}

/// Computes the parts of a ``LandAssembly``, one after the other.
struct AssemblyMaker {
  let question: AssemblyQuestion
  let park: LoadedProject
  let measure: (GeometryColumns) throws -> [Double]

  var basis: AreaBasis { question.basis }

  func make() throws -> LandAssembly {
    let selections = try question.profile.deductions.map {
      try LandSelection($0.from, in: park, asOf: question.asOf)
    }
    let zone = try Area(squareMetres: measure(question.zone).reduce(0, +), basis: basis)
    let partition = try ZonePartition(question.zone, selections)
    let cut = try SurveyUnits.Cut(partition.developable, along: landUse().layer.layer.geometry)
    let measured = try MeasuredPartition(partition, cut, zone: zone.squareMetres, measure: measure)
    let steps = try steps(measured.deducted, selections, zone)
    let developable = steps.last?.remaining ?? zone
    let survey = try SurveyUnits(cut, measured.pieces, self)
    let gap = question.gap ?? question.profile.gap.value.doubleValue
    let contact = try UnitContact(survey.geometry, gap: gap)
    let pieces = try pieces(partition, measured, survey)
    let shapeDifference = try shapeDifference(selections, partition)
    var demand = survey.sliverDemand
    for unit in survey.units { demand += unit.demand }
    return LandAssembly(
      zone: zone,
      steps: steps,
      developable: developable,
      units: survey.units,
      blocks: try BlockMaker(survey: survey, contact: contact, roads: park.layers(.roads), basis: basis).blocks(),
      slivers: (survey.sliverCount, try Area(squareMetres: survey.sliverDemand.area, basis: basis)),
      demand: demand,
      search: question.target.map { search(survey, contact, target: $0) },
      pieces: pieces,
      shapeDifference: shapeDifference,
      roundingDifference: measured.difference,
      surveyOverlap: cut.overlap
    )
  }

  /// The current land use and its codes.
  func landUse() throws -> (layer: LoadedLayer, codes: Column) {
    guard let survey = park.layer(.landUse), let codes = survey.column(.landUseCode) else {
      throw DataError(
        .input,
        code: AssemblyError.noLandUse.rawValue,
        at: Place(file: park.project.file),
        found: "no layer of role landuse with land-use codes",
        expected: "the current land use",
        advice: "Add a layer with role: landuse to the project"
      )
    }
    return (survey, codes)
  }

  /// The partition's shapes against the area account, which makes none: the largest difference of a step, or of the
  /// developable land, in the plane.
  private func shapeDifference(_ selections: [LandSelection?], _ partition: ZonePartition) throws -> Double {
    var differences = try waterfall(selections)
    for (step, shape) in partition.deducted { differences[step] -= shape.area }
    differences[selections.count] -= partition.developable.area
    return differences.map { abs($0) }.max() ?? 0
  }

  /// Plane area of the zone by the first deduction that holds, the last entry being what none takes. Measured by the
  /// area account, without shapes: every square metre is in exactly one entry.
  private func waterfall(_ selections: [LandSelection?]) throws -> [Double] {
    let layers = selections.enumerated().compactMap { index, selection in
      selection.map { (index, $0.accountLayer("\(index)")) }
    }
    let batch = try AccountEngine(overlays: layers.map(\.1.overlay), mode: .combine).account(question.zone)
    var result = [Double](repeating: 0, count: selections.count + 1)
    for row in 0..<batch.rowCount {
      let first = layers.indices.first { !batch.classes(row: row, layer: $0).isEmpty }
      result[first.map { layers[$0].0 } ?? selections.count] += batch.areas[row]
    }
    return result
  }

  private func steps(_ deducted: [Double], _ selections: [LandSelection?], _ zone: Area) throws -> [LandAssembly.Step] {
    var remaining = zone
    return try question.profile.deductions.enumerated().map { index, deduction in
      let area = try Area(squareMetres: index < deducted.count ? deducted[index] : 0, basis: basis)
      remaining = try remaining - area
      return LandAssembly.Step(deduction: deduction, area: selections[index] == nil ? nil : area, remaining: remaining)
    }
  }

  private func pieces(
    _ partition: ZonePartition,
    _ measured: MeasuredPartition,
    _ survey: SurveyUnits
  ) throws -> LandAssembly.Pieces {
    var geometry = try partition.deductedColumns()
    let steps = partition.deducted.map { Optional($0.step) }
    geometry.append(survey.geometry)
    return LandAssembly.Pieces(
      geometry: geometry,
      steps: steps + survey.units.map { _ in nil },
      units: steps.map { _ in nil } + survey.units.indices.map { $0 },
      areas: partition.deducted.map { measured.deducted[$0.step] } + survey.units.map(\.area.squareMetres)
    )
  }

  private func search(_ survey: SurveyUnits, _ contact: UnitContact, target: Double) -> SelectionSearch {
    let weights = Dictionary(
      question.profile.costs.map { ($0.id, $0.value.doubleValue) },
      uniquingKeysWith: { first, _ in first }
    )
    let limits = QuotaKind.allCases.compactMap { kind in question.limits[kind].map { (kind, $0) } }
    let problem = SelectionProblem(
      areas: survey.units.map(\.area.squareMetres),
      costs: survey.units.map { unit in
        QuotaKind.allCases.reduce(0) { $0 + unit.demand[$1] * (weights[$1.rawValue] ?? 0) }
      },
      neighbours: contact.neighbours,
      usage: limits.map { limit in survey.units.map { $0.demand[limit.0] } },
      limits: limits.map(\.1),
      target: target
    )
    return SelectionSearch(problem, limitKinds: limits.map(\.0))
  }
}
