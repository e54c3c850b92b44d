/// What a dataset's name may reach beyond the file it names. Nothing, unless asked for.
public struct OGRAccess: OptionSet, Sendable, Hashable {
  public let rawValue: Int

  public init(rawValue: Int) {
    self.rawValue = rawValue
  }

  /// `PG:` connections.
  public static let database = OGRAccess(rawValue: 1 << 0)
  /// `http://`, `https://` and `/vsicurl/`.
  public static let network = OGRAccess(rawValue: 1 << 1)
  /// `/vsizip/`, `/vsigzip/`, `/vsitar/`, `/vsimem/`: local archives and memory.
  public static let archives = OGRAccess(rawValue: 1 << 2)
  /// VRT files and MapInfo views, which name other files.
  public static let references = OGRAccess(rawValue: 1 << 3)
}

/// How a dataset is opened.
public struct OGROpenOptions: Sendable, Hashable {
  /// The encoding of text where the user knows better than the file: `GBK`, `Big5`, `UTF-8`, `Latin-1` …
  public var encoding: String?
  /// What the name may reach beyond a file; nothing by default.
  public var access: OGRAccess
  /// The driver to read with, instead of what the extension says.
  public var driver: OGRDriver?
  /// Look for values that a GeoPackage stores as another type than their field's, which takes another pass over the layer.
  public var checksStoredTypes = false

  /// A file of this machine, of the format its extension says, unless told otherwise.
  public init(encoding: String? = nil, access: OGRAccess = [], driver: OGRDriver? = nil) {
    self.encoding = encoding
    self.access = access
    self.driver = driver
  }
}
