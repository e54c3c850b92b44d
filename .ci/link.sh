#!/bin/sh
# Links landplan once more from the objects of the release build: with Swift's runtime inside, at a fixed address, and with
# PROJ loaded at its first call (delayed.c). The loader needs half of the time that `landplan --version` takes for the shared
# runtime (Foundation, its ICU data, 16,000 relocations) and half of the rest for the forty libraries behind PROJ. SwiftPM
# can link the runtime in only by compiling everything anew, and the tests' own libraries come as shared ones only.
set -eu
cd "$(dirname "$0")/.."
folder=$(swift build -c release --show-bin-path)
product=$folder/landplan.product
objects=$product/Objects.LinkFileList
runtime=$(swiftc -print-target-info -static-stdlib | sed -n '/"runtimeLibraryPaths"/{n;s/.*"\(.*\)".*/\1/p;}')
if [ ! -f "$runtime/libFoundation.a" ]; then
  echo "Swift's static runtime is not in $runtime: landplan keeps the shared one, and starts some milliseconds later."
  exit 0
fi
# Nothing to do where the program is newer than its objects and already linked so.
stamp=$product/linked
state() { echo "$(stat -c '%Y %s' "$folder/landplan") $(cat .ci/link.sh .ci/delayed.c | cksum)"; }
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$(state)" ]; then exit 0; fi
echo "Linking landplan with Swift's runtime inside"
said=$(mktemp)
trap 'rm -f "$said"' EXIT

# PROJ's functions that the objects call, as jumps; elsewhere than on x86-64 it is loaded at the start.
proj=$(pkg-config --libs proj)
if [ "$(uname -m)" = x86_64 ]; then
  name=$(objdump -p "$(pkg-config --variable=libdir proj)/libproj.so" | awk '$1 == "SONAME" { print $2 }')
  package=$(echo "$name" | sed 's/\.so\.//')
  tr -d "'" < "$objects" | xargs nm -u 2> "$said" | awk '$1 == "U" { print $2 }' | LC_ALL=C sort -u > "$product/undefined"
  nm -D --defined-only "$(pkg-config --variable=libdir proj)/libproj.so" | awk '$2 ~ /[TW]/ { sub(/@.*/, "", $3); print $3 }' \
    | grep -E '^(proj|pj|geod)_' | LC_ALL=C sort -u | LC_ALL=C comm -12 - "$product/undefined" \
    | sed 's/.*/FUNCTION(&)/' > "$product/delayed.names"
  clang -O2 -c -I "$product" "-DLIBRARY=\"$name\"" "-DPACKAGE=\"$package\"" .ci/delayed.c -o "$product/delayed.o"
  # The objects themselves ask for -lproj: they find this one, in a folder that is searched first.
  mkdir -p "$product/delayed"
  rm -f "$product/delayed/libproj.a"
  ar rcs "$product/delayed/libproj.a" "$product/delayed.o"
  proj="-L $product/delayed"
fi
# shellcheck disable=SC2046,SC2086
swiftc -static-stdlib -Xclang-linker -no-pie -emit-executable -module-name landplan -o "$folder/landplan.linked" $proj \
  -L "$folder" -Xlinker --gc-sections -Xlinker --strip-debug -Xlinker --defsym -Xlinker main=landplan_main \
  "@$objects" $(pkg-config --libs geos) \
  -lFoundation -lFoundationInternationalization -lFoundationEssentials -lCoreFoundation -l_FoundationICU \
  -l_FoundationCollections -l_FoundationCShims 2> "$said" || { cat "$said" >&2; exit 1; }
# Of what the linker remarks, not that Foundation itself calls mktemp.
grep -v "mktemp' is dangerous" "$said" >&2 || true
mv "$folder/landplan.linked" "$folder/landplan"
state > "$stamp"
