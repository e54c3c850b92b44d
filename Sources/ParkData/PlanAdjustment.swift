/// A second version of a plan: the changes a partial adjustment makes, on few parcels within declared blocks.
struct PlanAdjustment {
  private(set) var parcels: [PlanParcel]
  private var random: ParkRandom
  private var used: Set<String> = []
  private let document: String
  private let date: String
  private var fresh = 0
  private let prefix: String

  /// `blocks` are those that may change.
  init(_ before: Plan, blocks: Set<Int>, counts: Counts, document: String, date: String) {
    parcels = before.parcels
    random = ParkRandom("adjust \(before.name)")
    self.document = document
    self.date = date
    prefix = before.name == "west" ? "W" : "L"
    for i in parcels.indices { parcels[i].lineage = ("unchanged", [parcels[i].id]) }
    // Greens, utilities, schools and clinics keep their sites.
    let open = parcels.filter { blocks.contains($0.block) && ["07", "09", "10", "11"].contains($0.code.prefix(2)) }.map(
      \.id
    )
    merge(open, counts.merged)
    shift(open, counts.shifted, 9...24, "boundary-adjusted")
    shift(open, counts.slivers, 0.03...0.08, "redrawn-sliver")
    reshape(open, counts.reshaped)
    newStreet(open, counts.streets)
    split(open, counts.split)
    attributes(open, counts.attributes)
    let noded = PlaneTools.coverage(parcels.map(\.area))
    for i in parcels.indices {
      parcels[i].area = noded[i]
      // Another start vertex is no change: whoever compares must see that.
      if random.chance(0.3) {
        let ring = parcels[i].area.shell
        let k = random.integer(0...(ring.count - 1))
        parcels[i].area.shell = Array(ring[k...] + ring[..<k])
      }
    }
    parcels.sort { $0.id < $1.id }
  }

  /// How many changes of each kind.
  struct Counts {
    var merged: Int
    var shifted: Int
    var slivers: Int
    var reshaped: Int
    var streets: Int
    var split: Int
    var attributes: Int
  }

  private func index(_ id: String) -> Int? { parcels.firstIndex { $0.id == id } }

  /// Pairs of lots of one block with the same use and a common edge of at least 60 m, not touched so far.
  private mutating func pairs(_ open: [String], _ count: Int, sameUse: Bool) -> [(Int, Int)] {
    var result: [(Int, Int)] = []
    var candidates = open
    while result.count < count, !candidates.isEmpty {
      let id = candidates.remove(at: random.integer(0...(candidates.count - 1)))
      guard !used.contains(id), let i = index(id), parcels[i].area.holes.isEmpty else { continue }
      let partner = parcels.indices.first { j in
        guard j != i, parcels[j].block == parcels[i].block, !used.contains(parcels[j].id), open.contains(parcels[j].id),
          parcels[j].area.holes.isEmpty, !sameUse || parcels[j].code == parcels[i].code,
          let edge = PlaneTools.commonEdge(parcels[i].area, parcels[j].area)
        else { return false }
        return (edge.1 - edge.0).length > 60
      }
      guard let j = partner else { continue }
      used.insert(parcels[i].id)
      used.insert(parcels[j].id)
      result.append((i, j))
    }
    return result
  }

  private mutating func mark(_ i: Int, _ kind: String, _ from: [String]) {
    parcels[i].lineage = (kind, from)
    parcels[i].document = document
    parcels[i].date = date
  }

  private mutating func newID(_ block: Int) -> String {
    fresh += 1
    return "\(prefix)\(Plan.two(block))-T\(Plan.two(fresh))"
  }

  private mutating func merge(_ open: [String], _ count: Int) {
    var gone: Set<String> = []
    for (i, j) in pairs(open, count, sameUse: true) {
      let joined = PlaneTools.union([parcels[i].area, parcels[j].area])
      guard joined.count == 1 else { continue }
      let from = [parcels[i].id, parcels[j].id]
      parcels[i].area = joined[0]
      mark(i, "merged", from)
      gone.insert(parcels[j].id)
      parcels[i].id = newID(parcels[i].block)
      used.insert(parcels[i].id)
    }
    parcels.removeAll { gone.contains($0.id) }
  }

  private mutating func shift(_ open: [String], _ count: Int, _ distance: ClosedRange<Double>, _ kind: String) {
    for (i, j) in pairs(open, count, sameUse: false) {
      let joined = PlaneTools.union([parcels[i].area, parcels[j].area])
      guard joined.count == 1, let edge = PlaneTools.commonEdge(parcels[i].area, parcels[j].area) else { continue }
      let normal = (edge.1 - edge.0).unit.left
      let way = random.real(distance.lowerBound, distance.upperBound) * (random.chance(0.5) ? 1 : -1)
      guard let halves = PlaneTools.halved(joined[0], normal: normal, at: edge.0 + normal * way) else { continue }
      let inside = parcels[i].area.interiorPoint
      let (own, other) = halves.0.contains(inside) ? halves : (halves.1, halves.0)
      // A line that only slides along the common edge leaves the two whole.
      guard abs(own.area - parcels[i].area.area) < 40 * (edge.1 - edge.0).length else { continue }
      parcels[i].area = own
      parcels[j].area = other
      mark(i, kind, [parcels[i].id])
      mark(j, kind, [parcels[j].id])
    }
  }

  private mutating func reshape(_ open: [String], _ count: Int) {
    for (i, j) in pairs(open, count, sameUse: true) {
      let joined = PlaneTools.union([parcels[i].area, parcels[j].area])
      guard joined.count == 1, let edge = PlaneTools.commonEdge(parcels[i].area, parcels[j].area) else { continue }
      // The new line runs across the old one.
      let normal = (edge.1 - edge.0).unit
      guard let halves = PlaneTools.halved(joined[0], normal: normal, at: (edge.0 + edge.1) * 0.5) else { continue }
      let from = [parcels[i].id, parcels[j].id]
      parcels[i].area = halves.0
      parcels[j].area = halves.1
      mark(i, "reshaped", from)
      mark(j, "reshaped", from)
    }
  }

  private mutating func split(_ open: [String], _ count: Int) {
    var done = 0
    for id in open.shuffled(&random) where done < count && !used.contains(id) {
      guard let i = index(id), parcels[i].area.area > 12_000, parcels[i].code.hasPrefix("10") else { continue }
      let box = LotSplitter.orientedBox(parcels[i].area.shell.map(\.vector))
      let middle = parcels[i].area.centroid + box.axis * random.real(-12, 12)
      guard let halves = PlaneTools.halved(parcels[i].area, normal: box.axis, at: middle) else { continue }
      used.insert(id)
      var second = parcels[i]
      second.id = newID(second.block)
      second.area = halves.1
      parcels[i].area = halves.0
      mark(i, "split", [id])
      parcels.append(second)
      mark(parcels.count - 1, "split", [id])
      done += 1
    }
  }

  /// A branch street of 15 m through a lot: two lots and new street land.
  private mutating func newStreet(_ open: [String], _ count: Int) {
    var done = 0
    for id in open.shuffled(&random) where done < count && !used.contains(id) {
      guard let i = index(id), parcels[i].area.area > 24_000, parcels[i].code.hasPrefix("10") else { continue }
      let box = LotSplitter.orientedBox(parcels[i].area.shell.map(\.vector))
      let at = parcels[i].area.centroid
      guard let first = PlaneTools.halved(parcels[i].area, normal: box.axis, at: at + box.axis * 7.5) else { continue }
      let (rest, high) = first.0.contains((at - box.axis * 4).rounded) ? first : (first.1, first.0)
      guard let second = PlaneTools.halved(rest, normal: box.axis, at: at - box.axis * 7.5) else { continue }
      let (street, low) = second.0.contains(at.rounded) ? second : (second.1, second.0)
      used.insert(id)
      var other = parcels[i]
      other.id = newID(other.block)
      other.area = high
      var road = other
      road.id = "\(prefix)-DL9\(done + 1)"
      road.area = street
      road.code = "1207"
      road.block = 0
      road.status = "新建"
      road.indicators = Indicators("1207", &random)
      road.note = "新增支路"
      parcels[i].area = low
      mark(i, "split", [id])
      parcels += [other, road]
      mark(parcels.count - 2, "split", [id])
      mark(parcels.count - 1, "new-street", [id])
      done += 1
    }
  }

  private mutating func attributes(_ open: [String], _ count: Int) {
    let change: [String: String] = [
      "100102": "100101", "100101": "110101", "070102": "0702", "090101": "0902", "0902": "090101",
      "110101": "100101",
    ]
    var done = 0
    for id in open.shuffled(&random) where done < count && !used.contains(id) {
      guard let i = index(id) else { continue }
      used.insert(id)
      if done % 3 == 2 {
        guard parcels[i].code.hasPrefix("10") else { continue }
        parcels[i].indicators.far = parcels[i].indicators.far == "1.2-2.4" ? "1.0-2.0" : "1.2-2.4"
        parcels[i].indicators.height = 36
        mark(i, "indicators-changed", [id])
      } else {
        guard let code = change[parcels[i].code], code != parcels[i].code else { continue }
        parcels[i].code = code
        parcels[i].indicators = Indicators(code, &random)
        mark(i, "use-changed", [id])
      }
      done += 1
    }
  }
}

extension Array {
  /// Fisher and Yates with the park's own generator.
  func shuffled(_ random: inout ParkRandom) -> [Element] {
    var result = self
    for i in stride(from: result.count - 1, to: 0, by: -1) { result.swapAt(i, random.integer(0...i)) }
    return result
  }
}
