-- T4: invalid polygons, repeats, overlaps and gaps over 0.01 m².
CREATE TEMP TABLE used AS
  SELECT id, CASE WHEN ST_IsValid(geom) THEN geom ELSE ST_MakeValid(geom) END AS geom
  FROM (SELECT DISTINCT ON (md5(ST_AsBinary(geom))) id, geom FROM flawed ORDER BY md5(ST_AsBinary(geom)), id) AS first;
CREATE INDEX ON used USING gist (geom);
ANALYZE used;
CREATE TEMP TABLE pairs AS
  SELECT ST_Area(ST_Intersection(a.geom, b.geom)) AS area FROM used a JOIN used b
  ON a.id < b.id AND a.geom && b.geom AND ST_Relate(a.geom, b.geom, '2********');
CREATE TEMP TABLE gaps AS
  SELECT ST_Area(geom) AS area FROM (
    SELECT (ST_DumpRings(part)).* FROM (SELECT (ST_Dump(ST_Union(geom))).geom AS part FROM used) AS whole
  ) AS rings WHERE path[1] > 0;
\o :out
COPY (SELECT 'invalid' AS kind, count(*) AS count, 0.0 AS area FROM flawed WHERE NOT ST_IsValid(geom)
  UNION ALL SELECT 'duplicate-geometry', (SELECT count(*) FROM flawed) - (SELECT count(*) FROM used), 0.0
  UNION ALL SELECT 'overlap', count(*), round(sum(area)::numeric, 4) FROM pairs WHERE area > 0.01
  UNION ALL SELECT 'gap', count(*), round(sum(area)::numeric, 4) FROM gaps WHERE area > 0.01) TO STDOUT WITH CSV HEADER;
