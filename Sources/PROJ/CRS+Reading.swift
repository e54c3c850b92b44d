import CPROJ
import Features
import Geometry

extension CRS {
  /// Everything read from PROJ, before it becomes a value.
  struct Parts {
    var definition: String
    var name: String
    var code: String?
    var isIdentified: Bool
    var kind: Kind
    var datum: String
    var ellipsoid: Ellipsoid
    var geographicName: String
    var geographicDefinition: String
    var isBound: Bool
    var axes: [Axis]
    var area: (box: Box, name: String)?
    var conversion: (method: String, transverseMercator: TransverseMercator?)?
  }

  static func read(_ given: String) throws(DataError) -> CRS {
    var definition = given.drop(while: \.isBlank)
    while definition.last?.isBlank == true { definition.removeLast() }
    var text = definition.allSatisfy(\.isWholeNumber) ? "EPSG:\(definition)" : String(definition)
    // A PROJ string without a type is an operation to PROJ; here it can only mean the system.
    if text.contains("+proj=") || text.contains("+init="), !text.contains("type=crs"), !text.contains("=pipeline") {
      text += " +type=crs"
    }
    let result = Context.borrowed { context in Result { () throws(DataError) in try read(text, in: context) } }
    return try result.get()
  }

  private static func read(_ definition: String, in context: Context) throws(DataError) -> CRS {
    // A definition of more than a megabyte is a wrong file, not WKT.
    guard definition.utf8.count < 1 << 20,
      let whole = ProjObject(definition: definition, in: context),
      whole.with({ proj_is_crs($1) }) == 1
    else { throw unknown(definition, context.takeMessage()) }
    guard !isName(definition) || isKnown(name: definition, in: context) else {
      let nearest = whole.with { proj_get_name($1).text } ?? ""
      throw unknown(definition, "no system has this name; the nearest is \(nearest)")
    }
    let horizontal = horizontalPart(of: whole)
    guard let object = horizontal, let kind = kind(of: object) else {
      throw notHorizontal(whole.with { proj_get_name($1).text } ?? definition)
    }
    let stated = code(of: object)
    // A bound system (with TOWGS84) says more than the authority's: it keeps its definition.
    let isBound = whole.with { proj_get_type($1) } == PJ_TYPE_BOUND_CRS
    let identified = stated == nil && !isBound ? identify(object) : nil
    let authority = identified.flatMap { ProjObject(definition: $0, in: context) } ?? object
    guard let ellipsoid = ellipsoid(of: object), let geographic = object.derived(proj_crs_get_geodetic_crs),
      let axes = axes(of: object)
    else { throw unknown(definition, context.takeMessage()) }
    return CRS(
      Parts(
        definition: definition,
        name: object.with { proj_get_name($1).text } ?? definition,
        code: isBound ? nil : stated ?? identified,
        isIdentified: identified != nil,
        kind: kind,
        datum: datumName(of: identified == nil ? object : authority),
        ellipsoid: ellipsoid,
        geographicName: geographic.with { proj_get_name($1).text } ?? "",
        geographicDefinition: code(of: geographic) ?? wkt(of: geographic) ?? definition,
        isBound: isBound,
        axes: axes,
        area: area(of: authority) ?? area(of: whole),
        conversion: kind == .projected ? conversion(of: object) : nil
      )
    )
  }

  /// True for words that are neither a code, nor WKT, nor a PROJ string, nor JSON: what PROJ looks for among names.
  private static func isName(_ definition: String) -> Bool { !definition.contains { ":[{+=".contains($0) } }

  /// True where a system has this name, or it is one of its aliases (`CGCS2000`, `GCS_WGS_1984`), in small letters or large.
  /// `proj_create` takes a part of a name too: foo is Amersfoort to it.
  private static func isKnown(name: String, in context: Context) -> Bool {
    context.with { context in
      guard let list = proj_create_from_name(context, nil, name, nil, 0, 0, 1, nil) else { return false }
      defer { proj_list_destroy(list) }
      return proj_list_get_count(list) > 0
    }
  }

  private static func unknown(_ definition: String, _ words: String) -> DataError {
    let short = definition.count > 120 ? definition.prefix(120) + "…" : definition[...]
    return DataError(
      .configuration,
      .unknownCRS,
      found: "coordinate reference system \"\(short)\" is not known to PROJ\(words.isEmpty ? "" : " (\(words))")",
      expected: "EPSG:n, WKT, the text of a .prj, a PROJ string or OGC:CRS84",
      advice: "State the system, for instance EPSG:4546 for CGCS2000, 3-degree zone, central meridian 111E.",
      arguments: [String(short), words]
    )
  }

  private static func notHorizontal(_ name: String) -> DataError {
    DataError(
      .configuration,
      .notHorizontal,
      found: "coordinate reference system \"\(name)\" has no horizontal coordinates",
      expected: "a geographic or projected system",
      advice: "State the horizontal system of the data.",
      arguments: [name]
    )
  }

  /// The geographic or projected system inside compound and bound ones.
  private static func horizontalPart(of object: ProjObject) -> ProjObject? {
    switch object.with({ proj_get_type($1) }) {
    case PJ_TYPE_COMPOUND_CRS:
      object.derived { proj_crs_get_sub_crs($0, $1, 0) }.flatMap { horizontalPart(of: $0) }
    case PJ_TYPE_BOUND_CRS:
      object.derived(proj_get_source_crs).flatMap { horizontalPart(of: $0) }
    default: object
    }
  }

  private static func kind(of object: ProjObject) -> Kind? {
    switch object.with({ proj_get_type($1) }) {
    case PJ_TYPE_GEOGRAPHIC_2D_CRS, PJ_TYPE_GEOGRAPHIC_3D_CRS: .geographic
    case PJ_TYPE_PROJECTED_CRS: .projected
    default: nil
    }
  }

  private static func code(of object: ProjObject) -> String? {
    object.with { _, pointer in
      guard let authority = proj_get_id_auth_name(pointer, 0).text, let code = proj_get_id_code(pointer, 0).text else {
        return nil
      }
      return "\(authority):\(code)"
    }
  }

  private static func wkt(of object: ProjObject) -> String? {
    object.with { proj_as_wkt($0, $1, PJ_WKT2_2019, nil).text }
  }

  /// The authority code of a definition that states none: PROJ's one candidate with the same parameters (confidence
  /// 70 or more: equivalent, the names may differ).
  private static func identify(_ object: ProjObject) -> String? {
    object.with { context, pointer in
      var confidences: UnsafeMutablePointer<CInt>?
      guard let list = proj_identify(context, pointer, nil, nil, &confidences) else { return nil }
      defer {
        proj_list_destroy(list)
        proj_int_list_destroy(confidences)
      }
      guard let confidences, proj_list_get_count(list) > 0, confidences[0] >= 70 else { return nil }
      if proj_list_get_count(list) > 1, confidences[1] == confidences[0], confidences[0] < 100 { return nil }
      return ProjObject(proj_list_get(context, list, 0), in: object.context).flatMap { code(of: $0) }
    }
  }

  private static func datumName(of object: ProjObject) -> String {
    guard let geodetic = object.derived(proj_crs_get_geodetic_crs),
      let datum = geodetic.derived(proj_crs_get_datum_forced)
    else { return "" }
    return datum.with { proj_get_name($1).text } ?? ""
  }

  private static func ellipsoid(of object: ProjObject) -> Ellipsoid? {
    guard let ellipsoid = object.derived(proj_get_ellipsoid) else { return nil }
    return ellipsoid.with { context, pointer in
      var semiMajor = 0.0
      var semiMinor = 0.0
      var computed: CInt = 0
      var inverseFlattening = 0.0
      guard
        proj_ellipsoid_get_parameters(context, pointer, &semiMajor, &semiMinor, &computed, &inverseFlattening) == 1
      else { return nil }
      return Ellipsoid(
        name: proj_get_name(pointer).text ?? "",
        semiMajorAxis: semiMajor,
        inverseFlattening: inverseFlattening
      )
    }
  }

  private static func axes(of object: ProjObject) -> [Axis]? {
    object.derived(proj_crs_get_coordinate_system)?.with { context, system in
      let count = proj_cs_get_axis_count(context, system)
      return (0..<max(0, count)).compactMap { index in
        var name: UnsafePointer<CChar>?
        var abbreviation: UnsafePointer<CChar>?
        var direction: UnsafePointer<CChar>?
        var factor = 0.0
        var unit: UnsafePointer<CChar>?
        guard
          proj_cs_get_axis_info(context, system, index, &name, &abbreviation, &direction, &factor, &unit, nil, nil) == 1
        else { return nil }
        return Axis(
          name: name.text ?? "",
          abbreviation: abbreviation.text ?? "",
          direction: direction.text ?? "",
          unit: unit.text ?? "",
          unitFactor: factor
        )
      }
    }
  }

  private static func area(of object: ProjObject) -> (box: Box, name: String)? {
    object.with { context, pointer in
      var (west, south, east, north) = (0.0, 0.0, 0.0, 0.0)
      var name: UnsafePointer<CChar>?
      guard proj_get_area_of_use(context, pointer, &west, &south, &east, &north, &name) == 1, west > -1000 else {
        return nil
      }
      if east < west { east += 360 }
      return (Box(minX: west, minY: south, maxX: east, maxY: north), name.text ?? "")
    }
  }
}

extension Character {
  /// Blanks and what editors leave at the ends of files.
  fileprivate var isBlank: Bool { isWhitespace || isNewline || self == "\0" || self == "\u{FEFF}" }
}
