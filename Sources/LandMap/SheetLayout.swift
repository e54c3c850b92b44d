public import Features
public import Geometry
public import LandReport

/// Where everything is on a sheet, in mm from the upper left corner.
public struct SheetLayout: Sendable {
  /// Of the sheet, mm.
  public let width: Double
  /// Of the sheet, mm.
  public let height: Double
  /// Of type and lines, against A4.
  public let enlargement: Double
  /// The denominator: 1 mm on the sheet is so many mm on the ground.
  public let scale: Double
  /// Frames of the maps.
  public let frames: [Box]
  /// Where legend and notes stand, mm.
  public let panel: Box
  /// Room of the table under the maps; nil: there is none.
  public let table: Box?
  let tableLayout: TableLayout?
  /// Round everything, mm.
  public let margin: Double
  /// The ground coordinates of each frame's middle.
  public let midX: Double
  /// Middle of the map on the ground.
  public let midY: Double
  let unitsPerMillimetre: Double
  /// The denominator at which the land just fits.
  let needed: Double

  static let titleHeight = 13.0
  /// Room for the grid's values round a frame.
  static let tickRoom = 4.5

  /// - Parameters:
  ///   - content: what is shown.
  ///   - landscape: nil: whichever shows it larger.
  ///   - language: of the table, whose columns are as wide as their words.
  /// - Throws: `map.nothing-to-draw`; `map.does-not-fit` at a stated scale.
  public init(
    _ content: MapContent,
    paper: Paper,
    landscape: Bool?,
    scale: MapScale,
    language: Language = .zh
  ) throws(DataError) {
    let extent = content.shownExtent
    guard !extent.isEmpty, extent.width.isFinite, extent.height.isFinite else {
      throw DataError(
        .input,
        code: MapErrorCode.empty.rawValue,
        found: "nothing to draw",
        expected: "features with coordinates",
        advice: "Check the source and --where"
      )
    }
    // Beyond, neither a scale nor the values of a grid can be written in figures; no land is so large.
    let reach = [extent.minX, extent.minY, extent.maxX, extent.maxY].map(\.magnitude).max() ?? 0
    guard reach * content.metresPerUnit < 1e12 else {
      throw DataError(
        .input,
        code: MapErrorCode.tooFar.rawValue,
        found: "coordinates as far as \(reach)",
        expected: "coordinates on Earth",
        advice: "Look for the wrong coordinate with landplan info, or leave the feature out with --where",
        arguments: ["\(reach)"]
      )
    }
    let orientations = landscape.map { [$0] } ?? [true, false]
    var best: Frames?
    for orientation in orientations {
      let made = Frames(paper, orientation, content, language)
      if made.needed(extent, content.metresPerUnit) < best?.needed(extent, content.metresPerUnit) ?? .infinity {
        best = made
      }
    }
    let frames = best ?? Frames(paper, true, content, language)
    let needed = frames.needed(extent, content.metresPerUnit)
    switch scale {
    case .fit: self.scale = Self.round(up: max(needed, 100))
    case .oneTo(let value):
      guard needed <= value * 1.0001 else { throw Self.tooLarge(value, needed, paper) }
      self.scale = value
    }
    self.needed = needed
    width = frames.width
    height = frames.height
    enlargement = paper.enlargement
    self.frames = frames.boxes
    panel = frames.panel
    table = frames.table
    tableLayout = frames.tableLayout
    margin = frames.margin
    midX = extent.midX
    midY = extent.midY
    unitsPerMillimetre = self.scale / 1000 / content.metresPerUnit
  }

  private static func tooLarge(_ stated: Double, _ needed: Double, _ paper: Paper) -> DataError {
    let fitting = round(up: needed)
    return DataError(
      .configuration,
      code: MapErrorCode.tooLarge.rawValue,
      found: "at 1:\(Int(stated)) the land is larger than \(paper.rawValue)",
      expected: "1:\(Int(fitting)) or smaller on this paper",
      advice: "Take a larger --paper, a smaller --scale, or --series for several sheets",
      arguments: ["\(Int(stated))", paper.rawValue, "\(Int(fitting))"]
    )
  }

  /// The next round denominator, for scale bars and readers' heads: 1, 1.5, 2, 2.5, 3, 4, 5, 6, 8 times a power of ten.
  static func round(up value: Double) -> Double {
    var power = 1.0
    while power * 10 <= value { power *= 10 }
    for step in [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8] where step * power >= value { return step * power }
    return 10 * power
  }

  /// Frames of the maps on a paper.
  struct Frames {
    let width: Double
    let height: Double
    let margin: Double
    let panel: Box
    let boxes: [Box]
    let table: Box?
    let tableLayout: TableLayout?

    /// A table takes at most this share of the room for maps.
    private static let tableShare = 0.42

    init(_ paper: Paper, _ landscape: Bool, _ content: MapContent, _ language: Language) {
      let extent = content.shownExtent
      let k = paper.enlargement
      width = landscape ? paper.long : paper.short
      height = landscape ? paper.short : paper.long
      margin = 8 * k
      let panelWidth = 58 * k
      let top = margin + SheetLayout.titleHeight * k
      panel = Box(minX: width - margin - panelWidth, minY: top, maxX: width - margin, maxY: height - margin)
      let room = SheetLayout.tickRoom * k
      var area = Box(
        minX: margin + room,
        minY: top + room,
        maxX: panel.minX - room - 2 * k,
        maxY: height - margin - room
      )
      var (table, tableLayout): (Box?, TableLayout?) = (nil, nil)
      if let rows = content.table, !rows.rows.isEmpty {
        let most = area.height * Self.tableShare
        let made = TableLayout(rows, width: area.width, most: most, enlargement: k, language: language)
        tableLayout = made
        let tableTop = height - margin - made.height
        table = Box(minX: area.minX, minY: tableTop, maxX: area.maxX, maxY: height - margin)
        area.maxY = tableTop - room - 1.5 * k
      }
      self.table = table
      self.tableLayout = tableLayout
      let count = max(content.panes.count, 1)
      // Side by side or one under the other, whichever shows the land larger.
      let gap = 2 * room + (count > 1 ? 3 * k : 0)
      let across = (area.width - gap * Double(count - 1)) / Double(count)
      let down = (area.height - gap * Double(count - 1)) / Double(count)
      let sizeAcross = min(across / max(extent.width, 1e-9), area.height / max(extent.height, 1e-9))
      let sizeDown = min(area.width / max(extent.width, 1e-9), down / max(extent.height, 1e-9))
      boxes = (0..<count).map { number in
        let step = Double(number)
        if sizeAcross >= sizeDown {
          let x = area.minX + step * (across + gap)
          return Box(minX: x, minY: area.minY, maxX: x + across, maxY: area.maxY)
        }
        let y = area.minY + step * (down + gap)
        return Box(minX: area.minX, minY: y, maxX: area.maxX, maxY: y + down)
      }
    }

    /// The denominator at which the land just fits, with a rim of 3 mm.
    func needed(_ extent: Box, _ metresPerUnit: Double) -> Double {
      let (w, h) = (boxes[0].width - 6, boxes[0].height - 6)
      return max(extent.width / w, extent.height / h) * metresPerUnit * 1000
    }
  }

  /// The land that a frame shows.
  public var ground: Box {
    let (w, h) = (frames[0].width / 2 * unitsPerMillimetre, frames[0].height / 2 * unitsPerMillimetre)
    return Box(minX: midX - w, minY: midY - h, maxX: midX + w, maxY: midY + h)
  }

  /// From the ground to the paper, for one frame.
  public func projection(_ frame: Int) -> SheetProjection {
    SheetProjection(
      originX: frames[frame].midX,
      originY: frames[frame].midY,
      midX: midX,
      midY: midY,
      millimetresPerUnit: 1 / unitsPerMillimetre
    )
  }
}

/// Ground coordinates to mm on the sheet; y turns round, as paper counts it downwards.
public struct SheetProjection: Sendable {
  let originX: Double
  let originY: Double
  let midX: Double
  let midY: Double
  /// mm on the sheet for a unit of the ground.
  public let millimetresPerUnit: Double

  /// A place on the ground on the sheet, mm.
  @inline(__always)
  public func x(_ x: Double) -> Double { originX + (x - midX) * millimetresPerUnit }
  /// A place on the ground on the sheet, mm; downwards.
  @inline(__always)
  public func y(_ y: Double) -> Double { originY - (y - midY) * millimetresPerUnit }

  /// A box on the ground on the sheet, mm.
  public func box(_ box: Box) -> Box {
    Box(minX: x(box.minX), minY: y(box.maxY), maxX: x(box.maxX), maxY: y(box.minY))
  }
}
