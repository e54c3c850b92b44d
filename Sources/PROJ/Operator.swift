import CPROJ
import Synchronization

/// One PROJ operation in a context of its own: what one thread needs to transform points. (`package`: PROJ's own test
/// vectors are replayed through it.)
package final class Operator: @unchecked Sendable {
  private let object: ProjObject

  /// nil where PROJ cannot make the operation; `message` then has its words.
  package init?(pipeline: String, message: inout String, usingInitRules: Bool = false) {
    let context = Context()
    if usingInitRules { context.with { proj_context_use_proj4_init_rules($0, 1) } }
    guard let object = ProjObject(definition: pipeline, in: context) else {
      message = context.takeMessage()
      return nil
    }
    self.object = object
  }

  /// The operation between two definitions of systems with their own axis order, as PROJ's `cs2cs` makes it.
  package init?(source: String, target: String, message: inout String, usingInitRules: Bool = false) {
    let context = Context()
    if usingInitRules { context.with { proj_context_use_proj4_init_rules($0, 1) } }
    let made = context.with { proj_create_crs_to_crs($0, source, target, nil) }
    guard let object = ProjObject(made, in: context) else {
      message = context.takeMessage()
      return nil
    }
    self.object = object
  }

  package enum Direction {
    case forward
    case inverse

    var proj: PJ_DIRECTION { self == .forward ? PJ_FWD : PJ_INV }
  }

  /// Transforms in place. Points that fail are infinite afterwards, as PROJ marks them.
  package func transform(
    x: UnsafeMutablePointer<Double>,
    y: UnsafeMutablePointer<Double>,
    count: Int,
    direction: Direction = .forward
  ) {
    let stride = MemoryLayout<Double>.stride
    object.with { _, pointer in
      proj_errno_reset(pointer)
      _ = proj_trans_generic(pointer, direction.proj, x, stride, count, y, stride, count, nil, 0, 0, nil, 0, 0)
    }
  }

  /// One point with height and time, as PROJ's own test vectors have them; infinite where it fails.
  package func transform(
    _ point: (x: Double, y: Double, z: Double, t: Double),
    direction: Direction
  ) -> (x: Double, y: Double, z: Double, t: Double) {
    object.with { _, pointer in
      proj_errno_reset(pointer)
      let result = proj_trans(pointer, direction.proj, proj_coord(point.x, point.y, point.z, point.t))
      return (result.v.0, result.v.1, result.v.2, result.v.3)
    }
  }

  /// True where the operation takes (or gives) radians.
  package func isAngular(input: Bool, direction: Direction) -> Bool {
    object.with { _, pointer in
      (input ? proj_angular_input(pointer, direction.proj) : proj_angular_output(pointer, direction.proj)) == 1
    }
  }

  /// True where the operation takes (or gives) degrees.
  package func isInDegrees(input: Bool, direction: Direction) -> Bool {
    object.with { _, pointer in
      (input ? proj_degree_input(pointer, direction.proj) : proj_degree_output(pointer, direction.proj)) == 1
    }
  }
}

/// The operators of one transformation: as many as threads ever used it at once.
final class OperatorPool: Sendable {
  private let pipeline: String
  private let idle = Mutex<[Operator]>([])

  /// - Throws: PROJ's words, where it cannot make the operation.
  init(pipeline: String) throws(OperatorError) {
    self.pipeline = pipeline
    let first = try make()
    idle.withLock { $0.append(first) }
  }

  struct OperatorError: Error {
    var message: String
  }

  private func make() throws(OperatorError) -> Operator {
    var message = ""
    guard let new = Operator(pipeline: pipeline, message: &message) else { throw OperatorError(message: message) }
    return new
  }

  /// Runs `body` with an operator that no other thread uses meanwhile. It is nil only where PROJ, having made the
  /// same operation before, now cannot: out of memory.
  func borrowed<R>(_ body: (Operator?) -> R) -> R {
    let held = idle.withLock { $0.popLast() } ?? (try? make())
    defer { if let held { idle.withLock { $0.append(held) } } }
    return body(held)
  }
}
