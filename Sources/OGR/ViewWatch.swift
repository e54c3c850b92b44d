internal import CGDAL
internal import Dispatch
internal import Features
internal import Synchronization

/// Stops the reading of a view that gives no row any more: a query may compute for ever, and GDAL waits for it.
final class ViewWatch: @unchecked Sendable {
  // Unchecked: the handle is GDAL's, of which only the call that is meant for other threads is made here.
  /// Seconds without a row.
  static let limit = 60

  private struct State {
    var rows = 0
    var rowsSeen = -1
    var quietSince = DispatchTime.now()
    var isReading = false
    var hasStopped = false
  }

  private let handle: GDALDatasetH
  private let library: GDALLibrary
  private let limit: Int
  private let state = Mutex(State())
  private let timer: any DispatchSourceTimer

  init(_ handle: GDALDatasetH, _ library: GDALLibrary, limit: Int = ViewWatch.limit) {
    self.handle = handle
    self.library = library
    self.limit = limit
    timer = DispatchSource.makeTimerSource(queue: .global())
    timer.schedule(deadline: .now() + .seconds(1), repeating: .seconds(1))
    timer.setEventHandler { [weak self] in self?.look() }
    timer.resume()
  }

  deinit { timer.cancel() }

  func start() {
    state.withLock {
      $0.isReading = true
      $0.quietSince = .now()
    }
  }

  func stop() { state.withLock { $0.isReading = false } }

  func advance() { state.withLock { $0.rows += 1 } }

  var hasStopped: Bool { state.withLock { $0.hasStopped } }

  private func look() {
    let isStuck = state.withLock { state -> Bool in
      guard state.isReading, !state.hasStopped else { return false }
      if state.rows != state.rowsSeen {
        state.rowsSeen = state.rows
        state.quietSince = .now()
        return false
      }
      guard state.quietSince + .seconds(limit) < .now() else { return false }
      state.hasStopped = true
      return true
    }
    if isStuck { library.table.pointee.GDALDatasetAbortSQL(handle) }
  }

  static func tooSlow(_ place: Place) -> DataError {
    DataError(
      .input,
      code: OGRErrorCode.viewTooSlow.rawValue,
      at: place,
      found: "this view gave no row for \(limit) seconds",
      expected: "rows",
      advice: "Save its rows as a table, or correct its query.",
      arguments: ["\(limit)"]
    )
  }
}
