import Dispatch
import Foundation
import GEOS
import Geometry
import TestSupport
import Testing

/// Cosine by Foundation, in one place for the tests that draw.
func cosine(_ angle: Double) -> Double { cos(angle) }

@Suite struct Lifetime {
  /// Temporaries all the way: each operand dies with the call that uses it.
  @Test func shapesOutliveTheirSources() throws {
    for _ in 0..<500 {
      let piece = try wkt(Known.square).intersection(wkt(Known.shifted)).union(wkt(Known.square).buffer(1))
      #expect(piece.area > 100)
      #expect(try wkt(Known.square).members()[0].boundary().length == 40)
    }
  }

  @Test func columnsOutliveTheirShapesAndBack() throws {
    func made() throws -> (GeometryColumns, Shape) {
      let columns = try GeometryColumns((0..<50).map { try Shape.point(x: Double($0), y: 0).buffer(3) })
      return (columns, try Shape(GeometryColumns(Shape.all(of: columns)), feature: 7))
    }
    let (columns, shape) = try made()
    #expect(columns.count == 50)
    #expect(abs(shape.area - columns.planeArea(of: 7)) < 1e-9)
  }

  @Test func preparedKeepsItsShape() throws {
    func prepared() throws -> PreparedShape { try PreparedShape(wkt(Known.square).buffer(5)) }
    let site = try prepared()
    for _ in 0..<1000 { #expect(try site.covers(wkt(Known.square))) }
  }

  /// Many threads make, share, ask and drop shapes; each thread's errors stay its own.
  @Test func manyThreads() throws {
    let shared = try (0..<16).map { number -> Shape in
      // With holes and members, whose envelopes GEOS would compute on first use.
      try Shape.collection(
        [wkt(Known.withHole), Shape.rectangle(Box(minX: 20, minY: 0, maxX: 21 + Double(number), maxY: 1))],
        kind: .multiPolygon
      )
    }
    let expected = try shared.map { try $0.intersection(wkt(Known.shifted)).area }
    let wrong = Locked<[String]>([])
    DispatchQueue.concurrentPerform(iterations: 200) { iteration in
      var random = SeededRandom(seed: UInt64(iteration))
      do {
        for _ in 0..<20 {
          let number = Int.random(in: 0..<shared.count, using: &random)
          let area = try shared[number].intersection(wkt(Known.shifted)).area
          if area != expected[number] { wrong.withLock { $0.append("area \(area)") } }
          let rounded = try shared[number].rounded(toGrid: 0.5)
          let prepared = try PreparedShape(rounded)
          if try !prepared.intersects(shared[number]) { wrong.withLock { $0.append("prepared") } }
          do throws(GEOSError) {
            _ = try wkt("POINT (\(iteration) x\(number)")
            wrong.withLock { $0.append("no error") }
          } catch {
            if !error.message.contains("x\(number)") { wrong.withLock { $0.append(error.message) } }
          }
        }
      } catch {
        wrong.withLock { $0.append("\(error)") }
      }
    }
    #expect(wrong.withLock { $0 } == [])
  }

  /// Fresh threads that end: each frees its context, and shapes move between them.
  @Test func threadsThatEnd() throws {
    let box = Locked<[Shape]>([])
    for round in 0..<20 {
      let threads = (0..<4).map { number in
        Thread {
          let shape = try? Shape.point(x: Double(number), y: Double(round)).buffer(1)
          box.withLock { shapes in
            if shapes.count > 6 { shapes.removeFirst(3) }
            if let shape { shapes.append(shape) }
          }
        }
      }
      for thread in threads { thread.start() }
      for thread in threads { while !thread.isFinished { usleep(200) } }
    }
    let left = box.withLock { $0 }
    #expect(!left.isEmpty)
    #expect(left.allSatisfy { abs($0.area - 3.1214451522580) < 1e-9 })
  }
}
