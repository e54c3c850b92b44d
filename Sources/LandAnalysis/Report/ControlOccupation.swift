import AreaAccount
import Features
public import Geometry
public import LandModel

/// How much of each zone lies in the control lines of the plan (三线占用): in those that forbid building, and outside the
/// urban development boundary. Polygons of one line count once where they overlap.
public struct ControlOccupation: Sendable {
  /// One of the three lines.
  public struct Line: Sendable {
    /// Which line.
    public var kind: ControlLineKind
    /// Title of its layer.
    public var title: LocalizedText
    /// One for each zone.
    public var inside: [Area]
  }

  /// Names of the zones, in the order of their layer.
  public let zones: [String]
  /// The whole of each zone.
  public let areas: [Area]
  /// Those of the three lines that the project has: farmland, ecological redline, development boundary.
  public let lines: [Line]

  /// The three lines of territorial planning.
  private static let kinds: [ControlLineKind] = [
    .permanentBasicFarmland, .ecologicalRedline, .urbanDevelopmentBoundary,
  ]

  /// Measures the zones of a project within its control lines.
  ///
  /// - Parameters:
  ///   - park: a project with zones and control lines.
  ///   - areas: of each zone in m² on the basis.
  ///   - basis: of the areas.
  ///   - measure: measures columns in m² on the basis; what lies of a large zone in a line is measured where it lies.
  /// - Returns: nil where the project has no zones or none of the three lines.
  public init?(
    _ park: LoadedProject,
    areas: [Double],
    basis: AreaBasis,
    measure: @escaping @Sendable (GeometryColumns) throws -> [Double]
  ) throws {
    guard let zones = park.layer(.zones) else { return nil }
    let controls = Self.kinds.compactMap { kind in
      park.layers(.controlLine).first { $0.entry?.kind == kind }.map { (kind, $0) }
    }
    guard !controls.isEmpty else { return nil }
    let layers = controls.map { kind, loaded in
      var names = Column(Field("class", .text))
      for _ in 0..<loaded.count { names.append(.text(kind.rawValue)) }
      return AccountLayer(name: kind.rawValue, loaded.layer, field: names)
    }
    let geometry = zones.layer.geometry
    var lines: [Line] = []
    for (place, control) in controls.enumerated() {
      let account = LandAccount(layers: [layers[place]], mode: .each)
      let pieces =
        basis == .plane
        ? nil : PieceMeasure(account, geometries: [control.1.layer.geometry], measure: measure)
      let (batch, shares) = try account.account(geometry, basisAreas: areas, pieces: pieces)
      let inside = try (0..<geometry.count).map { zone in
        let rows = batch.rows(of: zone).filter {
          account.layers[0].text(batch.classes(row: $0, layer: 0)) == control.0.rawValue
        }
        return try Area(squareMetres: rows.reduce(0) { $0 + shares[$1] }, basis: basis)
      }
      lines.append(Line(kind: control.0, title: control.1.title, inside: inside))
    }
    let names = zones.column(.name)
    self.zones = (0..<geometry.count).map { names?.text($0) ?? zones.label(of: $0) }
    self.areas = try areas.map { try Area(squareMetres: $0, basis: basis) }
    self.lines = lines
  }
}
