import ArgumentParser
import Features
import Foundation
import LandReport

/// Exit codes of the program, as documented in the README.
enum Exit {
  static let done: Int32 = 0
  /// Done, with findings, where the command is a check.
  static let findings: Int32 = 1
  /// Bad usage or configuration.
  static let usage: Int32 = 2
  /// Input cannot be read.
  static let input: Int32 = 3
  /// Output cannot be written.
  static let output: Int32 = 4

  static func code(of kind: DataError.Kind) -> Int32 {
    switch kind {
    case .configuration: usage
    case .input: input
    case .output: output
    }
  }
}

/// Standard error: messages for people, never results.
enum Messages {
  static func print(_ text: String) {
    StandardError.write(TerminalText.lines(text) + "\n")
  }

  static func print(_ error: DataError) {
    print(say(zh: "错误：", en: "error: ") + TerminalText.line(ErrorText.sentence(error, language)))
  }

  /// A note that has no place in the result itself.
  static func print(_ note: Note) {
    let mark =
      switch note.level {
      case .remark: "·"
      case .warning: "!"
      case .defect: "✗"
      }
    print("\(mark) \(TerminalText.line(note.text[language])) [\(note.code)]")
  }
}
