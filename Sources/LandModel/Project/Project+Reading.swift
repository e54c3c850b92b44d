import Features
import Foundation
import Geometry

extension Project {
  private static let keys = [
    "name", "synthetic", "crs", "as_of", "basis", "thresholds", "other_grassland", "claims", "assembly",
    "layers",
  ]

  /// True where the path is a project file: `landplan.yaml`, or any `.yaml` or `.yml`.
  public static func isProjectFile(_ path: String) -> Bool {
    let path = path.lowercased()
    return path.hasSuffix(".yaml") || path.hasSuffix(".yml")
  }

  /// The project file that a path means: the file itself, or `landplan.yaml` in the folder. Nil where it is neither.
  public static func file(at path: String) -> String? {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      return isProjectFile(path) ? path : nil
    }
    if !isFolder.boolValue { return isProjectFile(path) ? path : nil }
    let inside = (path as NSString).appendingPathComponent("landplan.yaml")
    return FileManager.default.fileExists(atPath: inside) ? inside : nil
  }

  /// Reads and checks a project file: syntax, keys, types, codes, that sources exist, that roles are unique.
  ///
  /// Throws ``ConfigurationErrors`` with everything that is wrong, each with line and column, or a `DataError` where the
  /// file cannot be read.
  public static func load(_ path: String) throws -> Project {
    let bytes = try InputFile.bytes(path, limit: 4 << 20)
    guard let text = String(validating: bytes, as: UTF8.self) else { throw notUTF8(bytes, path) }
    return try parse(text, file: path)
  }

  /// The place of the first byte that is not UTF-8, and what the file is likely to be.
  private static func notUTF8(_ bytes: [UInt8], _ path: String) -> DataError {
    let likely = TextEncoding.detect(Array(bytes.prefix(1 << 18))).encoding.name
    // All that is valid reads as itself; the first replacement character stands where reading failed.
    let valid = String(decoding: bytes, as: UTF8.self).unicodeScalars.prefix { $0 != "\u{FFFD}" }
    let before = String(String.UnicodeScalarView(valid))
    let line = before.utf8.count { $0 == UInt8(ascii: "\n") } + 1
    let column = before.unicodeScalars.reversed().prefix { $0 != "\n" }.count + 1
    return DataError(
      .configuration,
      code: LandModelError.configurationEncoding.rawValue,
      at: Place(file: path, line: line, column: column),
      found: "byte \(before.utf8.count + 1) is not UTF-8; the file looks like \(likely)",
      expected: "a project file in UTF-8",
      advice: "Save the file as UTF-8",
      arguments: ["\(before.utf8.count + 1)", likely]
    )
  }

  /// Reads and checks the text of a project file that lies at `file`. `exists` tells whether a source is there.
  public static func parse(
    _ text: String,
    file: String,
    exists: @escaping (String) -> Bool = InputFile.exists
  ) throws -> Project {
    let text = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
    let root = try ConfigurationNode.parse(text, file: file)
    let folder = (file as NSString).deletingLastPathComponent
    let reader = LayerReader(folder: folder, exists: exists)
    guard let mapping = root.mapping(keys: keys) else { throw ConfigurationErrors(root.problems.errors) }
    let list = mapping.required("layers")?.list()
    let layers = (list ?? []).compactMap { reader.layer($0) }
    reader.checkUnique(layers, problems: root.problems)
    reader.checkPlanNames(layers, problems: root.problems)
    let name = mapping.required("name")?.localizedText()
    if let name, name.chinese.trimmed.isEmpty || name.english.trimmed.isEmpty {
      mapping["name"]?.reportEmpty("an empty text", expected: "the park's name")
    }
    let project = Project(
      file: file,
      folder: folder,
      name: name ?? LocalizedText(""),
      isSynthetic: mapping["synthetic"]?.bool() ?? false,
      crs: mapping["crs"]?.crs(),
      asOf: mapping["as_of"]?.date(),
      basis: mapping["basis"]?.choice(),
      thresholds: try thresholds(mapping["thresholds"]),
      otherGrassland: mapping["other_grassland"]?.choice() ?? .agricultural,
      claimsFile: mapping["claims"].flatMap { reader.claims($0) },
      assemblies: mapping["assembly"]?.list().map { $0.compactMap { assembly($0) } } ?? [],
      layers: layers
    )
    if list?.isEmpty == true { mapping["layers"]?.reportEmpty("an empty list", expected: "at least one layer") }
    try root.problems.throwIfAny()
    return project
  }

  /// `{zone: integration, target: 8000mu}`.
  private static func assembly(_ node: ConfigurationNode) -> AssemblyGoal? {
    guard let mapping = node.mapping(keys: ["zone", "target"]), let zone = mapping.required("zone")?.string() else {
      return nil
    }
    return AssemblyGoal(zone: zone, target: mapping["target"].flatMap { target($0) })
  }

  /// A number and its unit: `8000mu`, `533.33 ha`.
  private static func target(_ node: ConfigurationNode) -> String? {
    guard let text = node.string() else { return nil }
    let digits = text.prefix { $0.isNumber || $0 == "." }
    if FixedDecimal(String(digits)) != nil,
      AreaUnit(written: text.dropFirst(digits.count).trimmingPrefix(" ").description) != nil
    {
      return text
    }
    node.report(
      .configurationValue,
      found: "“\(text)”",
      expected: "a number and m2, ha or mu, such as 8000mu",
      advice: "",
      arguments: [text, "8000mu"]
    )
    return nil
  }

  /// A profile's name, or `{profile: …, values: {…}}`.
  private static func thresholds(_ node: ConfigurationNode?) throws -> ThresholdProfile {
    let profiles = try ThresholdProfile.embedded()
    let ids = profiles.map(\.id)
    let standard = profiles.first { $0.id == ThresholdProfile.defaultID } ?? profiles[0]
    guard let node else { return standard }
    if node.scalarText != nil { return node.choice(ids) { id in profiles.first { $0.id == id } } ?? standard }
    guard let mapping = node.mapping(keys: ["profile", "values"]) else { return standard }
    let base = mapping["profile"]?.choice(ids) { id in profiles.first { $0.id == id } } ?? standard
    return mapping["values"].map { base.replacing($0) } ?? base
  }
}

/// Reads the entries of `layers`.
struct LayerReader {
  let folder: String
  let exists: (String) -> Bool

  private static let keys = [
    "role", "source", "title", "plan", "version", "kind", "crs", "encoding", "where", "fields", "declared_unit",
    "landuse", "table",
  ]

  func layer(_ node: ConfigurationNode) -> ProjectLayer? {
    guard let mapping = node.mapping(keys: Self.keys) else { return nil }
    let role: LayerRole? = mapping.required("role")?.choice()
    let source = mapping.required("source").flatMap { self.source($0) }
    let fields = mapping["fields"].map { self.fields($0) } ?? [:]
    let unit = mapping["declared_unit"]?.choice(AreaUnit.allCases.map(\.rawValue)) { AreaUnit(written: $0) }
    let kind = mapping["kind"]?.choice(ControlLineKind.allCases.map(\.rawValue)) { ControlLineKind(written: $0) }
    let layer = ProjectLayer(
      role: role ?? .parcels,
      source: source ?? SourceReference(path: ""),
      title: mapping["title"]?.localizedText(),
      plan: mapping["plan"]?.string(),
      version: mapping["version"]?.choice(),
      kind: kind,
      crs: mapping["crs"]?.crs(),
      encoding: mapping["encoding"].flatMap { encoding($0) },
      filter: mapping["where"]?.filter(),
      fields: fields,
      declaredUnit: unit,
      landUse: mapping["landuse"]?.choice(),
      table: mapping["table"].flatMap { table($0) },
      place: node.place,
      places: places(of: mapping)
    )
    guard role != nil, source != nil else { return nil }
    checkParts(of: layer, mapping)
    return layer
  }

  /// Where the values stand that only a look into the source can tell right from wrong.
  private func places(of mapping: ConfigurationMapping) -> [String: Place] {
    var places: [String: Place] = [:]
    for (key, node) in mapping.nodes {
      places[key] = node.place
      guard key == "fields" || key == "table", node.isMapping else { continue }
      for (inner, value) in node.anyMapping()?.nodes ?? [] { places["\(key).\(inner)"] = value.place }
    }
    return places
  }

  /// A label of a text encoding.
  private func encoding(_ node: ConfigurationNode) -> String? {
    guard let label = node.string() else { return nil }
    if TextEncoding(label: label) == nil {
      node.report(
        .tableEncoding,
        found: "no encoding “\(label)”",
        expected: "GBK, Big5, UTF-8 …",
        advice: "",
        arguments: [label]
      )
    }
    return label
  }

  /// `plan`, `version` and `kind` belong to their roles.
  private func checkParts(of layer: ProjectLayer, _ mapping: ConfigurationMapping) {
    let owners: [(String, [LayerRole])] = [
      ("plan", [.plan]), ("version", [.plan, .roads, .roadRedline, .controlLine]), ("kind", [.controlLine]),
    ]
    for (key, roles) in owners where !roles.contains(layer.role) {
      let role = roles.map(\.rawValue).joined(separator: ", ")
      mapping[key]?.report(
        .projectMisplacedKey,
        found: "“\(key)” in a layer of role \(layer.role.rawValue)",
        expected: "it in layers of role \(role) only",
        advice: "Remove it or change the role",
        arguments: [key, layer.role.rawValue, role]
      )
    }
    // What a control line forbids depends on its kind: without one it would be left out of every check in silence.
    if layer.role == .controlLine { _ = mapping.required("kind") }
  }

  /// One plan needs no name; among several, one without a name is told from none.
  func checkPlanNames(_ layers: [ProjectLayer], problems: ConfigurationProblems) {
    let plans = layers.filter { $0.role == .plan }
    guard plans.contains(where: { $0.plan != nil }) else { return }
    for layer in plans where layer.plan == nil {
      problems.add(
        DataError(
          .configuration,
          code: LandModelError.configurationMissingKey.rawValue,
          at: layer.place,
          found: "no key “plan”, while other plans have names",
          expected: "plan: …",
          advice: "",
          arguments: ["plan"]
        )
      )
    }
  }

  private func fields(_ node: ConfigurationNode) -> [StandardField: String] {
    guard let mapping = node.mapping(keys: StandardField.allCases.map(\.rawValue)) else { return [:] }
    var result: [StandardField: String] = [:]
    for (key, value) in mapping.nodes {
      if let field = StandardField(rawValue: key) { result[field] = value.string() }
    }
    return result
  }

  private func table(_ node: ConfigurationNode) -> TableReference? {
    guard let mapping = node.mapping(keys: ["source", "key", "table_key", "encoding"]) else { return nil }
    let source = mapping.required("source").flatMap { self.source($0) }
    guard let key = mapping.required("key")?.string(), let source else { return nil }
    return TableReference(
      source: source,
      key: key,
      tableKey: mapping["table_key"]?.string() ?? key,
      encoding: mapping["encoding"].flatMap { encoding($0) }
    )
  }

  /// A path relative to the project file, with its layer; a file that is not there is reported.
  func source(_ node: ConfigurationNode) -> SourceReference? {
    guard let written = node.string() else { return nil }
    if SourceReference.isConnection(written) { return SourceReference(written) { _ in false } }
    let source = SourceReference(resolved(written), exists: exists)
    guard exists(source.path) else {
      reportMissing(source.path, node)
      return nil
    }
    if SourceFormat.isPlainFolder(source.path) { reportFolder(node) }
    return source
  }

  /// The file of claims, or the word for those within the program.
  func claims(_ node: ConfigurationNode) -> String? {
    guard let written = node.string() else { return nil }
    if written == Project.embeddedClaims { return written }
    let path = resolved(written)
    if !exists(path) {
      reportMissing(path, node)
    } else if SourceFormat.isPlainFolder(path) {
      reportFolder(node)
    }
    return path
  }

  private func reportFolder(_ node: ConfigurationNode) {
    node.report(.inputIsFolder, found: "a folder", expected: "a file", advice: "Name a file in it")
  }

  private func resolved(_ written: String) -> String {
    written.hasPrefix("/") || folder.isEmpty ? written : (folder as NSString).appendingPathComponent(written)
  }

  private func reportMissing(_ path: String, _ node: ConfigurationNode) {
    let parent = (path as NSString).deletingLastPathComponent
    let beside = (try? FileManager.default.contentsOfDirectory(atPath: parent.isEmpty ? "." : parent)) ?? []
    let near = Suggestion.nearest(to: (path as NSString).lastPathComponent, among: beside.sorted())
    node.report(
      .projectMissingFile,
      found: "no file “\(path)”",
      expected: "a path relative to the project file",
      advice: near.map { "Did you mean “\($0)”?" } ?? "",
      arguments: [path] + (near.map { [$0] } ?? [])
    )
  }

  /// A second layer of a role that a project has one of, of a plan in the same version.
  func checkUnique(_ layers: [ProjectLayer], problems: ConfigurationProblems) {
    var first: [String: Place] = [:]
    for layer in layers where !layer.role.mayRepeat {
      guard let other = first[layer.label] else {
        first[layer.label] = layer.place
        continue
      }
      problems.add(
        DataError(
          .configuration,
          code: LandModelError.projectDuplicateRole.rawValue,
          at: layer.place,
          found: "a second layer “\(layer.label)”",
          expected: "one; the first is on line \(other.line ?? 0)",
          advice: layer.role == .plan ? "Give each its own plan or version" : "Remove one, or give it another role",
          arguments: [layer.label, "\(other.line ?? 0)"]
        )
      )
    }
  }
}
