import Features
public import Geometry
import PROJ

/// Everything about a layer that looks wrong. Each check is a function of its own, in a file of its own.
public enum LayerCheck {
  /// What a check may need beside the layer.
  public struct Context: Sendable {
    /// The day whose classification and rules hold; nil leaves the version of codes to the codes themselves.
    public var asOf: CalendarDate?
    /// The coordinates as the source has them are checked against the source's system: pass false for layers that were
    /// transformed.
    public var checksCoordinates = true

    /// The basis of measured areas; nil: plane in a projected system, else geodesic.
    public var basis: AreaBasis?

    /// A check for a day and on a basis of areas; nil where none is known.
    public init(asOf: CalendarDate? = nil, basis: AreaBasis? = nil) {
      self.asOf = asOf
      self.basis = basis
    }
  }

  /// The findings of one layer, the most severe first, else in the order of the checks.
  public static func findings(for layer: LoadedLayer, context: Context = Context()) throws -> [Finding] {
    var findings: [Finding] = []
    findings += coordinates(layer, context)
    findings += geometry(layer)
    findings += fields(layer)
    findings += identifiers(layer)
    findings += declaredAreas(layer, context)
    findings += try landUse(layer, context)
    findings += dates(layer)
    findings += text(layer)
    findings += join(layer)
    return stable(findings)
  }

  /// The findings of all layers of a source together with those that only their company shows.
  public static func findings(for layers: [LoadedLayer], context: Context = Context()) throws -> [Finding] {
    try layers.flatMap { try findings(for: $0, context: context) } + encodings(layers)
  }

  static func stable(_ findings: [Finding]) -> [Finding] {
    findings.enumerated().sorted {
      $0.element.severity != $1.element.severity
        ? $0.element.severity > $1.element.severity : $0.offset < $1.offset
    }.map(\.element)
  }

  /// The first few of many, for texts: `a, b, c …`.
  static func first(_ items: some Collection<String>, _ limit: Int = 5) -> String {
    items.prefix(limit).joined(separator: ", ") + (items.count > limit ? " …" : "")
  }
}
