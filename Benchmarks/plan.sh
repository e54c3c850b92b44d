#!/bin/bash
# A plan of SIZE parcels (100,000) before and after under ten constraint layers: adjust, then rules, each a cold process from
# files to tables. Prints wall-clock and processor seconds and peak memory against the target for both together.
#   plan.sh [SIZE] [ROUNDS]     the fastest of ROUNDS (3) counts; exit code 1 where the target is missed
set -euo pipefail
cd "$(dirname "$0")"
size=${1:-100000}
rounds=${2:-3}
limit_seconds=10
limit_megabytes=600
landplan=$(cd .. && pwd)/.build/release/landplan
make_fabric=$(swift build -c release --package-path . --show-bin-path)/make-fabric
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
"$make_fabric" "$size" "$scratch/plan" plan > "$scratch/layers.txt"
echo "$size parcels, $(awk '{ v += $(NF - 1) } END { print v }' "$scratch/layers.txt") vertices in $(wc -l < "$scratch/layers.txt") layers"

# Prints: wall seconds, processor seconds, peak memory in MB. The exit code 1 of rules means findings, which there are.
measure() {
  local code=0
  /usr/bin/time -f '%e %U %S %M' -o "$scratch/time" "$landplan" "$1" "$scratch/plan" --lang en --format csv \
    --out "$scratch/$1.csv" --overwrite 2> "$scratch/$1.err" || code=$?
  if [ "$code" -gt 1 ]; then cat "$scratch/$1.err" >&2; exit "$code"; fi
  awk 'NF == 4 { printf "%s %.2f %.0f\n", $1, $2 + $3, $4 / 1024 }' "$scratch/time"
}

for command in adjust rules; do
  best=
  for _ in $(seq "$rounds"); do
    now=$(measure "$command")
    if [ -z "$best" ] || awk -v a="${now%% *}" -v b="${best%% *}" 'BEGIN { exit !(a < b) }'; then best=$now; fi
  done
  echo "$command $best"
done | awk -v s="$limit_seconds" -v m="$limit_megabytes" '
  BEGIN { printf "%-10s %9s %9s %9s\n", "", "seconds", "CPU s", "peak MB" }
  { printf "%-10s %9.2f %9.2f %9d\n", $1, $2, $3, $4; wall += $2; cpu += $3; if ($4 > peak) peak = $4 }
  END {
    met = wall <= s && peak <= m
    printf "%-10s %9.2f %9.2f %9d   target %d s, %d MB: %s\n", "together", wall, cpu, peak, s, m, met ? "met" : "missed"
    exit !met
  }'
