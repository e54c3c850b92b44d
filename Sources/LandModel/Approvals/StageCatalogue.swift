import Features

/// A stage of the pipeline that land goes through, from `Resources/stages.yaml`.
public struct ApprovalStage: Sendable, Hashable {
  /// Whether a stage is a step of the pipeline.
  public enum Kind: String, Sendable, CaseIterable {
    /// A step that the account counts land at.
    case pipeline
    /// A document with a term of its own that is no step: pre-examination, temporary use.
    case side
  }

  /// Stable name, `land-approval`.
  public let id: String
  /// A step that land is counted at, or a document beside the pipeline.
  public let kind: Kind
  /// What people call it: 征收, 使用林地, 用地报批 ….
  public let name: LocalizedText
  /// What tables call it.
  public let words: [String]
}

/// The stages in their order.
public struct StageCatalogue: Sendable {
  /// In the order of the file: those of the pipeline as land goes through them.
  public let stages: [ApprovalStage]
  private let byWord: [String: Int]

  /// A catalogue of stages in their order. A word that two stages have means the first of them.
  public init(_ stages: [ApprovalStage]) {
    self.stages = stages
    var words: [String: Int] = [:]
    for (index, stage) in stages.enumerated() {
      for word in [stage.id, stage.name.chinese, stage.name.english] + stage.words {
        words[Self.key(word)] = words[Self.key(word)] ?? index
      }
    }
    byWord = words
  }

  /// The stages of the pipeline, without side documents.
  public var pipeline: [ApprovalStage] { stages.filter { $0.kind == .pipeline } }

  /// The stage of an id, `land-approval`; nil where the catalogue has none.
  public subscript(id: String) -> ApprovalStage? {
    stages.first { $0.id == id }
  }

  /// The stage that a table's word means: `征收`, `农转用批复`, `construction start`. Nil for a word that is not known:
  /// nothing is guessed.
  public func stage(written text: String) -> ApprovalStage? {
    byWord[Self.key(text)].map { stages[$0] }
  }

  /// A stage as a table writes it: the other language has the catalogue's name, with the table's word in brackets where
  /// that is not the name itself. A word that the catalogue does not know stays as it is.
  public func localized(_ written: String) -> LocalizedText {
    guard let stage = stage(written: written) else { return LocalizedText(written) }
    let (chinese, english) = (stage.name.chinese, stage.name.english)
    if written == stage.id || written == chinese || written == english { return stage.name }
    return written.unicodeScalars.contains { $0.value >= 0x2E80 }
      ? LocalizedText(chinese: written, english: "\(english) (\(written))")
      : LocalizedText(chinese: "\(chinese)（\(written)）", english: written)
  }

  /// Words are compared without letter case, blanks, hyphens and underscores.
  private static func key(_ word: String) -> String {
    String(word.lowercased().filter { !$0.isWhitespace && $0 != "-" && $0 != "_" })
  }

  /// The catalogue within the program.
  public static func embedded() throws -> StageCatalogue {
    try cached.get()
  }

  private static let cached = Result {
    try parse(String(decoding: Resources.text("stages.yaml"), as: UTF8.self), file: "stages.yaml")
  }

  /// Reads a catalogue in the form of `Resources/stages.yaml`. Throws ``ConfigurationErrors``.
  public static func parse(_ yaml: String, file: String) throws -> StageCatalogue {
    let root = try ConfigurationNode.parse(yaml, file: file)
    let list = root.mapping(keys: ["stages"])?.required("stages")?.list() ?? []
    let stages = list.compactMap { node -> ApprovalStage? in
      guard let mapping = node.mapping(keys: ["id", "kind", "name", "words"]),
        let id = mapping.required("id")?.string(),
        let kind: ApprovalStage.Kind = mapping.required("kind")?.choice(),
        let name = mapping.required("name")?.localizedText()
      else { return nil }
      let words = mapping["words"]?.list()?.compactMap { $0.string() } ?? []
      return ApprovalStage(id: id, kind: kind, name: name, words: words)
    }
    try root.problems.throwIfAny()
    return StageCatalogue(stages)
  }
}
