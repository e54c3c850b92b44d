#!/bin/sh
# Links landplan once more from the objects of the release build, with Swift's runtime inside and at a fixed address. The
# dynamic one costs the loader half of the time that `landplan --version` takes (Foundation, its ICU data, 16,000
# relocations); SwiftPM can link it in only by compiling everything anew, and the tests' own libraries come as shared ones
# only.
set -eu
cd "$(dirname "$0")/.."
folder=$(swift build -c release --show-bin-path)
objects=$folder/landplan.product/Objects.LinkFileList
runtime=$(swiftc -print-target-info -static-stdlib | sed -n '/"runtimeLibraryPaths"/{n;s/.*"\(.*\)".*/\1/p;}')
if [ ! -f "$runtime/libFoundation.a" ]; then
  echo "Swift's static runtime is not in $runtime: landplan keeps the shared one, and starts some milliseconds later."
  exit 0
fi
# Nothing to do where the program is newer than its objects and already linked so.
stamp=$folder/landplan.product/static
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$(stat -c '%Y %s' "$folder/landplan")" ]; then exit 0; fi
echo "Linking landplan with Swift's runtime inside"
said=$(mktemp)
trap 'rm -f "$said"' EXIT
libraries=$(pkg-config --libs geos proj)
# shellcheck disable=SC2086
swiftc -static-stdlib -Xclang-linker -no-pie -emit-executable -module-name landplan -o "$folder/landplan.static" -L "$folder" \
  -Xlinker --gc-sections -Xlinker --strip-debug -Xlinker --defsym -Xlinker main=landplan_main "@$objects" $libraries \
  -lFoundation -lFoundationInternationalization -lFoundationEssentials -lCoreFoundation -l_FoundationICU \
  -l_FoundationCollections -l_FoundationCShims 2> "$said" || { cat "$said" >&2; exit 1; }
# Of what the linker remarks, not that Foundation itself calls mktemp.
grep -v "mktemp' is dangerous" "$said" >&2 || true
mv "$folder/landplan.static" "$folder/landplan"
stat -c '%Y %s' "$folder/landplan" > "$stamp"
