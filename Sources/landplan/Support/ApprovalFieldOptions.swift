import ArgumentParser
import Features
import LandModel

/// Which fields of a layer of batches play which part, for files without a project.
struct ApprovalFieldOptions: ParsableArguments {
  @Option(
    name: .customLong("stage-field"),
    help: ArgumentHelp(say(zh: "阶段字段。", en: "Field of the stage."), valueName: "field")
  )
  var stageField: String?

  @Option(
    name: .customLong("stage"),
    help: ArgumentHelp(
      say(
        zh: "某词表示哪个阶段：supply=已供,成交；只写阶段则全部批次属于它；可重复。",
        en: "What words mean: supply=Sold,Granted; a stage alone is that of every batch; may be repeated."
      ),
      valueName: "stage=words"
    )
  )
  var stages: [String] = []

  @Option(
    name: .customLong("date-field"),
    help: ArgumentHelp(say(zh: "批准日期字段。", en: "Field of the approval date."), valueName: "field")
  )
  var dateField: String?

  @Option(
    name: .customLong("document-field"),
    help: ArgumentHelp(say(zh: "文号字段。", en: "Field of the document number."), valueName: "field")
  )
  var documentField: String?

  @Option(
    name: .customLong("authority-field"),
    help: ArgumentHelp(say(zh: "批准机关字段。", en: "Field of the authority."), valueName: "field")
  )
  var authorityField: String?

  @Option(
    name: .customLong("term-field"),
    help: ArgumentHelp(say(zh: "有效期（年）字段。", en: "Field of the term in years."), valueName: "field")
  )
  var termField: String?

  @Option(
    name: .customLong("expires-field"),
    help: ArgumentHelp(say(zh: "有效期至字段。", en: "Field of the last day."), valueName: "field")
  )
  var expiresField: String?

  @Option(
    name: .customLong("area-field"),
    help: ArgumentHelp(say(zh: "申报面积字段。", en: "Field of the declared area."), valueName: "field")
  )
  var areaField: String?

  @Option(
    name: .customLong("area-unit"),
    help: ArgumentHelp(say(zh: "申报面积的单位；默认由比值判断。", en: "Unit of the declared areas; default: told by the ratio."))
  )
  var areaUnit: AreaUnit?

  /// The options as the reader wants them. Throws a `ValidationError` for a stage that the catalogue does not have.
  func fields(_ catalogue: StageCatalogue) throws -> ApprovalFields {
    var fields = ApprovalFields()
    let named: [(StandardField, String?)] = [
      (.stage, stageField), (.approvedOn, dateField), (.document, documentField), (.authority, authorityField),
      (.termYears, termField), (.expiresOn, expiresField), (.declaredArea, areaField),
    ]
    for (part, name) in named { fields.names[part] = name }
    for text in stages {
      let parts = text.split(separator: "=", maxSplits: 1).map { String($0) }
      guard let first = parts.first, let stage = catalogue[first] ?? catalogue.stage(written: first) else {
        let known = catalogue.stages.map(\.id).joined(separator: ", ")
        throw ValidationError(
          say(zh: "--stage \(text)：阶段应为 \(known) 之一", en: "--stage \(text): the stages are \(known)")
        )
      }
      if parts.count == 1 {
        fields.soleStage = stage.id
      } else {
        for word in parts[1].split(separator: ",") { fields.stageWords[String(word)] = stage.id }
      }
    }
    return fields
  }
}
