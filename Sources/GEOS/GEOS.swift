internal import CGEOS

/// The module in one sentence: topology by GEOS, from Swift, without a pointer, a race or a silent failure.
///
/// - A ``Shape`` is an immutable geometry that GEOS holds. It may be shared between threads.
/// - Every operation that can fail throws a ``GEOSError``: which operation, on which feature, in GEOS's own words.
/// - Each thread has its own GEOS context, made at the first call and freed when the thread ends.
/// - ``PreparedShape`` belongs to one thread (it is not `Sendable`); ``STRTree`` may be queried from many.
///
/// Columns (`GeometryColumns`) become shapes only where an operation needs a shape, and go in and out ring by ring,
/// never coordinate by coordinate.
public enum GEOSLibrary {
  /// The version of the GEOS that is linked, as it states it: `3.11.1-CAPI-1.17.1`. Wraps `GEOSversion`.
  public static var version: String { String(cString: GEOSversion()) }
}
