#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension SurveyEllipsoid {
  /// Area in m² of the map sheet (a quadrangle of meridians and parallels) between two latitudes, unrounded: the
  /// theoretical area (图幅理论面积) that a sheet's parcels are adjusted to.
  ///
  /// Formula of 国土调查办发〔2008〕32号: 4πb²·ΔL / (360·60) × bracket, ΔL in minutes.
  ///
  /// - Parameters:
  ///   - south: latitude of the southern edge, degrees.
  ///   - north: latitude of the northern edge, degrees.
  ///   - width: difference of longitude, degrees.
  public func sheetArea(south: Double, north: Double, width: Double) -> Double {
    let series = AreaSeries(e2: e2)
    let half = (north - south) / 2 * .pi / 180
    let middle = (north + south) / 2 * .pi / 180
    let bracket =
      series.a * sin(half) * cos(middle) - series.b * sin(3 * half) * cos(3 * middle)
      + series.c * sin(5 * half) * cos(5 * middle) - series.d * sin(7 * half) * cos(7 * middle)
      + series.e * sin(9 * half) * cos(9 * middle)
    return 4 * .pi * b * b * (width * 60) / (360 * 60) * bracket
  }
}
