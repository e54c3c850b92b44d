import Features
import Geometry
import LandModel

/// Land of some codes must lie within a layer: R06, the urban development boundary.
enum WithinRule {
  static func evaluate(_ recorder: inout RuleRecorder) throws {
    for clause in recorder.rule.clauses {
      try RuleOverlay.evaluate(&recorder, clause, side: .outside, matter: .outsideBoundary)
    }
  }
}
