public import Features

/// A boundary-point file (勘测定界界址点坐标交换格式, "界址点 TXT"): the parcels of a survey with their points, ring by ring.
///
///     let file = try BoundaryPointFile(bytes: bytes, path: "批次.txt")
///     let layer = file.layer()
///     let copy = try file.encoded()          // the same rings, numbers and names
///
/// Points keep what the file says of them (name, ring number, distance, mark); coordinates are x = easting or
/// longitude, y = northing or latitude, though the file writes them the other way round.
public struct BoundaryPointFile: Sendable {
  /// `[项目信息]`, `[属性描述]` … with their keys, in order.
  public var sections: [Section]
  /// 地块, in the order of the file.
  public var parcels: [BoundaryParcel]
  /// The system of the coordinates; nil where the file leaves the zone open.
  public var crs: CRSReference?
  /// Assumptions and oddities, each with its line.
  public var notes: [LoadNote]
  /// How the text is laid out, for writing it the same way again.
  public var form: Form
  /// The file as it was named; empty for one made of a layer.
  public var path: String

  /// The largest file that is read, in bytes: a hundred times what a province's batch takes.
  public static let largestFile = 256 << 20

  /// A heading of the file with its keys.
  public struct Section: Sendable, Hashable {
    /// Without brackets: `项目信息`, `属性描述`, `地块坐标`.
    public var name: String
    /// In the order of the file, blank values too.
    public var entries: [Entry]

    /// A section with its entries in order.
    public init(name: String, entries: [Entry]) {
      self.name = name
      self.entries = entries
    }
  }

  /// One line `key=value`.
  public struct Entry: Sendable, Hashable {
    /// Before the sign: `坐标系`, `带号` ….
    public var key: String
    /// Behind the sign, as written; may be empty.
    public var value: String

    /// An entry of a key and its value.
    public init(_ key: String, _ value: String) {
      self.key = key
      self.value = value
    }
  }

  /// How the text is laid out.
  public struct Form: Sendable, Hashable {
    /// GBK where nothing else is stated: what bureaus' programs expect.
    public var encoding: TextEncoding = .gbk
    /// True for UTF-8 with a byte order mark.
    public var hasByteOrderMark = false
    /// Between lines; where a file mixes them, the one that it is written with again.
    public var newline = "\r\n"
    /// Whether the last line is ended too.
    public var endsWithNewline = true
    /// Decimals of coordinates and distances.
    public var decimals = 3
    /// The columns of a point's line.
    public var pointLayout = PointLayout.four
    /// Northing (or latitude) before easting (or longitude), as the format has it.
    public var isNorthingFirst = true

    /// The layout of a file made new: GBK, CRLF, millimetres, four columns, northing first.
    public init() {}
  }

  /// The columns of a point's line, by the dialects in use.
  public enum PointLayout: String, Sendable, CaseIterable {
    /// 点号,圈号,X,Y
    case four
    /// 点号,圈号,X,Y,到下点距离,界标类型
    case six
    /// 点号,X,Y,边长,圈号, as 增减挂钩 writes
    case ringLast
    /// X,Y or 点号,X,Y without ring numbers
    case plain
  }

  /// The value of a key, wherever it stands; nil where missing or blank.
  public func value(_ keys: String...) -> String? {
    for section in sections {
      for entry in section.entries where keys.contains(entry.key) && !entry.value.isEmpty { return entry.value }
    }
    return nil
  }
}

/// One parcel (地块) of a boundary-point file.
public struct BoundaryParcel: Sendable, Hashable {
  /// The fields of its head line without the closing `@`, as written.
  public var fields: [String]
  /// What the head line says, by its fields.
  public var head: Head
  /// Whether the points are a polygon, a line, or stand alone.
  public var shape: Shape
  /// Runs of points with one ring number (圈号), in the order of the file.
  public var rings: [BoundaryRing]
  /// Line of the head, from 1; 0 where there is none.
  public var line: Int
  /// 地块面积 in m², its unit inferred; nil where missing or unclear.
  public var declaredSquareMetres: Double?

  /// A parcel of its head and its rings; line 0 for one that was not read from a file.
  public init(
    fields: [String],
    head: Head,
    shape: Shape = .polygon,
    rings: [BoundaryRing],
    line: Int = 0,
    declaredSquareMetres: Double? = nil
  ) {
    self.fields = fields
    self.head = head
    self.shape = shape
    self.rings = rings
    self.line = line
    self.declaredSquareMetres = declaredSquareMetres
  }

  /// What the head line says; nil where the dialect has no such field or it is blank.
  public struct Head: Sendable, Hashable {
    /// 界址点数
    public var pointCount: Int?
    /// 地块面积 as written, in whatever unit
    public var area: Double?
    /// 地块编号
    public var number: String?
    /// 地块名称
    public var name: String?
    /// 图幅号
    public var sheet: String?
    /// 地块用途
    public var use: String?
    /// 地类编码
    public var code: String?

    /// A head of the fields that are known; nil leaves a field blank.
    public init(
      pointCount: Int? = nil,
      area: Double? = nil,
      number: String? = nil,
      name: String? = nil,
      sheet: String? = nil,
      use: String? = nil,
      code: String? = nil
    ) {
      self.pointCount = pointCount
      self.area = area
      self.number = number
      self.name = name
      self.sheet = sheet
      self.use = use
      self.code = code
    }
  }

  /// 记录图形属性
  public enum Shape: String, Sendable, CaseIterable {
    /// 点: points without a line between.
    case point = "点"
    /// 线: an open line.
    case line = "线"
    /// 面: rings that enclose land.
    case polygon = "面"
  }

  /// How messages name it.
  public var label: String { head.name ?? head.number ?? "line \(line)" }
}

/// A run of points with one ring number (圈号). The number says nothing of holes: real files number holes and separate
/// parts alike.
public struct BoundaryRing: Sendable, Hashable {
  /// 圈号 as written; tells neither holes nor parts.
  public var number: Int
  /// As in the file; the last point may repeat the first.
  public var points: [BoundaryPoint]

  /// Digits of a ring number at most: what is longer is a coordinate.
  static let longestNumber = 4

  /// A ring of its number and its points.
  public init(number: Int, points: [BoundaryPoint]) {
    self.number = number
    self.points = points
  }

  /// True where the last point repeats the coordinates of the first.
  public var isClosed: Bool {
    guard points.count > 1, let first = points.first, let last = points.last else { return false }
    return first.x == last.x && first.y == last.y
  }

  /// Points without a repeated last.
  var open: ArraySlice<BoundaryPoint> { isClosed ? points.dropLast() : points[...] }
}

/// A boundary point (界址点) as the file has it.
public struct BoundaryPoint: Sendable, Hashable {
  /// `J1`, `1`
  public var name: String
  /// Easting with or without prefix (m), or longitude (degrees).
  public var x: Double
  /// Northing (m) or latitude (degrees).
  public var y: Double
  /// 界标类型
  public var mark: String?
  /// From 1; 0 where not read from a file.
  public var line: Int

  /// A point; line 0 for one that was not read from a file.
  public init(name: String, x: Double, y: Double, mark: String? = nil, line: Int = 0) {
    self.name = name
    self.x = x
    self.y = y
    self.mark = mark
    self.line = line
  }
}
