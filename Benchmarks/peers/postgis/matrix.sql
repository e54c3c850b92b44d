-- T3: land-use matrix of two plans; identical parcels are matched by their bytes. :other is the later plan.
CREATE TEMP TABLE same AS
  SELECT a.id AS i, b.id AS j, a.code AS ca, b.code AS cb, ST_Area(a.geom) AS area
  FROM parcels a JOIN :other b ON md5(ST_AsBinary(a.geom)) = md5(ST_AsBinary(b.geom));
ANALYZE same;
CREATE TEMP TABLE left_a AS SELECT code, geom FROM parcels a WHERE NOT EXISTS (SELECT FROM same WHERE i = a.id);
CREATE TEMP TABLE left_b AS SELECT code, geom FROM :other b WHERE NOT EXISTS (SELECT FROM same WHERE j = b.id);
CREATE INDEX ON left_b USING gist (geom);
ANALYZE left_a;
ANALYZE left_b;
CREATE TEMP TABLE sums AS SELECT ca, cb, sum(area) AS area FROM (
  SELECT ca, cb, area FROM same
  UNION ALL
  SELECT a.code, b.code, ST_Area(ST_Intersection(a.geom, b.geom)) FROM left_a a JOIN left_b b ON a.geom && b.geom) AS pairs
  GROUP BY ca, cb;
\o :out
COPY (SELECT code, code_2, round(area::numeric, 4) AS area FROM (
    SELECT ca AS code, cb AS code_2, area FROM sums
    UNION ALL
    SELECT w.code, '', w.area - coalesce(g.area, 0)
    FROM (SELECT code, sum(ST_Area(geom)) AS area FROM parcels GROUP BY code) AS w
    LEFT JOIN (SELECT ca, sum(area) AS area FROM sums GROUP BY ca) AS g ON g.ca = w.code
  ) AS r WHERE area > 5e-5 ORDER BY code, code_2) TO STDOUT WITH CSV HEADER;
