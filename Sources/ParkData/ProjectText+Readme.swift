import Features

extension ProjectText {
  /// README.md of the park's folder.
  static func readme(_ layers: [ParkLayer]) -> String {
    var text = """
      # The demonstration park: SYNTHETIC DATA

      **Everything here is made up**: the place, its names, owners, document numbers, dates and figures. It exists so that
      the program can be tried, and its tests can be held to known answers. It is drawn around the figures of a published
      review of a park's year 2021 (about 8,000 mu to be assembled east of a link road, more than 10,000 mu east of an
      avenue, five lots listed, about 600,000 m² of idle land and plants); what that text masks is invented.

      **本目录全部为虚构数据**，地名、企业、文号、日期、数字均非真实。

      Written by `swift run -c release make-park` (sources in `Sources/ParkData`): the same bytes on every run and machine.
      Edit the generator, not these files. A test compares them.

      - Coordinates: EPSG:4546 (CGCS2000 / 3-degree Gauss-Kruger CM 111E), easting then northing, metres, three decimals.
      - Areas: m². Plans, zones, land use and control lines declare ellipsoid areas; parcels, listed lots, idle land, plants
        and batches plane areas, as surveys of boundaries do.
      - `landplan.yaml` is the project, `defects.yaml` lists what is wrong on purpose, `changes.yaml` what the plan
        adjustments changed, `tenants.yaml` three companies that look for a site.
      - Neighbours within a layer share exactly the same vertices; there are no gaps and overlaps but the planted ones.

      ## Files and fields

      | file | role | features | fields |
      |---|---|---|---|

      """
    for layer in layers {
      let fields = layer.fields.map(\.name).joined(separator: ", ")
      text += "| `\(layer.name).geojson` \(layer.titleZH) | \(layer.role) | \(layer.records.count) | \(fields) |\n"
    }
    text += "\n## Field names\n\n| field | meaning |\n|---|---|\n"
    let used = Set(layers.flatMap { $0.fields.map(\.name) })
    for (name, meaning) in meanings where used.contains(name) { text += "| \(name) | \(meaning) |\n" }
    return text
  }

  /// Every field of the park, with its meaning and unit.
  static let meanings: [(String, String)] = [
    ("PQBH", "片区编号 zone id"), ("PQMC", "片区名称 zone name"), ("MJ", "面积 declared area, m²"), ("BZ", "备注 remarks"),
    ("BH", "编号 id"), ("MC", "名称 name"), ("LX", "类型 kind"), ("LY", "来源 source"), ("DKBH", "地块编号 parcel id"),
    ("YDDM", "用地代码 land-use code (2023)"), ("YDXZ", "用地性质 name of the use"),
    ("RJL", "容积率 plot ratio, as planners write it"),
    ("JZMD", "建筑密度 building density, %"), ("LDL", "绿地率 green ratio, %"), ("JZXG", "建筑限高 height limit, m"),
    ("PTSS", "配套设施 facilities"), ("SSGM", "设施规模 capacity of the facilities"), ("TJ", "退界 setbacks"),
    ("JDCW", "机动车位 parking spaces"),
    ("GHDT", "规划动态 保留, 改扩建 or 新建"), ("PFWH", "批复文号 document of approval"), ("PFSJ", "批复时间 date of approval"),
    ("ZDDM", "宗地代码 cadastral id"), ("ZL", "坐落 location: plan parcel or village"), ("QLR", "权利人 holder of the right"),
    ("QLXZ", "权利性质 出让, 划拨 or 批准拨用"), ("ZDMJ", "宗地面积 declared area, m²"), ("HTBH", "合同编号 contract number"),
    ("GYRQ", "供应日期 date of supply"), ("ZT", "状态 status"), ("XMMC", "项目名称 project"), ("SRR", "受让人 buyer"),
    ("GPRQ", "挂牌日期 date of listing"), ("CJJ", "成交价 price, yuan"), ("YDKGRQ", "约定开工日期 agreed start"),
    ("SJKGRQ", "实际开工日期 actual start"), ("JD", "阶段 stage of the pipeline"), ("PC", "批次 batch"),
    ("PZWH", "批准文号 document number"),
    ("PZJG", "批准机关 authority"), ("PZRQ", "批准日期 date of approval"), ("YXQ", "有效期 term, years"),
    ("YXQZ", "有效期至 valid until"),
    ("PZMJ", "批准面积 declared area, m²"), ("MJJZ", "面积基准 basis of the declared area"), ("BSM", "标识码 id"),
    ("TBBH", "图斑编号 patch number"), ("DLBM", "地类编码 survey code"), ("DLMC", "地类名称 name of the survey code"),
    ("QSXZ", "权属性质 20 state-owned, 30 collective"), ("QSDWMC", "权属单位名称 owner"), ("TBMJ", "图斑面积 declared area, m²"),
    ("KCXS", "田坎系数 share of ditches and banks"), ("KCMJ", "扣除面积 area of ditches and banks, m²"),
    ("TBDLMJ", "图斑地类面积 net area, m²"), ("GDPDJB", "耕地坡度级别 slope grade of farmland, 1 to 5"),
    ("HTRQ", "合同日期 date of contract"),
    ("YKFMJ", "应开发面积 area due to be developed, m²"), ("YKFMJ_SJ", "已开发面积 area developed, m²"),
    ("TZE", "约定投资额 agreed investment, 10,000 yuan"),
    ("YTZE", "已投资额 investment made, 10,000 yuan"), ("TGRQ", "停工日期 suspended on"), ("XZYY", "闲置原因 cause"),
    ("XZLX", "闲置类型 kind of idleness"),
    ("XZQS", "闲置起始 idle since"), ("CFBH", "厂房编号 building id"), ("JG", "结构 structure"), ("CS", "层数 storeys"),
    ("CG", "层高 clear height, m"),
    ("ZJ", "柱距 bay, m"), ("LMHZ", "楼面荷载 floor load, kN/m²"), ("XC", "行车 crane, t"), ("JDMJ", "基底面积 footprint, m²"),
    ("JZMJ", "建筑面积 floor area, m²"), ("JCNF", "建成年份 year built"), ("XFDJ", "消防等级 fire rating"),
    ("GDRL", "供电容量 power, kVA"),
    ("WSPF", "污水排放 waste water, t/d"), ("BDCQZH", "不动产权证号 title; empty: none"), ("DY", "抵押 mortgage"),
    ("CF", "查封 seizure"),
    ("ZLDQ", "租约到期 lease ends"), ("ZRJ", "转让价 asking price, 10,000 yuan"), ("DLBH", "道路编号 road id"),
    ("DLMC", "道路名称 road name (in landuse: 地类名称)"),
    ("DLDJ", "道路等级 road class"),
    ("HXKD", "红线宽度 red-line width, m"), ("CD", "长度 length, m"), ("BB", "版本 plan version"),
    ("XBH", "小班号 forest compartment"),
    ("BHDJ", "保护等级 protection grade Ⅰ to Ⅳ"), ("LZ", "林种 kind of forest"), ("PDJ", "坡度级 slope class"),
    ("PDFW", "坡度范围 slope range, percent"),
    ("GC", "高程 height, m"),
  ]
}
