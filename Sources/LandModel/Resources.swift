import Features

/// The data files of this module. They lie in `Resources` as files and are compiled into the program, so that it needs
/// no bundle beside it.
enum Resources {
  static func text(_ name: String) throws -> [UInt8] {
    switch name {
    case "landuse_versions.csv": return PackageResources.landuse_versions_csv
    case "landuse_2023.csv": return PackageResources.landuse_2023_csv
    case "landuse_2020.csv": return PackageResources.landuse_2020_csv
    case "landuse_survey.csv": return PackageResources.landuse_survey_csv
    case "landuse_gbt21010_2017.csv": return PackageResources.landuse_gbt21010_2017_csv
    case "landuse_gb50137_2011.csv": return PackageResources.landuse_gb50137_2011_csv
    case "fields.csv": return PackageResources.fields_csv
    case "adjustment.yaml": return PackageResources.adjustment_yaml
    case "indicators.csv": return PackageResources.indicators_csv
    case "rules.yaml": return PackageResources.rules_yaml
    case "thresholds.yaml": return PackageResources.thresholds_yaml
    case "stages.yaml": return PackageResources.stages_yaml
    case "term_rules.yaml": return PackageResources.term_rules_yaml
    case "claims.yaml": return PackageResources.claims_yaml
    case "assembly.yaml": return PackageResources.assembly_yaml
    case "reuse.yaml": return PackageResources.reuse_yaml
    default:
      throw DataError(
        .configuration,
        code: LandModelError.dataTable.rawValue,
        at: Place(file: name),
        found: "no such data file in the program",
        expected: "",
        advice: ""
      )
    }
  }
}
