public import Features
public import Geometry

/// What a layer holds, without judging it: counts, kinds, flags, extent, and every field with its values' shape.
public struct LayerProfile: Sendable {
  /// A field and what its values look like.
  public struct FieldProfile: Sendable {
    /// Name and type of the field.
    public var field: Field
    /// Features without a value.
    public var nullCount: Int
    /// Number of distinct values, counted up to ``LayerProfile/distinctLimit``; nil where there are more.
    public var distinctCount: Int?
    /// The first distinct values, as text.
    public var samples: [String]
    /// Least and greatest value of a number field, as the shortest text that is exactly it; nil where all are null.
    public var range: (least: String, greatest: String)?
  }

  /// Distinct values are counted up to this many.
  public static let distinctLimit = 10_000

  /// Name of the layer.
  public var name: String
  /// Path of the file; empty for a layer that was made.
  public var file: String
  /// The format's name: `GeoJSON`, `GPKG`, `ESRI Shapefile` …
  public var format: String
  /// The encoding that text was decoded from; nil where the format leaves no choice.
  public var encoding: String?
  /// The system as stated or assumed; nil where there is none.
  public var crs: CRSReference?
  /// Number of features.
  public var count: Int
  /// Number of vertices of all features, closing ones too.
  public var vertexCount: Int
  /// Box of all features, in the layer's coordinates.
  public var extent: Box
  /// Number of features of each kind, in order of `GeometryKind`.
  public var kinds: [(kind: GeometryKind, count: Int)]
  /// Number of features with each flag, by its stable name.
  public var flags: [(name: String, count: Int)]
  /// In the order of the layer.
  public var fields: [FieldProfile]

  /// Looks at every feature and value once.
  public init(_ layer: Layer, sampleCount: Int = 3) {
    name = layer.name
    file = layer.file
    format = layer.format
    encoding = layer.encoding
    crs = layer.crs
    count = layer.count
    vertexCount = layer.geometry.vertexCount
    extent = layer.geometry.extent
    kinds = GeometryKind.allCases.compactMap { kind in
      let count = layer.geometry.kinds.lazy.filter { $0 == kind }.count
      return count == 0 ? nil : (kind, count)
    }
    flags = FlagNames.all.compactMap { flag, name in
      let count = layer.geometry.flags.lazy.filter { $0.contains(flag) }.count
      return count == 0 ? nil : (name, count)
    }
    fields = layer.table.columns.map { LayerProfile.profile($0, sampleCount: sampleCount) }
  }

  private static func profile(_ column: Column, sampleCount: Int) -> FieldProfile {
    var seen = Set<String>()
    var samples: [String] = []
    for row in 0..<column.count where !column.isNull(row) {
      guard seen.count <= distinctLimit, let text = column.text(row) else { continue }
      if seen.insert(text).inserted, samples.count < sampleCount { samples.append(text) }
    }
    return FieldProfile(
      field: column.field,
      nullCount: column.nullCount,
      distinctCount: seen.count > distinctLimit ? nil : seen.count,
      samples: samples,
      range: range(column)
    )
  }

  private static func range(_ column: Column) -> (least: String, greatest: String)? {
    func values<Number>(_ numbers: [Number]) -> [Number] {
      column.nullCount == 0 ? numbers : numbers.indices.filter { !column.isNull($0) }.map { numbers[$0] }
    }
    switch column.storage {
    case .integers(let numbers):
      let present = values(numbers)
      guard let least = present.min(), let greatest = present.max() else { return nil }
      return ("\(least)", "\(greatest)")
    case .reals(let numbers):
      let present = values(numbers).filter { !$0.isNaN }
      guard let least = present.min(), let greatest = present.max() else { return nil }
      return (Column.shortest(least), Column.shortest(greatest))
    case .booleans, .texts:
      return nil
    }
  }
}
