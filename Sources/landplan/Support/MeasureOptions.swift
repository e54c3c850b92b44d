public import ArgumentParser
import Features
public import Geometry
public import LandModel
import LandReport
import PROJ

/// How areas are measured and in which unit they are shown.
struct MeasureOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      say(
        zh: "面积口径：ellipsoid（国土调查椭球面积）、plane（投影平面）或 geodesic（测地）。默认：中国坐标系用 ellipsoid，其他用 geodesic。",
        en:
          "Basis: ellipsoid (national land survey), plane (projected) or geodesic. Default: ellipsoid for Chinese systems, geodesic for others."
      ),
      valueName: "basis"
    )
  )
  var basis: AreaBasis?

  @Option(
    name: .long,
    help: ArgumentHelp(
      say(zh: "只用一种单位：m2、ha 或 mu；默认三种并列。", en: "One unit only: m2, ha or mu; default: all three."),
      valueName: "unit"
    )
  )
  var unit: AreaUnit?

  /// The measure for a layer: on the basis asked for, else the project's, else the one that fits the layer's system.
  ///
  /// - Parameter degrees: where the layer lies, for a layer whose features are not at hand.
  func measure(
    for loaded: LoadedLayer,
    projectBasis: AreaBasis? = nil,
    degrees: (() throws -> Box?)? = nil
  ) throws -> LayerMeasure {
    guard let crs = loaded.crs else {
      if let basis, basis != .plane { _ = try loaded.requiredCRS() }
      return LayerMeasure(place: loaded.place(), basis: .plane, crs: nil, measure: nil)
    }
    let chosen =
      try basis ?? projectBasis
      ?? Self.usualBasis(crs) {
        if let degrees { return try degrees() }
        return try Transformation.degrees(of: loaded.layer.geometry.extent, in: crs)
      }
    do {
      return LayerMeasure(
        place: loaded.place(),
        basis: chosen,
        crs: crs,
        measure: try AreaMeasure(crs: crs, basis: chosen)
      )
    } catch {
      throw error.located(loaded.place())
    }
  }
}

extension MeasureOptions {
  /// The basis for a whole project: the one asked for, else the project's, else the one that fits its system.
  func basis(for park: LoadedProject, _ crs: CRS) throws -> AreaBasis {
    try basis ?? park.project.basis
      ?? Self.usualBasis(crs) {
        guard let first = park.layers.first(where: \.hasPolygons) else { return nil }
        return try Transformation.degrees(of: first.layer.geometry.extent, in: crs)
      }
  }

  /// The national survey's basis for Chinese datums, and for WGS 84 where the layer lies in China; geodesic elsewhere.
  static func usualBasis(_ crs: CRS, degrees: () throws -> Box?) throws -> AreaBasis {
    if crs.isCGCS2000 || crs.isXian1980 { return .ellipsoid }
    guard crs.isWGS84, let degrees = try degrees() else { return .geodesic }
    return PlaneSystem.china.contains(degrees) ? .ellipsoid : .geodesic
  }
}

/// Measures a layer's features; without a CRS in the plane of its numbers, taken as metres.
struct LayerMeasure: Sendable {
  /// For messages.
  var place = Place()
  let basis: AreaBasis
  let crs: CRS?
  let measure: AreaMeasure?

  func areas(_ columns: GeometryColumns, threads: Int? = nil) throws -> [Double] {
    do {
      if let measure { return try measure.areas(of: columns, threads: threads) }
    } catch {
      throw error.located(place)
    }
    return (0..<columns.count).map { columns.planeArea(of: $0) }
  }

  /// What the figures hold for.
  var facts: [Fact] {
    [
      Fact("basis", Phrase(zh: "面积口径", en: "basis"), .word(basis.name, code: basis.rawValue)),
      Fact("crs", Phrase(zh: "坐标系", en: "CRS"), crs.map { .text($0.description) } ?? .missing),
    ]
  }

  /// What should be known about how it was measured.
  var notes: [Note] {
    if crs == nil {
      return [
        Note(
          .warning,
          code: "areas.no-crs",
          Phrase(
            zh: "图层没有坐标系：坐标按米计算平面面积；可用 --source-crs 指定",
            en: "the layer states no CRS: plane areas with its numbers taken as metres; state one with --source-crs"
          )
        )
      ]
    }
    return (measure?.notes ?? []).map { NoteText.note($0) }
  }
}

extension AreaBasis: ExpressibleByArgument {}
extension AreaUnit: ExpressibleByArgument {
  public init?(argument: String) {
    self.init(written: argument)
  }
}

extension DataError {
  /// The error with the file and layer of a place, where it names none.
  func located(_ place: Place) -> DataError {
    var error = self
    error.place.file = error.place.file ?? place.file
    error.place.layer = error.place.layer ?? place.layer
    return error
  }
}

extension Fact {
  /// The day that statuses and rules hold for.
  static func asOf(_ day: CalendarDate) -> Fact {
    Fact("as_of", Phrase(zh: "截止日期", en: "as of"), .text("\(day)"))
  }
}
