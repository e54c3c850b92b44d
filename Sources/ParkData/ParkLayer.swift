import Features

/// One file of the park before it is written.
struct ParkLayer {
  enum Shape {
    case area(MultiPolygon)
    case line([GridPoint])
    case point(GridPoint)
  }

  struct Record {
    var shape: Shape
    var values: [Value]
  }

  /// File name without extension.
  var name: String
  var role: String
  var titleZH: String
  var titleEN: String
  var fields: [Field]
  /// Meaning of fields for `landplan.yaml`: key, field name.
  var mapping: [(String, String)] = []
  /// Further keys of the layer in `landplan.yaml`.
  var extra: [(String, String)] = []
  var records: [Record] = []

  func index(_ field: String) -> Int? { fields.firstIndex { $0.name == field } }

  mutating func add(_ shape: Shape, _ values: [Value]) {
    precondition(values.count == fields.count, "a value for each field")
    records.append(Record(shape: shape, values: values))
  }
}

extension Double {
  /// Rounded half away from zero to so many decimals.
  func rounded(to decimals: Int) -> Double {
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    return (self * scale).rounded() / scale
  }
}
