import Features
import Testing

@Suite struct ShortenedTests {
  @Test func beginningAndEndStay() {
    #expect("short".shortened(to: 5) == "short")
    #expect("abcdefghij".shortened(to: 7) == "abcd…ij")
    #expect(String(repeating: "名", count: 200).shortened().count == 80)
  }

  @Test func namesAreCutWhereverTheyStand() {
    let name = String(repeating: "x", count: 5_000_000)
    let error = DataError(
      .configuration,
      code: "layer.unknown-field",
      at: Place(file: "a.geojson", field: name),
      found: "no field “foo”",
      expected: "one of A, \(name), B",
      advice: "Did you mean “\(name)”?",
      arguments: ["foo", "A", name, "B"]
    )
    #expect(error.description.count < 500)
    #expect(error.description.contains(", B"))
    // What is held against the data is whole.
    #expect(error.arguments[2] == name)
  }

  @Test func pathsAndSentencesStay() {
    let path = "/" + String(repeating: "folder/", count: 30) + "a.geojson"
    let error = DataError(.input, code: "c", found: "no \(path)", expected: "", advice: "", arguments: [path])
    #expect(error.description == "no \(path) [c]")
  }
}
