import CPROJ
import Features
import Geometry

extension OperationPlan {
  /// Chooses the way from `source` to `target`.
  ///
  /// - Parameters:
  ///   - source: the system that coordinates come from.
  ///   - target: the system that coordinates are brought to.
  ///   - change: what to do where the datums differ.
  ///   - area: where the points lie, in degrees; nil takes the systems' areas of use.
  static func choose(
    from source: CRS,
    to target: CRS,
    change: DatumChange,
    area: Box?
  ) throws(DataError) -> OperationPlan {
    let interest = area ?? commonArea(source, target)
    let result = Context.borrowed { context in
      Result { () throws(DataError) in
        try Chooser(source: source, target: target, change: change, area: interest, isStated: area != nil)
          .choose(in: context)
      }
    }
    return try result.get()
  }

  private static func commonArea(_ source: CRS, _ target: CRS) -> Box? {
    guard let a = source.areaOfUse, let b = target.areaOfUse else { return source.areaOfUse ?? target.areaOfUse }
    let common = Box(
      minX: max(a.minX, b.minX),
      minY: max(a.minY, b.minY),
      maxX: min(a.maxX, b.maxX),
      maxY: min(a.maxY, b.maxY)
    )
    return common.isEmpty ? a : common
  }
}

/// The rules by which a datum change is accepted or refused.
private struct Chooser {
  let source: CRS
  let target: CRS
  let change: DatumChange
  let area: Box?
  /// True where `area` is that of the data, which a transformation must cover wholly.
  let isStated: Bool

  func choose(in context: Context) throws(DataError) -> OperationPlan {
    if source == target { return OperationPlan(steps: [], accuracy: 0, notes: []) }
    if case .stated(let shift) = change, !source.sharesDatum(with: target) { return try stated(shift, in: context) }
    let found = OperationPlan.candidates(from: source.working, to: target.working, area: area, in: context)
    guard let first = found.first else { throw noOperation(context.takeMessage()) }
    if source.sharesDatum(with: target) {
      let conversion = found.first { $0.accuracy == 0 && !$0.isBallpark } ?? first
      return OperationPlan(steps: conversion.steps, accuracy: 0, notes: [])
    }
    let published = found.filter { !$0.isBallpark && !(hasOtherEllipsoid && $0.isNullShift) }
    if let best = published.first(where: { covers($0) }) {
      return OperationPlan(steps: best.steps, accuracy: best.accuracy, notes: [publishedNote(best)])
    }
    if let equal = found.first(where: \.isBallpark), source.isEqualAtTheMetre(to: target) {
      return OperationPlan(steps: equal.steps, accuracy: 1, notes: [equalNote])
    }
    if let way = try throughWGS84(in: context) { return way }
    if change == .allowingNoShift, let carried = found.first(where: \.isBallpark) ?? found.first {
      return OperationPlan(steps: carried.steps, accuracy: nil, notes: [ballparkNote])
    }
    throw refusal(published: published, isNull: found.contains { $0.isNullShift && !$0.isBallpark })
  }

  /// Between CGCS2000 and a third datum: by the published way to or from WGS 84, which equals CGCS2000 at the metre.
  private func throughWGS84(in context: Context) throws(DataError) -> OperationPlan? {
    let isTo = target.isCGCS2000
    guard isTo != source.isCGCS2000, !source.isWGS84, !target.isWGS84 else { return nil }
    let wgs84 = try CRS("EPSG:4326")
    let other = isTo ? source : target
    let (from, to) = isTo ? (other.working, wgs84.working) : (wgs84.working, other.working)
    let found = OperationPlan.candidates(from: from, to: to, area: area, in: context)
    let differs = abs(other.ellipsoid.semiMajorAxis - wgs84.ellipsoid.semiMajorAxis) > 0.5
    let usable = found.first { !$0.isBallpark && !(differs && $0.isNullShift) && covers($0) }
    let (equalFrom, equalTo) = isTo ? (wgs84.working, target.working) : (source.working, wgs84.working)
    let equal = OperationPlan.candidates(from: equalFrom, to: equalTo, area: area, in: context)
    guard let usable, let carried = equal.first else { return nil }
    return OperationPlan(
      steps: isTo ? usable.steps + carried.steps : carried.steps + usable.steps,
      accuracy: usable.accuracy.map { $0 + 1 },
      notes: [publishedNote(usable), equalNote]
    )
  }

  /// With the user's parameters: to degrees on the source's own ellipsoid, the shift, then from degrees on the
  /// target's to the target.
  private func stated(_ shift: DatumShift, in context: Context) throws(DataError) -> OperationPlan {
    let down = OperationPlan.candidates(from: source.working, to: degrees(of: source), area: nil, in: context)
    let up = OperationPlan.candidates(from: degrees(of: target), to: target.working, area: nil, in: context)
    guard let down = down.first, let up = up.first else { throw noOperation(context.takeMessage()) }
    return OperationPlan(
      steps: down.steps + shift.steps(from: source.ellipsoid, to: target.ellipsoid) + up.steps,
      accuracy: nil,
      notes: [
        LoadNote(
          .noteStated,
          "\(source.name) to \(target.name) with the stated parameters",
          arguments: [source.name, target.name]
        )
      ]
    )
  }

  private func degrees(of crs: CRS) -> String {
    "+proj=longlat \(crs.ellipsoid.projParameters) +no_defs +type=crs"
  }

  private var hasOtherEllipsoid: Bool {
    abs(source.ellipsoid.semiMajorAxis - target.ellipsoid.semiMajorAxis) > 0.5
  }

  /// A transformation must be meant for the whole area of the data. Areas of use are rough boxes: of those, nine
  /// tenths do.
  private func covers(_ candidate: Candidate) -> Bool {
    guard let area, !area.isEmpty, let own = candidate.area else { return true }
    for shift in [0.0, 360, -360] {
      let west = max(area.minX + shift, own.minX)
      let east = min(area.maxX + shift, own.maxX)
      let south = max(area.minY, own.minY)
      let north = min(area.maxY, own.maxY)
      guard west <= east, south <= north else { continue }
      if isStated {
        let margin = 0.01
        if east - west >= area.width - margin, north - south >= area.height - margin { return true }
      } else if (east - west) * (north - south) >= 0.9 * area.width * area.height {
        return true
      }
    }
    return false
  }
}

extension Chooser {
  private var ballparkNote: LoadNote {
    LoadNote(
      .noteBallpark,
      "no parameters are known from datum \(source.datum) to \(target.datum); coordinates were carried over without a "
        + "shift, as allowed: positions may be off by 100 m or more",
      arguments: [source.datum, target.datum]
    )
  }

  private var equalNote: LoadNote {
    LoadNote(
      .noteEqualFrames,
      "\(source.datum) and \(target.datum): WGS 84 and CGCS2000 are taken as equal (within about 1 m)",
      arguments: [source.datum, target.datum, "1"]
    )
  }

  private func publishedNote(_ candidate: Candidate) -> LoadNote {
    let metres = candidate.accuracy.map { Column.shortest($0) } ?? "?"
    return LoadNote(
      .notePublished,
      "datum change by \"\(candidate.name)\", accuracy \(metres) m",
      arguments: [candidate.name, metres]
    )
  }

  private func noOperation(_ words: String) -> DataError {
    DataError(
      .configuration,
      .noOperation,
      found: "PROJ knows no way from \(source.name) to \(target.name)\(words.isEmpty ? "" : " (\(words))")",
      expected: "systems of the same planet with a known transformation",
      advice: "State the data's coordinate reference system.",
      arguments: [source.name, target.name, words]
    )
  }

  private func refusal(published: [Candidate], isNull: Bool) -> DataError {
    var arguments = [source.datum, target.datum, source.name, target.name]
    let advice =
      "State the seven parameters of the local survey office (--datum-shift), bring the data to one datum beforehand, or "
      + "allow the change without a shift (--datum-shift none) if 100 m do not matter."
    if !published.isEmpty {
      let names = published.map(\.name)
      arguments += names
      return DataError(
        .configuration,
        .datumShiftPartial,
        found: "from datum \(source.datum) to \(target.datum) parameters are published for parts of the area only: "
          + names.joined(separator: "; "),
        expected: "one transformation that covers the data",
        advice: advice,
        arguments: arguments
      )
    }
    return DataError(
      .configuration,
      isNull ? .datumShiftNull : .datumShiftUnknown,
      found: isNull
        ? "the parameters from datum \(source.datum) to \(target.datum) are all zero, though the ellipsoids differ"
        : "no parameters are known from datum \(source.datum) to \(target.datum)",
      expected: "layers in one datum, or the parameters between them",
      advice: advice,
      arguments: arguments
    )
  }
}
