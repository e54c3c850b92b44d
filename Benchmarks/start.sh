#!/bin/bash
# How long `landplan --version` takes, in turns with a C program that does nothing and one that does nothing but link GEOS and
# PROJ, which is what a program that loads PROJ at its start cannot come below.
#   start.sh [ROUNDS]     (60); exit code 1 where the median misses the target
set -euo pipefail
cd "$(dirname "$0")"
rounds=${1:-60}
limit_milliseconds=20
landplan=$(cd .. && pwd)/.build/release/landplan
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
echo 'int main(void) { return 0; }' > "$scratch/bare.c"
clang -O2 "$scratch/bare.c" -o "$scratch/bare"
printf '#include <geos_c.h>\n#include <proj.h>\nint main(int n, char **a) { return n > 1 && GEOSversion() && proj_info().version; }\n' \
  > "$scratch/linked.c"
# shellcheck disable=SC2046
clang -O2 "$scratch/linked.c" -o "$scratch/linked" $(pkg-config --cflags --libs geos proj)
python3 - "$rounds" "$limit_milliseconds" "$scratch" "$landplan" << 'PROGRAM'
import subprocess, sys, time

rounds, limit, scratch, landplan = int(sys.argv[1]), float(sys.argv[2]), sys.argv[3], sys.argv[4]
programs = {
    "C, nothing linked": [scratch + "/bare"],
    "C, GEOS and PROJ linked": [scratch + "/linked"],
    "landplan --version": [landplan, "--version"],
}
taken = {name: [] for name in programs}
for _ in range(rounds):
    for name, command in programs.items():
        start = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        taken[name].append((time.perf_counter() - start) * 1000)
print(f"{'milliseconds':<26}{'least':>8}{'median':>8}{'p90':>8}")
for name, times in taken.items():
    times.sort()
    print(f"{name:<26}{times[0]:>8.1f}{times[rounds // 2]:>8.1f}{times[rounds * 9 // 10]:>8.1f}")
median = taken["landplan --version"][rounds // 2]
print(f"target {limit:.0f} ms: {'met' if median < limit else 'missed'}")
sys.exit(median >= limit)
PROGRAM
