"""The tasks in GeoPandas and Shapely 2, as someone who knows them well writes them: Arrow reading, STRtree with
prepared predicates, vectorised operations on both cores (Shapely releases the interpreter lock), overlays cut into
small pieces before they are intersected, identical parcels matched by their bytes, coverage functions for quality.

usage: geopandas_tasks.py TASK FOLDER OUT
"""

import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pandas as pd
import pyogrio
import shapely

THREADS = 2


def read(folder, name, columns):
    return pyogrio.read_dataframe(f"{folder}/{name}.gpkg", columns=columns, use_arrow=True)


def threaded(operation, *arrays):
    """A vectorised operation on both cores."""
    size = len(arrays[0])
    if size < 1000:
        return operation(*arrays)
    cuts = np.linspace(0, size, THREADS * 8 + 1).astype(int)
    with ThreadPoolExecutor(THREADS) as pool:
        parts = pool.map(lambda k: operation(*(a[cuts[k] : cuts[k + 1]] for a in arrays)), range(len(cuts) - 1))
        return np.concatenate(list(parts))


def intersection_area(a, b):
    return threaded(lambda p, q: shapely.area(shapely.intersection(p, q)), a, b)


def subdivide(geometries, most=256):
    """Pieces of at most `most` vertices, and the position of the polygon each is of."""
    pieces, owners = [], []
    stack = list(zip(shapely.get_parts(geometries).tolist(), np.repeat(np.arange(len(geometries)), shapely.get_num_geometries(geometries)).tolist()))
    while stack:
        geometry, owner = stack.pop()
        if shapely.get_num_coordinates(geometry) <= most:
            if geometry.geom_type == "Polygon" and not geometry.is_empty:
                pieces.append(geometry)
                owners.append(owner)
            elif not geometry.is_empty:
                stack += [(g, owner) for g in shapely.get_parts(geometry) if g.geom_type == "Polygon"]
            continue
        x0, y0, x1, y1 = geometry.bounds
        if x1 - x0 > y1 - y0:
            middle = (x0 + x1) / 2
            boxes = [(x0, y0, middle, y1), (middle, y0, x1, y1)]
        else:
            middle = (y0 + y1) / 2
            boxes = [(x0, y0, x1, middle), (x0, middle, x1, y1)]
        stack += [(shapely.clip_by_rect(geometry, *box), owner) for box in boxes]
    return np.array(pieces), np.array(owners)


def account(folder, overlay, out):
    """Per parcel and class: the area in the union of the class, and in none of them (T1, T2)."""
    parcels = read(folder, "parcels", ["id"])
    layer = read(folder, overlay, ["code"])
    geometry = parcels.geometry.values
    geometry = np.asarray(geometry)
    shapes = np.asarray(layer.geometry.values)
    codes = layer["code"].to_numpy()
    names = sorted(set(codes))
    with ThreadPoolExecutor(THREADS) as pool:
        unions = list(pool.map(lambda n: shapely.union_all(shapes[codes == n]), names))
    unions.append(shapely.union_all(np.array(unions)))
    pieces, owners = subdivide(np.array(unions), 128)
    tree = shapely.STRtree(geometry)
    piece, parcel = tree.query(pieces, predicate="intersects")
    inside_piece, inside_parcel = tree.query(pieces, predicate="contains")
    pair = piece * len(geometry) + parcel
    isInside = np.isin(pair, inside_piece * len(geometry) + inside_parcel, assume_unique=True)
    whole = shapely.area(geometry)
    area = whole[parcel]
    area[~isInside] = intersection_area(geometry[parcel[~isInside]], pieces[piece[~isInside]])
    table = np.bincount(owners[piece] * len(geometry) + parcel, area, len(unions) * len(geometry))
    table = table.reshape(len(unions), -1)
    table[-1] = whole - table[-1]
    k, p = np.nonzero(table > 5e-5)
    result = pd.DataFrame({"id": parcels["id"].to_numpy()[p], "code": np.array(names + [""])[k], "area": table[k, p]})
    result.sort_values(["id", "code"]).to_csv(out, index=False, float_format="%.4f")


def matrix(folder, other, out):
    """Land-use matrix of two plans; identical parcels are matched by their bytes first (T3)."""
    before = read(folder, "parcels", ["code"])
    after = read(folder, other, ["code"])
    a, b = np.asarray(before.geometry.values), np.asarray(after.geometry.values)
    total = pd.Series(shapely.area(a)).groupby(before["code"].to_numpy()).sum()
    left = pd.DataFrame({"wkb": shapely.to_wkb(a), "i": np.arange(len(a))})
    right = pd.DataFrame({"wkb": shapely.to_wkb(b), "j": np.arange(len(b))})
    same = left.merge(right, on="wkb")
    ca, cb = before["code"].to_numpy(), after["code"].to_numpy()
    rows = [pd.DataFrame({"a": ca[same["i"]], "b": cb[same["j"]], "area": shapely.area(a[same["i"]])})]
    i = np.setdiff1d(np.arange(len(a)), same["i"])
    j = np.setdiff1d(np.arange(len(b)), same["j"])
    if len(i) and len(j):
        tree = shapely.STRtree(b[j])
        # Boxes first on both cores: an intersection that turns out empty costs little more than the predicate.
        p, q = tree.query(a[i])
        p, q = i[p], j[q]
        rows.append(pd.DataFrame({"a": ca[p], "b": cb[q], "area": intersection_area(a[p], b[q])}))
    pairs = pd.concat(rows).groupby(["a", "b"])["area"].sum()
    rest = total - pairs.groupby("a").sum()
    rest.index = pd.MultiIndex.from_product([rest.index, [""]])
    pairs = pd.concat([pairs, rest])
    pairs = pairs[pairs > 5e-5].sort_index()
    pairs.index.names = ["code", "code_2"]
    pairs.to_frame("area").to_csv(out, float_format="%.4f")


def quality(folder, out):
    """Invalid polygons, repeats, overlaps and gaps over 0.01 m² (T4)."""
    layer = read(folder, "flawed", ["id"])
    geometry = np.asarray(layer.geometry.values)
    valid = threaded(shapely.is_valid, geometry)
    first = ~pd.Series(shapely.to_wkb(geometry)).duplicated().to_numpy()
    repaired = geometry.copy()
    repaired[~valid] = shapely.make_valid(geometry[~valid])
    used = repaired[first]
    # Only where an edge is not shared exactly can there be an overlap; the rest dissolves as a coverage.
    polygonal = shapely.get_type_id(used) == 3
    odd = ~shapely.is_empty(shapely.coverage_invalid_edges(used)) | ~polygonal
    suspects = np.nonzero(odd)[0]
    tree = shapely.STRtree(used)
    i, j = tree.query(used[suspects])
    i = suspects[i]
    keep = (i < j) | ((i > j) & ~odd[j])
    i, j = i[keep], j[keep]
    overlap = intersection_area(used[i], used[j])
    overlap = overlap[overlap > 0.01]
    union = shapely.union_all(np.append(used[odd], shapely.coverage_union_all(used[~odd])))
    polygons = shapely.get_parts(union)
    rings, owner = shapely.get_rings(polygons, return_index=True)
    interior = np.append(False, owner[1:] == owner[:-1])
    gaps = shapely.area(shapely.polygons(rings[interior]))
    gaps = gaps[gaps > 0.01]
    rows = [("invalid", (~valid).sum(), 0.0), ("duplicate-geometry", (~first).sum(), 0.0),
            ("overlap", len(overlap), overlap.sum()), ("gap", len(gaps), gaps.sum())]
    pd.DataFrame(rows, columns=["kind", "count", "area"]).to_csv(out, index=False, float_format="%.4f")


def areas(folder, out):
    """Plane and geodesic area of every parcel (T5)."""
    from pyproj import Geod, Transformer

    parcels = read(folder, "parcels", ["id"])
    geometry = np.asarray(parcels.geometry.values)
    x, y = shapely.get_coordinates(geometry).T
    lon, lat = Transformer.from_crs("EPSG:4546", "EPSG:4490", always_xy=True).transform(x, y)
    rings, owner = shapely.get_rings(geometry, return_index=True)
    ends = np.cumsum(shapely.get_num_coordinates(rings))
    interior = np.append(False, owner[1:] == owner[:-1])
    measure = Geod(ellps="GRS80").polygon_area_perimeter
    start = 0
    area = np.empty(len(rings))
    for k, end in enumerate(ends.tolist()):
        area[k] = measure(lon[start : end - 1], lat[start : end - 1])[0]
        start = end
    area = np.abs(area)
    area[interior] *= -1
    geodesic = np.bincount(owner, area)
    pd.DataFrame({"id": parcels["id"], "plane": shapely.area(geometry), "geodesic": geodesic}).to_csv(
        out, index=False, float_format="%.4f")


def geojson(folder, out):
    """RFC 7946 GeoJSON in longitude and latitude (T6)."""
    parcels = pyogrio.read_dataframe(f"{folder}/parcels.gpkg", use_arrow=True).to_crs("EPSG:4326")
    pyogrio.write_dataframe(parcels, out, driver="GeoJSON", use_arrow=True, RFC7946="YES", COORDINATE_PRECISION="7")


task, folder, out = sys.argv[1:]
match task:
    case "T1": account(folder, "stages", out)
    case "T2": account(folder, "zones", out)
    case "T3": matrix(folder, "adjusted", out)
    case "T3r": matrix(folder, "redrawn", out)
    case "T4": quality(folder, out)
    case "T5": areas(folder, out)
    case "T6": geojson(folder, out)
