/// The untrimmed axes that areas are bounded by.
struct Lines {
  var trunk: Curve
  var avenue: Curve
  var link: Curve
  var highway: Curve
  var first: Curve
  var second: Curve
  var third: Curve
  var fifth: Curve
  var riverside: Curve
  var c1: Curve
  var c7: Curve
}

extension Site {
  /// All roads. Streets follow the river and the foot of the hills, cross streets run from the riverside road up the
  /// valley side; ends are cut at the road they meet.
  static func network(_ river: Curve) -> (roads: [Road], lines: Lines) {
    func curve(_ points: [(Double, Double)]) -> Curve { Curve(control: points) }
    let trunk = curve([
      (-450, 2420), (100, 2380), (640, 2200), (1150, 1890), (1700, 1640), (2200, 1540), (2650, 1640), (3100, 1800),
      (3560, 1900), (3980, 1960), (4400, 2060), (5000, 2020), (5600, 1800), (6200, 1720), (6800, 1830), (7500, 1720),
      (8200, 1500), (9450, 1560),
    ])
    let avenue = curve([
      (6350, 6450), (6240, 5700), (6120, 4900), (6020, 4200), (6160, 3400), (6300, 2600), (6180, 1800), (6240, 1100),
      (6330, 500), (6420, -450),
    ])
    let link = curve([
      (4230, 4960), (4190, 4640), (4220, 4250), (4400, 3700), (4560, 3100), (4500, 2500), (4380, 2040), (4270, 1500),
      (4290, 900), (4230, 400), (4160, -450),
    ])
    let highway = curve([
      (-450, 4930), (400, 5080), (1300, 5290), (2300, 5400), (3300, 5330), (4230, 5260), (5200, 5150), (6200, 5130),
      (7200, 5290), (8200, 5480), (9450, 5560),
    ])
    let old = curve([
      (-450, 780), (200, 760), (800, 330), (1500, 130), (2200, 190), (2800, 560), (3400, 480), (4200, 330), (4800, 330),
      (5300, 60), (6000, 90), (6380, 250), (7000, 520), (7700, 250), (8300, 60), (9450, 160),
    ])
    let first = curve([
      (120, 3000), (600, 2720), (1180, 2370), (1700, 2110), (2200, 1990), (2700, 2090), (3200, 2230), (3700, 2380),
      (4100, 2480), (4600, 2560), (5000, 2500), (5500, 2360), (6000, 2300), (6240, 2330), (6900, 2440), (7500, 2330),
      (8300, 2050),
    ])
    let second = curve([
      (300, 3330), (780, 3060), (1280, 2760), (1800, 2540), (2250, 2450), (2750, 2540), (3200, 2690), (3650, 2830),
      (4100, 2930), (4640, 3040), (5100, 2990), (5600, 2880), (6230, 2890), (6900, 2990), (7600, 2900),
    ])
    let third = curve([
      (560, 3560), (920, 3380), (1400, 3150), (1850, 2990), (2300, 2910), (2750, 2990), (3150, 3130), (3600, 3270),
      (4050, 3380), (4540, 3480),
    ])
    let fourth = curve([(3300, 3830), (3700, 3890), (4080, 3930), (4450, 3960)])
    let fifth = curve([(3300, 4330), (3700, 4380), (4000, 4400), (4320, 4430)])
    let riverside = Curve(Curve.thinned(river.offset { riverHalf($0) + 118 }.points, tolerance: 0.3))
    let c1 = curve([(430, 1300), (560, 1700), (650, 2210), (760, 2740), (890, 3400), (990, 3900)])
    let c7 = curve([
      (3700, 700), (3640, 1250), (3580, 1890), (3560, 2350), (3540, 2810), (3500, 3260), (3440, 3900), (3460, 4500),
      (3480, 4900),
    ])
    let lines = Lines(
      trunk: trunk,
      avenue: avenue,
      link: link,
      highway: highway,
      first: first,
      second: second,
      third: third,
      fifth: fifth,
      riverside: riverside,
      c1: c1,
      c7: c7
    )
    let roads: [Road] = [
      Road(id: "G01", name: "示范高速公路", kind: .highway, width: 42, status: "现状", curve: highway),
      Road(id: "S01", name: "老省道（虚构）", kind: .national, width: 24, status: "现状", curve: old),
      Road(id: "L01", name: "高速出入口连接线", kind: .link, width: 50, status: "在建", curve: link),
      Road(id: "A01", name: "示范大道", kind: .arterial, width: 60, status: "现状", curve: avenue),
      Road(id: "M01", name: "园区主干路", kind: .arterial, width: 44, status: "现状", curve: trunk),
      Road(
        id: "S02",
        name: "滨江路",
        kind: .secondary,
        width: 24,
        status: "现状",
        curve: riverside.trimmed(from: c1, to: link)
      ),
      Road(
        id: "P04",
        name: "迎宾一路",
        kind: .secondary,
        width: 30,
        status: "规划",
        curve: fourth.trimmed(from: c7, to: link)
      ),
      Road(
        id: "P05",
        name: "迎宾二路",
        kind: .secondary,
        width: 24,
        status: "规划",
        curve: fifth.trimmed(from: c7, to: link)
      ),
    ]
    let all =
      roads + industrialRoads(lines) + crossStreets(lines) + eastStreets(trunk: trunk, second: second, link: link)
      + interchange(highway: highway, link: link) + lanes(trunk: trunk, old: old, link: link, avenue: avenue)
    return (all, lines)
  }

  /// The streets along the valley, by the state of their parts: built in the west, planned or under way beyond.
  private static func industrialRoads(_ lines: Lines) -> [Road] {
    func part(
      _ id: String,
      _ name: String,
      _ width: Double,
      _ status: String,
      _ curve: Curve,
      _ from: Curve,
      _ to: Curve
    ) -> Road {
      Road(
        id: id,
        name: name,
        kind: .secondary,
        width: width,
        status: status,
        curve: curve.trimmed(from: from, to: to)
      )
    }
    let (c1, c7, link, avenue) = (lines.c1, lines.c7, lines.link, lines.avenue)
    return [
      part("P01", "工业一路", 30, "现状", lines.first, c1, c7),
      part("P02", "工业二路", 30, "现状", lines.second, c1, c7),
      part("P03", "工业三路", 24, "现状", lines.third, c1, c7),
      part("P11", "工业一路连接线段", 30, "规划", lines.first, c7, link),
      part("P12", "工业二路连接线段", 30, "规划", lines.second, c7, link),
      part("P13", "工业三路连接线段", 24, "规划", lines.third, c7, link),
      part("P21", "工业一路东段", 30, "在建", lines.first, link, avenue),
      part("P22", "工业二路东段", 30, "规划", lines.second, link, avenue),
    ]
  }

  private static func crossStreets(_ lines: Lines) -> [Road] {
    let (riverside, trunk, first) = (lines.riverside, lines.trunk, lines.first)
    let (second, third, c1) = (lines.second, lines.third, lines.c1)
    func street(
      _ id: String,
      _ name: String,
      _ kind: Road.Class,
      _ width: Double,
      _ status: String,
      _ curve: Curve,
      _ from: Curve,
      _ to: Curve
    ) -> Road {
      Road(id: id, name: name, kind: kind, width: width, status: status, curve: curve.trimmed(from: from, to: to))
    }
    func line(_ points: [(Double, Double)]) -> Curve { Curve(control: points) }
    let c2 = line([(930, 800), (1020, 1250), (1150, 1880), (1230, 2380), (1320, 2800), (1440, 3250)])
    let c4 = line([(2020, 500), (2120, 1000), (2180, 1540), (2200, 2000), (2240, 2450), (2290, 3050)])
    let c5 = line([(2720, 900), (2660, 1300), (2630, 1640), (2660, 2090), (2700, 2600), (2690, 3100)])
    return [
      street("C01", "兴业一街", .secondary, 24, "现状", c1, riverside, third),
      street(
        "C02",
        "兴业二街",
        .secondary,
        30,
        "现状",
        c2,
        riverside,
        third
      ),
      street(
        "C03",
        "兴业三街",
        .branch,
        18,
        "现状",
        line([(1480, 420), (1560, 1000), (1600, 1560), (1690, 2100), (1780, 2550), (1850, 3100)]),
        riverside,
        third
      ),
      street(
        "C04",
        "兴业四街",
        .secondary,
        30,
        "现状",
        c4,
        riverside,
        third
      ),
      street("C05", "兴业五街", .branch, 18, "现状", c5, riverside, third),
      street(
        "C06",
        "兴业六街",
        .secondary,
        24,
        "现状",
        line([(3180, 1000), (3120, 1400), (3090, 1800), (3150, 2220), (3140, 2680), (3110, 3250)]),
        riverside,
        third
      ),
      street("C07", "兴业七街", .secondary, 30, "现状", lines.c7, riverside, third),
      street("C17", "兴业七街北段", .secondary, 30, "规划", lines.c7, third, lines.fifth),
      street(
        "C08",
        "兴业八街",
        .branch,
        18,
        "规划",
        line([(4030, 1850), (4000, 2480), (3990, 2930), (3960, 3380), (3920, 3900), (3930, 4500)]),
        trunk,
        lines.fifth
      ),
      street("B01", "东西支路一", .branch, 15, "现状", line([(500, 1830), (860, 1700), (1150, 1560)]), c1, c2),
      street("B02", "东西支路二", .branch, 15, "现状", line([(2050, 1250), (2400, 1260), (2750, 1330)]), c4, c5),
      street(
        "B05",
        "东西支路五",
        .branch,
        15,
        "现状",
        line([(1000, 1420), (1350, 1210), (1750, 1080), (2200, 1120)]),
        c2,
        c4
      ),
      street(
        "B06",
        "东西支路六",
        .branch,
        15,
        "现状",
        line([(2560, 1330), (2900, 1430), (3200, 1450), (3700, 1400)]),
        c5,
        lines.c7
      ),
      street("B03", "南北支路三", .branch, 15, "规划", line([(1400, 2150), (1490, 2460), (1580, 2860)]), first, second),
      street("B04", "南北支路四", .branch, 15, "现状", line([(2930, 1950), (2940, 2300), (2930, 2800)]), first, second),
    ]
  }

  private static func eastStreets(trunk: Curve, second: Curve, link: Curve) -> [Road] {
    func line(_ points: [(Double, Double)]) -> Curve { Curve(control: points) }
    func street(_ id: String, _ name: String, _ width: Double, _ status: String, _ curve: Curve) -> Road {
      Road(id: id, name: name, kind: width > 20 ? .secondary : .branch, width: width, status: status, curve: curve)
    }
    let f1 = line([(4960, 1900), (4990, 2250), (4980, 2600), (5020, 3100)])
    return [
      street("F01", "东兴一街", 24, "在建", f1.trimmed(from: trunk, to: second)),
      street(
        "F02",
        "东兴二街",
        24,
        "规划",
        line([(5760, 1650), (5790, 2050), (5770, 2500), (5800, 3000)]).trimmed(from: trunk, to: second)
      ),
      street(
        "F04",
        "东兴四街",
        18,
        "规划",
        line([(5330, 1750), (5300, 2060), (5360, 2600), (5310, 3050)]).trimmed(from: trunk, to: second)
      ),
      street("F03", "东兴三街", 18, "在建", line([(4400, 2310), (4750, 2290), (5040, 2240)]).trimmed(from: link, to: f1)),
    ]
  }

  /// A trumpet: the loop and the far ramp north of the main line, two outer ramps south of it.
  private static func interchange(highway: Curve, link: Curve) -> [Road] {
    guard let toll = link.points.first else { return [] }
    var way = 0.0
    var best = (way: 0.0, distance: Double.infinity)
    while way < highway.length {
      let distance = (highway.at(way).point - toll).length
      if distance < best.distance { best = (way, distance) }
      way += 5
    }
    let centre = highway.at(best.way)
    func local(_ along: Double, _ across: Double) -> (Double, Double) {
      let p = centre.point + centre.direction * along + centre.direction.left * across
      return (p.x, p.y)
    }
    func onHighway(_ along: Double) -> (Double, Double) {
      let p = highway.at(best.way + along).point
      return (p.x, p.y)
    }
    let start = (toll.x, toll.y)
    func ramp(_ id: String, _ name: String, _ points: [(Double, Double)]) -> Road {
      Road(id: id, name: name, kind: .ramp, width: 12, status: "在建", curve: Curve(control: points))
    }
    return [
      ramp("R01", "互通匝道A", [onHighway(-520), local(-330, -26), local(-180, -70), local(-70, -170), start]),
      ramp("R02", "互通匝道B", [start, local(80, -170), local(190, -70), local(340, -26), onHighway(520)]),
      ramp(
        "R03",
        "互通匝道C",
        [
          start, local(14, -150), local(14, 0), local(14, 120), local(60, 230), local(190, 240), local(290, 150),
          local(300, 60), local(230, 14), onHighway(120),
        ]
      ),
      ramp(
        "R04",
        "互通匝道D",
        [
          start, local(-14, -150), local(-14, 0), local(-30, 120), local(-110, 170), local(-260, 90), local(-400, 26),
          onHighway(-560),
        ]
      ),
    ]
  }

  /// Village roads from the hamlets to the nearest through road.
  private static func lanes(trunk: Curve, old: Curve, link: Curve, avenue: Curve) -> [Road] {
    func lane(_ n: Int, _ curve: Curve, _ from: Curve?, _ to: Curve?) -> Road {
      Road(
        id: "V\(n < 10 ? "0" : "")\(n)",
        name: "村道\(n)",
        kind: .rural,
        width: 6,
        status: "现状",
        curve: curve.trimmed(from: from, to: to)
      )
    }
    func curve(_ points: [(Double, Double)]) -> Curve {
      Curve(control: points).winding(8, size: 100, key: UInt64(points.count) + UInt64(points[0].0))
    }
    let east = curve([(4150, 4150), (4700, 4080), (5150, 4330), (5500, 4470), (6200, 4560)])
    let third = curve([(6100, 3350), (6550, 3200), (7000, 3300), (7450, 3750), (7700, 3800)])
    let fifth = curve([(7600, 1650), (7700, 1350), (8000, 900), (7900, 0)])
    return [
      lane(1, east, link, avenue),
      lane(
        2,
        curve([(5150, 4400), (5180, 3900), (5350, 3450), (5200, 3000), (5250, 2500), (5150, 1900)]),
        east,
        trunk
      ),
      lane(3, third, avenue, nil),
      lane(4, curve([(6950, 1700), (7000, 2200), (6850, 2700), (6950, 3430)]), trunk, third),
      lane(5, fifth, trunk, old),
      lane(6, curve([(7600, 1500), (8000, 2000), (8050, 2600), (8350, 3200), (8600, 3300)]), trunk, nil),
      lane(7, curve([(6100, 1150), (6600, 1200), (7050, 1250), (7500, 1150), (8000, 1200)]), avenue, fifth),
      lane(
        8,
        curve([(4200, 1300), (4700, 1330), (5000, 1250), (5250, 1400), (5750, 1350), (6300, 1300)]),
        link,
        avenue
      ),
      lane(
        9,
        curve([(300, 2300), (250, 2800), (430, 3400), (300, 4000), (420, 4500), (1500, 4800), (2450, 4800)]),
        trunk,
        nil
      ),
      lane(10, curve([(900, 150), (1100, 600), (700, 1000)]), old, nil),
      lane(11, curve([(2700, 700), (2500, 320), (2750, 100), (3300, 130), (3550, 580)]), old, old),
      lane(12, curve([(6150, 5600), (6800, 5750), (7400, 5560), (7900, 5800)]), avenue, nil),
      lane(13, curve([(4300, 4830), (3900, 4800), (3400, 4850), (2900, 4960), (2450, 4800)]), link, nil),
      lane(14, curve([(6300, 480), (6800, 330), (7200, 200), (7350, 620)]), avenue, old),
    ]
  }
}
