import CPROJ
import Features
import Geometry

/// The way from one system to another, chosen once for all points: PROJ itself would choose for each point, and fall
/// back to "no shift" wherever it has nothing better, without a word.
struct OperationPlan {
  /// Steps of a PROJ pipeline, x = easting or longitude first on both sides.
  var steps: [String]
  /// Metres; 0 for a pure conversion, nil where unknown.
  var accuracy: Double?
  var notes: [LoadNote]

  /// The pipeline's text.
  var pipeline: String {
    steps.isEmpty ? "+proj=noop" : "+proj=pipeline " + steps.map { "+step \($0)" }.joined(separator: " ")
  }
}

/// One coordinate operation that PROJ's database offers.
struct Candidate {
  let name: String
  let steps: [String]
  /// Metres, nil where not stated.
  let accuracy: Double?
  /// PROJ knows no parameters between the datums and carries coordinates over.
  let isBallpark: Bool
  /// A datum shift whose parameters are all zero.
  let isNullShift: Bool
  /// Degrees.
  let area: Box?
}

extension OperationPlan {
  /// All operations between two systems that can run here, best first, x = easting or longitude first.
  static func candidates(from source: String, to target: String, area: Box?, in context: Context) -> [Candidate] {
    guard let from = ProjObject(definition: source, in: context),
      let to = ProjObject(definition: target, in: context)
    else { return [] }
    return from.with { context, from in
      guard let factory = proj_create_operation_factory_context(context, nil) else { return [] }
      defer { proj_operation_factory_context_destroy(factory) }
      proj_operation_factory_context_set_spatial_criterion(
        context,
        factory,
        PROJ_SPATIAL_CRITERION_PARTIAL_INTERSECTION
      )
      if let area {
        proj_operation_factory_context_set_area_of_interest(
          context,
          factory,
          area.minX,
          area.minY,
          area.maxX > 180 ? area.maxX - 360 : area.maxX,
          area.maxY
        )
      }
      return to.with { _, to in list(from, to, factory, context, to: to) }
    }
    func list(
      _ from: OpaquePointer,
      _ target: OpaquePointer,
      _ factory: OpaquePointer,
      _ pointer: OpaquePointer,
      to: OpaquePointer
    ) -> [Candidate] {
      guard let list = proj_create_operations(pointer, from, target, factory) else { return [] }
      defer { proj_list_destroy(list) }
      return (0..<max(0, proj_list_get_count(list))).compactMap { index in
        ProjObject(proj_list_get(pointer, list, index), in: context).flatMap { candidate($0) }
      }
    }
  }

  private static func candidate(_ operation: ProjObject) -> Candidate? {
    guard operation.with({ proj_coordoperation_is_instantiable($0, $1) }) == 1,
      let normalised = operation.derived(proj_normalize_for_visualization),
      let text = normalised.with({ proj_as_proj_string($0, $1, PJ_PROJ_5, nil).text })
    else { return nil }
    return operation.with { context, pointer in
      let accuracy = proj_coordoperation_get_accuracy(context, pointer)
      var (west, south, east, north) = (0.0, 0.0, 0.0, 0.0)
      let hasArea = proj_get_area_of_use(context, pointer, &west, &south, &east, &north, nil) == 1 && west > -1000
      if east < west { east += 360 }
      return Candidate(
        name: proj_get_name(pointer).text ?? "",
        steps: steps(of: text),
        accuracy: accuracy < 0 ? nil : accuracy,
        isBallpark: proj_coordoperation_has_ballpark_transformation(context, pointer) == 1,
        isNullShift: isNullShift(operation),
        area: hasArea ? Box(minX: west, minY: south, maxX: east, maxY: north) : nil
      )
    }
  }

  /// The steps of a pipeline as PROJ writes it; a single operation is one step, "noop" none.
  static func steps(of text: String) -> [String] {
    var words = text.split(separator: " ").map(String.init)
    if words.first == "+proj=noop" { return [] }
    guard words.first == "+proj=pipeline" else { return [text] }
    words.removeFirst()
    return words.split(separator: "+step").map { $0.joined(separator: " ") }
  }

  /// True where the operation holds a datum shift and all its parameters are zero.
  private static func isNullShift(_ operation: ProjObject) -> Bool {
    let type = operation.with { proj_get_type($1) }
    if type == PJ_TYPE_CONCATENATED_OPERATION {
      let count = operation.with { proj_concatoperation_get_step_count($0, $1) }
      return (0..<max(0, count)).contains { index in
        operation.derived { proj_concatoperation_get_step($0, $1, index) }.map { isNullShift($0) } ?? false
      }
    }
    guard type == PJ_TYPE_TRANSFORMATION else { return false }
    return operation.with { context, pointer in
      var values = [Double](repeating: 1, count: 7)
      guard proj_coordoperation_get_towgs84_values(context, pointer, &values, 7, 0) == 1 else { return false }
      return values.allSatisfy { $0 == 0 }
    }
  }
}
