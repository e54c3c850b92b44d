import Features

/// What a command answers, before it has a form: tables, notes and findings. The terminal table, CSV, JSON, and
/// every later form render this value and compute nothing.
public struct ReportDocument: Sendable {
  /// The command's name, `areas`.
  public var command: String
  /// Heading of the document.
  public var title: Phrase
  /// What the figures hold for: basis, unit, as-of date, source, CRS. Shown above the tables, members of `about`
  /// in JSON.
  public var facts: [Fact]
  /// In the order in which they are shown.
  public var tables: [Table]
  /// Sentences beside the figures, shown after the tables.
  public var notes: [Note]

  /// A document of its parts; of remarks with one code the first three are kept, see ``Note/condensed(_:)``.
  public init(command: String, title: Phrase, facts: [Fact] = [], tables: [Table] = [], notes: [Note] = []) {
    self.command = command
    self.title = title
    self.facts = facts
    self.tables = Table.distinct(tables)
    self.notes = Note.condensed(notes)
  }
}

/// One labelled fact about the whole document.
public struct Fact: Sendable {
  /// Stable name in JSON, `basis`.
  public var id: String
  /// What the reader sees before the value.
  public var label: Phrase
  /// The value.
  public var value: Cell

  /// A fact of its stable name, its label and its value.
  public init(_ id: String, _ label: Phrase, _ value: Cell) {
    self.id = id
    self.label = label
    self.value = value
  }
}

/// A sentence the reader should see beside the figures.
public struct Note: Sendable {
  /// How much a note weighs.
  public enum Level: String, Sendable {
    /// Worth knowing: what was assumed, what was left out.
    case remark
    /// Likely wrong, or a figure that may mislead.
    case warning
    /// Wrong: a figure cannot be trusted.
    case defect
  }

  /// How much it weighs.
  public var level: Level
  /// Stable, so that scripts can look for it.
  public var code: String
  /// The sentence.
  public var text: Phrase

  /// A note with its stable code.
  public init(_ level: Level, code: String, _ text: Phrase) {
    self.level = level
    self.code = code
    self.text = text
  }
}

extension Note {
  /// Each note once, in order; of remarks with one code the first three, and how many more there are.
  public static func condensed(_ notes: [Note]) -> [Note] {
    var seen = Set<String>()
    var remarks: [String: Int] = [:]
    var result: [Note] = []
    for note in notes where seen.insert(note.code + note.text.en).inserted {
      if note.level == .remark {
        remarks[note.code, default: 0] += 1
        if remarks[note.code, default: 0] > 3 { continue }
      }
      result.append(note)
    }
    for (code, count) in remarks.sorted(by: { $0.key < $1.key }) where count > 3 {
      let text = Phrase(zh: "另有 \(count - 3) 条同类说明", en: English.counted(count - 3, "more remark") + " of this kind")
      result.append(Note(.remark, code: code, text))
    }
    return result
  }
}

/// Rows under typed columns.
public struct Table: Sendable {
  /// Stable name in JSON and for `--table`, `zones`.
  public var id: String
  /// Heading of the table.
  public var title: Phrase
  /// One for each cell of a row.
  public var columns: [TableColumn]
  /// In the order in which they are shown, sums among them.
  public var rows: [Row]
  /// A sentence under the title.
  public var caption: Phrase?
  /// What a reader is told instead of a table without rows; nil: the table is shown as it is. Programs get the table.
  public var instead: Phrase?

  /// A table with its stable name; rows may be added later.
  public init(
    _ id: String,
    title: Phrase,
    columns: [TableColumn],
    rows: [Row] = [],
    caption: Phrase? = nil,
    ifEmpty instead: Phrase? = nil
  ) {
    self.id = id
    self.title = title
    self.columns = columns
    self.rows = rows
    self.caption = caption
    self.instead = instead
  }

  /// A row of cells, one for each column.
  public struct Row: Sendable {
    /// Whether a row is a sum.
    public enum Role: String, Sendable {
      /// A row of its own.
      case body
      /// The sum of rows above it.
      case subtotal
      /// The sum of all rows.
      case total
    }

    /// Whether the row is a sum.
    public var role: Role
    /// One for each column.
    public var cells: [Cell]

    /// A row of cells, one for each column.
    public init(_ cells: [Cell], role: Role = .body) {
      self.cells = cells
      self.role = role
    }
  }
}

extension Table {
  /// The first rows of a long table, and under its title how many there are and how to have them all; totals stay.
  func shortened(to limit: Int?) -> Table {
    let body = rows.count { $0.role == .body }
    guard let limit, body > limit else { return self }
    var short = self
    var left = limit
    short.rows = rows.filter { row in
      guard row.role == .body else { return true }
      left -= 1
      return left >= 0
    }
    let more = Phrase(
      zh: "显示 \(limit) 行，共 \(body) 行，全部：--format csv --table \(id)",
      en: "\(limit) of \(body) rows; all of them: --format csv --table \(id)"
    )
    short.caption = caption.map { Phrase(zh: "\($0.zh)；\(more.zh)", en: "\($0.en); \(more.en)") } ?? more
    return short
  }
}

/// A column's stable name, heading and alignment.
public struct TableColumn: Sendable {
  /// On which side cells stand.
  public enum Alignment: Sendable {
    /// At the left: texts.
    case leading
    /// At the right: figures.
    case trailing
  }

  /// Stable name in CSV and JSON, `area_m2`.
  public var id: String
  /// Heading of the column, with its unit.
  public var title: Phrase
  /// On which side cells stand.
  public var alignment: Alignment
  /// True for what programs and maps want and a reader of a terminal does not: codes beside their words, coordinates.
  /// Every other form has it.
  public var isDetail: Bool
  /// True for what only programs want: the figure in a text, the ends of a range. JSON and CSV have it, readers do not.
  public var isData: Bool
  /// True where the cells are words of an enumeration: JSON and CSV have their codes under a key of their own, the
  /// column's with `_code` behind it.
  public var isCoded: Bool
  /// A heading over this column and its neighbours with the same, in forms that merge cells; the title says all without
  /// it.
  public var group: Phrase?
  /// What is left to say under the group.
  public var short: Phrase?

  /// A column with its stable name and its heading.
  ///
  /// - Parameters:
  ///   - id: stable name in CSV and JSON.
  ///   - title: the heading where columns have no common one.
  ///   - alignment: trailing for figures.
  ///   - isDetail: true for what a reader of a terminal does not want.
  ///   - isData: true for what only programs want.
  ///   - isCoded: true where the cells are words of an enumeration, ``Cell/word(_:code:)``.
  ///   - group: a heading over this column and its neighbours with the same.
  ///   - short: what is left to say under the group.
  public init(
    _ id: String,
    _ title: Phrase,
    _ alignment: Alignment = .leading,
    isDetail: Bool = false,
    isData: Bool = false,
    isCoded: Bool = false,
    under group: Phrase? = nil,
    as short: Phrase? = nil
  ) {
    self.id = id
    self.title = title
    self.alignment = alignment
    self.isDetail = isDetail
    self.isData = isData
    self.isCoded = isCoded
    self.group = group
    self.short = short
  }
}

/// A value in a table.
public enum Cell: Sendable, Hashable {
  /// Text of the data, the same in every language.
  case text(String)
  /// Words of the program, in the reader's language.
  case phrase(Phrase)
  /// A word of an enumeration, in the reader's language, with the code that never follows it.
  case word(Phrase, code: String)
  /// A name that data and standards give in Chinese, of a land-use class above all: readers see it in their language,
  /// JSON and CSV keep the Chinese one, which scripts compare.
  case term(Phrase)
  /// A whole number.
  case integer(Int)
  /// An exact decimal, digits as they are to be printed: `5333.33`. A number in JSON.
  case decimal(String)
  /// Yes or no.
  case truth(Bool)
  /// There is no value.
  case missing
  /// The source masks the figure.
  case masked

  /// A land use as data writes it: `100102 二类工业用地`.
  static func landUse(_ written: String) -> Cell { .term(Phrase(landUse: written)) }
}
