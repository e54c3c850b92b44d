/// Codes of errors of map sheets.
public enum MapErrorCode: String, CaseIterable, Sendable {
  case scheme = "map.scheme"
  case empty = "map.nothing-to-draw"
  case tooFar = "map.coordinates-too-far"
  case tooLarge = "map.does-not-fit"
  case tooMany = "map.too-many-sheets"
  case noBlocks = "map.no-blocks"
  case unknownBlock = "map.unknown-block"
  case blockTooLarge = "map.block-too-large"
}
