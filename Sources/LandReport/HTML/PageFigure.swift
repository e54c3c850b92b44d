/// A map in a page, in the section of the table that it shows. Its shapes and the rows of tables lead to each other.
public struct PageFigure: Sendable {
  /// The table above which the map stands: ``Table/id``.
  public var table: String
  /// What the map shows.
  public var title: Phrase
  /// Elements of HTML and SVG, every text of the data in them escaped by their maker.
  public var markup: String
  /// Of a table and the number of a row in it the id of the shape that the row leads to. A shape leads to `r-` and its
  /// id, which is the first of these rows.
  public var places: [Row: String]

  /// A row of a table.
  public struct Row: Sendable, Hashable {
    /// Id of the table.
    public var table: String
    /// From 0, sums counted too.
    public var number: Int

    /// A row of a table, by the table's id and the row's number from 0.
    public init(_ table: String, _ number: Int) {
      self.table = table
      self.number = number
    }
  }

  /// A map for the section of a table.
  public init(table: String, title: Phrase, markup: String, places: [Row: String]) {
    self.table = table
    self.title = title
    self.markup = markup
    self.places = places
  }
}

/// A drawing made of a table's figures.
protocol PageChart {
  var title: String { get }
  /// The SVG element, or nothing where there is nothing to draw.
  func svg(id: String) -> String
}
