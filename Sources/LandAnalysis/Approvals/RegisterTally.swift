public import Geometry
public import LandModel

/// A register without polygons (a table, or points) as a pipeline in time: how many entries stand at each stage on each
/// day, and the area that they declare. There is no account of such a register: where two entries name the same land it
/// counts twice, and it cannot be told.
public struct RegisterTally: Sendable {
  /// The entries of one word for a stage on one day.
  public struct Line: Sendable {
    /// The day.
    public var date: CalendarDate
    /// The word of the table; empty where an entry has none.
    public var word: String
    /// What the catalogue or the user says that it means; nil: nothing.
    public var stage: ApprovalStage?
    /// Number of entries.
    public var count: Int
    /// Sum of the areas that they declare, labelled with the tally's basis: nothing measures them.
    public var declared: Area
    /// Entries that declare no area.
    public var undeclared: Int
  }

  /// A layer of entries with the day that it shows.
  public struct Snapshot {
    /// The entries as they were read.
    public var records: ApprovalRecords
    /// Only this day's state is asked of the layer; nil: every day asked for.
    public var date: CalendarDate?

    /// A layer of entries; with a day it stands for that day alone.
    public init(_ records: ApprovalRecords, on date: CalendarDate? = nil) {
      self.records = records
      self.date = date
    }
  }

  /// By day, then in the order of the stages; words that mean none follow by name.
  public let lines: [Line]
  /// The basis that the declared areas are labelled with.
  public let basis: AreaBasis
  /// Entries in all layers, and those without a date, which count on every day.
  public let entries: Int
  /// Entries without a date.
  public let undated: Int
  /// Entries of each day's registers that are not counted on it: dated after it, or ended before it.
  public let notStanding: [(date: CalendarDate, later: Int, ended: Int)]

  /// Counts the entries that are dated by a day and whose last day, stated as a day or as years from the date, is not
  /// before it. The rules of terms are not asked: whether land was used in time cannot be told without polygons.
  public init(_ snapshots: [Snapshot], dates: [CalendarDate], catalogue: StageCatalogue, basis: AreaBasis) throws {
    var lines: [Line] = []
    var notStanding: [(date: CalendarDate, later: Int, ended: Int)] = []
    for date in Set(dates + snapshots.compactMap(\.date)).sorted() {
      var byWord: [String: Line] = [:]
      // A register of its own for a day stands for the whole of that day: the others are not added to it.
      let own = snapshots.filter { $0.date == date }
      let shown = own.isEmpty ? snapshots.filter { $0.date == nil } : own
      let all = shown.flatMap(\.records.documents)
      let later = all.count { $0.approvedOn.map { $0 > date } ?? false }
      notStanding.append((date, later, all.count { !Self.stands($0, on: date) } - later))
      for snapshot in shown {
        for document in snapshot.records.documents where Self.stands(document, on: date) {
          var line =
            byWord[document.stageWord]
            ?? Line(
              date: date,
              word: document.stageWord,
              stage: document.stage.flatMap { catalogue[$0] },
              count: 0,
              declared: .zero(basis),
              undeclared: 0
            )
          line.count += 1
          if let area = Self.area(document, snapshot.records, basis) {
            line.declared = try line.declared + area
          } else {
            line.undeclared += 1
          }
          byWord[document.stageWord] = line
        }
      }
      lines += byWord.values.sorted { Self.order($0, catalogue) < Self.order($1, catalogue) }
    }
    self.lines = lines
    self.notStanding = notStanding.filter { $0.later + $0.ended > 0 }
    self.basis = basis
    entries = snapshots.reduce(0) { $0 + $1.records.documents.count }
    undated = snapshots.reduce(0) { $0 + $1.records.undated.count }
  }

  private static func stands(_ document: ApprovalDocument, on day: CalendarDate) -> Bool {
    (document.approvedOn.map { $0 <= day } ?? true) && (document.statedLastDay.map { $0 >= day } ?? true)
  }

  private static func area(_ document: ApprovalDocument, _ records: ApprovalRecords, _ basis: AreaBasis) -> Area? {
    let unit = records.statedUnit ?? records.declaredField.flatMap { DeclaredUnit.unit(inName: $0) }
    guard let unit, let figure = document.declared.flatMap({ FixedDecimal($0) }) else { return nil }
    return Area(figure, unit, basis: basis)
  }

  /// In the order of the catalogue, words that it does not know after those by name.
  private static func order(_ line: Line, _ catalogue: StageCatalogue) -> (Int, String) {
    let position = line.stage.flatMap { catalogue.stages.firstIndex(of: $0) } ?? catalogue.stages.count
    return (position, line.word)
  }
}
