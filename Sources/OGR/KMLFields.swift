internal import Features

/// The attributes of a layer as KML has them: name and description, which programs show, and a schema for the rest.
struct KMLFields {
  private let columns: [(name: String, column: Column)]
  private let label: Column?
  private let description: Column?
  private let schema: String
  /// Fields whose names were taken, with the names that they have in the file.
  private(set) var renamed: [(from: String, to: String)] = []

  /// - Parameters:
  ///   - nameField: the field by which programs label features; it stays in the schema too.
  ///   - schema: id of the layer's schema in the file.
  init(_ layer: Layer, nameField: String?, schema: String) {
    func own(_ name: String) -> Column? {
      layer.table.columns.first { $0.field.name.lowercased() == name && $0.field.type == .text }
    }
    let (ownName, ownDescription) = (own("name"), own("description"))
    let elements = [ownName, ownDescription].compactMap { $0?.field.name }
    let rest = layer.table.columns.filter { !elements.contains($0.field.name) }
    let wanted = rest.map { Self.readersOwn.contains($0.field.name.lowercased()) ? $0.field.name + "_" : $0.field.name }
    let names = WriteNames(wanted, format: .kml, encoding: .utf8).names
    columns = zip(names, rest).map { ($0, $1) }
    renamed = zip(rest, names).compactMap { $0.field.name == $1 ? nil : ($0.field.name, $1) }
    label = ownName ?? nameField.flatMap { layer.table[$0] }
    description = ownDescription
    self.schema = schema
  }

  /// Fields that readers make of a placemark's elements: GDAL's and what is built on it would read a number called name, or a
  /// remark called visibility, into these and change it.
  private static let readersOwn: Set = [
    "name", "description", "timestamp", "begin", "end", "altitudemode", "tessellate", "extrude", "visibility",
    "draworder",
    "icon",
  ]

  func appendSchema(to text: inout KMLText) {
    guard !columns.isEmpty else { return }
    text.raw("<Schema id=\"\(schema)\" name=\"\(schema)\">\n")
    for (name, column) in columns {
      text.raw("<SimpleField name=\"")
      text.attribute(name)
      text.raw("\" type=\"\(Self.type(column))\"/>\n")
    }
    text.raw("</Schema>\n")
  }

  func appendLabel(_ row: Int, to text: inout KMLText) {
    for (element, column) in [("name", label), ("description", description)] {
      guard let value = column?.text(row) else { continue }
      text.raw("<\(element)>")
      text.add(value)
      text.raw("</\(element)>\n")
    }
  }

  /// What is null has no element.
  func appendValues(_ row: Int, to text: inout KMLText) {
    guard columns.contains(where: { !$0.column.isNull(row) }) else { return }
    text.raw("<ExtendedData><SchemaData schemaUrl=\"#\(schema)\">\n")
    for (name, column) in columns {
      guard let value = Self.value(column, row) else { continue }
      text.raw("<SimpleData name=\"")
      text.attribute(name)
      text.raw("\">")
      text.add(value)
      text.raw("</SimpleData>\n")
    }
    text.raw("</SchemaData></ExtendedData>\n")
  }

  /// KML has no whole numbers beyond 32 bits: these are numbers where a double holds each of them, else text.
  private static func type(_ column: Column) -> String {
    switch column.storage {
    case .booleans: return "bool"
    case .reals: return "double"
    case .texts: return "string"
    case .integers(let values):
      let present = values.indices.lazy.filter { !column.isNull($0) }.map { values[$0] }
      if present.allSatisfy({ Int32(exactly: $0) != nil }) { return "int" }
      return present.allSatisfy { Int64(exactly: Double($0)) == $0 } ? "double" : "string"
    }
  }

  private static func value(_ column: Column, _ row: Int) -> String? {
    if case .booleans(let values) = column.storage { return column.isNull(row) ? nil : values[row] ? "1" : "0" }
    return column.text(row)
  }
}

extension KMLText {
  /// Appends text between double quotes.
  fileprivate mutating func attribute(_ text: String) {
    for (number, part) in text.split(separator: "\"", omittingEmptySubsequences: false).enumerated() {
      if number > 0 { raw("&quot;") }
      add(String(part))
    }
  }
}
