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
  public var parcels: [BoundaryParcel]
  /// The system of the coordinates; nil where the file leaves the zone open.
  public var crs: CRSReference?
  /// Assumptions and oddities, each with its line.
  public var notes: [LoadNote]
  public var form: Form
  public var path: String

  /// The largest file that is read, in bytes: a hundred times what a province's batch takes.
  public static let largestFile = 256 << 20

  public struct Section: Sendable, Hashable {
    public var name: String
    public var entries: [Entry]

    public init(name: String, entries: [Entry]) {
      self.name = name
      self.entries = entries
    }
  }

  public struct Entry: Sendable, Hashable {
    public var key: String
    public var value: String

    public init(_ key: String, _ value: String) {
      self.key = key
      self.value = value
    }
  }

  /// How the text is laid out.
  public struct Form: Sendable, Hashable {
    public var encoding: TextEncoding = .gbk
    public var hasByteOrderMark = false
    public var newline = "\r\n"
    public var endsWithNewline = true
    /// Decimals of coordinates and distances.
    public var decimals = 3
    public var pointLayout = PointLayout.four
    /// Northing (or latitude) before easting (or longitude), as the format has it.
    public var isNorthingFirst = true

    public init() {}
  }

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
  public var head: Head
  public var shape: Shape
  public var rings: [BoundaryRing]
  /// Line of the head, from 1; 0 where there is none.
  public var line: Int
  /// 地块面积 in m², its unit inferred; nil where missing or unclear.
  public var declaredSquareMetres: Double?

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
    case point = "点"
    case line = "线"
    case polygon = "面"
  }

  /// How messages name it.
  public var label: String { head.name ?? head.number ?? "line \(line)" }
}

/// A run of points with one ring number (圈号). The number says nothing of holes: real files number holes and separate
/// parts alike.
public struct BoundaryRing: Sendable, Hashable {
  public var number: Int
  /// As in the file; the last point may repeat the first.
  public var points: [BoundaryPoint]

  /// Digits of a ring number at most: what is longer is a coordinate.
  static let longestNumber = 4

  public init(number: Int, points: [BoundaryPoint]) {
    self.number = number
    self.points = points
  }

  public var isClosed: Bool {
    guard points.count > 1, let first = points.first, let last = points.last else { return false }
    return first.x == last.x && first.y == last.y
  }

  /// Points without a repeated last.
  var open: ArraySlice<BoundaryPoint> { isClosed ? points.dropLast() : points[...] }
}

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

  public init(name: String, x: Double, y: Double, mark: String? = nil, line: Int = 0) {
    self.name = name
    self.x = x
    self.y = y
    self.mark = mark
    self.line = line
  }
}
