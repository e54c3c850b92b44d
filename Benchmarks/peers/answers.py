"""A task's answer in a few figures, and how two of them differ.

usage: answers.py TASK PROGRAM FILE     prints the figures as JSON
"""

import csv
import json
import math
import sys

# Rows smaller than this are touches and rounding: they belong to the totals, not to the row count.
SMALLEST = 0.01


def rows(path):
    with open(path, newline="") as file:
        yield from csv.reader(file)


def account(path):
    totals, count = {}, 0
    reader = rows(path)
    next(reader)
    for _, code, area, *_ in reader:
        area = float(area)
        totals[code] = totals.get(code, 0.0) + area
        count += area >= SMALLEST
    return {f"class {code or 'none'}": total for code, total in totals.items()} | {"#rows": count}


def matrix(path):
    reader = rows(path)
    next(reader)
    found = {f"{a} to {b or 'none'}": float(area) for a, b, area, *_ in reader}
    return found | {"#rows": sum(area >= SMALLEST for area in found.values())}


def quality(path, program):
    reader = rows(path)
    head = next(reader)
    kind, count, area = head.index("kind"), head.index("count"), 4 if program == "landplan" else 2
    found = {}
    for row in reader:
        name = row[kind]
        if name not in ("invalid", "duplicate-geometry", "overlap", "gap"):
            if name != "features":
                found[f"#{name}"] = int(row[count])
            continue
        found[f"#{name}"] = int(float(row[count]))
        if name in ("overlap", "gap"):
            found[f"{name} m²"] = float(row[area])
    return found


def areas(path, program):
    if program == "landplan":
        reader = rows(path)
        head = next(reader)
        columns = {"plane": head.index("area_m2"), "geodesic": head.index("area_geodesic_m2")}
        body = [row for row in reader if row[head.index("row")] == "body"]
        return {basis: math.fsum(float(row[at]) for row in body) for basis, at in columns.items()} | {"#rows": len(body)}
    reader = rows(path)
    next(reader)
    table = [(float(plane), float(geodesic)) for _, plane, geodesic in reader]
    return {"plane": math.fsum(r[0] for r in table), "geodesic": math.fsum(r[1] for r in table), "#rows": len(table)}


def geojson(path):
    """Features, vertices, the mean position, and shells that do not run counter-clockwise. A feature stands on a line."""
    features = vertices = clockwise = 0
    east = north = 0.0
    with open(path) as file:
        for line in file:
            if '"type":"Feature"' not in line.replace(" ", "")[:40]:
                continue
            feature = json.loads(line.strip().rstrip(","))
            features += 1
            for k, ring in enumerate(feature["geometry"]["coordinates"]):
                vertices += len(ring)
                x0, y0 = ring[0]
                twice = sum((a[0] - x0) * (b[1] - y0) - (b[0] - x0) * (a[1] - y0) for a, b in zip(ring, ring[1:]))
                clockwise += (twice > 0) != (k == 0)
                east += math.fsum(p[0] for p in ring)
                north += math.fsum(p[1] for p in ring)
    return {"#features": features, "#vertices": vertices, "#rings the wrong way round": clockwise,
            "mean longitude": east / vertices, "mean latitude": north / vertices}


def compare(a, b):
    """Counts exactly, areas to 1e-6 of themselves (or a square centimetre), mean positions to 1e-8 degrees."""
    differences = []
    for key in sorted(a.keys() | b.keys()):
        x, y = a.get(key, 0), b.get(key, 0)
        if isinstance(x, list) or isinstance(y, list) or isinstance(x, str) or isinstance(y, str):
            differences.append(f"{key}: {x or y}")
            continue
        allowed = 0 if key.startswith("#") else 1e-8 if key.startswith("mean") else max(1e-6 * abs(x), 1e-4)
        if abs(x - y) > allowed:
            differences.append(f"{key}: {x} in landplan's answer, {y} here")
    return differences


if __name__ == "__main__":
    task, program, path = sys.argv[1:]
    match task:
        case "T1" | "T2": figures = account(path)
        case "T3" | "T3r": figures = matrix(path)
        case "T4": figures = quality(path, program)
        case "T5": figures = areas(path, program)
        case "T6": figures = geojson(path)
    print(json.dumps(figures))
