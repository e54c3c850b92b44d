import Dispatch
import GEOS
import Geometry
import TestSupport
import Testing

@Suite struct Tree {
  static func grid(_ side: Int) -> [Box] {
    (0..<side * side).map { number in
      let x = Double(number % side)
      let y = Double(number / side)
      return Box(minX: x, minY: y, maxX: x + 0.9, maxY: y + 0.9)
    }
  }

  @Test func agreesWithLookingAtEveryBox() throws {
    var random = SeededRandom.announced("agreesWithLookingAtEveryBox", fallback: 7)
    let boxes = (0..<2000).map { number -> Box in
      if number % 50 == 0 { return .empty }
      let x = random.double(in: 0...1000)
      let y = random.double(in: 0...1000)
      // Every tenth is a point, every eleventh a flat line.
      let width = number % 10 == 0 ? 0 : random.double(in: 0...20)
      return Box(minX: x, minY: y, maxX: x + width, maxY: y + (number % 11 == 0 ? 0 : width))
    }
    let tree = try STRTree(boxes: boxes)
    #expect(tree.count == boxes.count { !$0.isEmpty })
    for _ in 0..<300 {
      let x = random.double(in: -50...1000)
      let y = random.double(in: -50...1000)
      let query = Box(minX: x, minY: y, maxX: x + random.double(in: 0...60), maxY: y + random.double(in: 0...60))
      #expect(try tree.query(query) == boxes.indices.filter { !boxes[$0].isEmpty && boxes[$0].intersects(query) })
    }
    #expect(try tree.query(.empty).isEmpty)
  }

  @Test func emptyTree() throws {
    let tree = try STRTree(boxes: [])
    #expect(try tree.query(Box(minX: 0, minY: 0, maxX: 1, maxY: 1)).isEmpty)
    #expect(try tree.nearest(to: Shape.point(x: 0, y: 0), among: []) == nil)
  }

  @Test func nearest() throws {
    let boxes = Self.grid(20)
    let shapes = try boxes.map { try Shape.rectangle($0) }
    let tree = try STRTree(GeometryColumns(shapes))
    #expect(try tree.nearest(to: Shape.point(x: 7.4, y: 3.3), among: shapes) == 3 * 20 + 7)
    #expect(try tree.nearest(to: Shape.point(x: -50, y: 500), among: shapes) == 19 * 20)
    #expect(try tree.nearest(to: wkt("POINT EMPTY"), among: shapes) == nil)
    let stopped = GEOSError(.other, operation: .distance, message: "stopped by the caller")
    let error = #expect(throws: GEOSError.self) {
      try tree.nearest(to: Shape.point(x: 1, y: 1)) { (_) throws(GEOSError) in throw stopped }
    }
    #expect(error == stopped)
  }

  @Test func sharedBetweenThreads() throws {
    let tree = try STRTree(boxes: Self.grid(60))
    let answers = Locked<Set<[Int]>>([])
    let failures = Locked(0)
    DispatchQueue.concurrentPerform(iterations: 400) { _ in
      do {
        let found = try tree.query(Box(minX: 10, minY: 10, maxX: 30, maxY: 12))
        answers.withLock { _ = $0.insert(found) }
      } catch {
        failures.withLock { $0 += 1 }
      }
    }
    #expect(failures.withLock { $0 } == 0)
    #expect(answers.withLock { $0.count } == 1)
    #expect(answers.withLock { $0.first?.count } == 63)
  }
}
