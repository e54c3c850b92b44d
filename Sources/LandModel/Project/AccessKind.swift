/// What a feature of role ``LayerRole/access`` is.
public enum AccessKind: String, Sendable, CaseIterable {
  /// 机动车出入口
  case vehicle
  /// 人行出入口
  case pedestrian
  /// 禁止开口路段
  case noOpening = "no-opening"

  /// The kind as a field writes it: the identifier above, or Chinese words that name it.
  public init?(written: String) {
    let text = written.trimmed.lowercased()
    if let match = Self(rawValue: text) {
      self = match
    } else if text.contains("禁") {
      self = .noOpening
    } else if text.contains("人行") || text.contains("步行") {
      self = .pedestrian
    } else if text.contains("车") || text.contains("出入口") {
      self = .vehicle
    } else {
      return nil
    }
  }
}
