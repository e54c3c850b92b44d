public import Features

/// Errors about fields, with the fields there are and the nearest of them.
public enum FieldErrors {
  /// A field that is not in the layer. Lists the fields that are, and the nearest.
  public static func unknown(
    _ name: String,
    among fields: [Field],
    at place: Place,
    kind: DataError.Kind = .configuration,
    code: LandModelError = .unknownField
  ) -> DataError {
    var place = place
    place.field = name
    let names = fields.map(\.name)
    let near = Suggestion.nearest(to: name, among: names)
    return DataError(
      kind,
      code: code.rawValue,
      at: place,
      found: "no field “\(name)”",
      expected: names.isEmpty ? "a layer with fields" : "one of \(names.joined(separator: ", "))",
      advice: near.map { "Did you mean “\($0)”?" } ?? "",
      arguments: [name] + names
    )
  }
}
