import Foundation
import FoundationXML

/// One XML file of GEOS's (and JTS's) own tests, as data.
struct VectorFile: Sendable {
  struct Test: Sendable {
    /// The name of the operation in lower case.
    var operation: String
    /// `arg1` to `arg4`; empty where absent.
    var arguments: [String]
    var expected: String
  }

  struct Case: Sendable {
    /// Well-known text, or well-known binary in hexadecimal digits.
    var a: String = ""
    var b: String?
    var tests: [Test] = []
  }

  /// Path below the folder of all tests.
  var path: String
  /// Grid size of a fixed precision model, nil for a floating one.
  var gridSize: Double?
  /// Predicates are asked of the prepared geometry.
  var isPrepared = false
  var cases: [Case] = []

  init(path: String, contents: Data) throws {
    self.path = path
    let reader = VectorReader(VectorFile(path: path))
    let parser = XMLParser(data: contents)
    parser.delegate = reader
    guard parser.parse() else { throw parser.parserError ?? CocoaError(.fileReadCorruptFile) }
    self = reader.file
  }

  private init(path: String) {
    self.path = path
  }
}

private final class VectorReader: NSObject, XMLParserDelegate {
  var file: VectorFile
  private var text = ""
  private var hasPrecision = false

  init(_ file: VectorFile) {
    self.file = file
  }

  func parser(
    _ parser: XMLParser,
    didStartElement element: String,
    namespaceURI: String?,
    qualifiedName: String?,
    attributes: [String: String]
  ) {
    text = ""
    switch element {
    case "precisionModel":
      // Some files state several: the first counts.
      if hasPrecision { return }
      hasPrecision = true
      if let scale = attributes["scale"].flatMap({ Double($0) }) { file.gridSize = 1 / scale }
    case "case":
      file.cases.append(VectorFile.Case())
    case "op":
      let arguments = (1...4).map { (attributes["arg\($0)"] ?? "").trimmingCharacters(in: .whitespaces) }
      let name = (attributes["name"] ?? "").trimmingCharacters(in: .whitespaces).lowercased()
      file.cases[file.cases.count - 1].tests.append(
        VectorFile.Test(operation: name, arguments: arguments, expected: "")
      )
    default:
      break
    }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    text += string
  }

  func parser(
    _ parser: XMLParser,
    didEndElement element: String,
    namespaceURI: String?,
    qualifiedName: String?
  ) {
    let content = text.trimmingCharacters(in: .whitespacesAndNewlines)
    let last = file.cases.count - 1
    switch element {
    case "geometryOperation": file.isPrepared = content.contains("PreparedGeometryOperation")
    case "a": file.cases[last].a = content
    case "b": file.cases[last].b = content
    case "op": file.cases[last].tests[file.cases[last].tests.count - 1].expected = content
    default: break
    }
  }
}
