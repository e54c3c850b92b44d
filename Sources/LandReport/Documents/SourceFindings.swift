public import LandModel

/// What looks wrong in layers, as notes.
public enum SourceFindings {
  public static func notes(of layers: [LoadedLayer]) throws -> [Note] {
    []
  }
}
