import Features
import Foundation
import Geometry
import LandModel
import TestSupport
import Testing

/// Sources read batch after batch, against the same read whole.
@Suite struct StreamingTests {
  @Test(arguments: ["parcels.geojson", "landuse.geojson", "zones.geojson"])
  func batchesHoldWhatTheWholeLayerHolds(name: String) throws {
    let path = TestData.packageRoot.appendingPathComponent("GeoData/park/\(name)").path
    var options = LoadOptions()
    options.target = "EPSG:4547"
    options.repairs = true
    let loader = SourceLoader(options: options)
    let whole = try loader.layer(path)
    var stream = try loader.stream(path, batchSize: 17)
    var record = LoadRecord(stream.header)
    var geometry = GeometryColumns()
    var labels: [String] = []
    while let batch = try stream.next() {
      record.add(batch)
      geometry.append(batch.layer.geometry)
      labels += (0..<batch.count).map { batch.label(of: $0) }
    }
    #expect(geometry.x.count == whole.layer.geometry.x.count)
    #expect(zip(geometry.x, whole.layer.geometry.x).allSatisfy { abs($0 - $1) < 1e-6 })
    #expect(geometry.flags == whole.layer.geometry.flags)
    #expect(labels == (0..<whole.count).map { whole.label(of: $0) })
    #expect(record.count == whole.count)
    #expect(record.repairs.map(\.label) == whole.repairs.map(\.label))
    #expect(stream.header.crs == whole.crs)
  }

  @Test(arguments: [1, 2, 7])
  func resultsComeInTheOrderOfTheBatches(threads: Int) throws {
    var number = 0
    var taken: [Int] = []
    try OrderedBatches.run(
      threads: threads,
      next: {
        number += 1
        return number <= 500 ? number : nil
      },
      work: { batch in
        // Batches of uneven cost.
        (0..<(batch % 13) * 1000).reduce(batch * 2) { $1 == -1 ? 0 : $0 }
      },
      take: { taken.append($0) }
    )
    #expect(taken == (1...500).map { $0 * 2 })
  }

  private struct Failure: Error, Equatable { var number: Int }

  @Test(arguments: [1, 2, 7])
  func theFirstErrorInOrderIsThrown(threads: Int) throws {
    var number = 0
    var taken = 0
    #expect(throws: Failure(number: 100)) {
      try OrderedBatches.run(
        threads: threads,
        next: {
          number += 1
          return number
        },
        work: { batch in
          if batch >= 100 { throw Failure(number: batch) }
          return batch
        },
        take: { taken = $0 }
      )
    }
    #expect(taken == 99)
  }
}
