import GEOS
import Geometry

/// A road's centre line as nodes of the network.
struct RoadPath {
  var kind: RoadKind
  var isUnderConstruction: Bool
  var name: String?
  var nodes: [Int]

  /// Gives each line a node where another one ends on it: the end's own. Expressways are left alone, which are reached
  /// by ramps only.
  static func join(_ paths: inout [RoadPath], x: [Double], y: [Double]) {
    var ends: [Int: Int] = [:]
    for path in paths {
      for node in Set([path.nodes.first, path.nodes.last].compactMap { $0 }) { ends[node, default: 0] += 1 }
    }
    let single = Set(ends.filter { $0.value == 1 }.keys)
    var segments: [(path: Int, place: Int)] = []
    var boxes: [Box] = []
    for path in paths.indices where paths[path].kind != .expressway {
      for (place, (a, b)) in zip(paths[path].nodes, paths[path].nodes.dropFirst()).enumerated() where a != b {
        segments.append((path, place))
        boxes.append(Box(minX: min(x[a], x[b]), minY: min(y[a], y[b]), maxX: max(x[a], x[b]), maxY: max(y[a], y[b])))
      }
    }
    guard !segments.isEmpty else { return }
    let tree = BoxTree(boxes)
    // For each path the nodes to put in: behind which place, how far along, which.
    var added: [Int: [(place: Int, share: Double, node: Int)]] = [:]
    for node in single.sorted() {
      let near = Box(minX: x[node], minY: y[node], maxX: x[node], maxY: y[node]).expanded(by: RoadNetwork.snap)
      for segment in tree.items(in: near).sorted() {
        let (path, place) = segments[segment]
        guard !paths[path].nodes.contains(node) else { continue }
        let (a, b) = (paths[path].nodes[place], paths[path].nodes[place + 1])
        let (dx, dy) = (x[b] - x[a], y[b] - y[a])
        let share = ((x[node] - x[a]) * dx + (y[node] - y[a]) * dy) / (dx * dx + dy * dy)
        guard share > 0, share < 1 else { continue }
        let (offX, offY) = (x[a] + share * dx - x[node], y[a] + share * dy - y[node])
        guard offX * offX + offY * offY <= RoadNetwork.snap * RoadNetwork.snap else { continue }
        added[path, default: []].append((place, share, node))
      }
    }
    for (path, list) in added {
      for entry in list.sorted(by: { ($0.place, $0.share, $0.node) > ($1.place, $1.share, $1.node) }) {
        paths[path].nodes.insert(entry.node, at: entry.place + 1)
      }
    }
  }
}

/// What a road is to the network, by the words of its class.
enum RoadKind: Hashable {
  case expressway
  case ramp
  case local

  init(_ written: String?) {
    let text = written?.lowercased() ?? ""
    if text.contains("匝道") || text.contains("ramp") || text.contains("_link") {
      self = .ramp
    } else if text.contains("高速公路") || text == "expressway" || text == "motorway" {
      self = .expressway
    } else {
      self = .local
    }
  }
}

/// Gives vertices within the snapping distance one number.
struct NodeFinder {
  private struct Cell: Hashable {
    var column: Double
    var row: Double
  }

  var x: [Double] = []
  var y: [Double] = []
  private var cells: [Cell: [Int]] = [:]

  mutating func node(x px: Double, y py: Double) -> Int {
    let size = 2 * RoadNetwork.snap
    // Whole numbers, as Double: those of wrong coordinates may be beyond what Int holds.
    let home = Cell(column: (px / size).rounded(.down), row: (py / size).rounded(.down))
    for column in [home.column - 1, home.column, home.column + 1] {
      for row in [home.row - 1, home.row, home.row + 1] {
        for node in cells[Cell(column: column, row: row)] ?? [] {
          let (dx, dy) = (x[node] - px, y[node] - py)
          if dx * dx + dy * dy <= RoadNetwork.snap * RoadNetwork.snap { return node }
        }
      }
    }
    x.append(px)
    y.append(py)
    cells[home, default: []].append(x.count - 1)
    return x.count - 1
  }
}

/// A binary heap of (key, value), the smallest key first.
struct MinimumHeap {
  private var items: [(key: Double, value: Int)] = []

  mutating func push(_ key: Double, _ value: Int) {
    items.append((key, value))
    var child = items.count - 1
    while child > 0, items[child].key < items[(child - 1) / 2].key {
      items.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func pop() -> (Double, Int)? {
    guard let first = items.first else { return nil }
    let last = items.removeLast()
    guard !items.isEmpty else { return (first.key, first.value) }
    items[0] = last
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < items.count && items[child].key < items[least].key {
        least = child
      }
      if least == parent { return (first.key, first.value) }
      items.swapAt(parent, least)
      parent = least
    }
  }
}
