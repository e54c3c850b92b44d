import Features
import Foundation
import Geometry
import TestSupport
import Testing

/// One polygon feature from rings given as x, y pairs.
func polygon(_ rings: [[(Double, Double)]]) -> GeometryColumns {
  var builder = GeometryColumns.Builder()
  builder.beginFeature(.polygon)
  builder.beginPart()
  for ring in rings {
    builder.beginRing()
    for (x, y) in ring { builder.add(x: x, y: y) }
    builder.endRing()
  }
  builder.endPart()
  builder.endFeature()
  return builder.finish()
}

/// The code of the error that `body` throws; nil where it throws none.
func code(_ body: () throws(DataError) -> Void) -> String? {
  do {
    try body()
    return nil
  } catch {
    return error.code
  }
}

/// Rows of the table of China's systems (EPSG dataset), by column name.
func chinaTable() throws -> [[String: String]] {
  let url = TestData.packageRoot.appendingPathComponent("Tests/PROJTests/Fixtures/epsg_china.csv")
  let lines = try String(contentsOf: url, encoding: .utf8).split(whereSeparator: \.isNewline)
  let names = lines[0].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
  return lines.dropFirst().map { line in
    let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    return Dictionary(zip(names, fields)) { first, _ in first }
  }
}
