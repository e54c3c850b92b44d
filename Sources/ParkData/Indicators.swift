/// Names of the land-use codes that the park uses (classification of 2023).
enum LandUseName {
  static let plan: [String: String] = [
    "070102": "二类城镇住宅用地", "070301": "一类农村宅基地", "0702": "城镇社区服务设施用地", "0801": "机关团体用地", "0802": "科研用地",
    "080403": "中小学用地", "080404": "幼儿园用地", "080501": "体育场馆用地", "080602": "基层医疗卫生设施用地", "090101": "零售商业用地",
    "090104": "旅馆用地", "090105": "公用设施营业网点用地", "0902": "商务金融用地", "100101": "一类工业用地", "100102": "二类工业用地",
    "110101": "一类物流仓储用地", "110102": "二类物流仓储用地", "1207": "城镇道路用地", "120801": "对外交通场站用地",
    "120802": "公共交通场站用地", "120803": "社会停车场用地", "1301": "供水用地", "1302": "排水用地", "1303": "供电用地", "1304": "供燃气用地",
    "1306": "通信用地", "1309": "环卫用地", "1310": "消防用地", "1401": "公园绿地", "1402": "防护绿地", "1403": "广场用地", "16": "留白用地",
  ]

  /// Facilities that a lot of the code carries, with a capacity.
  static let facility: [String: (name: String, size: String)] = [
    "0702": ("社区服务中心、文化活动站", "1800㎡"), "0801": ("园区管理与政务服务中心", "6500㎡"), "080403": ("九年一贯制学校", "36班"),
    "080404": ("幼儿园", "12班"), "080501": ("体育活动中心", "5000㎡"), "080602": ("社区卫生服务中心", "60床"), "090105": ("加油加气充电站", "1座"),
    "120801": ("货运站", "1处"), "120802": ("公交首末站", "1处"), "120803": ("社会停车场", "220泊位"), "1301": ("给水厂", "3.0万m³/d"),
    "1303": ("110kV变电站", "2×50MVA"), "1304": ("天然气门站", "1处"), "1306": ("通信机楼", "1处"), "1309": ("垃圾转运站", "150t/d"),
    "1310": ("二级消防站", "1座"),
  ]
}

/// The indicators of one plan parcel, as planners write them.
struct Indicators {
  var far = "-"
  var density: Double?
  var green: Double?
  var height: Double?
  var facility: String?
  var capacity: String?
  var setback: String?
  var parking: String?

  /// Feasible together: the plot ratio fits into density × floors, density and green leave room.
  init(_ code: String, _ random: inout ParkRandom) {
    switch code {
    case "100101", "100102", "110101", "110102":
      density = Double(random.integer(8...11)) * 5
      green = random.pick([10, 15, 20])
      height = random.pick([24, 30, 36])
      far = random.pick(["≥1.0", "1.0-2.0", "≥1.2", "1.0～2.0", "1.2-1.8", "≥0.8", "0.8-1.5"])
      setback = "道路侧10m，邻地块6m"
      parking = "0.3车位/100㎡"
    case "070102":
      density = random.pick([22, 25, 28])
      green = random.pick([30, 35])
      height = random.pick([54, 60])
      far = random.pick(["≤2.0", "1.5-2.0", "≤2.2", "180%", "1.2~2.0"])
      setback = "道路侧8m"
      parking = "1车位/户"
    case "070301":
      density = 45
      green = 15
      height = 12
      far = "≤1.2"
      setback = "道路侧3m"
    case "0902", "090101", "090104", "0801", "0802":
      density = random.pick([35, 40, 45])
      green = random.pick([20, 25])
      height = random.pick([36, 45, 50])
      far = random.pick(["≤2.5", "1.0-2.5", "≤2.0", "1.5～2.5"])
      setback = "道路侧10m"
      parking = "0.8车位/100㎡"
    case "0702", "080403", "080404", "080501", "080602":
      density = 30
      green = 35
      height = 24
      far = random.pick(["≤0.8", "≤1.0", "≤０.９"])
      setback = "道路侧8m"
    case "120801", "120802", "120803", "090105":
      density = 20
      green = 15
      height = 15
      far = "≤0.5"
      setback = "道路侧5m"
    case "1301", "1302", "1303", "1304", "1306", "1309", "1310":
      density = 35
      green = 25
      height = 20
      far = "≤0.8"
      setback = "道路侧6m"
    case "1401", "1402", "1403":
      green = code == "1403" ? 30 : code == "1401" ? 75 : 90
    default:
      break
    }
    if let entry = LandUseName.facility[code] {
      facility = entry.name
      capacity = entry.size
    }
  }
}
