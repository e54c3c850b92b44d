-- T5: plane and geodesic area of every parcel.
\o :out
COPY (SELECT id, round(ST_Area(geom)::numeric, 4) AS plane, round(ST_Area(ST_Transform(geom, 4490)::geography)::numeric, 4) AS geodesic
  FROM parcels) TO STDOUT WITH CSV HEADER;
