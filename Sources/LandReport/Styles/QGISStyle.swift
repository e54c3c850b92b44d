import Features

/// A land-use style as QGIS keeps it (QML, as QGIS 3.22 writes it; later versions read it): a category for each code,
/// labels, aliases.
struct QGISStyle {
  let style: LandUseStyle
  let fields: [Field]

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
    var lines = [
      "<renderer-v2 type=\"categorizedSymbol\" attr=\"\(escaped(style.field))\" symbollevels=\"0\" enableorderby=\"0\">",
      "<categories>",
    ]
    for (place, entry) in style.entries.enumerated() {
      let label = entry.name.map { entry.code + " " + $0 } ?? entry.code
      lines.append(
        "<category symbol=\"\(place)\" value=\"\(escaped(entry.code))\" label=\"\(escaped(label))\" render=\"true\"/>"
      )
    }
    // Everything else: features without a code.
    lines.append("<category symbol=\"\(style.entries.count)\" value=\"\" label=\"—\" render=\"true\"/>")
    lines += ["</categories>", "<symbols>"]
    let colours = style.entries.map(\.colour) + [LandUseStyle.unknownColour]
    for (place, colour) in colours.enumerated() { lines.append(symbol("\(place)", colour)) }
    return lines + ["</symbols>", "</renderer-v2>"]
  }

  private func symbol(_ name: String, _ colour: String) -> String {
    let properties = [
      ("color", rgba(colour)), ("outline_color", rgba(LandUseStyle.outline)), ("outline_style", "solid"),
      ("outline_width", "0.15"), ("outline_width_unit", "MM"), ("style", "solid"),
    ]
    let written = properties.map { "<prop k=\"\($0.0)\" v=\"\($0.1)\"/>" }.joined()
    return "<symbol type=\"fill\" name=\"\(name)\" alpha=\"1\">"
      + "<layer class=\"SimpleFill\" enabled=\"1\" locked=\"0\" pass=\"0\">\(written)</layer></symbol>"
  }

  private var labelling: [String] {
    guard hasLabels, let name = style.labelField else { return [] }
    return [
      "<labeling type=\"simple\">", "<settings calloutType=\"simple\">",
      "<text-style fieldName=\"\(escaped(name))\" isExpression=\"0\" fontFamily=\"Noto Sans CJK SC\" fontSize=\"7\" "
        + "fontSizeUnit=\"Point\" textColor=\"26,26,26,255\" textOpacity=\"1\">",
      "<text-buffer bufferDraw=\"1\" bufferSize=\"0.6\" bufferSizeUnits=\"MM\" bufferColor=\"255,255,255,255\" "
        + "bufferOpacity=\"1\"/>",
      "</text-style>",
      // 1: over the polygon's inside; small parcels go without where there is no room.
      "<placement placement=\"1\" centroidInside=\"1\" fitInPolygonOnly=\"1\"/>",
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
