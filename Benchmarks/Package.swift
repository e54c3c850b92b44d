// swift-tools-version: 6.2
// Benchmarks of LandPlan: a package of its own, so that the main one builds and tests without it.

import PackageDescription

let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let geometry: Target.Dependency = .product(name: "LandPlanGeometry", package: "landplan")

let package = Package(
  name: "landplan-benchmarks",
  dependencies: [.package(name: "landplan", path: "..")],
  targets: [
    // Timing, the generated parcels, running other programs.
    .target(name: "BenchSupport", dependencies: [geometry], swiftSettings: strict),
    // One executable for each subject.
    .executableTarget(name: "bench-geojson", dependencies: ["BenchSupport", geometry], swiftSettings: strict),
    // The area kernel alone, for counting instructions: see instructions.sh.
    .executableTarget(name: "bench-kernel", dependencies: [geometry], swiftSettings: strict),
    .executableTarget(name: "bench-ellipsoid", dependencies: [geometry], swiftSettings: strict),
    // Reading through OGR, against a C loop over its Arrow stream.
    .target(name: "ArrowDrain"),
    .executableTarget(
      name: "bench-ogr",
      dependencies: ["ArrowDrain", "BenchSupport", geometry, .product(name: "LandPlanBindings", package: "landplan")],
      swiftSettings: strict
    ),
    // Deterministic parcel fabrics with stages, zones and an adjusted version, and the program that writes them.
    .target(name: "Fabric", dependencies: [geometry], swiftSettings: strict),
    .executableTarget(
      name: "make-fabric",
      dependencies: ["Fabric", geometry, .product(name: "LandPlanBindings", package: "landplan")],
      swiftSettings: strict
    ),
  ],
  swiftLanguageModes: [.v6]
)
