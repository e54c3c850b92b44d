// swift-tools-version: 6.2
// LandPlan: a land and spatial-planning analyzer for industrial parks, over GEOS and PROJ.

import PackageDescription

// Warnings are errors in every target of ours; upcoming features make later language modes no surprise.
let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

// Tests are compiled once and run once: optimising them costs more time than it saves. No product holds them, so that these
// flags do not stop the package from being a dependency.
let tests = strict + [.unsafeFlags(["-Onone"])]

let package = Package(
  name: "landplan",
  products: [
    .executable(name: "landplan", targets: ["landplan"]),
    .library(name: "LandPlanKit", targets: ["LandAnalysis", "LandModel", "LandReport"]),
    .library(name: "LandPlanGeometry", targets: ["Geometry", "AreaAccount", "Features", "GeoJSON"]),
    .library(name: "LandPlanBindings", targets: ["GEOS", "PROJ", "OGR"]),
  ],
  dependencies: [
    // The command line: typed options, help, completion scripts.
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    // landplan.yaml, profiles and claims, with line and column of every value.
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
  ],
  targets: [
    // Module maps only. GEOS and PROJ are linked; GDAL is loaded when a dataset first needs it.
    .systemLibrary(name: "CGEOS", pkgConfig: "geos", providers: [.apt(["libgeos-dev"])]),
    .systemLibrary(name: "CPROJ", pkgConfig: "proj", providers: [.apt(["libproj-dev"])]),
    .target(name: "CGDAL"),
    .target(name: "CCairo"),
    // Likewise libxlsxwriter, when a workbook is first written.
    .target(name: "CXLSX"),

    // Ground floor: columnar geometry in pure Swift.
    .target(name: "Geometry", swiftSettings: strict),
    // Attribute columns, layers, the error type that names file, feature and field.
    .target(name: "Features", dependencies: ["Geometry"], swiftSettings: strict),
    .target(name: "GeoJSON", dependencies: ["Geometry", "Features"], swiftSettings: strict),
    .target(name: "AreaAccount", dependencies: ["Geometry"], swiftSettings: strict),

    // Bindings: they know nothing of land.
    .target(name: "GEOS", dependencies: ["CGEOS", "Geometry"], swiftSettings: strict),
    .target(name: "PROJ", dependencies: ["CPROJ", "Geometry", "Features"], swiftSettings: strict),
    .target(name: "OGR", dependencies: ["CGDAL", "Geometry", "Features"], swiftSettings: strict),
    .target(name: "Cairo", dependencies: ["CCairo", "Features"], swiftSettings: strict),

    .target(name: "XLSX", dependencies: ["CXLSX", "Features"], swiftSettings: strict),

    // The domain, the questions, the answers' form, the command line.
    .target(
      name: "LandModel",
      dependencies: [
        "Geometry", "Features", "GeoJSON", "AreaAccount", "GEOS", "PROJ", "OGR",
        .product(name: "Yams", package: "Yams"),
      ],
      // Data files, compiled into the program: no bundle beside it. claims.yaml is a link to seeds/.
      resources: [
        "landuse_versions.csv", "landuse_2023.csv", "landuse_2020.csv", "landuse_survey.csv",
        "landuse_gbt21010_2017.csv", "landuse_gb50137_2011.csv", "fields.csv", "indicators.csv", "rules.yaml",
        "thresholds.yaml", "claims.yaml", "assembly.yaml", "reuse.yaml", "stages.yaml", "term_rules.yaml",
        "adjustment.yaml",
      ].map { .embedInCode("Resources/\($0)") },
      swiftSettings: strict
    ),
    .target(
      name: "LandAnalysis",
      dependencies: ["LandModel", "AreaAccount", "GEOS", "PROJ", "Features", "Geometry"],
      swiftSettings: strict
    ),
    .target(
      name: "LandReport",
      dependencies: ["LandAnalysis", "LandModel", "GeoJSON", "OGR", "XLSX", "GEOS", "Features", "Geometry"],
      // Every message in Chinese, compiled into the program.
      resources: [
        .embedInCode("Resources/messages_zh.csv"), .embedInCode("Resources/layer_styles.csv"),
        .embedInCode("Resources/layer_words.csv"), .embedInCode("Resources/field_aliases.csv"),
      ],
      swiftSettings: strict
    ),
    .target(
      name: "LandMap",
      dependencies: ["Cairo", "LandAnalysis", "LandModel", "LandReport", "GEOS", "PROJ", "Features", "Geometry"],
      resources: [.embedInCode("Resources/schemes.csv"), .embedInCode("Resources/facilities.csv")],
      swiftSettings: strict
    ),
    .executableTarget(
      name: "landplan",
      dependencies: [
        "LandMap", "Cairo", "LandReport", "LandAnalysis", "LandModel", "AreaAccount", "GeoJSON", "OGR", "PROJ", "GEOS",
        "Features",
        "Geometry",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict
    ),

    // The demonstration park: a library, and the program that writes GeoData/park.
    .target(name: "ParkData", dependencies: ["Geometry", "Features", "GeoJSON"], swiftSettings: strict),
    .executableTarget(name: "make-park", dependencies: ["ParkData"], path: "Sources/parkdata", swiftSettings: strict),

    .target(
      name: "TestSupport",
      dependencies: ["Geometry", "Features"],
      path: "Tests/TestSupport",
      swiftSettings: tests
    ),
    .testTarget(name: "GeometryTests", dependencies: ["Geometry", "TestSupport"], swiftSettings: tests),
    .testTarget(name: "FeaturesTests", dependencies: ["Features", "TestSupport"], swiftSettings: tests),
    .testTarget(
      name: "GEOSTests",
      dependencies: ["GEOS", "Geometry", "TestSupport"],
      exclude: ["Vectors/known-differences.tsv"],
      swiftSettings: tests
    ),
    .testTarget(
      name: "PROJTests",
      dependencies: ["PROJ", "Geometry", "Features", "TestSupport"],
      exclude: ["Fixtures"],
      swiftSettings: tests
    ),
    .testTarget(
      name: "OGRTests",
      dependencies: ["OGR", "TestSupport"],
      exclude: ["Fixtures"],
      swiftSettings: tests
    ),
    .testTarget(name: "GeoJSONTests", dependencies: ["GeoJSON", "TestSupport"], swiftSettings: tests),
    .testTarget(
      name: "AreaAccountTests",
      dependencies: ["AreaAccount", "GEOS", "GeoJSON", "PROJ", "TestSupport"],
      swiftSettings: tests
    ),
    .testTarget(
      name: "LandModelTests",
      dependencies: ["LandModel", "PROJ", "Features", "Geometry", "TestSupport"],
      exclude: ["BoundaryPoints/Fixtures", "BoundaryPoints/Corpus"],
      swiftSettings: tests
    ),
    .testTarget(
      name: "LandAnalysisTests",
      dependencies: ["LandAnalysis", "LandModel", "GEOS", "PROJ", "GeoJSON", "Features", "Geometry", "TestSupport"],
      swiftSettings: tests
    ),
    .testTarget(
      name: "LandReportTests",
      dependencies: [
        "LandReport", "LandMap", "Cairo", "LandAnalysis", "LandModel", "GeoJSON", "OGR", "XLSX", "PROJ", "Features",
        "TestSupport",
      ],
      swiftSettings: tests
    ),
    .testTarget(
      name: "LandMapTests",
      dependencies: ["LandMap", "Cairo", "LandModel", "LandReport", "Features", "Geometry", "TestSupport"],
      swiftSettings: tests
    ),
    .testTarget(
      name: "ParkDataTests",
      dependencies: ["ParkData", "GEOS", "GeoJSON", "TestSupport"],
      swiftSettings: tests
    ),
    .testTarget(
      name: "EndToEndTests",
      dependencies: ["TestSupport", "landplan"],
      exclude: ["Golden", "Packs"],
      swiftSettings: tests
    ),
  ],
  swiftLanguageModes: [.v6]
)

// `make sanitize` asks for the bindings and kernels alone: under a sanitizer the modules above them, which are not
// tested there, take most of an hour to compile.
if Context.environment["LANDPLAN_BINDINGS_ONLY"] != nil {
  let floors: Set = [
    "CGEOS", "CPROJ", "CGDAL", "Geometry", "Features", "GeoJSON", "AreaAccount", "GEOS", "PROJ", "OGR", "TestSupport",
    "GeometryTests", "FeaturesTests", "GEOSTests", "PROJTests", "OGRTests", "GeoJSONTests", "AreaAccountTests",
  ]
  package.targets.removeAll { !floors.contains($0.name) }
  package.products.removeAll { !["LandPlanGeometry", "LandPlanBindings"].contains($0.name) }
}
