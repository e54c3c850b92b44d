/// The characters by which ``TextEncoding/detect(_:)`` knows Chinese that was decoded rightly: the commonest of
/// running text, and those of land and planning registers. In text decoded with the wrong encoding hardly any occurs.
enum CommonHan {
  /// Scalars of both scripts.
  static let scalars: Set<Unicode.Scalar> = Set((simplified + traditional).unicodeScalars.filter { $0.value > 0x7F })

  private static let simplified = """
    的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里
    用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实
    日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政
    美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员
    解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件
    计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象
    完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运笔县镇村乡
    街号房屋土宅园林草田耕农商居绿河湖沟渠库塘铁港码途编称积亩坐标属单集宗块批准划拨征收存闲置厂仓储综服
    办医校育娱乐幼初速轨停车环卫供燃热排污消防洪殡葬古迹监狱殊备注状筑密容率限控红线蓝紫黄态永久城项投企
    租赁证照止负责联省州府广江苏浙福陕甘宁夏青疆藏云贵川庆津深圳锡珠惠佛莞肇韶远
    """

  /// Those that differ from the simplified ones above.
  private static let traditional = """
    這個們來為國說時會對於著過發後裡種經麼學現當沒動還進樣開從實軍無與長機關點業將兩間問並應戰頭體見產話
    內給門兒東聲員論處義幾認條氣題爾別變總電數報結務場計資許統區隊決馬書則聽卻達強難權設記類據邊張該規萬
    覺術領確傳師觀讓識帶導爭運筆縣鎮鄉號園農綠溝庫鐵碼編稱積畝標屬單塊劃撥徵閒廠倉儲綜辦醫娛樂軌車環衛熱
    殯蹟監獄備註畫狀築紅線藍黃態項賃證負責聯繫廣蘇灣臺台桃竹苗彰雲嘉屏宜蘭花蓮澎隆護案細盤檢討附蔽參考
    """
}
