import Features
import GEOS
import Geometry
import PROJ

/// The steps of loading, one after the other.
extension LoadedLayer {
  init(layer: Layer, entry: ProjectLayer?, fields: FieldMap) {
    self.layer = layer
    self.entry = entry
    self.fields = fields
  }

  mutating func resolveCRS() {
    guard let reference = layer.crs else { return }
    do {
      crs = try CRS(reference, at: place())
    } catch {
      crsProblem = error
    }
  }

  /// Readers refuse such features; this is for those that do not.
  func refuseNonFinite() throws {
    guard let feature = flagged(.nonFinite).first else { return }
    throw DataError(
      .input,
      code: LandModelError.nonFinite.rawValue,
      at: place(of: feature),
      found: "a coordinate is not a number, infinite, or beyond 1e15",
      expected: "finite numbers",
      advice: "Correct or delete the feature"
    )
  }

  /// Notes rings in degrees that reach over more than half the globe: one that crosses the 180° meridian uncut encloses
  /// all the land on the other side.
  mutating func noteWideRings() {
    let geometry = layer.geometry
    guard crs?.isGeographic == true, geometry.extent.width > 180 else { return }
    let wide = (0..<count).count { feature in
      geometry.kinds[feature].isPolygonal
        && geometry.rings(of: feature).contains { ring in
          let longitudes = geometry.x[geometry.vertices(ofRing: ring)]
          return (longitudes.max() ?? 0) - (longitudes.min() ?? 0) > 180
        }
    }
    guard wide > 0 else { return }
    layer.notes.append(
      LoadNote(
        code: LandModelError.wideRing.rawValue,
        at: Place(file: layer.file, layer: layer.name),
        text: "\(wide) features have a ring over more than 180° of longitude, as one that crosses the 180° meridian "
          + "uncut; their areas are far too large: cut them at 180°",
        arguments: ["\(wide)"]
      )
    )
  }

  /// Fields that the project file maps must be there.
  func checkStatedFields() throws {
    for (part, entry) in fields.entries.sorted(by: { $0.key.rawValue < $1.key.rawValue })
    where entry.origin == .stated && layer.table[entry.field] == nil {
      var error = FieldErrors.unknown(entry.field, among: layer.table.fields, at: place())
      if let place = self.entry?.places["fields.\(part.rawValue)"] ?? self.entry?.place {
        error.place = place
        error.place.layer = layer.name
      }
      throw error
    }
  }

  mutating func apply(_ filter: Filter) throws {
    let rows = try filter.matching(layer)
    guard rows.count < layer.count else { return }
    filteredOut += layer.count - rows.count
    layer = layer.selecting(rows)
  }

  mutating func validate() {
    invalidities = layer.geometry.validate()
    for invalidity in invalidities { layer.geometry.flag(invalidity.feature, .invalid) }
  }

  /// Repairs what is not valid, with the areas before and after on record.
  mutating func repair() throws {
    let (columns, outcomes) = layer.geometry.repair()
    guard !outcomes.isEmpty else { return }
    let before = try repairAreas(of: layer.geometry, outcomes)
    let after = try repairAreas(of: columns, outcomes)
    repairs = outcomes.indices.map { index in
      let outcome = outcomes[index]
      return RepairRecord(
        feature: outcome.feature,
        label: label(of: outcome.feature),
        reason: outcome.reason,
        x: outcome.invalidity.x,
        y: outcome.invalidity.y,
        before: before[index],
        after: after[index],
        failure: outcome.failure.map { "\($0)" }
      )
    }
    layer.geometry = columns
    invalidities = outcomes.filter { $0.failure != nil }.map(\.invalidity)
  }

  /// Plane areas where the system is projected, geodesic ones in degrees, none where no system is known.
  private func repairAreas(of columns: GeometryColumns, _ outcomes: [Repair]) throws -> [Area?] {
    guard let crs else { return outcomes.map { _ in nil } }
    let basis = crs.isProjected ? AreaBasis.plane : .geodesic
    guard let measure = try? AreaMeasure(crs: crs, basis: basis) else { return outcomes.map { _ in nil } }
    return outcomes.map { outcome in
      guard let value = try? measure.area(of: outcome.feature, in: columns) else { return nil }
      return try? Area(squareMetres: value, basis: basis)
    }
  }
}

extension FieldMap {
  init(of layer: Layer, entry: ProjectLayer?) throws {
    self.init(fields: layer.table.fields, stated: entry?.fields ?? [:], names: try FieldNames.embedded())
  }
}

extension LoadedLayer {
  /// The layer with fields in the parts that the caller states, before those that are recognised by name. Throws a
  /// `DataError` for a field that it does not have.
  public func playing(_ parts: [StandardField: String]) throws -> LoadedLayer {
    guard !parts.isEmpty else { return self }
    for name in parts.values.sorted() { _ = try requiredColumn(name) }
    var result = self
    let own = fields.entries.filter { $0.value.origin == .stated }.mapValues(\.field)
    result.fields = FieldMap(
      fields: layer.table.fields,
      stated: own.merging(parts) { _, new in new },
      names: try .embedded()
    )
    return result
  }
}
