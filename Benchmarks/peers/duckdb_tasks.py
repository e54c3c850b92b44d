"""The tasks in DuckDB with its spatial extension: its spatial join (an R-tree built for the join), unions by
aggregate, no Python in the inner loops.

usage: duckdb_tasks.py TASK FOLDER OUT
"""

import importlib.util
import sys
from pathlib import Path

import duckdb


def connect():
    folder = Path(importlib.util.find_spec("duckdb_extension_spatial").origin).parent
    db = duckdb.connect()
    db.execute(f"LOAD '{next(folder.rglob('spatial.duckdb_extension'))}'")
    db.execute("SET threads = 2")
    return db


def load(db, folder, *names):
    for name in names:
        db.execute(f"CREATE TABLE {name} AS SELECT id, code, geom FROM ST_Read('{folder}/{name}.gpkg')")


def save(db, query, out):
    db.execute(f"COPY ({query}) TO '{out}' (HEADER, DELIMITER ',')")


def account(db, folder, overlay, out):
    load(db, folder, "parcels", overlay)
    db.execute(f"CREATE TABLE unions AS SELECT code, ST_Union_Agg(geom) AS geom FROM {overlay} GROUP BY code")
    db.execute("INSERT INTO unions SELECT '', ST_Union_Agg(geom) FROM unions")
    # Parts of moderate size: a tile of the extent each where the parts are large.
    db.execute("""CREATE TABLE parts AS
        SELECT code, UNNEST(ST_Dump(geom)).geom AS geom FROM unions""")
    if db.execute("SELECT max(ST_NPoints(geom)) FROM parts").fetchone()[0] > 2000:
        db.execute("""CREATE TABLE tiles AS
            WITH e AS (SELECT ST_Extent_Agg(geom) AS b FROM parts),
            f AS (SELECT ST_XMin(b) AS x, ST_YMin(b) AS y, (ST_XMax(b) - ST_XMin(b)) / 24 AS w,
                         (ST_YMax(b) - ST_YMin(b)) / 24 AS h FROM e)
            SELECT ST_MakeEnvelope(x + i * w, y + j * h, x + (i + 1) * w, y + (j + 1) * h) AS tile
            FROM f, range(24) AS a(i), range(24) AS c(j)""")
        db.execute("""CREATE TABLE pieces AS SELECT code, ST_Intersection(geom, tile) AS geom
            FROM parts JOIN tiles ON ST_Intersects(geom, tile)""")
    else:
        db.execute("ALTER TABLE parts RENAME TO pieces")
    db.execute("""CREATE TABLE found AS SELECT id, code, SUM(area) AS area FROM (
            SELECT p.id, u.code, ST_Area(ST_Intersection(p.geom, u.geom)) AS area
            FROM parcels p JOIN pieces u ON ST_Intersects(p.geom, u.geom)) GROUP BY id, code""")
    save(db, """SELECT id, code, ROUND(area, 4) AS area FROM (
        SELECT id, code, area FROM found WHERE code <> ''
        UNION ALL SELECT p.id, '', ST_Area(p.geom) - COALESCE(f.area, 0)
        FROM parcels p LEFT JOIN found f ON f.id = p.id AND f.code = '') WHERE area > 5e-5 ORDER BY id, code""", out)


def matrix(db, folder, other, out):
    load(db, folder, "parcels", other)
    db.execute(f"""CREATE TABLE same AS SELECT a.rowid AS i, b.rowid AS j, a.code AS ca, b.code AS cb, ST_Area(a.geom) AS area
        FROM parcels a JOIN {other} b ON ST_AsWKB(a.geom) = ST_AsWKB(b.geom)""")
    db.execute("CREATE TABLE left_a AS SELECT code, geom FROM parcels WHERE rowid NOT IN (SELECT i FROM same)")
    db.execute(f"CREATE TABLE left_b AS SELECT code, geom FROM {other} WHERE rowid NOT IN (SELECT j FROM same)")
    save(db, """WITH pairs AS (
        SELECT ca, cb, area FROM same
        UNION ALL SELECT a.code, b.code, ST_Area(ST_Intersection(a.geom, b.geom))
        FROM left_a a JOIN left_b b ON ST_Intersects(a.geom, b.geom)),
      sums AS (SELECT ca, cb, SUM(area) AS area FROM pairs GROUP BY ca, cb),
      whole AS (SELECT code AS ca, SUM(ST_Area(geom)) AS area FROM parcels GROUP BY code),
      given AS (SELECT ca, SUM(area) AS area FROM sums GROUP BY ca)
      SELECT ca AS code, cb AS code_2, ROUND(area, 4) AS area FROM (
        SELECT * FROM sums UNION ALL SELECT whole.ca, '', whole.area - COALESCE(given.area, 0) FROM whole LEFT JOIN given USING (ca))
      WHERE area > 5e-5 ORDER BY ca, cb""", out)


def quality(db, folder, out):
    load(db, folder, "flawed")
    # Valid ones as they are; of identical ones the first.
    db.execute("""CREATE TABLE used AS SELECT id, CASE WHEN ST_IsValid(geom) THEN geom ELSE ST_MakeValid(geom) END AS geom
        FROM flawed QUALIFY row_number() OVER (PARTITION BY ST_AsWKB(geom) ORDER BY id) = 1""")
    save(db, """WITH pairs AS (SELECT ST_Area(ST_Intersection(a.geom, b.geom)) AS area
          FROM used a JOIN used b ON ST_Intersects(a.geom, b.geom) WHERE a.id < b.id),
        whole AS (SELECT UNNEST(ST_Dump(ST_Union_Agg(geom))).geom AS geom FROM used),
        holes AS (SELECT UNNEST(list_transform(range(1, ST_NumInteriorRings(geom)::BIGINT + 1),
          lambda k: ST_Area(ST_MakePolygon(ST_InteriorRingN(geom, k::INTEGER))))) AS area FROM whole)
      SELECT 'invalid' AS kind, count(*) AS count, 0.0 AS area FROM flawed WHERE NOT ST_IsValid(geom)
      UNION ALL SELECT 'duplicate-geometry', (SELECT count(*) FROM flawed) - (SELECT count(*) FROM used), 0.0
      UNION ALL SELECT 'overlap', count(*), ROUND(SUM(area), 4) FROM pairs WHERE area > 0.01
      UNION ALL SELECT 'gap', count(*), ROUND(SUM(area), 4) FROM holes WHERE area > 0.01""", out)


def areas(db, folder, out):
    load(db, folder, "parcels")
    # ST_Area_Spheroid wants latitude, longitude: the axis order of the transformation's target as defined.
    save(db, """SELECT id, ROUND(ST_Area(geom), 4) AS plane,
        ROUND(ST_Area_Spheroid(ST_Transform(geom, 'EPSG:4546', 'EPSG:4326', always_xy := true).ST_FlipCoordinates()), 4) AS geodesic
      FROM parcels""", out)


def geojson(db, folder, out):
    db.execute(f"""COPY (SELECT * EXCLUDE geom, ST_Transform(geom, 'EPSG:4546', 'EPSG:4326', always_xy := true) AS geom
      FROM ST_Read('{folder}/parcels.gpkg')) TO '{out}'
      WITH (FORMAT GDAL, DRIVER 'GeoJSON', LAYER_CREATION_OPTIONS ('RFC7946=YES', 'COORDINATE_PRECISION=7'))""")


task, folder, out = sys.argv[1:]
db = connect()
match task:
    case "T1": account(db, folder, "stages", out)
    case "T2": account(db, folder, "zones", out)
    case "T3": matrix(db, folder, "adjusted", out)
    case "T3r": matrix(db, folder, "redrawn", out)
    case "T4": quality(db, folder, out)
    case "T5": areas(db, folder, out)
    case "T6": geojson(db, folder, out)
