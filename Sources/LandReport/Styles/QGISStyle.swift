import Features
import Geometry

/// A style as QGIS keeps it (QML, as QGIS 3.22 writes it; later versions read it): a category for each value, labels,
/// aliases.
struct QGISStyle {
  /// What a symbol is made of.
  enum SymbolKind {
    case polygon
    case line
    case point

    /// Of the first feature that has a shape.
    init(_ geometry: GeometryColumns) {
      self = geometry.kinds.lazy.compactMap { SymbolKind($0) }.first ?? .polygon
    }

    /// Nil for features without shape; collections of land are land.
    init?(_ kind: GeometryKind) {
      switch kind {
      case .null: return nil
      case .point, .multiPoint: self = .point
      case .lineString, .multiLineString: self = .line
      default: self = .polygon
      }
    }
  }

  let style: LayerStyle
  let fields: [Field]
  let geometry: SymbolKind
  let language: Language

  var document: String {
    let lines =
      [
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>",
        "<qgis version=\"3.22.0\" styleCategories=\"Symbology|Labeling|Fields\" labelsEnabled=\"\(hasLabels ? 1 : 0)\">",
      ] + renderer + labelling + aliases + ["</qgis>"]
    return lines.joined(separator: "\n")
  }

  private var hasLabels: Bool {
    style.labelField.map { name in fields.contains { $0.name == name } } ?? false
  }

  private var renderer: [String] {
    guard let field = style.field else {
      let colour = style.entries.first?.colour ?? LandUseStyle.unknownColour
      return ["<renderer-v2 type=\"singleSymbol\" symbollevels=\"0\" enableorderby=\"0\">", "<symbols>"]
        + [symbol("0", colour), "</symbols>", "</renderer-v2>"]
    }
    var lines = [
      "<renderer-v2 type=\"categorizedSymbol\" attr=\"\(escaped(field))\" symbollevels=\"0\" "
        + "enableorderby=\"\(isYesOrNo ? 1 : 0)\">",
      "<categories>",
    ]
    let valued = style.entries.filter { !$0.value.isEmpty }
    for (place, entry) in valued.enumerated() {
      let label = escaped(entry.label[language])
      lines.append(
        "<category symbol=\"\(place)\" value=\"\(escaped(entry.value))\" label=\"\(label)\" render=\"true\"/>"
      )
    }
    // Everything else: features without a value.
    let rest = style.entries.first { $0.value.isEmpty }
    let name = escaped(rest?.label[language] ?? "—")
    lines.append("<category symbol=\"\(valued.count)\" value=\"\" label=\"\(name)\" render=\"true\"/>")
    lines += ["</categories>", "<symbols>"]
    let colours = valued.map(\.colour) + [rest?.colour ?? LandUseStyle.unknownColour]
    for (place, colour) in colours.enumerated() { lines.append(symbol("\(place)", colour)) }
    lines.append("</symbols>")
    if isYesOrNo {
      // What is true is drawn over what is not: the same land may be judged several times.
      let clause = "<orderByClause asc=\"1\" nullsFirst=\"1\">&quot;\(escaped(field))&quot;</orderByClause>"
      lines.append("<orderby>\(clause)</orderby>")
    }
    return lines + ["</renderer-v2>"]
  }

  private var isYesOrNo: Bool {
    style.field.map { name in fields.contains { $0.name == name && $0.type == .boolean } } ?? false
  }

  private func symbol(_ name: String, _ colour: String) -> String {
    let (type, kind): (String, String)
    let properties: [(String, String)]
    switch geometry {
    case .polygon:
      (type, kind) = ("fill", "SimpleFill")
      properties = [
        ("color", rgba(colour)), ("outline_color", rgba(style.isOfFindings ? colour : LayerStyle.outline)),
        ("outline_style", "solid"), ("outline_width", style.isOfFindings ? "0.6" : "0.15"),
        ("outline_width_unit", "MM"), ("style", "solid"),
      ]
    case .line:
      (type, kind) = ("line", "SimpleLine")
      properties = [
        ("line_color", rgba(colour)), ("line_style", "solid"), ("line_width", "0.6"), ("line_width_unit", "MM"),
      ]
    case .point:
      (type, kind) = ("marker", "SimpleMarker")
      properties = [
        ("color", rgba(colour)), ("name", "circle"), ("outline_color", rgba(LayerStyle.outline)),
        ("outline_style", "solid"), ("size", "2.4"), ("size_unit", "MM"),
      ]
    }
    let written = properties.map { "<prop k=\"\($0.0)\" v=\"\($0.1)\"/>" }.joined()
    return "<symbol type=\"\(type)\" name=\"\(name)\" alpha=\"1\">"
      + "<layer class=\"\(kind)\" enabled=\"1\" locked=\"0\" pass=\"0\">\(written)</layer></symbol>"
  }

  private var labelling: [String] {
    guard hasLabels, let name = style.labelField else { return [] }
    // 1: over the polygon's inside, where small parcels go without; 2: along a line; 6: around a point.
    let placement =
      switch geometry {
      case .polygon: "<placement placement=\"1\" centroidInside=\"1\" fitInPolygonOnly=\"1\"/>"
      case .line: "<placement placement=\"2\"/>"
      case .point: "<placement placement=\"6\"/>"
      }
    return [
      "<labeling type=\"simple\">", "<settings calloutType=\"simple\">",
      "<text-style fieldName=\"\(escaped(name))\" isExpression=\"0\" fontFamily=\"Noto Sans CJK SC\" fontSize=\"7\" "
        + "fontSizeUnit=\"Point\" textColor=\"26,26,26,255\" textOpacity=\"1\">",
      "<text-buffer bufferDraw=\"1\" bufferSize=\"0.6\" bufferSizeUnits=\"MM\" bufferColor=\"255,255,255,255\" "
        + "bufferOpacity=\"1\"/>",
      "</text-style>", placement,
      "<rendering drawLabels=\"1\" obstacle=\"1\" scaleVisibility=\"0\"/>", "</settings>", "</labeling>",
    ]
  }

  private var aliases: [String] {
    let entries = fields.compactMap { field in
      field.alias.map { "<alias field=\"\(escaped(field.name))\" name=\"\(escaped($0))\"/>" }
    }
    return entries.isEmpty ? [] : ["<aliases>"] + entries + ["</aliases>"]
  }

  private func rgba(_ colour: String) -> String {
    guard let parts = LandUseStyle.hexDigits(of: colour) else { return "217,217,217,255" }
    return "\(parts.red),\(parts.green),\(parts.blue),255"
  }

  private func escaped(_ text: String) -> String {
    HTMLText.escaped(text)
  }
}
