public import LandAnalysis
import LandModel
import LandReport

/// Batches by when their document lapses: lapsed, within a year, later, never.
public enum ExpiryTheme {
  /// Approved land by how long its approvals last.
  public static func layer(_ result: ApprovalsResult) throws -> MapLayer {
    let schemes = try MapSchemes.embedded()
    // Drawn from the least to the most urgent.
    let keys = ["none", "valid", "soon", "expired"]
    let year = result.day.adding(years: 1) ?? result.day
    var classOf: [Int?] = Array(repeating: nil, count: result.register.documents.count)
    var labels: [[String]] = Array(repeating: [], count: classOf.count)
    var areas: [Double] = Array(repeating: 0, count: classOf.count)
    var urgent: [Int] = Array(repeating: 0, count: classOf.count)
    for state in result.documents {
      let key: String
      switch state.kind {
      case .coming: continue
      case .lasting, .used: key = "none"
      case .lapsed, .partlyLapsed, .ended: key = "expired"
      case .running: key = (state.term?.lastDay).map { $0 <= year } == true ? "soon" : "valid"
      }
      classOf[state.document] = keys.firstIndex(of: key)
      areas[state.document] = state.area.squareMetres
      if key != "none" {
        // One line: leaders show the first only; the day, which is asked for, stands before all that may be cut.
        let name = result.register.documents[state.document].name
        labels[state.document] = [state.term.map { "\($0.lastDay) \(name)" } ?? name]
        urgent[state.document] = key == "soon" ? 2 : key == "expired" ? 1 : 0
      }
    }
    var layer = MapLayer(
      geometry: result.register.geometry,
      classes: keys.map { schemes.mapClass("expiry", $0) },
      classOf: classOf,
      areas: areas,
      labels: labels
    )
    layer.labelUrgency = urgent
    return layer
  }
}
