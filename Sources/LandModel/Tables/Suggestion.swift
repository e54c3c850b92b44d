/// Finds what the user may have meant.
public enum Suggestion {
  /// The candidate with the smallest edit distance, where it is near enough to be a likely slip: at most a third of
  /// the letters, at least one. Letter case and width do not count. Ties go to the earlier candidate.
  public static func nearest(to written: String, among candidates: some Sequence<String>) -> String? {
    // Nobody mistypes a name of that length, and comparing two takes time with the product of theirs.
    guard written.utf8.count <= 200 else { return nil }
    let key = Array(written.lowercased())
    var best: (candidate: String, distance: Int)?
    for candidate in candidates where candidate.utf8.count <= 200 {
      let other = Array(candidate.lowercased())
      let limit = max(1, max(key.count, other.count) / 3)
      let distance = editDistance(key, other)
      if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.candidate
  }

  /// “Did you mean …?” with a nearest candidate, else the list of all.
  static func advice(for written: String, among candidates: [String]) -> String {
    if let near = nearest(to: written, among: candidates) { return "Did you mean “\(near)”?" }
    return candidates.isEmpty ? "" : "Known: \(candidates.joined(separator: ", "))"
  }

  /// Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours count one each.
  static func editDistance(_ a: [Character], _ b: [Character]) -> Int {
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in 1...a.count {
      var current = [i] + Array(repeating: 0, count: b.count)
      for j in 1...b.count {
        let cost = a[i - 1] == b[j - 1] ? 0 : 1
        current[j] = min(last[j] + 1, current[j - 1] + 1, last[j - 1] + cost)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          current[j] = min(current[j], beforeLast[j - 2] + 1)
        }
      }
      beforeLast = last
      last = current
    }
    return last[b.count]
  }
}
