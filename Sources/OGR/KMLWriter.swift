internal import CGDAL
internal import Features
internal import Geometry

/// KML 2.2 (OGC 07-147r2), a document for each layer, numbers in their shortest form that reads back the same.
///
/// Written without GDAL: its KML drivers round numbers to fifteen digits and turn days into `2021/01/08`, and LIBKML's takes
/// two minutes for ten thousand polygons and four times that for twice as many.
struct KMLWriter {
  private let output: AtomicOutput
  private let path: String
  private let options: OGRWriteOptions
  private(set) var notes: [LoadNote] = []

  static func write(_ layers: [Layer], to path: String, options: OGRWriteOptions) throws(DataError) -> OGRWriteResult {
    for layer in layers { try checkSystem(layer, path) }
    var writer = KMLWriter(output: try AtomicOutput(path, overwrite: options.overwrite), path: path, options: options)
    try writer.output.write(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <kml xmlns="http://www.opengis.net/kml/2.2">
      <Document id="root_doc">

      """
    )
    for (number, layer) in layers.enumerated() { try writer.write(layer, number: number + 1) }
    try writer.output.write("</Document>\n</kml>\n")
    try writer.output.commit()
    return OGRWriteResult(files: [path], notes: writer.notes)
  }

  private init(output: AtomicOutput, path: String, options: OGRWriteOptions) {
    (self.output, self.path, self.options) = (output, path, options)
  }

  // MARK: - Layers

  private mutating func write(_ layer: Layer, number: Int) throws(DataError) {
    let fields = KMLFields(layer, nameField: options.nameFields[layer.name], schema: "schema\(number)")
    note(layer, fields)
    var text = KMLText()
    text.raw("<Document id=\"layer\(number)\">\n<name>")
    text.add(layer.name.isEmpty ? "layer" : layer.name)
    // Without a style a polygon is a white sheet over the map.
    text.raw(
      """
      </name>
      <Style id="style\(number)"><LineStyle><color>ff0000ff</color><width>1.5</width></LineStyle>\
      <PolyStyle><color>330000ff</color></PolyStyle></Style>

      """
    )
    fields.appendSchema(to: &text)
    for row in 0..<layer.count {
      text.raw("<Placemark>\n")
      fields.appendLabel(row, to: &text)
      text.raw("<styleUrl>#style\(number)</styleUrl>\n")
      fields.appendValues(row, to: &text)
      KMLGeometry.append(layer.geometry, row, to: &text)
      text.raw("</Placemark>\n")
      try output.write(text.bytes)
      text.removeAll()
    }
    text.raw("</Document>\n")
    try output.write(text.bytes)
    if text.replaced > 0 {
      notes.append(
        LoadNote(
          code: OGRNoteCode.controlCharacter.rawValue,
          at: Place(file: path, layer: layer.name),
          text: "texts hold \(English.counted(text.replaced, "character")) that XML does not allow; U+FFFD was written",
          arguments: ["\(text.replaced)"]
        )
      )
    }
  }

  private mutating func note(_ layer: Layer, _ fields: KMLFields) {
    let place = Place(file: path, layer: layer.name)
    notes += fields.renamed.map { WriteNotes.renamed($0.from, to: $0.to, in: .kml, at: place) }
    if let note = WriteNotes.onlyPolygons(layer.geometry, at: place) { notes.append(note) }
  }

  // MARK: - Coordinate systems

  /// KML is in longitude and latitude on WGS 84 by definition.
  private static func checkSystem(_ layer: Layer, _ path: String) throws(DataError) {
    let definition = layer.crs?.definition ?? "none"
    if ["EPSG:4326", CRSReference.geoJSON.definition].contains(definition) || isWGS84(layer.crs) {
      return
    }
    throw DataError(
      .output,
      code: OGRErrorCode.needsLonLat.rawValue,
      at: Place(file: path, layer: layer.name),
      found:
        "KML holds longitude and latitude on WGS 84 only; the layer's coordinate system is \(definition.prefix(80))",
      expected: "EPSG:4326",
      advice: "Transform the layer first.",
      arguments: ["KML", definition]
    )
  }

  /// Whether the text of a system says EPSG:4326, which GDAL is asked; false where it cannot be.
  private static func isWGS84(_ crs: CRSReference?) -> Bool {
    guard let crs, DatasetWriter.isDefinition(crs.definition), let library = try? GDALLibrary.shared() else {
      return false
    }
    return library.collecting(into: GDALMessages()) {
      guard let reference = library.table.pointee.OSRNewSpatialReference(nil) else { return false }
      defer { library.table.pointee.OSRDestroySpatialReference(reference) }
      guard library.table.pointee.OSRSetFromUserInput(reference, crs.definition) == 0 else { return false }
      return SpatialReference(reference, in: library)?.epsg == 4326
    }
  }
}

/// The text of a KML file in the making.
struct KMLText {
  private(set) var bytes: [UInt8] = []
  /// Characters that XML does not allow.
  private(set) var replaced = 0

  /// Empties the bytes, and keeps their room.
  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  /// Appends markup, or text that needs no escape.
  mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// Appends text of the data.
  mutating func add(_ text: String) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": raw("&amp;")
      case "<": raw("&lt;")
      case ">": raw("&gt;")
      // A reader makes a line feed of a bare one.
      case "\r": raw("&#13;")
      case "\t", "\n": bytes.append(UInt8(scalar.value))
      case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}":
        raw("\u{FFFD}")
        replaced += 1
      default: bytes.append(contentsOf: String(scalar).utf8)
      }
    }
  }
}
