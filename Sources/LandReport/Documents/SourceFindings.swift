import Features
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
    let text = ErrorText.chinese(entry, finding.arguments)
    return place.isEmpty ? text : "\(place)：\(text)"
  }
}
