import Features
import Geometry
import LandModel

/// Codes of the classification in force, of the finest level, with their own names: R03.
enum LandUseCodeRule {
  static func evaluate(_ recorder: inout RuleRecorder) throws {
    let catalogue = try LandUseCatalogue.embedded()
    for target in RuleTargets.layers(recorder) {
      let layer = target.layer
      guard layer.codes != nil else {
        recorder.need(.codes, StandardField.landUseCode.rawValue, at: layer.title)
        continue
      }
      guard let version = layer.classification else {
        recorder.need(.codes, StandardField.landUseCode.rawValue, at: layer.title)
        continue
      }
      recorder.measured(layer.count)
      let isPlan = target.areas != nil
      if isPlan { versionInForce(&recorder, layer, version, catalogue) }
      for feature in 0..<layer.count { check(&recorder, layer, feature, version, isPlan: isPlan) }
    }
  }

  /// A plan in another guide than the one in force on the day, where some of its codes mean something else there.
  private static func versionInForce(
    _ recorder: inout RuleRecorder,
    _ layer: RuleLayer,
    _ version: LandUseClassification,
    _ catalogue: LandUseCatalogue
  ) {
    guard let guide = catalogue.guide(on: recorder.inputs.asOf), version.id != guide.id else { return }
    guard version.id == .guide2020 || version.id == .guide2023 else { return }
    var finding = RuleFinding(.oldVersion, .note, layer: layer.title, subject: layer.title.english)
    finding.value = version.document
    finding.limit = guide.document
    recorder.add(finding, evidence: nil)
  }

  private static func check(
    _ recorder: inout RuleRecorder,
    _ layer: RuleLayer,
    _ feature: Int,
    _ version: LandUseClassification,
    isPlan: Bool
  ) {
    let code = layer.code(feature)
    guard !code.isEmpty else {
      return recorder.add(recorder.finding(.missingCode, layer, feature), evidence: layer.geometry, feature)
    }
    guard let found = version.match(code).landUseClass else {
      var finding = recorder.finding(.unknownCode, layer, feature)
      finding.value = code
      finding.limit = version.document
      finding.objects = version.suggestion(for: code).map { ["\($0.code) \($0.name)"] } ?? []
      return recorder.add(finding, evidence: layer.geometry, feature)
    }
    if case .exact = version.match(code), let name = layer.names?.text(feature)?.trimmed, !name.isEmpty,
      name != found.name
    {
      var finding = recorder.finding(.codeName, layer, feature)
      finding.value = name
      finding.limit = found.name
      finding.item = found.title
      recorder.add(finding, evidence: layer.geometry, feature)
    }
    guard version.id == .guide2020 || version.id == .guide2023, isPlan else { return }
    let industrial = code.hasPrefix("1001")
    let level = recorder.limit("industrial.level").flatMap { Int(exactly: $0.value.rounded()) } ?? 3
    if !version.isLeaf(found) || industrial && found.level < level {
      var finding = recorder.finding(.coarseCode, layer, feature)
      finding.value = code
      finding.limit = version.classes.filter { $0.parent == found.code }.map(\.code).joined(separator: ", ")
      if !industrial { finding.severity = .warning }
      recorder.add(finding, evidence: layer.geometry, feature)
    }
  }
}
