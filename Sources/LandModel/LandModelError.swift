/// Every code of an error that this module gives. Translations are keyed by them. Findings of the checks have their
/// own list, ``FindingCode``.
public enum LandModelError: String, Sendable, CaseIterable {
  // The program's own data.
  /// A table within the program is damaged. Arguments: what was found, column.
  case dataTable = "model.data-table"

  // Files.
  /// No such file. Arguments: nearest name, where there is one.
  case inputMissing = "input.missing"
  /// A folder where a file is needed.
  case inputIsFolder = "input.is-folder"
  /// Arguments: the system's words.
  case inputUnreadable = "input.unreadable"
  /// Arguments: bytes, limit.
  case inputTooLarge = "input.too-large"

  // Attribute tables.
  /// A CSV file without a header.
  case csvEmpty = "csv.empty"
  /// A record with another number of cells than the header. Arguments: cells, expected cells.
  case csvRagged = "csv.ragged"
  /// A quote where none may be, or one that never closes.
  case csvQuote = "csv.quote"
  /// Two columns of one name. Arguments: name.
  case csvDuplicateColumn = "csv.duplicate-column"

  // Configuration: any YAML file.
  /// A file without content.
  case configurationEmpty = "config.empty"
  /// A file that is not UTF-8.
  case configurationEncoding = "config.encoding"
  /// Arguments: the parser's words.
  case configurationSyntax = "config.syntax"
  /// Arguments: the key, in words.
  case configurationDuplicateKey = "config.duplicate-key"
  /// Arguments: the key, then the known ones.
  case configurationUnknownKey = "config.unknown-key"
  /// Arguments: key.
  case configurationMissingKey = "config.missing-key"
  /// A value of the wrong type. Arguments: what was found, what was expected.
  case configurationType = "config.type"
  /// A word that is not one of a closed set. Arguments: the word, then the set.
  case configurationValue = "config.value"

  // The project file.
  /// A coordinate reference system that PROJ does not know. Arguments: what was written, PROJ's words.
  case projectUnknownCRS = "project.unknown-crs"
  /// Arguments: path, nearest name where there is one.
  case projectMissingFile = "project.missing-file"
  /// Arguments: label of the layer, line of the first.
  case projectDuplicateRole = "project.duplicate-role"
  /// Arguments: key, the layer's role, the role it belongs to.
  case projectMisplacedKey = "project.misplaced-key"
  /// Arguments: key, then the known ones.
  case projectUnknownThreshold = "project.unknown-threshold"

  // Assembly profiles.
  /// Arguments: name, the known ones.
  case assemblyUnknownProfile = "assembly.unknown-profile"

  // Layers.
  /// A field that the layer does not have. Arguments: field, then the fields there are.
  case unknownField = "layer.unknown-field"
  /// Arguments: name, then the layers there are.
  case noLayer = "source.no-layer"
  /// Several layers and none named. Arguments: the layers there are.
  case whichLayer = "source.which-layer"
  /// A folder in which nothing can be read.
  case emptyFolder = "source.empty-folder"
  /// A folder that holds tables and no layer. Arguments: how many, one of them.
  case folderOfTables = "source.folder-of-tables"
  /// Neither a project file nor a folder with one.
  case notProject = "source.not-a-project"
  /// A layer without coordinate reference system where one is needed.
  case missingCRS = "layer.missing-crs"
  /// A coordinate that is not a number, infinite, or beyond 1e15.
  case nonFinite = "layer.non-finite"
  /// A note: rings in degrees that reach over more than half the globe. Arguments: how many features have one.
  case wideRing = "layer.wide-ring"
  /// Arguments: key, line of the first, line of the second.
  case joinDuplicateKey = "join.duplicate-key"
  /// An encoding that is not known. Arguments: name.
  case tableEncoding = "table.encoding"

  // Adjustment profiles.
  /// Arguments: what was written, then the known ones.
  case unknownProfile = "adjust.unknown-profile"

  // Claims.
  /// Arguments: id.
  case claimDuplicate = "claims.duplicate"
  /// Arguments: unit, kind.
  case claimUnit = "claims.unit"

  // Tenants.
  /// Arguments: id.
  case tenantDuplicate = "tenants.duplicate"

  // Rule packs.
  /// Two versions of a rule for the same days. Arguments: id, line of the first.
  case ruleDuplicate = "rules.duplicate"
  /// Arguments: first day, last day.
  case rulePeriod = "rules.period"
  /// Arguments: id, then the known ones.
  case ruleUnknown = "rules.unknown-rule"
  /// A prefix that begins no code. Arguments: the prefix, classification.
  case ruleUnknownCode = "rules.unknown-code"
  /// Arguments: name, then the known ones.
  case rulePlaceholder = "rules.placeholder"

  // Filters.
  /// Arguments: what was found, character from 1, what was expected.
  case filterSyntax = "filter.syntax"
  /// A field that the layer does not have. Arguments: field, then the fields there are.
  case filterField = "filter.field"
  /// A comparison that the field's type does not allow. Arguments: field, its type, the literal.
  case filterType = "filter.type"
}
