public import Geometry

/// An approval batch: a polygon of the pipeline with its document.
public struct ApprovalDocument: Sendable {
  /// Number of the feature in the layer it came from.
  public let feature: Int
  /// How a person finds it.
  public let label: String
  /// Id of the stage; nil for a word that the catalogue does not know (``stageWord``).
  public let stage: String?
  /// The stage as the table writes it; empty where it has none.
  public let stageWord: String
  /// 文号
  public let number: String?
  /// 批次
  public let batch: String?
  /// 批准机关
  public let authority: String?
  /// 批准日期; nil where the table states none, or none that can be read.
  public let approvedOn: CalendarDate?
  /// 有效期至, as stated: an extension granted shows here.
  public let expiresOn: CalendarDate?
  /// 有效期 in years, as stated.
  public let termYears: Int?
  /// The declared figure, in the unit of the column.
  public let declared: Double?
  /// The basis that the table says the declared area is on; nil: it does not say.
  public let declaredBasis: AreaBasis?

  /// A document of its parts; `stage` is an id of the catalogue, or nil where `stageWord` is in none.
  public init(
    feature: Int,
    label: String,
    stage: String?,
    stageWord: String,
    number: String? = nil,
    batch: String? = nil,
    authority: String? = nil,
    approvedOn: CalendarDate? = nil,
    expiresOn: CalendarDate? = nil,
    termYears: Int? = nil,
    declared: Double? = nil,
    declaredBasis: AreaBasis? = nil
  ) {
    self.feature = feature
    self.label = label
    self.stage = stage
    self.stageWord = stageWord
    self.number = number
    self.batch = batch
    self.authority = authority
    self.approvedOn = approvedOn
    self.expiresOn = expiresOn
    self.termYears = termYears
    self.declared = declared
    self.declaredBasis = declaredBasis
  }

  /// The last day that the document itself states: the day, else its years from the approval; nil where it states neither.
  public var statedLastDay: CalendarDate? {
    expiresOn ?? termYears.flatMap { approvedOn?.adding(years: $0) }
  }

  /// The document number where there is one, else the batch's name or the feature's label.
  public var name: String {
    [number, batch].compactMap { $0 }.first { !$0.isEmpty } ?? label
  }
}

extension AreaBasis {
  /// The basis as a table writes it: `平面`, `椭球面积`, `plane` …; nil for anything else.
  public init?(written text: String) {
    switch text.lowercased().trimmed {
    case "平面", "平面面积", "投影面积", "plane", "planar", "projected": self = .plane
    case "椭球", "椭球面积", "ellipsoid", "ellipsoidal": self = .ellipsoid
    case "测地", "测地面积", "geodesic": self = .geodesic
    default: return nil
    }
  }
}
