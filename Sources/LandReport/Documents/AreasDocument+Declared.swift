import Features
public import LandAnalysis
public import LandModel

/// Notes on how a field of declared areas was read.
extension AreasDocument {
  /// What could not be read of them, and where m² and mu contradict each other.
  public static func declaredNotes(_ title: Phrase, _ tally: AreaTally) -> [Note] {
    let reading = tally.reading
    let field = tally.declaredField ?? ""
    func more(_ count: Int) -> Phrase {
      let rest = count - DeclaredReading.named
      return rest > 0 ? Phrase(zh: " 等", en: " and \(rest) more") : Phrase("")
    }
    var notes: [Note] = []
    if reading.unreadableCount > 0 {
      let list = reading.unreadable.map { "\($0.label) “\($0.text.prefix(40))”" }.joined(separator: ", ")
      let rest = more(reading.unreadableCount)
      notes.append(
        Note(
          .warning,
          code: "areas.declared-unreadable",
          Phrase(
            zh: "\(title.zh)：字段 \(field) 有 \(reading.unreadableCount) 个值读不出面积，未计入申报：\(list)\(rest.zh)",
            en:
              "\(title.en): \(English.counted(reading.unreadableCount, "value")) of field \(field) \(English.word(reading.unreadableCount, "is no area and counts", "are no areas and count")) as not declared: \(list)\(rest.en)"
          )
        )
      )
    }
    if reading.dualCount > 0 {
      let list = reading.contradictions.map { entry, byMu in
        "\(entry.label) “\(entry.text.prefix(40))” (\(Decimals.fixed(byMu, 2)) m²)"
      }.joined(separator: ", ")
      let rest = more(reading.contradictionCount)
      let agree = reading.dualCount - reading.contradictionCount
      notes.append(
        Note(
          reading.contradictionCount > 0 ? .warning : .remark,
          code: "areas.declared-dual",
          reading.contradictionCount > 0
            ? Phrase(
              zh:
                "\(title.zh)：\(reading.dualCount) 个值同时写明平方米与亩，\(reading.contradictionCount) 个不一致（括注按亩折算），按平方米计：\(list)\(rest.zh)",
              en:
                "\(title.en): \(English.counted(reading.dualCount, "value gives", "values give")) m² and mu; \(English.counted(reading.contradictionCount, "contradicts itself", "contradict themselves")) (in brackets what the mu come to); the m² count: \(list)\(rest.en)"
            )
            : Phrase(
              zh: "\(title.zh)：\(agree) 个值同时写明平方米与亩，均一致",
              en:
                "\(title.en): \(English.counted(agree, "value gives", "values give")) m² and mu; the two agree in \(English.word(agree, "it", "all of them"))"
            )
        )
      )
    }
    return notes
  }

  /// In which unit the declared areas were read, where it was not stated: by the field's name or by ratio; and where the
  /// figures contradict it.
  ///
  /// - Parameters:
  ///   - title: what notes call the layer.
  ///   - name: of the field.
  ///   - unit: how its figures were read.
  ///   - option: what states another unit, `--declared-unit`.
  public static func unitNotes(_ title: Phrase, field name: String, _ unit: DeclaredAreaUnit, option: String) -> [Note]
  {
    let field = Phrase(zh: "\(title.zh)：字段 \(name) ", en: "\(title.en): field \(name) ")
    func note(_ level: Note.Level, _ code: String, _ told: Phrase) -> Note {
      let hint = Phrase(zh: "；可用 \(option) 指定", en: "; \(option) states another")
      return Note(level, code: code, Phrase(zh: field.zh + told.zh + hint.zh, en: field.en + told.en + hint.en))
    }
    let counted = Phrase(
      zh: "\(unit.compared) 个中 \(unit.agreeing) 个相符",
      en: "\(unit.agreeing) of \(unit.compared) fit"
    )
    if let contradiction = contradiction(unit, counted) {
      return [note(.warning, "areas.declared-unit-contradiction", contradiction)]
    }
    var notes: [Note] = []
    switch unit.source {
    case .ratio where unit.unit != .squareMetre:
      let told = Phrase(
        zh: "没有注明单位，按与实测面积之比判断为\(unit.unit.name.zh)（\(counted.zh)）",
        en: "states no unit; by its ratio to the measured areas it is in \(unit.unit.name.en) (\(counted.en))"
      )
      notes.append(note(.remark, "areas.declared-unit", told))
    case .name where unit.unit != .squareMetre:
      let told = Phrase(zh: "按字段名以\(unit.unit.name.zh)读取", en: "is read in \(unit.unit.name.en), as its name says")
      notes.append(note(.remark, "areas.declared-unit", told))
    case .assumed where unit.compared > 0:
      let told = Phrase(zh: "没有注明单位，数值不合任何单位，按平方米读取", en: "states no unit and fits none; it is read in m²")
      notes.append(note(.warning, "areas.declared-unit", told))
    default: break
    }
    if let others = otherUnits(unit) {
      notes.append(
        Note(
          .warning,
          code: "areas.declared-mixed-units",
          Phrase(zh: "\(field.zh)中 \(others.zh)", en: "\(field.en)holds figures of another unit: \(others.en)")
        )
      )
    }
    return notes
  }

  /// That the figures as a whole are in another unit than the one they are read in; nil where they are not.
  private static func contradiction(_ unit: DeclaredAreaUnit, _ counted: Phrase) -> Phrase? {
    guard unit.isContradicted, let other = unit.byRatio else { return nil }
    let by =
      unit.source == .name
      ? Phrase(zh: "按字段名以\(unit.unit.name.zh)读取", en: "is read in \(unit.unit.name.en), as its name says")
      : Phrase(zh: "按指定以\(unit.unit.name.zh)读取", en: "is read in \(unit.unit.name.en), as stated")
    return Phrase(
      zh: by.zh + "，数值却像是\(other.name.zh)（\(counted.zh)）",
      en: by.en + ", but its figures look like \(other.name.en) (\(counted.en))"
    )
  }

  /// That single figures are plainly in another unit than the rest, and are read as the rest; nil where none is.
  static func otherUnits(_ unit: DeclaredAreaUnit) -> Phrase? {
    guard unit.otherwise > 0, !unit.isContradicted else { return nil }
    return Phrase(
      zh: "\(unit.otherwise) 个数值像是别的单位，仍按\(unit.unit.name.zh)读取",
      en:
        "\(English.counted(unit.otherwise, "figure looks", "figures look")) like another unit; read in \(unit.unit.name.en) all the same"
    )
  }
}
