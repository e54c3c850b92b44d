import ArgumentParser
import Geometry

/// How many threads work. Results do not depend on it.
struct ThreadOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      say(
        zh: "线程数，默认为处理器数；结果与线程数无关。",
        en: "Number of threads; default: the machine's processors. Results do not depend on it."
      ),
      valueName: "n"
    )
  )
  var threads: Int?

  func validate() throws {
    if let threads, threads < 1 || threads > 1024 {
      throw ValidationError(say(zh: "--threads 应为 1 至 1024", en: "--threads must be 1 to 1024"))
    }
  }

  /// Holds for all work of the process that follows.
  func apply() {
    Workers.limit(to: threads)
  }
}
