import Features
import Testing

@Suite struct EnglishCountTests {
  @Test func wordsGoByTheNumber() {
    #expect(English.counted(1, "parcel") == "1 parcel")
    #expect(English.counted(0, "parcel") == "0 parcels")
    #expect(English.counted(3, "name does", "names do") == "3 names do")
    #expect(English.word(1, "was", "were") == "was")
  }
}
