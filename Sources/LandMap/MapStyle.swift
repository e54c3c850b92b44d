public import Cairo
public import Features
public import LandReport

/// How the features of a class are drawn. Lengths in mm on paper.
public struct MapStyle: Sendable, Hashable {
  /// nil: not filled.
  public var fill: Colour?
  /// nil: no outline.
  public var line: Colour?
  /// nil: no outline.
  public var lineWidth: Double
  /// Lengths of strokes and gaps, mm; empty: a full line.
  public var dash: [Double]
  /// Lines across polygons: their direction in degrees and colour.
  public var hatch: Hatch?
  /// What stands for a point, or along a line.
  public var symbol: Symbol?
  /// True where a feature that is hardly seen on paper gets a ring round it.
  public var ringsSmall = false
  /// How many times larger than others that ring is.
  public var ringEnlargement = 1.0

  /// What a point is drawn as.
  public enum Symbol: Sendable, Hashable {
    /// A triangle that points into the parcel.
    case entrance
    /// The same, hollow.
    case footway
    /// A small ring.
    case node
    /// Teeth along a line, on its right.
    case teeth
    /// A line across a road with its width.
    case width
    /// A character in a disc.
    case glyph(String)

    init?(written: String) {
      switch written {
      case "entrance": self = .entrance
      case "footway": self = .footway
      case "node": self = .node
      case "teeth": self = .teeth
      case "width": self = .width
      default: return nil
      }
    }
  }

  /// Parallel lines over a fill.
  public struct Hatch: Sendable, Hashable {
    /// Of the lines, degrees against the horizontal.
    public var angle: Double
    /// Of the lines.
    public var colour: Colour

    /// Lines at an angle, in a colour.
    public init(angle: Double, colour: Colour) {
      self.angle = angle
      self.colour = colour
    }
  }

  /// A style; what is not given is not drawn.
  public init(
    fill: Colour? = nil,
    line: Colour? = nil,
    lineWidth: Double = 0.13,
    dash: [Double] = [],
    hatch: Hatch? = nil,
    symbol: Symbol? = nil
  ) {
    self.fill = fill
    self.line = line
    self.lineWidth = lineWidth
    self.dash = dash
    self.hatch = hatch
    self.symbol = symbol
  }
}

/// The styles that the program has beside the colours of land-use classes: `Resources/schemes.csv`.
public struct MapSchemes: Sendable {
  /// One class of a scheme.
  public struct Entry: Sendable {
    /// What features are assigned to it by.
    public let key: String
    /// How it is drawn.
    public let style: MapStyle
    /// What people read.
    public let title: Phrase
  }

  private let schemes: [String: [Entry]]

  /// The schemes of the program.
  ///
  /// - Throws: what is wrong with the table they are read from.
  public static func embedded() throws(DataError) -> MapSchemes { try cached.get() }

  private static let cached: Result<MapSchemes, DataError> = {
    do throws(DataError) {
      return .success(try MapSchemes(String(decoding: PackageResources.schemes_csv, as: UTF8.self)))
    } catch {
      return .failure(error)
    }
  }()

  /// Reads the table; no cell has a comma.
  init(_ table: String) throws(DataError) {
    var result: [String: [Entry]] = [:]
    for (number, line) in table.split(separator: "\n").enumerated().dropFirst() {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map { String($0) }
      guard cells.count == 11, let style = Self.style(cells) else {
        throw DataError(
          .configuration,
          code: MapErrorCode.scheme.rawValue,
          at: Place(file: "schemes.csv", line: number + 1),
          found: "a line that is no style",
          expected: "eleven cells, colours as #RRGGBB",
          advice: ""
        )
      }
      result[cells[0], default: []].append(
        Entry(key: cells[1], style: style, title: Phrase(zh: cells[9], en: cells[10]))
      )
    }
    schemes = result
  }

  private static func style(_ cells: [String]) -> MapStyle? {
    let fill = Colour(hex: cells[2]).map { $0.with(alpha: Double(cells[3]) ?? 1) }
    let line = Colour(hex: cells[4])
    guard fill != nil || cells[2].isEmpty, line != nil || cells[4].isEmpty else { return nil }
    let parts = cells[7].split(separator: ":")
    var hatch: MapStyle.Hatch?
    if parts.count == 2 {
      guard let angle = Double(parts[0]), let colour = Colour(hex: String(parts[1])) else { return nil }
      hatch = MapStyle.Hatch(angle: angle, colour: colour)
    }
    return MapStyle(
      fill: fill,
      line: line,
      lineWidth: Double(cells[5]) ?? 0.13,
      dash: cells[6].split(separator: " ").compactMap { Double($0) },
      hatch: hatch,
      symbol: MapStyle.Symbol(written: cells[8])
    )
  }

  /// The classes of a scheme, in the order of the legend; none where there is no such scheme.
  public func entries(_ scheme: String) -> [Entry] { schemes[scheme] ?? [] }

  /// The class of a scheme by its key; a grey one where the scheme has none.
  public subscript(scheme: String, key: String) -> Entry {
    schemes[scheme]?.first { $0.key == key }
      ?? Entry(key: key, style: MapStyle(line: .grey), title: Phrase(key))
  }

  /// The class of the map that an entry makes.
  public func mapClass(_ scheme: String, _ key: String, title: Phrase? = nil) -> MapClass {
    let entry = self[scheme, key]
    return MapClass(key: "\(scheme):\(key)", title: title ?? entry.title, style: entry.style)
  }

  /// The style of the value of a number from 0: colours that colour-weak eyes tell apart, and after those the same with
  /// hatches.
  public func valueStyle(_ number: Int) -> MapStyle {
    let all = entries("value")
    guard !all.isEmpty else { return MapStyle(line: .grey) }
    var style = all[number % all.count].style
    let round = number / all.count
    if round > 0, let fill = style.fill {
      let isDark = 0.299 * fill.red + 0.587 * fill.green + 0.114 * fill.blue < 0.55
      style.hatch = MapStyle.Hatch(angle: [45, 135, 0, 90][(round - 1) % 4], colour: isDark ? .white : .black)
    }
    return style
  }
}
