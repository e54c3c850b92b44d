import LandModel
import Testing

@Suite struct StageCatalogueTests {
  @Test func thePipelineIsInOrder() throws {
    let catalogue = try StageCatalogue.embedded()
    #expect(catalogue.pipeline.map(\.name.chinese) == ["征收", "使用林地", "用地报批", "直接开发", "挂牌出让", "开工", "竣工"])
    #expect(catalogue.stages.filter { $0.kind == .side }.map(\.id) == ["pre-examination", "temporary-use"])
  }

  @Test(arguments: [
    ("征收", "expropriation"), (" 农转用批复 ", "land-approval"), ("Under construction", "construction-start"),
    ("Built", "completion"), ("划拨", "supply"), ("land_approval", "land-approval"),
  ])
  func wordsOfTablesMeanStages(_ word: String, _ stage: String) throws {
    #expect(try StageCatalogue.embedded().stage(written: word)?.id == stage)
  }

  @Test(arguments: ["", "Withdrawn", "征", "批复", "not permissioned"])
  func nothingIsGuessed(_ word: String) throws {
    #expect(try StageCatalogue.embedded().stage(written: word) == nil)
  }

  /// A word of two stages would be one by accident of order.
  @Test func noWordMeansTwoStages() throws {
    let catalogue = try StageCatalogue.embedded()
    for stage in catalogue.stages {
      for word in [stage.id, stage.name.chinese, stage.name.english] + stage.words {
        #expect(catalogue.stage(written: word)?.id == stage.id, "\(word)")
      }
    }
  }
}

@Suite struct DateSeriesTests {
  private func days(_ text: String) -> [String]? { DateSeries(text)?.dates.map(\.description) }

  @Test func daysListsAndRanges() {
    #expect(days("2021-12-31") == ["2021-12-31"])
    #expect(days("2021-12-31,2019-01-01,2021-12-31") == ["2019-01-01", "2021-12-31"])
    #expect(days("2019-12-31..2021-12-31") == ["2019-12-31", "2020-12-31", "2021-12-31"])
    #expect(days("2021-01-31..2021-04-15/1m") == ["2021-01-31", "2021-02-28", "2021-03-31", "2021-04-15"])
    #expect(days("2021-12-30..2022-01-02/2d") == ["2021-12-30", "2022-01-01", "2022-01-02"])
    #expect(days("2020-02-28..2020-03-01/1d")?.count == 3)
    #expect(days("2018-01-01,2019-12-31..2020-12-31/6m")?.count == 4)
  }

  @Test(arguments: [
    "", "2021", "2021-13-01", "2021-12-31..", "2021-12-31..2019-12-31", "2021-01-01..2021-02-01/0d",
    "2021-01-01..2021-02-01/x", "2021-01-01,", "0001-01-01..9999-12-31/1d",
  ])
  func otherTextIsRefused(_ text: String) {
    #expect(DateSeries(text) == nil)
  }

  @Test func monthsAndDays() throws {
    let leap = try #require(CalendarDate("2020-02-29"))
    #expect(leap.adding(months: 12)?.description == "2021-02-28")
    #expect(leap.adding(months: 48)?.description == "2024-02-29")
    #expect(leap.adding(days: 1)?.description == "2020-03-01")
    #expect(leap.adding(days: -60)?.description == "2019-12-31")
    #expect(leap.adding(days: 366)?.description == "2021-03-01")
  }
}
