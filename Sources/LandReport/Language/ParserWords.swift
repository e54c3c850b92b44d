/// What the argument parser says, in Chinese. Its sentences are fixed English; each has its own translation here, matched
/// as a whole, so that a user's value is never taken for the parser's words.
public enum ParserWords {
  /// The parser's sentence about a mistake on the command line. A sentence that is none of its own, such as one of this
  /// program's, is given back as it is.
  public static func chinese(message: String) -> String {
    for (english, chinese) in messages {
      guard let found = WordTemplate(english).match(message) else { continue }
      return WordTemplate(chinese).filled(with: found.map { part($0) })
    }
    return message
  }

  /// The lines under a sentence: what an option is for, how the command is used, where help is.
  public static func chinese(usage: String) -> String {
    usage.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      for (english, chinese) in usageLines {
        guard let found = WordTemplate(english).match(String(line)) else { continue }
        return words(WordTemplate(chinese).filled(with: found))
      }
      return words(String(line))
    }.joined(separator: "\n")
  }

  /// A help screen. Lists of values and defaults are found however the parser wrapped them.
  public static func chinese(help: String) -> String {
    var inBrackets = false
    let lines = help.split(separator: "\n", omittingEmptySubsequences: false).map { line -> String in
      let text = heading(String(line))
      return brackets(text, &inBrackets)
    }
    return lines.joined(separator: "\n")
  }

  // MARK: - Sentences

  /// The longer before the shorter that begins like it.
  private static let messages: [(String, String)] = [
    ("{}\n   or: Missing value for '{}' in '{}'", "{0}\n   或：'{2}' 中的 '{1}' 缺少取值"),
    ("Unknown option '{}'. Did you mean '{}'?", "没有选项 '{0}'。是否要用 '{1}'？"),
    ("Unknown option '{}'", "没有选项 '{0}'"),
    ("Missing value for '{}'", "'{0}' 缺少取值"),
    ("The option '{}' does not take any value, but '{}' was specified.", "选项 '{0}' 不带取值，却写了 '{1}'。"),
    ("Unexpected argument '{}'", "多余的参数 '{0}'"),
    ("{} unexpected arguments: '{}'", "{0} 个多余的参数：'{1}'"),
    ("Value to be set with {} had already been set with {}", "{0} 与前面的 {1} 重复"),
    ("Missing expected argument '{}'", "缺少参数 '{0}'"),
    ("Missing one of: '{}'", "缺少其中之一：'{0}'"),
    (
      "The value '{}' is invalid for '{}'. Please provide one of the following:\n{}",
      "取值 '{0}' 不能用于 '{1}'，可取：\n{2}"
    ),
    ("The value '{}' is invalid for '{}'. Please provide one of {}.", "取值 '{0}' 不能用于 '{1}'，可取 {2}。"),
    ("The value '{}' is invalid for '{}': {}", "取值 '{0}' 不能用于 '{1}'：{2}"),
    ("The value '{}' is invalid for '{}'", "取值 '{0}' 不能用于 '{1}'"),
    ("The value '{}' is invalid.{}", "取值 '{0}' 不可用。{1}"),
    ("Invalid option: {}", "选项写法不对：{0}"),
    ("Missing required subcommand.", "缺少子命令。"),
    ("Command '{}' is not a parent of the current command.", "命令 '{0}' 不是当前命令的上级。"),
    (
      "Can't generate completion scripts for '{}'.\nPlease use --generate-completion-script=<shell> with one of:\n{}",
      "不能为 '{0}' 生成补全脚本。\n请用 --generate-completion-script=<shell>，其中 <shell> 为：\n{1}"
    ),
    (
      "Can't autodetect a supported shell.\nPlease use --generate-completion-script=<shell> with one of:\n{}",
      "认不出当前使用的 shell。\n请用 --generate-completion-script=<shell>，其中 <shell> 为：\n{0}"
    ),
    (
      "Internal error. Parsing command-line arguments hit unimplemented code path.",
      "内部错误：解析命令行时遇到未实现的情形。"
    ),
    ("Internal error. Invalid state while parsing command-line arguments.", "内部错误：解析命令行时状态不对。"),
    (
      "No value set for non-argument var {}. Replace with a static variable, or let constant.",
      "内部错误：变量 {0} 没有取值。"
    ),
  ]

  private static let usageLines: [(String, String)] = [
    ("Help:  {}", "说明：{0}"),
    ("Usage: {}", "用法：{0}"),
    ("USAGE: {}", "用法：{0}"),
    ("  See '{}' for more information.", "  详见 '{0}'。"),
    ("  See '{}' for detailed help.", "  详见 '{0}'。"),
  ]

  /// What stands within a sentence: another sentence, a flag, a list of values.
  private static func part(_ text: String) -> String {
    for (english, chinese) in [
      ("flag '{}' in '{}'", "'{1}' 中的 '{0}'"), ("flag '{}'", "'{0}'"), ("position {}", "位置 {0}"),
    ] {
      if let found = WordTemplate(english).match(text) { return WordTemplate(chinese).filled(with: found) }
    }
    if text.hasPrefix("'"), text.hasSuffix("'") {
      return text.replacing("' or '", with: "' 或 '").replacing("' and '", with: "' 或 '").replacing("', '", with: "'、'")
    }
    return text.hasPrefix("Unknown option '") ? chinese(message: text) : text
  }

  // MARK: - Help

  private static func heading(_ line: String) -> String {
    let headings = [
      ("OVERVIEW: ", "概述："), ("ARGUMENTS:", "参数："), ("OPTIONS:", "选项："), ("SUBCOMMANDS:", "子命令："),
    ]
    for (english, chinese) in headings where line.hasPrefix(english) {
      return chinese + line.dropFirst(english.utf8.count)
    }
    return chinese(usage: line)
  }

  /// The parser's few sentences about its own options, each alone in its column.
  private static func words(_ line: String) -> String {
    var line = line
    for (english, chinese) in [
      ("Show help information.", "显示帮助。"), ("Show the version.", "显示版本。"),
      ("Show subcommand help information.", "显示子命令的帮助。"), ("Dump help information as JSON.", "以 JSON 输出帮助。"),
      ("<subcommand>", "<子命令>"), ("<subcommands>", "<子命令>"), ("[<options>]", "[<选项>]"),
    ] {
      line = line.replacing(english, with: chinese)
    }
    return line
  }

  /// `(values: a, b; default: c)`, which may begin on one line and end on a later one.
  private static func brackets(_ line: String, _ isOpen: inout Bool) -> String {
    var line = line
    for (english, chinese) in [
      ("(values:", "（可取："), ("(default as flag:", "（作开关时默认："), ("(default:", "（默认："), ("(default as", "（作开关时默认："),
    ] {
      guard let found = line.range(of: english, from: line.startIndex) else { continue }
      let rest = line[found.upperBound...]
      line = line[..<found.lowerBound] + chinese + (rest.hasPrefix(" ") ? rest.dropFirst() : rest)
      isOpen = true
      break
    }
    guard isOpen else { return line }
    for (english, chinese) in [
      ("; default as flag: ", "；作开关时默认："), ("; default as flag:", "；作开关时默认："), ("; default: ", "；默认："),
      ("; default:", "；默认："), (" default: ", " 默认："), (" default:", " 默认："), (" flag: ", " "),
    ] {
      guard let found = line.range(of: english, from: line.startIndex) else { continue }
      line = line[..<found.lowerBound] + chinese + line[found.upperBound...]
      break
    }
    if line.hasSuffix(";") { line = line.dropLast() + "；" }
    if line.hasSuffix(")") {
      line = line.dropLast() + "）"
      isOpen = false
    }
    return line
  }
}
