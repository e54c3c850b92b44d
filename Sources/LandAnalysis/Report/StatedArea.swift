import Features
import Geometry
import LandModel

extension LoadedLayer {
  /// The area that the register states for a feature, m²: by the unit that the project names for the layer, else m². Nil
  /// where it states none or no number.
  func statedArea(of feature: Int) -> Double? {
    guard let text = column(.declaredArea)?.text(feature), let figure = FixedDecimal(text) else { return nil }
    return Area(figure, entry?.declaredUnit ?? .squareMetre, basis: .plane)?.squareMetres
  }
}
