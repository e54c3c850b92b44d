#!/bin/sh
# The documentation of every library of the package, as one DocC archive: .build/docs/LandPlan.doccarchive. The symbols come out
# of the modules that the release build left, so that nothing is compiled twice; the pages out of Sources/*/*.docc.
set -eu
cd "$(dirname "$0")/.."
modules=$(swift build -c release --show-bin-path)
out=.build/docs
rm -rf "$out"
mkdir -p "$out/symbols" "$out/archives"
maps="-Xcc -fmodule-map-file=.build/checkouts/Yams/Sources/CYaml/include/module.modulemap"
for target in CGDAL CXLSX CCairo; do maps="$maps -Xcc -fmodule-map-file=$modules/$target.build/module.modulemap"; done
for module in Geometry Features GeoJSON AreaAccount GEOS PROJ OGR LandModel LandAnalysis LandReport; do
  mkdir -p "$out/symbols/$module"
  # shellcheck disable=SC2086
  swift-symbolgraph-extract -module-name "$module" -I "$modules/Modules" -I Sources/CGEOS -I Sources/CPROJ $maps \
    -target "$(swiftc -print-target-info | sed -n 's/.*"unversionedTriple": "\(.*\)".*/\1/p')" -minimum-access-level public \
    -skip-synthesized-members -emit-extension-block-symbols -output-dir "$out/symbols/$module"
  docc convert "Sources/$module/$module.docc" --additional-symbol-graph-dir "$out/symbols/$module" \
    --fallback-display-name "$module" --fallback-bundle-identifier "landplan.$module" \
    --output-path "$out/archives/$module.doccarchive" "$@"
done
docc merge "$out"/archives/*.doccarchive --synthesized-landing-page-name LandPlan --output-path "$out/LandPlan.doccarchive"
echo "Written: $out/LandPlan.doccarchive (to read it:  docc preview, or any server of static files)"
