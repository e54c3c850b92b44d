import Features
import GEOS
import LandAnalysis
public import LandModel

/// What loading a layer did and noticed, as notes: nothing that moved area or text goes unsaid.
public enum SourceNotes {
  /// What every answer about made-up data says.
  public static let synthetic = Note(
    .warning,
    code: "project.synthetic",
    Phrase(zh: "本项目为合成的演示数据，并非真实园区", en: "this project is synthetic demonstration data, not a real park")
  )

  /// GEOS's words for what is wrong with a polygon, in both languages.
  public static func reason(_ words: String) -> Phrase { QualityReason.words(words) }

  /// Notes, problems of the system, invalid features, repairs and the join, in this order.
  public static func notes(of loaded: LoadedLayer) -> [Note] {
    notes(of: LoadRecord(loaded))
  }

  /// The same for a layer that was read batch after batch.
  public static func notes(of record: LoadRecord) -> [Note] {
    record.notes.map(note) + crsProblem(record) + invalid(record) + repairs(record) + join(record)
  }

  /// A GeoJSON file that marks itself as made up is told as that.
  private static func note(_ note: LoadNote) -> Note {
    if note.code == LandModelError.wideRing.rawValue { return NoteText.note(note, level: .warning) }
    guard note.code == "geojson.foreign-members", note.arguments.first == "synthetic" else {
      return NoteText.note(note)
    }
    let file = note.place.file ?? ""
    return Note(
      .remark,
      code: "source.synthetic",
      Phrase(zh: "\(file)：文件标明为合成数据", en: "\(file): marked as synthetic data")
    )
  }

  private static func crsProblem(_ loaded: LoadRecord) -> [Note] {
    loaded.crsProblem.map {
      [Note(.warning, code: $0.code, ErrorText.words($0))]
    } ?? []
  }

  private static func invalid(_ loaded: LoadRecord) -> [Note] {
    guard loaded.invalidCount > 0 else { return [] }
    let count = loaded.invalidCount
    func examples(_ language: Language) -> String {
      loaded.invalid.map { defect in
        // Degrees, where both are small enough to be some: a millimetre needs more decimals then.
        let decimals = abs(defect.x) <= 180 && abs(defect.y) <= 90 ? 7 : 3
        let place = "(\(Decimals.fixed(defect.x, decimals)), \(Decimals.fixed(defect.y, decimals)))"
        return "\(defect.label): \(QualityReason.words(defect.reason)[language]) \(place)"
      }.joined(separator: language == .zh ? "；" : "; ")
    }
    return [
      Note(
        .warning,
        code: "layer.invalid",
        Phrase(
          zh: "\(loaded.name)：\(count) 个图形无效，面积可能不准，可加 --repair 修复：\(examples(.zh))",
          en:
            "\(loaded.name): \(English.counted(count, "invalid polygon")), whose \(English.word(count, "area")) may be off; --repair repairs \(English.word(count, "it", "them")): \(examples(.en))"
        )
      )
    ]
  }

  private static func repairs(_ loaded: LoadRecord) -> [Note] {
    loaded.repairs.map { repair in
      let before = repair.before.map { $0.value(in: .squareMetre).description } ?? "?"
      let after = repair.after.map { $0.value(in: .squareMetre).description } ?? "?"
      if let failure = repair.failure {
        return Note(
          .defect,
          code: "layer.repair-failed",
          Phrase(
            zh: "\(loaded.name) 要素 \(repair.label)：无法修复（\(failure)）",
            en: "\(loaded.name), feature \(repair.label): could not be repaired (\(failure))"
          )
        )
      }
      return Note(
        .remark,
        code: "layer.repaired",
        Phrase(
          zh:
            "\(loaded.name) 要素 \(repair.label)：已修复（\(QualityReason.words(repair.reason).zh)），面积 \(before) → \(after) 平方米",
          en: "\(loaded.name), feature \(repair.label): repaired (\(repair.reason)), area \(before) → \(after) m²"
        )
      )
    }
  }

  /// The first keys, and how many more there are and where.
  private static func list(_ unmatched: [JoinReport.Unmatched], _ layer: String) -> Phrase {
    let first = unmatched.prefix(20).map { $0.key ?? "—" }.joined(separator: ", ")
    let rest = unmatched.count - 20
    guard rest > 0 else { return Phrase(first) }
    let option = "landplan info --format csv --table unmatched:\(layer)"
    return Phrase(
      zh: "\(first) …，另有 \(rest) 个；全部见 \(option)",
      en: "\(first) … and \(rest) more; all of them: \(option)"
    )
  }

  private static func join(_ loaded: LoadRecord) -> [Note] {
    guard let join = loaded.join else { return [] }
    var notes = [
      Note(
        join.matched == 0 && loaded.count > 0 ? .warning : .remark,
        code: "join.matched",
        Phrase(
          zh: "\(loaded.name)：属性表 \(join.table) 连接 \(join.matched) 个要素",
          en: "\(loaded.name): table \(join.table) joined to \(English.counted(join.matched, "feature"))"
        )
      )
    ]
    if !join.unmatchedFeatures.isEmpty {
      let list = list(join.unmatchedFeatures, loaded.name)
      notes.append(
        Note(
          .warning,
          code: "join.features-unmatched",
          Phrase(
            zh: "\(loaded.name)：\(join.unmatchedFeatures.count) 个要素在表中无记录：\(list.zh)",
            en: "\(loaded.name): \(English.counted(join.unmatchedFeatures.count, "feature")) without a row: \(list.en)"
          )
        )
      )
    }
    if !join.unmatchedRows.isEmpty {
      let list = list(join.unmatchedRows, loaded.name)
      notes.append(
        Note(
          .warning,
          code: "join.rows-unmatched",
          Phrase(
            zh: "\(loaded.name)：表中 \(join.unmatchedRows.count) 行无对应要素：\(list.zh)",
            en: "\(loaded.name): \(English.counted(join.unmatchedRows.count, "row")) without a feature: \(list.en)"
          )
        )
      )
    }
    return notes
  }
}

extension LoadedLayer {
  /// What the layer is called in answers: its title in the project, else its name.
  public var phrase: Phrase { Phrase(title) }
}

extension Phrase {
  /// The text in both languages.
  public init(_ text: LocalizedText) {
    self.init(zh: text.chinese, en: text.english)
  }

  /// A stage as a table writes it, with the catalogue's name in the other language; see `StageCatalogue.localized(_:)`.
  public init(stage written: String) {
    self = (try? StageCatalogue.embedded()).map { Phrase($0.localized(written)) } ?? Phrase(written)
  }

  /// A land use as data writes it, with the English names of classes; see `LandUseCatalogue.localized(_:)`.
  public init(landUse written: String) {
    self = (try? LandUseCatalogue.embedded()).map { Phrase($0.localized(written)) } ?? Phrase(written)
  }
}
