#!/bin/bash
# Installs the programs that landplan is compared with, into Benchmarks/.peers and from Debian:
#   GeoPandas, Shapely, pyogrio, DuckDB with its spatial extension   (PyPI, a virtual environment of its own)
#   PostGIS                                                          (Debian; used with a private cluster only)
# What cannot be installed is said and left out of the comparison.
set -u
cd "$(dirname "$0")/.."
peers=.peers
mkdir -p "$peers"

if [ ! -x "$peers/venv/bin/python" ]; then python3 -m venv "$peers/venv" || echo "no Python venv: GeoPandas and DuckDB are left out"; fi
if [ -x "$peers/venv/bin/python" ]; then
  "$peers/venv/bin/pip" install -q "geopandas>=1.1" "shapely>=2.1" "pyogrio>=0.11" pyarrow pyproj \
    || echo "GeoPandas could not be installed"
  "$peers/venv/bin/pip" install -q duckdb duckdb-extension-spatial || echo "DuckDB spatial could not be installed"
fi

if ! ls /usr/lib/postgresql/*/lib/postgis-3.so >/dev/null 2>&1; then
  if [ "$(id -u)" = 0 ]; then run=""; elif command -v sudo >/dev/null; then run="sudo"; else run="none"; fi
  if [ "$run" = none ]; then
    echo "Neither root nor sudo: for PostGIS please run  apt-get install postgresql-15-postgis-3"
  else
    $run apt-get update -q && $run env DEBIAN_FRONTEND=noninteractive \
      apt-get install -q -y --no-install-recommends postgresql-15-postgis-3 gdal-bin || echo "PostGIS could not be installed"
  fi
fi
"$(command -v python3)" peers/run.py --list
