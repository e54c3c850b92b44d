"""Checks landplan against GeoPandas on real layers: python real_data.py DATA_FOLDER (what LANDPLAN_DATA names).

  taiwan    zoning of county J (15 plan areas) by the plan areas' outlines, dissolved from the zoning itself
  cadastre  the French cadastre of commune 91216 by the zones of a local plan. The two published samples are of different
            communes: the plan is moved onto the cadastre, which says nothing about the place and all about the areas
  xinwu     land use against itself moved 10 m east and 10 m north: a full matrix
  quality   invalid, small and repeated polygons of the Taiwanese counties and the Cambridge parcels

Each prints the command, landplan's figures and GeoPandas' own. Exit code 1 where they differ by more than 1e-6 of the
area (and a square centimetre) or in a count.
"""

import csv
import gzip
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import geopandas
import numpy as np
import pandas as pd
import shapely

ROOT = Path(__file__).resolve().parents[2]
LANDPLAN = ROOT / ".build/release/landplan"
faults = 0


def run(*words):
    print("$ landplan", *(str(w).replace(str(scratch), "…") for w in words))
    return subprocess.run([LANDPLAN, *map(str, words), "--lang", "en", "--overwrite", "--quiet"], stderr=sys.stderr).returncode


def rows(path):
    with open(path, newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def say(name, figures, oracle):
    """Both sides of every figure that differs, and how many agree."""
    global faults
    worst = wrong = 0
    for key in sorted(figures.keys() | oracle.keys(), key=str):
        a, b = figures.get(key, 0), oracle.get(key, 0)
        if abs(a - b) > max(1e-6 * abs(b), 1e-4 if isinstance(b, float) else 0):
            wrong += 1
            if wrong <= 5:
                print(f"  DIFFERS {key}: landplan {a}, GeoPandas {b}")
        elif b > 1:
            worst = max(worst, abs(a - b) / b)
    faults += wrong
    print(f"  {name}: {len(oracle)} figures, {wrong} differ; total {sum(figures.values()):,.4f} against {sum(oracle.values()):,.4f}; "
          f"worst relative difference over 1 m² {worst:.1e}\n")


def matrix(subjects, class_a, overlay, class_b):
    """Area for each pair of classes, the union of an overlay class counted once, by pairs and by dissolve of classes."""
    overlay = overlay.dissolve(class_b, as_index=False)[[class_b, "geometry"]]
    parts = overlay.explode(ignore_index=True)
    pairs = parts.sindex.query(subjects.geometry.values, predicate="intersects")
    area = shapely.area(shapely.intersection(subjects.geometry.values[pairs[0]], parts.geometry.values[pairs[1]]))
    found = pd.DataFrame({"a": subjects[class_a].to_numpy()[pairs[0]], "b": parts[class_b].to_numpy()[pairs[1]], "area": area})
    found = found.groupby(["a", "b"])["area"].sum()
    return {(str(a), str(b)): float(v) for (a, b), v in found.items() if v > 1e-4}


def account(subjects, class_a, overlay, class_b, crs, name, repair=True):
    out = scratch / f"{name}.csv"
    words = ["account", subjects, "--sum-by", class_a, "--with", f"{overlay}@{class_b}", "--overlap", "each", "--crs", crs, "--basis", "plane",
             "--format", "csv", "--out", out] + (["--repair"] if repair else [])
    if run(*words):
        raise SystemExit("landplan failed")
    with open(out, newline="", encoding="utf-8-sig") as file:
        table = list(csv.reader(file))[1:]
    return {(a, b): float(area) for a, b, area, *_ in table if b and float(area) > 1e-4}


def write(frame, name):
    path = scratch / f"{name}.gpkg"
    frame.to_file(path, layer=name, engine="pyogrio")
    return path


def valid(frame):
    frame = frame.copy()
    frame["geometry"] = shapely.make_valid(frame.geometry.values)
    return frame


def unzip(archive, name):
    folder = scratch / name
    zipfile.ZipFile(data / archive).extractall(folder)
    return folder


def taiwan():
    folder = unzip("taiwan_zoning/taiwan_zoning_dev_JKMV.zip", "tw")
    files = sorted(folder.rglob("*.json"))
    frames = {f.stem: geopandas.read_file(f) for f in files}
    county = pd.concat([f for k, f in frames.items() if k.startswith("J")], ignore_index=True)[["計畫區", "分區簡", "geometry"]]
    outlines = valid(county).dissolve("計畫區", as_index=False)[["計畫區", "geometry"]]
    zones, plans = write(county, "zones"), write(outlines, "plans")
    figures = account(zones, "分區簡", plans, "計畫區", "EPSG:3826", "taiwan")
    # A missing class is a class of its own on both sides, under whatever name.
    oracle = matrix(valid(county.fillna({"分區簡": ""})), "分區簡", outlines, "計畫區")
    say("Taiwan, county J: zones by plan areas", figures, oracle)
    counts = {"features": 0, "invalid": 0, "under 1 m²": 0, "repeated": 0}
    for frame in frames.values():
        geometry = frame.geometry.values
        counts["features"] += len(frame)
        counts["invalid"] += int((~shapely.is_valid(geometry)).sum())
        counts["under 1 m²"] += int((shapely.area(geometry) < 1).sum())
        counts["repeated"] += int(pd.Series(shapely.to_wkb(shapely.normalize(geometry))).duplicated().sum())
    found = dict.fromkeys(counts, 0)
    quiet = []
    for file in files:
        quiet.append(subprocess.run([LANDPLAN, "quality", file, "--format", "csv", "--table", "findings", "--out", scratch / "q.csv", "--overwrite", "--quiet"]).returncode)
        for row in rows(scratch / "q.csv"):
            found["invalid"] += row["kind"] == "invalid"
            found["repeated"] += row["kind"] == "duplicate-geometry"
            found["under 1 m²"] += row["kind"] == "sliver" and float(row["area_m2"] or 9) < 1
        found["features"] += len(frames[file.stem])
    print(f"$ landplan quality FILE --format csv --table findings   for each of {len(files)} files")
    say(f"Taiwan, J K M V: {found}", found, counts)


def cambridge():
    folder = unzip("cambridge_ma/parcels_fy2013_fy2014_gpkg.zip", "cam")
    for file in sorted(folder.rglob("*.gpkg")):
        frame = geopandas.read_file(file)
        geometry = frame.geometry.values
        oracle = {"features": len(frame), "invalid": int((~shapely.is_valid(geometry)).sum()),
                  "repeated": int(pd.Series(shapely.to_wkb(shapely.normalize(geometry))).duplicated().sum())}
        run("quality", file, "--format", "csv", "--out", scratch / "q.csv")
        counts = {row["kind"]: int(row["count"]) for row in rows(scratch / "q.csv")}
        figures = {"features": counts.get("features", 0), "invalid": counts.get("invalid", 0), "repeated": counts.get("duplicate-geometry", 0)}
        say(f"{file.name}: {figures}", figures, oracle)


def cadastre():
    path = scratch / "cadastre.geojson"
    path.write_bytes(gzip.decompress((data / "france/cadastre-91216-parcelles.json.gz").read_bytes()))
    parcels = geopandas.read_file(path).to_crs("EPSG:2154")
    folder = unzip("france/plu_cnig_dev.zip", "plu")
    zones = geopandas.read_file(next(folder.rglob("41175*/**/ZONE_URBA.shp")))
    zones = zones.set_crs("EPSG:2154", allow_override=True)
    a, b = parcels.total_bounds, zones.total_bounds
    zones["geometry"] = zones.translate((a[0] + a[2] - b[0] - b[2]) / 2, (a[1] + a[3] - b[1] - b[3]) / 2)
    field = next(c for c in zones.columns if c.upper() == "TYPEZONE")
    zones = zones[[field, "geometry"]]
    plan, lots = write(zones, "zones_fr"), write(parcels[["section", "geometry"]], "parcels_fr")
    figures = account(lots, "section", plan, field, "EPSG:2154", "cadastre")
    say("France: cadastre by zones of a local plan", figures, matrix(valid(parcels), "section", valid(zones), field))


def xinwu():
    folder = unzip("cn/xinwu_land_use_gpkg.zip", "xw")
    use = geopandas.read_file(next(folder.rglob("xinwu_land_use.gpkg")))[["Class", "geometry"]]
    moved = use.copy()
    moved["geometry"] = use.translate(10, 10)
    a, b = write(use, "use"), write(moved, "moved")
    figures = account(a, "Class", b, "Class", "EPSG:32650", "xinwu")
    say("Xinwu: land use by itself moved 10 m", figures, matrix(valid(use), "Class", valid(moved), "Class"))


if __name__ == "__main__":
    data = Path(sys.argv[1]).resolve()
    checks = sys.argv[2:] or ["taiwan", "cambridge", "cadastre", "xinwu"]
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        for check in checks:
            globals()[check]()
    sys.exit(1 if faults else 0)
