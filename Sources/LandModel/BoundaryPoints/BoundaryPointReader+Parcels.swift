import Features
import Foundation
import Geometry
import PROJ

extension BoundaryPointReader {
  /// Turns what was read into a file value: axes, zone, heads, rings, areas.
  func finish(_ given: BoundaryPointFile.Form) throws(DataError) -> BoundaryPointFile {
    guard parcels.contains(where: { !$0.points.isEmpty }) else {
      throw DataError(
        .input,
        .noPoints,
        at: Place(file: path),
        found: "no boundary point in the file",
        expected: "[地块坐标], parcels ending in @, and their points",
        advice: "Check that this is a boundary-point file.",
        arguments: []
      )
    }
    let (orders, fileOrder) = try orders()
    var form = given
    form.decimals = max(decimals, 1)
    form.pointLayout = pointLayout
    let areEastFirst = zip(parcels, orders).allSatisfy { $0.points.isEmpty || $1.isEastFirst }
    form.isNorthingFirst = !(fileOrder.isDegrees && areEastFirst)
    var file = BoundaryPointFile(sections: sections, parcels: [], crs: nil, notes: notes, form: form, path: path)
    let frame = try BoundaryPointFrame(file, order: fileOrder)
    file.crs = frame.crs
    file.notes += frame.notes
    for (raw, order) in zip(parcels, orders) {
      var parcel = parcel(raw, order, &file.notes)
      if order.isEastFirst, form.isNorthingFirst {
        let text = "parcel \(parcel.label): easting stands before northing; exchanged"
        file.notes.append(
          LoadNote(.noteSwapped, at: Place(file: path, line: raw.line), text, arguments: [parcel.label])
        )
      }
      parcel.declaredSquareMetres = nil
      file.parcels.append(parcel)
    }
    file.inferAreaUnits()
    noteWiderLines(&file.notes)
    return file
  }

  private func noteWiderLines(_ notes: inout [LoadNote]) {
    guard wider.count > 0 else { return }
    let text =
      "\(English.counted(wider.count, "point has", "points have")) more columns than the format; what stands there is not kept in writing"
    notes.append(
      LoadNote(.noteColumns, at: Place(file: path, line: wider.line), text, arguments: [String(wider.count)])
    )
  }

  /// The first point's layout, unless it has no column for what other points say.
  private var pointLayout: BoundaryPointFile.PointLayout {
    let first = layout ?? .four
    if hasMarks { return .six }
    return first == .plain && hasRingNumbers ? .four : first
  }

  private func parcel(_ raw: RawParcel, _ order: Order, _ notes: inout [LoadNote]) -> BoundaryParcel {
    let head = head(of: raw, isDegrees: order.isDegrees)
    let shape = raw.fields.compactMap { BoundaryParcel.Shape(rawValue: $0) }.first ?? .polygon
    var parcel = BoundaryParcel(fields: raw.fields, head: head, shape: shape, rings: [], line: raw.line)
    parcel.rings = rings(of: raw, order, shape: shape, &notes)
    let all = parcel.rings.reduce(0) { $0 + $1.points.count }
    let open = parcel.rings.reduce(0) { $0 + $1.open.count }
    if let declared = head.pointCount, declared != all, declared != open {
      let text = "parcel \(parcel.label): 界址点数 \(declared), found \(open) (\(all) with closing points)"
      let place = Place(file: path, line: raw.line)
      notes.append(
        LoadNote(.notePointCount, at: place, text, arguments: [String(declared), String(open), String(all)])
      )
    }
    return parcel
  }

  /// Runs of one ring number; a run that closes and goes on begins a new ring.
  private func rings(
    of raw: RawParcel,
    _ order: Order,
    shape: BoundaryParcel.Shape,
    _ notes: inout [LoadNote]
  ) -> [BoundaryRing] {
    var rings: [BoundaryRing] = []
    for point in raw.points {
      let (x, y) = order.isEastFirst ? (point.first, point.second) : (point.second, point.first)
      let placed = BoundaryPoint(name: point.name, x: x, y: y, mark: point.mark, line: point.line)
      let last = rings.count - 1
      guard last >= 0, rings[last].number == point.ring else {
        rings.append(BoundaryRing(number: point.ring, points: [placed]))
        continue
      }
      if shape == .polygon, rings[last].points.count >= 4, rings[last].isClosed {
        let text = "ring number \(point.ring) goes on after its ring has closed: taken as another ring"
        let place = Place(file: path, line: point.line)
        notes.append(LoadNote(.noteRingSplit, at: place, text, arguments: [String(point.ring)]))
        rings.append(BoundaryRing(number: point.ring, points: [placed]))
      } else {
        rings[last].points.append(placed)
      }
    }
    if shape == .polygon {
      for ring in rings where ring.open.count < 3 {
        let place = Place(file: path, line: ring.points.first?.line)
        let text = "ring \(ring.number) has fewer than three points and encloses nothing"
        notes.append(LoadNote(.noteShortRing, at: place, text, arguments: [String(ring.number)]))
      }
    }
    return rings
  }

  /// The head line's fields by dialect. Eight or more fields have the standard's places, counted from 记录图形属性; four
  /// fields are 编号,名称,类型, or 点数,名称,类型,用途.
  private func head(of raw: RawParcel, isDegrees: Bool) -> BoundaryParcel.Head {
    let fields = raw.fields
    func text(_ index: Int) -> String? {
      fields.indices.contains(index) && !fields[index].isEmpty ? fields[index] : nil
    }
    let shapeAt = fields.firstIndex { BoundaryParcel.Shape(rawValue: $0) != nil }
    if let shapeAt, shapeAt == 2, fields.count <= 5 {
      let count = text(0).flatMap { Int($0) }
      let isCount = isDegrees || (count.map { abs($0 - raw.points.count) <= 1 } ?? false)
      return BoundaryParcel.Head(
        pointCount: isCount ? count : nil,
        number: isCount ? nil : text(0),
        name: text(1),
        use: text(3)
      )
    }
    let shift = max(0, (shapeAt ?? 4) - 4)
    return BoundaryParcel.Head(
      pointCount: text(shift).flatMap { Int(BoundaryPointReader.plainDigits($0)) },
      area: text(1 + shift).flatMap { Double(BoundaryPointReader.plainDigits($0)) }.flatMap { $0.isFinite ? $0 : nil },
      number: text(2 + shift),
      name: text(3 + shift),
      sheet: text(5 + shift),
      use: text(6 + shift),
      code: text(7 + shift)
    )
  }
}

extension BoundaryPointFile {
  /// 地块面积 is hectares by the specification and square metres in real files: the measured area tells.
  mutating func inferAreaUnits() {
    let measured = measuredAreas()
    var units: [String: Int] = [:]
    for i in parcels.indices {
      guard let declared = parcels[i].head.area, declared > 0, measured[i] > 0 else { continue }
      let candidates: [AreaUnit] = [.hectare, .squareMetre, .mu]
      let fit = candidates.map { (unit: $0.rawValue, area: $0.squareMetres(declared)) }
        .filter { $0.area / measured[i] < 1.5 && measured[i] / $0.area < 1.5 }.first
      if let fit {
        parcels[i].declaredSquareMetres = fit.area
        units[fit.unit, default: 0] += 1
      } else {
        let text =
          "parcel \(parcels[i].label): 地块面积 \(declared) fits no unit; measured "
          + "\(Column.shortest((measured[i] * 100).rounded() / 100)) m²"
        notes.append(
          LoadNote(
            .noteAreaUnclear,
            at: Place(file: path, line: parcels[i].line),
            text,
            arguments: [Column.shortest(declared), Column.shortest((measured[i] * 100).rounded() / 100)]
          )
        )
      }
    }
    for unit in units.keys.sorted() {
      let text = "地块面积 is in \(unit), by the measured area of \(English.counted(units[unit] ?? 0, "parcel"))"
      notes.append(LoadNote(.noteAreaUnit, at: Place(file: path), text, arguments: [unit]))
    }
  }

  /// m² on the plane. For degrees on a sphere, to some per mille: enough to tell a unit, and a boundary drawn across
  /// the continent costs no more than another, as it would if its edges were measured along the ellipsoid.
  private func measuredAreas() -> [Double] {
    var geometry = geometry()
    if let crs, ChineseZone(code: crs.definition) == nil {
      // Lambert's cylindrical equal-area projection of the sphere that has the ellipsoid's surface.
      let radius = 6_371_007.18
      geometry.x = geometry.x.map { $0 * .pi / 180 * radius }
      geometry.y = geometry.y.map { sin($0 * .pi / 180) * radius }
    }
    return (0..<geometry.count).map { geometry.planeArea(of: $0) }
  }
}
