public import Features
import GEOS

/// What loading a layer found out about it, without the layer: of a whole one, or added up over the batches of a stream.
public struct LoadRecord: Sendable {
  /// A feature that is not valid.
  public struct Invalid: Sendable, Hashable {
    /// How a person finds the feature: by its id, else by its number.
    public let label: String
    /// GEOS's words.
    public let reason: String
    /// Place of the defect, in the source's coordinates: easting or longitude.
    public let x: Double
    /// Northing or latitude.
    public let y: Double
  }

  /// How many invalid features are kept by name.
  public static let named = 5

  /// Name of the layer.
  public let name: String
  /// Path of the file as it was named; empty for a layer that was made.
  public let file: String
  /// Features, those that a filter left out not counted.
  public private(set) var count = 0
  /// Features that a filter left out.
  public private(set) var filteredOut = 0
  /// What reading noticed; a note that counts features adds up over the batches.
  public private(set) var notes: [LoadNote] = []
  /// Why the layer's system cannot be used; nil where it can, or none is stated.
  public private(set) var crsProblem: DataError?
  /// Features that are not valid and stand as they are, and the first ``named`` of them.
  public private(set) var invalidCount = 0
  /// The first ``named`` features that are not valid, in order; all are counted in ``invalidCount``.
  public private(set) var invalid: [Invalid] = []
  /// What repairing did, feature by feature; empty where no repair was asked for.
  public private(set) var repairs: [RepairRecord] = []
  /// How the table beside the layer matched; nil where there is none.
  public private(set) var join: JoinReport?

  /// Of a whole layer, or of the header of a stream.
  public init(_ layer: LoadedLayer) {
    name = layer.layer.name
    file = layer.layer.file
    crsProblem = layer.crsProblem
    add(layer)
  }

  /// Adds the next batch; batches must come in their order.
  public mutating func add(_ batch: LoadedLayer) {
    count += batch.count
    filteredOut += batch.filteredOut
    for note in batch.layer.notes { add(note) }
    invalidCount += batch.invalidities.count
    for defect in batch.invalidities.prefix(Self.named - invalid.count) {
      invalid.append(Invalid(label: batch.label(of: defect.feature), reason: defect.reason, x: defect.x, y: defect.y))
    }
    repairs += batch.repairs
    join = batch.join ?? join
  }

  /// Takes the notes of the whole reading instead of those of its batches.
  mutating func replaceNotes(_ whole: [LoadNote]) {
    // What a look at the batches' own coordinates found is not the reading's.
    notes = notes.filter { $0.code == LandModelError.wideRing.rawValue }
    for note in whole { add(note) }
  }

  /// Adds a note; one that counts features adds up with that of an earlier batch.
  private mutating func add(_ note: LoadNote) {
    guard let same = notes.firstIndex(where: { $0.code == note.code && $0.place == note.place }) else {
      notes.append(note)
      return
    }
    let earlier = notes[same]
    if earlier == note { return }
    guard let a = earlier.arguments.first, let b = note.arguments.first, let x = Int(a), let y = Int(b),
      earlier.text.hasPrefix(a + " "), note.text.hasPrefix(b + " "),
      earlier.text.dropFirst(a.count) == note.text.dropFirst(b.count)
    else {
      if !notes.contains(note) { notes.append(note) }
      return
    }
    notes[same].arguments[0] = String(x + y)
    notes[same].text = String(x + y) + earlier.text.dropFirst(a.count)
  }
}
