-- T1, T2: the area of every parcel in the union of each class, and in none. :overlay is the layer.
CREATE TEMP TABLE unions AS SELECT code, ST_Union(geom) AS geom FROM :overlay GROUP BY code;
INSERT INTO unions SELECT '', ST_Union(geom) FROM unions;
CREATE TEMP TABLE pieces AS SELECT code, ST_Subdivide((ST_Dump(geom)).geom, 128) AS geom FROM unions;
CREATE INDEX ON pieces USING gist (geom);
ANALYZE pieces;
CREATE TEMP TABLE found AS
  SELECT p.id, u.code,
    sum(CASE WHEN ST_Covers(u.geom, p.geom) THEN ST_Area(p.geom) ELSE ST_Area(ST_Intersection(p.geom, u.geom)) END) AS area
  FROM pieces u JOIN parcels p ON ST_Intersects(u.geom, p.geom) GROUP BY p.id, u.code;
\o :out
COPY (SELECT id, code, round(area::numeric, 4) AS area FROM (
    SELECT id, code, area FROM found WHERE code <> ''
    UNION ALL
    SELECT p.id, '', ST_Area(p.geom) - coalesce(f.area, 0) FROM parcels p LEFT JOIN found f ON f.id = p.id AND f.code = ''
  ) AS r WHERE area > 5e-5 ORDER BY id, code) TO STDOUT WITH CSV HEADER;
