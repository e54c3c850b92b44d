/// Fixed phrases that errors carry as arguments, in Chinese; what is not here is a name or a value and stays as it is.
enum ArgumentWords {
  static func chinese(_ argument: String) -> String {
    if let words = phrases[argument] ?? QualityReason.chinese[argument] { return words }
    for (english, chinese) in patterns {
      guard let found = WordTemplate(english).match(argument) else { continue }
      return WordTemplate(chinese).filled(with: found.map { phrases[$0] ?? $0 })
    }
    return argument
  }

  /// Sentences with values in them.
  private static let patterns = [
    ("{} of {} characters are common Chinese ones when read as {}", "按 {2} 读时 {1} 个字中有 {0} 个常用汉字"),
    ("valid UTF-8, {} characters beyond ASCII", "符合 UTF-8，有 {0} 个非 ASCII 字符"),
    ("at most {} nested conditions", "至多 {0} 层括号"), ("a closing {}", "成对的 {0}"),
  ]

  private static let phrases = [
    // What a path is.
    "a pipe or a device, not a file": "这是管道或设备，不是文件",
    "Too many levels of symbolic links": "符号链接成环",
    "Permission denied": "没有权限",
    // What a project file lacks.
    "an empty list": "空列表",
    "at least one layer": "至少一个图层",
    "an empty text": "空文字",
    "the park's name": "园区名称",
    "a number of 0 or more": "不小于 0 的数",
    // Names that are refused.
    "a database connection": "数据库",
    "an address in the network": "网络地址",
    "a file inside an archive or in memory": "压缩包或内存中的文件",
    "a data source written out as XML": "写成 XML 的数据源",
    "a connection to a service": "网络服务",
    "a VRT file": "VRT 文件",
    "a MapInfo view": "MapInfo 视图",
    // What a configuration holds and expects.
    "nothing": "空值", "a mapping": "键值表", "a list": "列表", "an alias": "引用", "true or false": "true 或 false",
    "a whole number": "整数", "a number": "数字", "a day such as 2021-12-31": "日期，如 2021-12-31",
    // What a filter expects.
    "the end": "条件的结尾", "AND, OR or the end": "AND、OR 或结尾",
    "a value; compare with NULL by IS NULL or IS NOT NULL":
      "一个值；与空值比较请用 IS NULL 或 IS NOT NULL", "a pattern in '…'": "'…' 中的样式", "IN or LIKE": "IN 或 LIKE",
    "=, !=, <, <=, >, >=, IN, LIKE or IS": "=、!=、<、<=、>、>=、IN、LIKE 或 IS", "a field": "字段名",
    "“,” or “)”": "“,” 或 “)”", "a number or a text in '…'": "数字或 '…' 中的文字",
    "a field, a value, an operator or a parenthesis": "字段、值、运算符或括号", "=, !=, <, <=, > or >=": "=、!=、<、<=、> 或 >=",
    "a quote that never closes": "没有闭合的引号", "a number; quote text with '…'": "数字；文字请写在 '…' 中",
    // What PROJ says.
    "proj_create: crs not found": "数据库中没有这个代码", "proj_create: unrecognized format / unknown name": "写法或名称无法识别",
    "proj_create: cannot build geodeticCRS 0: crs not found": "数据库中没有这个代码",
    // Systems in words.
    "a projected system, for example EPSG:4546": "投影坐标系，例如 EPSG:4546",
    // What tells an encoding.
    "the file's .cpg": ".cpg 文件", "Western letters standing among ASCII": "西文字母夹在 ASCII 之间",
    // What GeoJSON expects.
    "a feature object": "要素对象",
    "a geometry object, or null": "几何对象或 null",
    "a member's name in quotes": "带引号的成员名",
    "a position, as [119.3, 26.1]": "坐标，如 [119.3, 26.1]",
    "a value": "一个值",
    "an array of coordinates": "坐标数组",
    "an object of properties, or null": "属性对象或 null",
    "the end of the file or another object": "文件结束或另一个对象",
    "the type's name, “Feature”": "类型名 “Feature”",
    "the rest of a character": "完整的字符",
    "“,” after a coordinate": "坐标之后的 “,”",
    "“,” or “]” after a coordinate": "坐标之后的 “,” 或 “]”",
    "“,” or “]” after an element": "元素之后的 “,” 或 “]”",
    "“,” or “}” after a member": "成员之后的 “,” 或 “}”",
    "GBK (GB 18030)": "GBK（GB 18030）",
    "Latin-1 or another one-byte encoding": "Latin-1 等单字节编码",
  ]
}
