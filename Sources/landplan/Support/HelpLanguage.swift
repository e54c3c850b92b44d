import ArgumentParser
import Foundation
import LandReport

/// The language that `--lang` states, wherever it stands; nil where it is not there.
let statedLanguage: Language? = {
  let arguments = CommandLine.arguments
  for (index, argument) in arguments.enumerated() {
    if argument == "--lang", index + 1 < arguments.count, let stated = Language(rawValue: arguments[index + 1]) {
      return stated
    }
    if argument.hasPrefix("--lang="), let stated = Language(rawValue: String(argument.dropFirst(7))) {
      return stated
    }
  }
  return nil
}()

/// The language of this run: the stated one, else the locale's. Known before parsing, because help and parse errors are
/// printed in it too.
let language: Language = statedLanguage ?? .ofLocale(ProcessInfo.processInfo.environment)

/// A text in the language of this run.
func say(zh: String, en: String) -> String {
  language == .zh ? zh : en
}

/// The command line as the parser is given it: `--lang` is each command's own option, and here also one of the program
/// itself, of `help` and of the requests that the parser answers without a command.
func parserArguments() -> [String] {
  let given = Array(CommandLine.arguments.dropFirst())
  let commands = Set(LandPlan.configuration.subcommands.compactMap { $0.configuration.commandName })
  var kept: [String] = []
  var place = 0
  while place < given.count {
    // Within a command `--lang` is its own business.
    if let first = kept.first, commands.contains(first) { return kept + given[place...] }
    if given[place] == "--lang", place + 1 < given.count, Language(rawValue: given[place + 1]) != nil {
      place += 2
    } else if given[place].hasPrefix("--lang="), Language(rawValue: String(given[place].dropFirst(7))) != nil {
      place += 1
    } else {
      kept.append(given[place])
      place += 1
    }
  }
  return kept
}
