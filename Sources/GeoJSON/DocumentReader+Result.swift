import Features
import Geometry

/// What a `crs` member said.
enum CRSMember {
  case absent
  /// `"crs": null`: the standard of 2008 says that nothing may be assumed.
  case unknown
  case named(String)
}

extension DocumentReader {
  /// Reads a `crs` member of the form of 2008; the cursor stands on its value.
  mutating func readCRS() throws {
    let start = scanner.pos
    try scanner.skipValue()
    let after = scanner.pos
    defer { scanner.pos = after }
    guard case .absent = crs else { return }
    if scanner.base[start] == UInt8(ascii: "n") {
      crs = .unknown
      return
    }
    guard let name = try crsName(at: start) else {
      crs = .unknown
      notes.unreadableCRS = (scanner.excerpt(start, limit: 60), start)
      return
    }
    crs = .named(name)
  }

  /// `crs.properties.name` in the form that PROJ reads.
  private mutating func crsName(at start: Int) throws -> String? {
    guard let properties = try member("properties", at: start), let name = try member("name", at: properties),
      scanner.base[name] == quote
    else { return nil }
    scanner.pos = name
    let text = try scanner.string()
    return DocumentReader.definition(try scanner.decoded(text))
  }

  /// The offset of a member's value in the object at an offset.
  private mutating func member(_ wanted: StaticString, at start: Int) throws -> Int? {
    guard scanner.base[start] == UInt8(ascii: "{") else { return nil }
    scanner.pos = start + 1
    if scanner.accept(UInt8(ascii: "}")) { return nil }
    repeat {
      let name = try scanner.memberName()
      if scanner.isEqual(name, wanted) { return scanner.pos }
      try scanner.skipValue()
    } while try scanner.anotherMember()
    return nil
  }

  /// `urn:ogc:def:crs:EPSG::3826`, `EPSG:3826`, `http://www.opengis.net/def/crs/EPSG/0/3826` → `EPSG:3826`;
  /// `…OGC:1.3:CRS84` → `OGC:CRS84`; WKT and PROJ strings stay. Nil where it is none of them.
  package static func definition(_ name: String) -> String? {
    let parts = name.split(whereSeparator: { $0 == ":" || $0 == "/" }).map(String.init)
    if let code = parts.last, parts.count >= 2 {
      let upper = parts.map { $0.uppercased() }
      if upper.contains("OGC"), ["CRS84", "CRS83", "CRS27"].contains(code.uppercased()) {
        return "OGC:" + code.uppercased()
      }
      for authority in ["EPSG", "ESRI", "IGNF", "OGC"] {
        if let at = upper.lastIndex(of: authority), at < parts.count - 1 { return authority + ":" + code }
      }
    }
    let isWKT = name.contains("CS[") || name.contains("CRS[") || name.contains("+proj=")
    return isWKT ? name : nil
  }
}

extension DocumentReader {
  func notGeoJSON(at offset: Int) -> Fault {
    missing("type", at: offset)
  }

  func missing(_ member: String, at offset: Int) -> Fault {
    Fault(
      code: .missingMember,
      offset: offset,
      found: "an object without the member “\(member)”",
      expected: "“\(member)”",
      advice: "",
      arguments: [member]
    )
  }

  func unknownType(_ type: String, at offset: Int) -> Fault {
    let other = type == "Topology" ? "TopoJSON" : ""
    if !other.isEmpty {
      return Fault(
        code: .notGeoJSON,
        offset: offset,
        found: "the document is \(other)",
        expected: "GeoJSON",
        advice: "Convert it first (ogr2ogr reads it).",
        arguments: [other]
      )
    }
    return Fault(
      code: .unknownType,
      offset: offset,
      found: "the type “\(type.prefix(40))”",
      expected: "FeatureCollection, Feature or the type of a geometry, in this spelling",
      advice: "",
      arguments: [String(type.prefix(40))]
    )
  }

  /// The fault as the user's error.
  func dataError(_ error: any Error, path: String) -> DataError {
    guard let fault = error as? Fault else {
      let place = Place(file: path)
      let code = GeoJSONErrorCode.notReadable.rawValue
      return DataError(
        .input,
        code: code,
        at: place,
        found: "\(error)",
        expected: "",
        advice: "",
        arguments: ["\(error)"]
      )
    }
    let (line, column) = scanner.lineAndColumn(fault.offset)
    let place = Place(
      file: path,
      feature: featureID ?? (isInRow ? "#\(featureNumber)" : nil),
      field: field,
      line: line,
      column: column
    )
    return DataError(
      .input,
      code: fault.code.rawValue,
      at: place,
      found: fault.found,
      expected: fault.expected,
      advice: fault.advice,
      arguments: fault.arguments
    )
  }

  /// The features since the last call as a layer; the reader keeps none of them.
  mutating func takeLayer(path: String, options: GeoJSON.ReadOptions) -> Layer {
    let count = featureNumber - handedOver
    let hasIDs = columns[0].rows > 0
    var layer = Layer(
      name: options.layerName ?? collectionName ?? DocumentReader.stem(path),
      geometry: builder.finish(),
      table: AttributeTable(rowCount: count),
      ids: hasIDs ? columns[0].finish(count: count) : nil,
      file: path,
      format: roots > 1 ? "GeoJSONSeq" : "GeoJSON",
      firstFeature: handedOver
    )
    for i in 1..<columns.count { layer.table.add(columns[i].finish(count: count)) }
    for i in columns.indices { columns[i].reset() }
    handedOver = featureNumber
    return layer
  }

  /// The coordinate system for features of this extent.
  mutating func crs(for extent: Box, options: GeoJSON.ReadOptions) -> CRSReference? {
    options.crs ?? statedCRS(extent: extent)
  }

  private mutating func statedCRS(extent: Box) -> CRSReference? {
    switch crs {
    case .named(let definition): return CRSReference(definition, origin: .file)
    case .unknown: return nil
    case .absent:
      let lonLat = Box(minX: -360, minY: -90, maxX: 360, maxY: 90)
      if extent.isEmpty || lonLat.contains(extent) { return .geoJSON }
      notes.notLonLat = extent
      return nil
    }
  }

  /// The file's name without folder and extension.
  static func stem(_ path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return name }
    return String(name[..<dot])
  }
}
