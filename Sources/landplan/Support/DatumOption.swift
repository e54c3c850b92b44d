import ArgumentParser
import Foundation
import PROJ

/// How `--datum-shift` is written.
enum DatumOption {
  /// Three or seven numbers in the order of a survey office's sheet, `position-vector` behind them where the rotations turn
  /// the vector, or `none`.
  static func parse(_ text: String) throws -> DatumChange {
    if text == "none" { return .allowingNoShift }
    var words = text.split(separator: ",", omittingEmptySubsequences: false).map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    var convention = DatumShift.Convention.coordinateFrame
    if words.last == "position-vector" || words.last == "coordinate-frame" {
      if words.removeLast() == "position-vector" { convention = .positionVector }
    }
    let numbers = words.compactMap { Double($0) }
    guard numbers.count == words.count, numbers.allSatisfy(\.isFinite), numbers.count == 3 || numbers.count == 7 else {
      throw ValidationError(
        say(
          zh: "--datum-shift 应为 3 个或 7 个数“dx,dy,dz,rx,ry,rz,s”（米、角秒、ppm），或 none；收到“\(text)”",
          en:
            "--datum-shift takes 3 or 7 numbers “dx,dy,dz,rx,ry,rz,s” (metres, seconds, ppm), or none; found “\(text)”"
        )
      )
    }
    let rest = numbers.count == 7 ? Array(numbers[3...]) : [0, 0, 0, 0]
    return .stated(
      DatumShift(
        dx: numbers[0],
        dy: numbers[1],
        dz: numbers[2],
        rx: rest[0],
        ry: rest[1],
        rz: rest[2],
        scale: rest[3],
        convention: convention
      )
    )
  }
}
