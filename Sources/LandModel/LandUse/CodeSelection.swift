/// Land-use classes that a rule, a table or a query is about: by prefixes of codes, or by class of land.
///
/// Prefixes are those of the guide of 2023 unless stated for a classification of their own. A layer in another
/// classification is asked by its own list where there is one, else through the crosswalk to the guide of 2023.
/// Nothing is guessed: a code that could be in or out is ``Answer/unclear``.
public struct CodeSelection: Sendable, Hashable {
  /// Whether a code is meant.
  public enum Answer: Sendable, Hashable {
    /// The code is meant.
    case yes
    /// The code is not meant.
    case no
    /// An unknown code, a class too wide, or one that the crosswalk divides.
    case unclear
  }

  /// Prefixes by classification; empty: every code, as far as ``threeClass`` allows.
  public var prefixes: [LandUseClassification.ID: [String]]
  /// Prefixes, in the same classifications, of what is left out again.
  public var exceptions: [LandUseClassification.ID: [String]]
  /// Only codes of this class of land (三大类); nil: of any.
  public var threeClass: ThreeClass?

  /// Classes by prefixes of codes of the guide of 2023, by class of land, or both; nothing given: every code.
  public init(
    _ prefixes: [String] = [],
    except exceptions: [String] = [],
    threeClass: ThreeClass? = nil
  ) {
    self.prefixes = prefixes.isEmpty ? [:] : [.guide2023: prefixes]
    self.exceptions = exceptions.isEmpty ? [:] : [.guide2023: exceptions]
    self.threeClass = threeClass
  }

  /// Classes by prefixes of codes, for each classification its own.
  public init(_ prefixes: [LandUseClassification.ID: [String]]) { (self.prefixes, exceptions) = (prefixes, [:]) }

  /// True where every code is meant, known or not.
  public var isEverything: Bool { prefixes.isEmpty && exceptions.isEmpty && threeClass == nil }

  /// Whether a code of a classification is meant.
  public func contains(
    _ written: String,
    in version: LandUseClassification,
    otherGrassland: OtherGrassland = .agricultural
  ) -> Answer {
    if isEverything { return .yes }
    guard let found = version.match(written).landUseClass else { return .unclear }
    if let threeClass {
      switch found.threeClass(otherGrassland: otherGrassland) {
      case threeClass: break
      case .mixed, nil: return .unclear
      default: return .no
      }
    }
    if prefixes.isEmpty && exceptions.isEmpty { return .yes }
    // Finer digits of a local code count: 10010103 is within 100101.
    let code = LandUseClassification.normalised(written)
    if version.id == .guide2023 || prefixes[version.id] != nil || exceptions[version.id] != nil {
      return answer(code, in: version.id)
    }
    return throughCrosswalk(found, of: version)
  }

  private func throughCrosswalk(_ found: LandUseClass, of version: LandUseClassification) -> Answer {
    let targets = version.crosswalk(found.code, to: .guide2023).targets
    guard let first = targets.first else { return .unclear }
    let answer = answer(first, in: .guide2023)
    return targets.allSatisfy { self.answer($0, in: .guide2023) == answer } ? answer : .unclear
  }

  /// In where a prefix begins the code and no exception does; unclear where the code is wider than a prefix.
  private func answer(_ code: String, in version: LandUseClassification.ID) -> Answer {
    let wanted = prefixes[version] ?? []
    let left = exceptions[version] ?? []
    if left.contains(where: { code.hasPrefix($0) }) { return .no }
    if !wanted.isEmpty, !wanted.contains(where: { code.hasPrefix($0) }) {
      return wanted.contains { $0.hasPrefix(code) } ? .unclear : .no
    }
    return left.contains { $0.hasPrefix(code) && $0 != code } ? .unclear : .yes
  }
}

extension CodeSelection: CustomStringConvertible {
  /// `07, 08, 1001 except 1311`, `construction`, `*`.
  public var description: String {
    let version = prefixes.keys.contains(.guide2023) ? .guide2023 : prefixes.keys.min { $0.rawValue < $1.rawValue }
    var text = ([threeClass?.rawValue] + (version.flatMap { prefixes[$0] } ?? [])).compactMap { $0 }
      .joined(separator: ", ")
    if text.isEmpty { text = "*" }
    let left = exceptions[version ?? .guide2023] ?? []
    return left.isEmpty ? text : text + " except " + left.joined(separator: ", ")
  }
}
