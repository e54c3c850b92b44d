import Foundation
import LandReport

/// The language of this run: `--lang` wherever it stands, else the locale. Read before parsing, because help and
/// parse errors are printed in it too.
let language: Language = {
  let arguments = CommandLine.arguments
  for (index, argument) in arguments.enumerated() {
    if argument == "--lang", index + 1 < arguments.count, let stated = Language(rawValue: arguments[index + 1]) {
      return stated
    }
    if argument.hasPrefix("--lang="), let stated = Language(rawValue: String(argument.dropFirst(7))) {
      return stated
    }
  }
  return .ofLocale(ProcessInfo.processInfo.environment)
}()

/// A text in the language of this run.
func say(zh: String, en: String) -> String {
  language == .zh ? zh : en
}

/// The argument parser's own words in Chinese. Its sentences are fixed English; the few it has are replaced.
enum ParserWords {
  private static let pairs: [(String, String)] = [
    ("OVERVIEW: ", "概述："),
    ("USAGE: ", "用法："),
    ("Usage: ", "用法："),
    ("ARGUMENTS:", "参数："),
    ("OPTIONS:", "选项："),
    ("SUBCOMMANDS:", "子命令："),
    ("<subcommand>", "<子命令>"),
    ("Show help information.", "显示帮助。"),
    ("Show the version.", "显示版本。"),
    ("Show subcommand help information.", "显示子命令的帮助。"),
    ("  See 'landplan help ", "  详见 'landplan help "),
    ("' for detailed help.", "'。"),
    ("' for more information.", "'。"),
    ("  See 'landplan", "  详见 'landplan"),
    ("Error: ", "错误："),
    ("Help:  ", "说明："),
    ("(default: ", "（默认："),
    ("(values: ", "（可取："),
    ("Unknown option ", "没有这个选项："),
    ("Missing expected argument ", "缺少参数 "),
    ("Missing value for ", "缺少取值："),
    ("Unexpected argument ", "多余的参数 "),
    (" unexpected arguments: ", " 个多余的参数："),
    ("Did you mean ", "是否要用 "),
    ("The value ", "取值 "),
    (" is invalid for ", " 不能用于 "),
    (". Please provide one of the following:", "。请取其一："),
    (". Please provide one of ", "。请取其一："),
    (" is invalid.", " 不可用。"),
    ("' or '", "' 或 '"),
    ("; default: ", "；默认："),
    ("(default as flag: ", "（作开关时默认："),
    ("The option '", "选项 '"),
    ("' does not take any value, but '", "' 不带取值，却写了 '"),
    ("' was specified.", "'。"),
    ("Value to be set with ", "重复指定："),
    (" had already been set with ", " 之前已有 "),
    ("flag '", "选项 '"),
    ("Missing one of: ", "缺少其一："),
    ("Invalid option: ", "选项写法不对："),
    ("Missing required subcommand.", "缺少子命令。"),
    ("Command '", "命令 '"),
    ("' is not a parent of the current command.", "' 不是当前命令的上级。"),
    ("Dump help information as JSON.", "以 JSON 输出帮助。"),
  ]

  static func localised(_ text: String) -> String {
    guard language == .zh else { return text }
    return pairs.reduce(text) { $0.replacingOccurrences(of: $1.0, with: $1.1) }
  }
}
