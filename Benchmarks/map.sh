#!/bin/bash
# A map sheet of SIZE parcels (100,000) by land use, to PNG and to PDF, each a cold process from file to file, labels among
# it. Prints wall-clock and processor seconds and peak memory against the target of each.
#   map.sh [SIZE] [ROUNDS]      the fastest of ROUNDS (3) counts; exit code 1 where a target is missed
set -euo pipefail
cd "$(dirname "$0")"
size=${1:-100000}
rounds=${2:-3}
landplan=$(cd .. && pwd)/.build/release/landplan
make_fabric=$(swift build -c release --package-path . --show-bin-path)/make-fabric
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
"$make_fabric" "$size" "$scratch/fabric" > "$scratch/layers.txt"
head -1 "$scratch/layers.txt" | sed 's|.*/||'

# Prints: wall seconds, processor seconds, peak memory in MB.
measure() {
  /usr/bin/time -f '%e %U %S %M' -o "$scratch/time" "$landplan" map "$scratch/fabric/parcels.gpkg" --code code --lang en \
    --quiet --out "$scratch/sheet.$1" --overwrite 2> "$scratch/err" || { cat "$scratch/err" >&2; exit 2; }
  awk 'NF == 4 { printf "%s %.2f %.0f\n", $1, $2 + $3, $4 / 1024 }' "$scratch/time"
}

missed=0
printf '%-6s %9s %9s %9s\n' '' seconds 'CPU s' 'peak MB'
for form in 'png 1.5' 'pdf 3.5'; do
  read -r kind limit <<< "$form"
  best=
  for _ in $(seq "$rounds"); do
    now=$(measure "$kind")
    if [ -z "$best" ] || awk -v a="${now%% *}" -v b="${best%% *}" 'BEGIN { exit !(a < b) }'; then best=$now; fi
  done
  read -r wall cpu peak <<< "$best"
  verdict=$(awk -v a="$wall" -v b="$limit" 'BEGIN { print a <= b ? "met" : "missed" }')
  [ "$verdict" = met ] || missed=1
  printf '%-6s %9s %9s %9s   target %s s: %s\n' "$kind" "$wall" "$cpu" "$peak" "$limit" "$verdict"
done
exit "$missed"
