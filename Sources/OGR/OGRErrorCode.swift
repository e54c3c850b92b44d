/// The codes of every `DataError` that this module throws itself, with the arguments its sentence needs.
/// Outputs that cannot be put in place carry the codes of `OutputErrorCode`.
public enum OGRErrorCode: String, CaseIterable, Sendable {
  /// GDAL's library is not there. Argument: the dynamic linker's words.
  case gdalMissing = "ogr.gdal-missing"
  /// A GDAL that is too old or too new. Argument: its version.
  case gdalVersion = "ogr.gdal-version"
  /// The library has no driver for a format. Argument: the format.
  case noDriver = "ogr.no-driver"

  /// No file of that name.
  case noFile = "ogr.no-file"
  /// A folder that is no file geodatabase. Argument: names of datasets in it, separated by commas.
  case isFolder = "ogr.is-folder"
  /// A file of no bytes.
  case emptyFile = "ogr.empty-file"
  /// The system does not let this user read it. Argument: the system's words.
  case unreadable = "ogr.unreadable"
  /// A name that reaches the network, a database, an archive or another file. Argument: the kind of name.
  case refusedName = "ogr.refused-name"
  /// A file that only refers to other files. Argument: the kind of file.
  case refusedReference = "ogr.refused-reference"
  /// An extension that no driver of the allow-list reads. Argument: the extension.
  case unknownFormat = "ogr.unknown-format"
  /// The content is not what the extension says. Arguments: the format, what the file begins with.
  case wrongContent = "ogr.wrong-content"
  /// The file ends early. Arguments: bytes there, bytes that its header announces.
  case truncated = "ogr.truncated"
  /// A shapefile without its index. Argument: the name looked for.
  case noSHX = "ogr.no-shx"
  /// A shapefile without its attributes. Argument: the name looked for.
  case noDBF = "ogr.no-dbf"
  /// An index or attribute file whose .shp is not there. Argument: the name looked for.
  case noSHP = "ogr.no-shp"
  /// Geometry and attributes have different numbers of records. Arguments: the two numbers.
  case recordCount = "ogr.record-count"
  /// An archive that unpacks to far more than it could honestly hold. Arguments: its bytes, the bytes unpacked.
  case archiveTooLarge = "ogr.archive-too-large"
  /// GDAL cannot open it. Argument: GDAL's words.
  case cannotOpen = "ogr.cannot-open"
  /// A database that cannot be reached, or does not let this user in. Argument: its words.
  case noConnection = "ogr.no-connection"
  /// An encoding that is not known here. Argument: its name.
  case unknownEncoding = "ogr.unknown-encoding"

  /// No layer of that name. Arguments: the name, the names there are.
  case noLayer = "ogr.no-layer"
  /// Several layers and none chosen. Argument: the names there are.
  case whichLayer = "ogr.which-layer"
  /// A dataset without layers.
  case noLayers = "ogr.no-layers"
  /// Reading stopped. Argument: GDAL's words.
  case readFailed = "ogr.read-failed"
  /// A database ended the reading. Argument: its words.
  case databaseFailed = "ogr.database-failed"
  /// A view that gives no row for a minute. Argument: seconds.
  case viewTooSlow = "ogr.view-too-slow"
  /// Geometries that GDAL reads as none though the file has something there. Argument: how many.
  case lostGeometry = "ogr.lost-geometry"
  /// A geometry that cannot be decoded. Argument: what is wrong with it.
  case badGeometry = "ogr.bad-geometry"
  /// A coordinate that is not a number, infinite, or beyond 1e15.
  case nonFinite = "ogr.non-finite"

  /// A format that holds one layer was given several. Arguments: the format, the number.
  case oneLayerOnly = "ogr.one-layer-only"
  /// Two layers of one name in an output. Argument: the name.
  case repeatedLayer = "ogr.repeated-layer"
  /// Geometry of several kinds where the format holds one. Arguments: the format, the kinds.
  case mixedGeometry = "ogr.mixed-geometry"
  /// A format that is longitude and latitude by definition. Arguments: the format, the layer's CRS.
  case needsLonLat = "ogr.needs-lon-lat"
  /// A CRS that GDAL does not know. Arguments: its definition, GDAL's words.
  case unknownCRS = "ogr.unknown-crs"
  /// A character that the chosen encoding cannot write. Arguments: the text, the encoding.
  case unencodable = "ogr.unencodable"
  /// GDAL could not write. Argument: GDAL's words.
  case writeFailed = "ogr.write-failed"
}

/// The codes of every `LoadNote` that this module gives, with the arguments its sentence needs.
public enum OGRNoteCode: String, CaseIterable, Sendable {
  /// The encoding was told by the text itself. Arguments: the encoding, the evidence.
  case encodingDetected = "ogr.encoding-detected"
  /// Another encoding explains the text nearly as well. Arguments: the encoding taken, the other, the evidence.
  case encodingAmbiguous = "ogr.encoding-ambiguous"
  /// The text is not in the encoding that the file claims. Arguments: where it claims it, claimed, taken, evidence.
  case encodingContradicted = "ogr.encoding-contradicted"
  /// Bytes that have no meaning in the encoding became U+FFFD. Arguments: number of values, the encoding.
  case textReplaced = "ogr.text-replaced"
  /// Values that are not of their field's type, which reading changed. Arguments: the field, their number, the type, the first.
  case storedOtherwise = "ogr.stored-otherwise"
  /// A field's name occurred before. Arguments: the name, the name it got.
  case fieldRepeated = "ogr.field-repeated"
  /// Curves were stroked to segments. Argument: number of features.
  case linearised = "ogr.linearised"
  /// Closed lines of a drawing became polygons. Arguments: number of closed lines, number of open lines.
  case closedLines = "ogr.closed-lines"
  /// Z or M values were left out. Argument: number of features.
  case droppedZ = "ogr.dropped-z"
  /// The source stores northing first; axes were swapped.
  case swappedAxes = "ogr.swapped-axes"
  /// GDAL warned. Argument: its words.
  case gdalWarning = "ogr.gdal-warning"

  /// Names shortened or made unique for the format. Arguments: the name, the name written.
  case fieldRenamed = "ogr.field-renamed"
  /// Text longer than the format holds was cut. Arguments: number of values, the longest length in bytes.
  case textCut = "ogr.text-cut"
  /// Numbers that the format cannot hold to the last digit. Argument: number of values.
  case numberRounded = "ogr.number-rounded"
  /// The format has no such type. Arguments: the type, the type written.
  case typeChanged = "ogr.type-changed"
  /// Writing: date-times without a zone, which a GeoPackage's cannot be, are text. Arguments: none.
  case dateTimeWithoutZone = "ogr.datetime-without-zone"
  /// Writing: texts hold U+0000, where the format's would end; U+FFFD stands for it. Arguments: none.
  case nullCharacter = "ogr.null-character"
  /// Writing: texts hold characters that XML does not allow; U+FFFD stands for them. Argument: their number.
  case controlCharacter = "ogr.control-character"
  /// Empty text becomes null in the format. Argument: number of values.
  case emptyTextIsNull = "ogr.empty-text-is-null"
  /// Features without geometry, which the format cannot hold. Arguments: their number, the first of them.
  case withoutGeometryLeftOut = "ogr.without-geometry-left-out"
  /// Of geometry collections only the polygons were written. Argument: number of features.
  case onlyPolygons = "ogr.only-polygons"
  /// Identifiers that the format cannot keep were left out.
  case idsDropped = "ogr.ids-dropped"
}
