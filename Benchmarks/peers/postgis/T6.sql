-- T6: GeoJSON in longitude and latitude, one feature a line (RFC 8142 without its separators).
\t on
\pset format unaligned
\o :out
SELECT '{"type":"Feature","id":' || id || ',"properties":' || json_build_object('id', id, 'code', code, 'far', far, 'declared', declared)
  || ',"geometry":' || ST_AsGeoJSON(ST_ForcePolygonCCW(ST_Transform(geom, 4326)), 7, 0) || '}' FROM parcels;
