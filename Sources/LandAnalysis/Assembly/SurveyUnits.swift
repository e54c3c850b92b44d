import AreaAccount
import Features
import GEOS
import Geometry
import LandModel

/// Developable land cut along the patches of the land survey, part by part, with what each part takes of the quotas.
struct SurveyUnits {
  private(set) var geometry = GeometryColumns()
  private(set) var units: [AssemblyUnit] = []
  private(set) var sliverCount = 0
  /// What the slivers take; they are part of the land, but nothing is built on them alone.
  private(set) var sliverDemand: QuotaDemand

  private let maker: AssemblyMaker

  /// - Parameter areas: of each piece of the cut, on the question's basis.
  init(_ cut: Cut, _ areas: [Double], _ maker: AssemblyMaker) throws {
    self.maker = maker
    sliverDemand = QuotaDemand(basis: maker.basis)
    let (survey, codes) = try maker.landUse()
    let demands = try self.demands(cut, areas, survey, codes)
    let thin = Self.thin(cut.geometry, maker.park.project.thresholds, on: maker.question.asOf)
    let classification = try LayerCheck.surveyedClassification(of: survey, asOf: maker.question.asOf)
    var kept: [Int] = []
    for piece in 0..<cut.geometry.count {
      if thin[piece] {
        sliverCount += 1
        sliverDemand += demands[piece]
        continue
      }
      let code = cut.patches[piece].flatMap { codes.text($0) }
      kept.append(piece)
      units.append(
        AssemblyUnit(
          patch: cut.patches[piece].map { survey.label(of: $0) },
          code: code,
          className: code.flatMap { classification?.match($0).landUseClass?.name },
          area: try Area(squareMetres: areas[piece], basis: maker.basis),
          demand: demands[piece]
        )
      )
    }
    geometry = cut.geometry.selecting(kept)
  }

  /// Developable land along the patches of the land survey, in single parts.
  struct Cut {
    let geometry: GeometryColumns
    /// The patch of each piece; nil for land that no patch covers.
    let patches: [Int?]

    /// Land in two patches, m² in the plane; it is the first patch's.
    let overlap: Double

    init(_ developable: Shape, along patches: GeometryColumns) throws {
      let whole = try Self.shapes(of: patches, in: developable)
      var parts = try whole.map { ($0.patch, try $0.isCovered ? $0.shape : developable.intersection($0.shape)) }
      let covering = whole.map(\.shape)
      let rest = covering.isEmpty ? developable : try developable.difference(Shape.union(of: covering))
      let sum = parts.reduce(rest.area) { $0 + $1.1.area }
      overlap = max(0, sum - developable.area)
      // Rounding of the overlay is far below; a survey whose patches overlap is not.
      if overlap > 1e-9 * developable.area + 1e-3 { parts = try Self.withoutOverlaps(parts) }
      var builder = GeometryColumns.Builder()
      var numbers: [Int?] = []
      for (patch, shape) in parts.map({ (Optional($0.0), $0.1) }) + [(nil, rest)] {
        for part in try shape.polygonalPart().polygons.members() where !part.isEmpty {
          try builder.append(part)
          numbers.append(patch)
        }
      }
      geometry = builder.finish()
      self.patches = numbers
    }

    /// The patches that meet the land, and whether they lie wholly in it.
    private static func shapes(
      of patches: GeometryColumns,
      in developable: Shape
    ) throws -> [(patch: Int, shape: Shape, isCovered: Bool)] {
      let window = developable.box
      let prepared = try PreparedShape(developable)
      var found: [(patch: Int, shape: Shape, isCovered: Bool)] = []
      for patch in 0..<patches.count where patches.kinds[patch].isPolygonal {
        guard patches.box(of: patch).intersects(window) else { continue }
        let shape = try patches.validShape(of: patch)
        guard try prepared.intersects(shape) else { continue }
        found.append((patch, shape, try prepared.covers(shape)))
      }
      return found
    }

    /// Each part less those before it, so that no land is in two.
    private static func withoutOverlaps(_ parts: [(Int, Shape)]) throws -> [(Int, Shape)] {
      var result: [(Int, Shape)] = []
      for (patch, shape) in parts {
        let box = shape.box
        let before = try result.filter { try $0.1.box.intersects(box) && $0.1.intersects(shape) }.map(\.1)
        let own = before.isEmpty ? shape : try shape.difference(Shape.union(of: before)).polygonalPart().polygons
        if !own.isEmpty { result.append((patch, own)) }
      }
      return result
    }
  }

  /// Pieces below the profile's sliver thresholds: area, or mean width 2A/P.
  private static func thin(_ columns: GeometryColumns, _ profile: ThresholdProfile, on day: CalendarDate?) -> [Bool] {
    let day = day ?? CalendarDate(year: 9999, month: 12, day: 31)
    func value(_ key: String) -> Double { day.flatMap { profile.threshold(key, on: $0) }?.value.doubleValue ?? 0 }
    let smallest = value("sliver.area")
    let narrowest = value("sliver.width")
    return (0..<columns.count).map { piece in
      let area = columns.planeArea(of: piece)
      let perimeter = columns.perimeter(of: piece)
      return area < smallest || (perimeter > 0 && 2 * area / perimeter < narrowest)
    }
  }

  // MARK: Quotas

  private func demands(
    _ cut: Cut,
    _ areas: [Double],
    _ survey: LoadedLayer,
    _ codes: Column
  ) throws -> [QuotaDemand] {
    let classification = try LayerCheck.surveyedClassification(of: survey, asOf: maker.question.asOf)
    let overlays = try QuotaOverlays(maker, classification)
    let batch = try overlays.engine.account(cut.geometry)
    let shares = batch.areas(sharing: areas)
    let ridges = survey.column(.ditchFactor)
    return cut.patches.indices.map { piece in
      let found = cut.patches[piece].flatMap { codes.text($0) }.flatMap { classification?.match($0).landUseClass }
      let ridge = cut.patches[piece].flatMap { ridges?.number($0) } ?? 0
      var demand = QuotaDemand(basis: maker.basis)
      demand.area = areas[piece]
      demand.outsideBoundary = overlays.boundary == nil ? nil : 0
      for row in batch.rows(of: piece) {
        overlays.add(shares[row], batch, row, found, ridge, maker.park.project.otherGrassland, to: &demand)
      }
      return demand
    }
  }
}

/// The layers that decide what land takes of the quotas.
private struct QuotaOverlays {
  let engine: AccountEngine
  let approvals: Int?
  let consent: Int?
  let forest: Int?
  let boundary: Int?
  private let grades: [String]
  private let paddy: CodeSelection?
  private let version: LandUseClassification?

  /// - Parameter version: of the survey's codes.
  init(_ maker: AssemblyMaker, _ version: LandUseClassification?) throws {
    let profile = maker.question.profile
    var layers: [AccountLayer] = []
    func add(_ selector: AssemblyProfile.Selector?, _ name: String, byValue: Bool = false) throws -> Int? {
      guard let selector, let land = try LandSelection(selector, in: maker.park, asOf: maker.question.asOf) else {
        return nil
      }
      layers.append(land.accountLayer(name, byValue: byValue))
      return layers.count - 1
    }
    approvals = try add(profile.approvals, "approvals")
    consent = try add(profile.forestConsent, "consent")
    forest = try add(profile.forest, "forest", byValue: true)
    boundary = try add(.developmentBoundary, "boundary")
    paddy = profile.paddy
    self.version = version
    grades = forest.map { layers[$0].classNames } ?? []
    engine = AccountEngine(overlays: layers.map(\.overlay), mode: .combine)
  }

  /// Books one row of a piece's account.
  func add(
    _ area: Double,
    _ batch: AccountBatch,
    _ row: Int,
    _ landUse: LandUseClass?,
    _ ridge: Double,
    _ grassland: OtherGrassland,
    to demand: inout QuotaDemand
  ) {
    func isIn(_ layer: Int?) -> Bool { layer.map { !batch.classes(row: row, layer: $0).isEmpty } ?? false }
    let isApproved = isIn(approvals)
    // The forest map (林地一张图) decides what is forest, whatever the survey calls the land (domain: its legal base).
    if let forest, !isIn(consent) {
      let classes = batch.classes(row: row, layer: forest)
      if let first = classes.first { demand.forest[grades[Int(first)], default: 0] += area }
    }
    switch landUse?.threeClass(otherGrassland: grassland) {
    case .agricultural: demand.agricultural += area
    case .unused: demand.unused += area
    case .construction:
      demand.construction += area
      return
    default:
      demand.unclassified += area
      return
    }
    if isApproved {
      demand.approved += area
    } else {
      if boundary != nil, !isIn(boundary) { demand.outsideBoundary = (demand.outsideBoundary ?? 0) + area }
      if landUse?.isCultivated == true {
        demand.cultivated += area * (1 - ridge)
        if let code = landUse?.code, let version, paddy?.contains(code, in: version) == .yes {
          demand.paddy += area * (1 - ridge)
        }
      } else if landUse?.isAdjustable == true {
        demand.adjustable += area
      }
    }
  }
}

extension AssemblyProfile.Selector {
  /// The urban development boundary.
  fileprivate static let developmentBoundary = AssemblyProfile.Selector(
    role: .controlLine,
    kind: .urbanDevelopmentBoundary
  )
}

/// Every code of an error of this analysis.
public enum AssemblyError: String, Sendable, CaseIterable {
  /// The project has no current land use.
  case noLandUse = "assembly.no-land-use"
  /// Arguments: the name asked for, then the zones there are.
  case unknownZone = "assembly.unknown-zone"
}
