import Features
import LandModel

/// The program's tables of styles: which field of which layer gives the classes, words and colours of values, names of
/// fields.
struct StyleTables {
  struct Line {
    var needs: [String]
    var classField: String
    /// The field that names the class in words.
    var text: String
    var label: String
    /// Set of words.
    var words: String
    var title: Phrase
  }

  struct Word {
    var label: Phrase
    var colour: String
  }

  let lines: [Line]
  /// By set and value.
  let words: [String: [String: Word]]
  let aliases: [String: Phrase]
  private let palette: [String]

  /// Read once; a damaged table is an error at each use.
  static let shared: Result<StyleTables, any Error> = Result { try StyleTables() }

  private init() throws {
    let styles = try CSVReader.parse(utf8: PackageResources.layer_styles_csv, file: "layer_styles.csv")
    lines = styles.rows.filter { $0.count == 7 }.map { cells in
      Line(
        needs: cells[0].split(separator: "|").map(String.init),
        classField: cells[1],
        text: cells[2],
        label: cells[3],
        words: cells[4],
        title: Phrase(zh: cells[5], en: cells[6])
      )
    }
    let table = try CSVReader.parse(utf8: PackageResources.layer_words_csv, file: "layer_words.csv")
    var words: [String: [String: Word]] = [:]
    var palette: [String] = []
    for cells in table.rows where cells.count == 5 {
      if cells[0] == "palette" {
        palette.append(cells[4])
      } else {
        words[cells[0], default: [:]][cells[1]] = Word(label: Phrase(zh: cells[2], en: cells[3]), colour: cells[4])
      }
    }
    self.words = words
    self.palette = palette
    let names = try CSVReader.parse(utf8: PackageResources.field_aliases_csv, file: "field_aliases.csv")
    aliases = Dictionary(names.rows.filter { $0.count == 3 }.map { ($0[0], Phrase(zh: $0[1], en: $0[2])) }) { a, _ in a
    }
  }

  /// The colour of the value of a number from 0: after the palette's end it begins anew.
  func colour(_ number: Int) -> String {
    palette.isEmpty ? LandUseStyle.unknownColour : palette[number % palette.count]
  }
}
