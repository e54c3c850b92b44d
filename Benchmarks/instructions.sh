#!/bin/bash
# Instructions of the area kernel (callgrind, one thread, a small fixed fabric) against the stored counts.
#   instructions.sh            compares; exit code 1 where a case takes over 3 % more than stored
#   instructions.sh --bless    stores today's counts
# Counts are those of a release build by one compiler on one kind of machine: bless after a change of either.
set -euo pipefail
cd "$(dirname "$0")"
tolerance=${LANDPLAN_INSTRUCTION_TOLERANCE:-3}
stored=instructions.tsv
program=$(swift build -c release --package-path . --show-bin-path)/bench-kernel
command -v valgrind >/dev/null || { echo "valgrind is needed: apt-get install valgrind"; exit 2; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
# Callgrind cannot read the debug information that Swift writes.
cp "$program" "$scratch/bench-kernel"
strip "$scratch/bench-kernel"

count() {
  valgrind --tool=callgrind --callgrind-out-file=/dev/null "$scratch/bench-kernel" "$1" 2>&1 >/dev/null |
    awk '/Collected/ { print $NF }'
}

base=$(count shapes)
failed=0
: > "$scratch/new.tsv"
printf '%-10s %15s %15s %8s\n' case stored now change
for name in pairs sweep zones validity; do
  now=$(( $(count "$name") - base ))
  printf '%s\t%s\n' "$name" "$now" >> "$scratch/new.tsv"
  old=$(awk -v name="$name" '$1 == name { print $2 }' "$stored" 2>/dev/null || true)
  if [ -z "$old" ]; then
    printf '%-10s %15s %15s\n' "$name" - "$now"
    continue
  fi
  change=$(awk -v a="$old" -v b="$now" 'BEGIN { printf "%+.2f", (b - a) * 100 / a }')
  printf '%-10s %15s %15s %7s%%\n' "$name" "$old" "$now" "$change"
  awk -v c="$change" -v t="$tolerance" 'BEGIN { exit !(c > t) }' && failed=1 || true
done
if [ "${1:-}" = --bless ]; then
  cp "$scratch/new.tsv" "$stored"
  echo "stored in Benchmarks/$stored"
elif [ "$failed" = 1 ]; then
  echo "more than $tolerance % above the stored counts: find out why, or bless with Benchmarks/instructions.sh --bless"
  exit 1
fi
