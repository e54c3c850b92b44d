import Yams

extension ConfigurationNode {
  /// Prefixes of land-use codes: a list, which is of `usual`, or lists by classification
  /// (`{survey: ["1001"], landuse-2023: ["1201"]}`). A prefix that begins no code is reported.
  func codePrefixes(listIsOf usual: LandUseClassification.ID) -> [LandUseClassification.ID: [String]] {
    if node.sequence != nil { return [usual: codes(of: usual)] }
    guard let mapping = mapping(keys: LandUseClassification.ID.allCases.map(\.rawValue)) else { return [:] }
    var result: [LandUseClassification.ID: [String]] = [:]
    for (name, value) in mapping.nodes {
      if let id = LandUseClassification.ID(rawValue: name) { result[id] = value.codes(of: id) }
    }
    return result
  }

  private func codes(of version: LandUseClassification.ID) -> [String] {
    let known = (try? LandUseCatalogue.embedded())?[version]
    return (list() ?? []).compactMap { item in
      guard let written = item.string() else { return nil }
      let code = LandUseClassification.normalised(written)
      if let known, !known.classes.contains(where: { $0.code.hasPrefix(code) }) {
        item.report(
          .ruleUnknownCode,
          found: "“\(written)”, which begins no code of \(version.rawValue)",
          expected: "a code or its first digits, in quotes",
          advice: known.suggestion(for: written).map { "Did you mean “\($0.code)”?" } ?? "",
          arguments: [written, version.rawValue]
        )
      }
      return code
    }
  }
}
