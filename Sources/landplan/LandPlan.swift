import ArgumentParser
import Features
import Foundation
import GEOS
import LandModel
import LandReport

/// The version that `--version`, JSON output and the README state.
let programVersion = "0.1.0"

@main
struct LandPlan: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "landplan",
      abstract: say(
        zh: "产业园区土地与空间规划分析：面积、审批、控规、闲置、导出。",
        en:
          "Land and spatial-planning analysis of industrial parks: areas, approvals, control plans, idle stock, export."
      ),
      version: programVersion,
      subcommands: [
        InfoCommand.self,
        AreasCommand.self,
        AccountCommand.self,
        ApprovalsCommand.self,
        AdjustCommand.self,
        RulesCommand.self,
        QualityCommand.self,
        AssembleCommand.self,
        ReuseCommand.self,
        QueryCommand.self,
        ClaimsCommand.self,
        ReportCommand.self,
        MapCommand.self,
        ExportCommand.self,
        ConvertCommand.self,
      ]
    )
  }

  /// Parses, runs, and ends with the documented exit code.
  static func main() {
    // Scripts ask for the version before every call: the parser's tree of commands need not be built for it.
    if CommandLine.arguments.dropFirst() == ["--version"] {
      print(programVersion)
      return
    }
    StandardError.holdDescriptors()
    let endsByPipe = Signals.holdPipeSignal()
    FileRecord.keep()
    TemporaryFiles.whenFirstIsMade { Signals.watch() }
    do {
      var command = try parseAsRoot(parserArguments())
      try command.run()
    } catch let error as DataError {
      // `landplan … | head`: the reader has what it wanted.
      if endsByPipe, error.code == OutputErrorCode.closedPipe.rawValue, error.place.file == "-" {
        Signals.end(by: SIGPIPE)
      }
      let isMissing = ["input.missing", "geojson.no-file", "ogr.no-file"].contains(error.code)
      let isGarbled = error.place.file?.unicodeScalars.contains("\u{FFFD}") ?? false
      Messages.print(isMissing && isGarbled ? CommandError.nameNotUTF8(error.place) : error)
      Foundation.exit(Exit.code(of: error.kind))
    } catch let error as GEOSError {
      Messages.print(CommandError.shapeFailed("\(error)"))
      Foundation.exit(Exit.input)
    } catch let error as AreaNotRepresentable {
      Messages.print(CommandError.areaTooLarge(error))
      Foundation.exit(Exit.input)
    } catch let errors as ConfigurationErrors {
      errors.errors.forEach { Messages.print($0) }
      Foundation.exit(Exit.usage)
    } catch let code as ExitCode {
      Foundation.exit(code.rawValue)
    } catch {
      finish(parserError: error)
    }
  }

  private static func finish(parserError error: any Error) -> Never {
    let full = fullMessage(for: error)
    if exitCode(for: error).isSuccess {
      // Scripts and JSON are for programs; help is for people.
      let isForPrograms = CommandLine.arguments.contains {
        $0.hasPrefix("--generate-completion-script") || $0.hasPrefix("---completion")
          || $0 == "--experimental-dump-help"
      }
      print(language == .zh && !isForPrograms ? ParserWords.chinese(help: full) : full)
      Foundation.exit(Exit.done)
    }
    let sentence = message(for: error)
    let prefix = "Error: " + sentence
    if language == .zh, full.hasPrefix(prefix) {
      let usage = ParserWords.chinese(usage: String(full.dropFirst(prefix.count)))
      Messages.print("错误：" + ParserWords.chinese(message: sentence) + usage)
    } else {
      Messages.print(language == .zh ? ParserWords.chinese(help: full) : full)
    }
    Foundation.exit(Exit.usage)
  }
}
