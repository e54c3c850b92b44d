public import LandModel

extension QualityThresholds {
  /// The thresholds `snap.tolerance`, `sliver.area` and `sliver.width` of a profile (the national one where none is
  /// given) as they hold on a day; what it has not stays as it is here.
  public init(profile: ThresholdProfile?, on date: CalendarDate?) throws {
    self.init()
    let national = try ThresholdProfile.embedded().first { $0.id == ThresholdProfile.defaultID }
    // Without a day, what is in force with no end in sight.
    let day = date ?? CalendarDate(year: 9999, month: 12, day: 31)
    func value(_ key: String) -> Double? {
      day.flatMap { (profile ?? national)?.threshold(key, on: $0) }?.value.doubleValue
    }
    snappingDistance = value("snap.tolerance") ?? snappingDistance
    sliverArea = value("sliver.area") ?? sliverArea
    sliverWidth = value("sliver.width") ?? sliverWidth
  }
}
