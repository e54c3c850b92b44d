import Features
import Geometry
public import LandModel

/// What looks wrong in layers, as notes.
public enum SourceFindings {
  /// A note for each finding, in order; without a Chinese sentence the English one stands in.
  public static func notes(_ findings: [Finding]) -> [Note] {
    findings.map { finding in
      let level: Note.Level =
        switch finding.severity {
        case .note: .remark
        case .warning: .warning
        case .error: .defect
        }
      let place = finding.place.description
      let en = place.isEmpty ? finding.text : "\(place): \(finding.text)"
      return Note(level, code: finding.code, Phrase(zh: chinese(finding) ?? en, en: en))
    }
  }

  private static func chinese(_ finding: Finding) -> String? {
    guard let entry = ErrorCatalogue.entry(for: finding.code) else { return nil }
    let place = ErrorText.chinese(finding.place)
    var arguments = finding.arguments
    for place in keys[finding.code] ?? [] where arguments.indices.contains(place) {
      arguments[place] = word(arguments[place])
    }
    let text = ErrorText.chinese(entry, arguments)
    return place.isEmpty ? text : "\(place)：\(text)"
  }

  /// Which arguments of a finding are keys of units, bases and classifications.
  private static let keys = [
    "check.declared-unit": [1], "check.declared-mixed-units": [1, 4, 5], "check.declared-unit-contradiction": [1, 2],
    "check.declared-stated-otherwise": [1, 4], "check.declared-no-unit": [2],
    "check.unknown-codes": [1], "check.inferred-version": [1], "check.declared-differs": [6],
  ]

  private static func word(_ key: String) -> String {
    if let unit = AreaUnit(rawValue: key) { return unit.name.zh }
    if let basis = AreaBasis(rawValue: key) { return basis.name.zh }
    guard let id = LandUseClassification.ID(rawValue: key), let version = (try? LandUseCatalogue.embedded())?[id] else {
      return key
    }
    return "《\(version.titleChinese)》（\(version.document)）"
  }
}
