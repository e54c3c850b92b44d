/// Fixed phrases that errors carry as arguments, in Chinese; what is not here is a name or a value and stays as it is.
enum ArgumentWords {
  static func chinese(_ argument: String) -> String { phrases[argument] ?? argument }

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
