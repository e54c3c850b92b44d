import Foundation
import LandReport
import TestSupport
import Testing

@Suite("The argument parser's words in Chinese")
struct ParserWordsTests {
  /// Every sentence that `ErrorMessageGenerator` of swift-argument-parser 1.8 makes, with values that look like its words.
  private static let sentences = [
    "Unknown option '--bases'. Did you mean '--basis'?", "Unknown option '--zz'",
    "Unknown option '-xy'\n   or: Missing value for '-x <n>' in '-xy'",
    "Unknown option '-xy'. Did you mean '--y'?\n   or: Missing value for '-x <n>' in '-xy'",
    "Missing value for '--basis <b>'", "Missing value for '--basis'",
    "The option '--quiet' does not take any value, but 'yes' was specified.", "Unexpected argument 'b'",
    "2 unexpected arguments: 'b', 'c'",
    "Value to be set with flag '--a' had already been set with flag 'b' in '-ab'",
    "Value to be set with position 2 had already been set with position 1",
    "Missing expected argument '<s>'", "Missing one of: '<a>', '<b>'",
    "The value 'x' is invalid for '--f <f>'. Please provide one of the following:\n  - a\n  - b",
    "The value 'x' is invalid for '--f <f>'. Please provide one of 'a' and 'b'.",
    "The value 'x' is invalid for '--f <f>'. Please provide one of 'a', 'b' or 'c'.",
    "The value 'x' is invalid for '--f <f>'", "The value 'x' is invalid for '<f>': 8", "The value 'x' is invalid.",
    "Invalid option: --", "Invalid option: -%", "Missing required subcommand.",
    "Command 'x' is not a parent of the current command.",
    "Can't generate completion scripts for 'x'.\nPlease use --generate-completion-script=<shell> with one of:\n    a b",
    "Can't autodetect a supported shell.\nPlease use --generate-completion-script=<shell> with one of:\n    a b",
    "Internal error. Parsing command-line arguments hit unimplemented code path.",
    "Internal error. Invalid state while parsing command-line arguments.",
    "No value set for non-argument var x. Replace with a static variable, or let constant.",
  ]

  @Test("No sentence keeps an English word", arguments: sentences)
  func sentence(_ english: String) {
    let chinese = ParserWords.chinese(message: english)
    #expect(chinese.contains { $0 >= "\u{4E00}" })
    var rest = chinese
    for name in ["--generate-completion-script", "shell", "basis", "bases", "quiet", "yes"] {
      rest = rest.replacingOccurrences(of: name, with: "")
    }
    let words = rest.split { !($0.isASCII && $0.isLetter) }.filter { $0.count > 2 }
    #expect(words.isEmpty, "\(chinese)")
  }

  @Test("Values stay as they were typed, whatever they look like")
  func values() {
    let typed = "Missing value for 'Error: ' (default: x) OPTIONS:"
    #expect(ParserWords.chinese(message: "Unexpected argument '\(typed)'") == "多余的参数 '\(typed)'")
    #expect(ParserWords.chinese(message: "a sentence of another program") == "a sentence of another program")
  }

  @Test("Lists of values and defaults are found wherever the parser wrapped them")
  func wrapped() {
    let help = """
      OVERVIEW: 面积

      USAGE: landplan areas <source>

      OPTIONS:
        --basis <b>             口径。(values: ellipsoid, plane, geodesic; default:
                                ellipsoid)
        --format <f>            格式。 (values:
                                table, json)
        --unit <u>              单位。(values: a, b;
                                default: a)
        --sum                   求和。(default as
                                flag: 1)
        -h, --help              Show help information.
      """
    let chinese = ParserWords.chinese(help: help)
    for word in ["values", "default", "Show", "OPTIONS", "USAGE", "OVERVIEW", "flag", ")"] {
      #expect(!chinese.contains(word), "\(word) in\n\(chinese)")
    }
    #expect(chinese.contains("（可取：ellipsoid, plane, geodesic；默认："))
    #expect(chinese.contains("ellipsoid）"))
  }

  @Test("The parser's sources hold no sentence unknown here")
  func sources() throws {
    let folder = TestData.packageRoot.appendingPathComponent(
      ".build/checkouts/swift-argument-parser/Sources/ArgumentParser/Usage"
    )
    guard let text = try? String(contentsOf: folder.appendingPathComponent("UsageGenerator.swift"), encoding: .utf8)
    else {
      print("skipped: the parser's sources are not here")
      return
    }
    // The cases of the errors that it makes sentences of; a new one is a sentence to translate.
    let start = try #require(text.range(of: "func makeErrorMessage"))
    let end = try #require(text.range(of: "func makeHelpMessage", range: start.upperBound..<text.endIndex))
    let cases = text[start.upperBound..<end.lowerBound].components(separatedBy: "case .").count - 1
    #expect(cases == 19, "swift-argument-parser has new kinds of errors: translate them in ParserWords")
  }
}
