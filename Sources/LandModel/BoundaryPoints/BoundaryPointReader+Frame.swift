import Features
import PROJ

extension BoundaryPointReader {
  /// What the two coordinates of a point are, by their magnitude.
  enum Order: Hashable {
    /// Northing, then easting; with the zone prefix, where there is one.
    case northingFirst(zone: Int?)
    case eastingFirst(zone: Int?)
    case latitudeFirst
    case longitudeFirst
    case unknown

    init(_ first: Double, _ second: Double) {
      switch (CoordinateRange(first, first), CoordinateRange(second, second)) {
      case (.northing, .easting): self = .northingFirst(zone: nil)
      case (.northing, .prefixedEasting(let zone)): self = .northingFirst(zone: zone)
      case (.easting, .northing): self = .eastingFirst(zone: nil)
      case (.prefixedEasting(let zone), .northing): self = .eastingFirst(zone: zone)
      case (.latitude, .longitude): self = .latitudeFirst
      case (.longitude, .latitude): self = .longitudeFirst
      default: self = .unknown
      }
    }

    var isEastFirst: Bool {
      switch self {
      case .eastingFirst, .longitudeFirst: true
      default: false
      }
    }

    var isDegrees: Bool { self == .latitudeFirst || self == .longitudeFirst }

    var zone: Int? {
      switch self {
      case .northingFirst(let zone), .eastingFirst(let zone): zone
      default: nil
      }
    }

    /// The same, whichever comes first.
    var upright: Order {
      switch self {
      case .eastingFirst(let zone): .northingFirst(zone: zone)
      case .longitudeFirst: .latitudeFirst
      default: self
      }
    }
  }

  /// The order of every parcel, and what all coordinates of the file are. Errors name the first point that does not
  /// fit.
  func orders() throws(DataError) -> (parcels: [Order], file: Order) {
    var file: Order?
    var parcelOrders: [Order] = []
    for parcel in parcels {
      var own: Order?
      for point in parcel.points {
        let order = Order(point.first, point.second)
        guard let known = own ?? file.map({ $0 }) else {
          own = order
          continue
        }
        if order.upright != known.upright { throw misfit(point, order, known) }
        if let own, order != own { throw mixedOrder(point) }
        own = order
      }
      parcelOrders.append(own ?? .unknown)
      file = file ?? own?.upright
    }
    return (parcelOrders, file ?? .unknown)
  }

  private func misfit(_ point: RawPoint, _ order: Order, _ known: Order) -> DataError {
    let place = Place(file: path, line: point.line)
    if let zone = order.zone, let other = known.zone {
      return DataError(
        .input,
        .mixedZones,
        at: place,
        found: "a point of zone \(zone) among points of zone \(other)",
        expected: "one zone in a file",
        advice: "Correct the point, or split the file by zone.",
        arguments: [String(other), String(zone)]
      )
    }
    let values = [Column.shortest(point.first), Column.shortest(point.second)]
    return DataError(
      .input,
      .coordinateRange,
      at: place,
      found: "coordinates \(values[0]), \(values[1]) unlike those before",
      expected: "northing (1.9e6 to 6.0e6 m) and easting, or latitude and longitude, the same kind in the whole file",
      advice: "Correct the point: a digit, the zone prefix or the unit is wrong.",
      arguments: values
    )
  }

  private func mixedOrder(_ point: RawPoint) -> DataError {
    let values = [Column.shortest(point.first), Column.shortest(point.second)]
    return DataError(
      .input,
      .mixedOrder,
      at: Place(file: path, line: point.line),
      found: "coordinates \(values[0]), \(values[1]) in the other order than the points before in this parcel",
      expected: "one order of X (north) and Y (east) within a parcel",
      advice: "Exchange the two numbers of this point, or of the others.",
      arguments: values
    )
  }
}

/// What a file says about its coordinate system, and what its coordinates say.
struct BoundaryPointFrame {
  var crs: CRSReference?
  var notes: [LoadNote] = []

  private let place: Place

  init(_ file: BoundaryPointFile, order: BoundaryPointReader.Order) throws(DataError) {
    place = Place(file: file.path)
    noteKeys(of: file)
    switch order {
    case .latitudeFirst, .longitudeFirst:
      let code = BoundaryPointFrame.isWGS84(file) ? "EPSG:4326" : "EPSG:\(datum(of: file).geographicEPSG)"
      crs = CRSReference(code, origin: .inferred)
      note(.noteDegrees, "coordinates are longitude and latitude; taken as \(code)", [code])
    case .northingFirst, .eastingFirst:
      crs = try zone(of: file, prefix: order.zone).map { CRSReference($0.code, origin: .inferred) }
    case .unknown:
      note(.noteLocal, "coordinates lie in no national range: taken as northing, easting of an unknown system", [])
    }
  }

  private mutating func note(_ code: BoundaryPointCode, _ text: String, _ arguments: [String]) {
    notes.append(LoadNote(code, at: place, text, arguments: arguments))
  }

  private mutating func noteKeys(of file: BoundaryPointFile) {
    if let parameters = file.value("转换参数"), parameters.contains(where: { $0.isNumber && $0 != "0" }) {
      note(
        .noteParameters,
        "转换参数 \(parameters) are stated but not applied: coordinates are taken as they stand",
        [parameters]
      )
    }
    if let unit = file.value("计量单位"), !["米", "m", "M", "度"].contains(unit) {
      note(.noteKey, "计量单位=\(unit) is not understood; the coordinates' magnitude decides", ["计量单位", unit])
    }
    if let projection = file.value("投影类型"), !projection.contains("高斯") {
      note(.noteKey, "投影类型=\(projection) is not Gauss-Krüger; taken as Gauss-Krüger", ["投影类型", projection])
    }
  }

  private static func isWGS84(_ file: BoundaryPointFile) -> Bool {
    file.value("坐标系")?.uppercased().contains("WGS") == true
  }

  /// 坐标系, by the year in it.
  private mutating func datum(of file: BoundaryPointFile) -> ChineseDatum {
    let text = file.value("坐标系") ?? ""
    if text.contains("2000") { return .cgcs2000 }
    if text.contains("80") { return .xian1980 }
    if text.contains("新") && text.contains("54") { return .newBeijing }
    if text.contains("54") { return .beijing1954 }
    note(
      .noteDatumAssumed,
      "坐标系 \(text.isEmpty ? "is missing" : "\"\(text)\" is not understood"); CGCS2000 is assumed",
      [text]
    )
    return .cgcs2000
  }

  private mutating func zone(of file: BoundaryPointFile, prefix: Int?) throws(DataError) -> ChineseZone? {
    let datum = datum(of: file)
    let stated = file.value("带号").flatMap { BoundaryPointFrame.zoneNumber($0, file.value("几度分带", "分带")) }
    if let prefix, let stated, prefix != stated {
      throw DataError(
        .input,
        .zoneMismatch,
        at: place,
        found: "带号=\(stated), while the eastings carry prefix \(prefix)",
        expected: "the same zone in both",
        advice: "Correct 带号, or the coordinates.",
        arguments: [String(stated), String(prefix)]
      )
    }
    guard let number = prefix ?? stated else {
      note(.noteZoneUnknown, "no zone prefix and no 带号: the zone is unknown until the CRS is stated", [])
      return nil
    }
    if prefix != nil, stated == nil {
      note(.noteZoneFromPrefix, "带号 is missing; zone \(number) by the prefix of the eastings", [String(number)])
    }
    let zone = ChineseZone(datum, prefix: number)?.prefixed(prefix != nil)
    if zone == nil {
      note(.noteZoneUnknown, "zone \(number) is none of China's (13–23, 25–45): the zone is unknown", [])
    }
    if let width = file.value("几度分带", "分带").flatMap({ Int($0.filter(\.isNumber)) }), let zone,
      width != zone.width.rawValue
    {
      note(
        .noteZoneWidth,
        "几度分带=\(width) contradicts zone \(number), which is a \(zone.width.rawValue)-degree zone; the zone decides",
        [String(width), String(number)]
      )
    }
    return zone
  }

  /// 带号 as a zone number; a central meridian (75–135) is understood too.
  private static func zoneNumber(_ text: String, _ width: String?) -> Int? {
    guard let number = Int(BoundaryPointReader.plainDigits(text).filter(\.isNumber)) else { return nil }
    guard number >= 75, number <= 135 else { return number }
    return width?.contains("6") == true ? (number + 3) / 6 : number / 3
  }
}
