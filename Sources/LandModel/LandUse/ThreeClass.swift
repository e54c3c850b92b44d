/// The three classes of land (三大类) of the Land Administration Law, and what stands beside them.
public enum ThreeClass: String, Sendable, CaseIterable {
  /// 农用地
  case agricultural
  /// 建设用地
  case construction
  /// 未利用地
  case unused
  /// 海域: sea use, outside the three classes of land.
  case sea
  /// 混合: a class of a higher level whose members belong to several; ask the member.
  case mixed

  /// The word that the data files and Chinese tables write.
  public var chinese: String {
    switch self {
    case .agricultural: "农用地"
    case .construction: "建设用地"
    case .unused: "未利用地"
    case .sea: "海域"
    case .mixed: "混合"
    }
  }

  init?(chinese: String) {
    guard let match = Self.allCases.first(where: { $0.chinese == chinese }) else { return nil }
    self = match
  }
}

/// Where 其他草地 (survey code 0404, guide code 0403) belongs. The land survey's table counts it as agricultural,
/// the annex of GB/T 21010 as unused: whoever prints classes must say which was taken.
public enum OtherGrassland: String, Sendable, CaseIterable {
  /// 农用地, as the land survey's table has it.
  case agricultural
  /// 未利用地, as the annex of GB/T 21010 has it.
  case unused

  /// The class of land that it is counted in.
  public var threeClass: ThreeClass { self == .agricultural ? .agricultural : .unused }
}
