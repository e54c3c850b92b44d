/// The park's text files.
enum ProjectText {
  /// The project file that the program opens.
  static func landplan(_ layers: [ParkLayer]) -> String {
    var text = """
      # The demonstration park. Synthetic: every place, name, owner, document number and figure is made up.
      # Written by `make-park`; edit Sources/ParkData, not this file.
      name: {zh: 示范园区（虚构）, en: Demonstration park (synthetic)}
      synthetic: true
      crs: EPSG:4546
      as_of: \(ParkFacts.asOf)
      claims: embedded
      assembly:
        - {zone: integration, target: 8000mu}
      layers:

      """
    for layer in layers {
      text += "  - role: \(layer.role)\n    source: \(layer.name).geojson\n"
      for (key, value) in layer.extra { text += "    \(key): \(value)\n" }
      text += "    title: {zh: \(layer.titleZH), en: \"\(layer.titleEN)\"}\n"
      if layer.mapping.contains(where: { $0.0 == "declared_area" }) { text += "    declared_unit: m2\n" }
      let fields = layer.mapping.map { "\($0.0): \($0.1)" }.joined(separator: ", ")
      text += "    fields: {\(fields)}\n"
    }
    for (file, zh, en) in [
      ("boundary_listed_lots.txt", "挂牌宗地界址点", "Boundary points of the listed lots"),
      ("boundary_east_batch.txt", "东片区首开区界址点", "Boundary points of the first east site"),
    ] {
      text += "  - role: boundary-points\n    source: \(file)\n    title: {zh: \(zh), en: \(en)}\n"
    }
    text += "  - role: tenants\n    source: tenants.yaml\n    title: {zh: 意向企业, en: Tenants looking for a site}\n"
    return text
  }

  static let tenants = """
    # Three made-up companies that look for a site. Areas in m², heights and distances in metres, loads in kN/m²,
    # cranes in tonnes, power in kVA, waste water in tonnes a day, money in 10,000 yuan.
    synthetic: true
    tenants:
      - id: T1
        name: {zh: 承接基地甲（虚构）, en: Relocation base A (made up)}
        industry: "39"
        code: "100101"
        pollution_class: 1
        floor_area: 18000
        clear_height: 4.2
        floor_load: 7.5
        crane: 0
        power: 1250
        sewage: 50
        interchange_distance: 6000
        earliest: 2022-06-01
        budget: 5200
      - id: T2
        name: {zh: 石材深加工乙（虚构）, en: Stone works B (made up)}
        industry: "30"
        code: "100102"
        pollution_class: 2
        land_area: 40000
        floor_area: 12000
        clear_height: 9
        floor_load: 30
        crane: 10
        power: 2000
        sewage: 120
        interchange_distance: 8000
        earliest: 2022-09-01
        budget: 9800
      - id: T3
        name: {zh: 仓储物流丙（虚构）, en: Logistics C (made up)}
        industry: "59"
        code: "110101"
        pollution_class: 1
        land_area: 60000
        clear_height: 10.5
        floor_load: 20
        power: 630
        interchange_distance: 4000
        earliest: 2023-01-01
        budget: 7600

    """
}
