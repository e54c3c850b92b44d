public import Features

/// The unit in which the figures of a declared-area field are read, and by what it is known: what the user or the project
/// states, else what the field's name says, else what the ratio to the measured areas tells, else m².
public struct DeclaredAreaUnit: Sendable, Hashable {
  /// By what a unit is known.
  public enum Source: String, Sendable {
    /// The command line or the project file states it.
    case stated
    /// The field's name says it: `面积（亩）`, `area_ha`.
    case name
    /// Most figures are the measured areas in it.
    case ratio
    /// Nothing tells it; m² are taken.
    case assumed
  }

  /// The unit.
  public let unit: AreaUnit
  /// By what it is known.
  public let source: Source
  /// The unit that ratios to the measured areas tell; nil where they tell none. Where it is not ``unit``, the name or the
  /// statement contradicts the figures.
  public let byRatio: AreaUnit?
  /// Features whose ratio fits ``byRatio``.
  public let agreeing: Int
  /// Features that declare an area and have one.
  public let compared: Int
  /// Features whose figure is plainly in another unit than ``unit``. They are read in it all the same, and are to be named: what
  /// is wrong in a register is mended there.
  public let otherwise: Int

  /// Decides for a field of this name; `stated` goes before all else.
  public init(stated: AreaUnit?, field: String, ratios: DeclaredUnit.Ratios) {
    let named = DeclaredUnit.unit(inName: field)
    byRatio = ratios.unit
    agreeing = ratios.agreeing
    compared = ratios.compared
    let unit = stated ?? named ?? ratios.unit ?? .squareMetre
    self.unit = unit
    otherwise = ratios.count(besides: unit)
    source = stated != nil ? .stated : named != nil ? .name : ratios.unit != nil ? .ratio : .assumed
  }

  /// Decides for a column of a layer; `measured` holds the area of each feature in m².
  public init(stated: AreaUnit?, column: Column, measured: [Double]) {
    var ratios = DeclaredUnit.Ratios()
    ratios.add(column, measured: measured)
    self.init(stated: stated, field: column.field.name, ratios: ratios)
  }

  /// True where the figures are plainly in another unit than the one they are read in.
  public var isContradicted: Bool { byRatio.map { $0 != unit } ?? false }
}

extension DeclaredUnit {
  /// How many figures fit which unit, added up over the batches of a layer.
  public struct Ratios: Sendable, Hashable {
    private var counts: [AreaUnit: Int] = [:]
    /// Features with a declared and a measured area that are not zero.
    public private(set) var compared = 0

    /// No feature yet.
    public init() {}

    /// Adds a figure in the unknown unit and the measured area in m²; what is missing or zero counts nothing.
    public mutating func add(declared: Double?, measured: Double) {
      guard let declared, declared > 0, measured > 0 else { return }
      compared += 1
      if let unit = DeclaredUnit.unit(ofRatio: declared / measured) { counts[unit, default: 0] += 1 }
    }

    /// Adds a column; texts with a unit of their own count nothing.
    public mutating func add(_ column: Column, measured: [Double]) {
      for row in 0..<min(column.count, measured.count) {
        add(declared: LayerCheck.declaredValue(column, row), measured: measured[row])
      }
    }

    /// The unit of most features; nil where none fits half of them.
    public var unit: AreaUnit? {
      let most = AreaUnit.allCases.max { (counts[$0] ?? 0) < (counts[$1] ?? 0) }
      return most.flatMap { 2 * (counts[$0] ?? 0) >= compared && (counts[$0] ?? 0) > 0 ? $0 : nil }
    }

    /// Features whose ratio fits another unit than this.
    func count(besides unit: AreaUnit) -> Int { counts.filter { $0.key != unit }.values.reduce(0, +) }

    /// Features whose ratio fits ``unit``.
    public var agreeing: Int { unit.flatMap { counts[$0] } ?? 0 }
  }
}
