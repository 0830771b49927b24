#!/bin/sh
# PostGIS looks at what we derive and export: schematic cells are valid, tile the district without gaps or overlaps, hold their own
# settlement; exported rings are right-handed; its areas on the ellipsoid are ours.
set -eu
command -v pg_virtualenv >/dev/null || { echo "skipped: pg_virtualenv is absent"; exit 77; }
command -v ogr2ogr >/dev/null || { echo "skipped: ogr2ogr is absent"; exit 77; }
if [ "${1:-}" != inside ]; then
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  "${RISKMAP_BIN:?}" new "$work/sample.gpkg" --from "${RISKMAP_DATA:?}" >/dev/null
  for level in settlement rural_district; do
    "$RISKMAP_BIN" boundaries "$work/sample.gpkg" --derive "$level" --clip district >/dev/null
  done
  for what in settlements rural_districts districts; do
    "$RISKMAP_BIN" export "$work/sample.gpkg" --what "$what" --geometry area --profile internal -o "$work/$what.geojson" 2>/dev/null
    "${RISKMAP_MEASURE_PLACES:?}" areas "$work/$what.geojson" >"$work/$what.areas"
  done
  "$RISKMAP_BIN" export "$work/sample.gpkg" --what settlements --geometry point --profile internal -o "$work/points.geojson" 2>/dev/null
  pg_virtualenv sh "$0" inside "$work"
  exit
fi

work=$2
psql -q -c 'CREATE EXTENSION postgis'
for table in settlements rural_districts districts points; do
  ogr2ogr -q -f PostgreSQL PG: "$work/$table.geojson" -nln "$table" -lco GEOMETRY_NAME=geom -lco FID=row
done

# check SENTENCE QUERY: the query answers true.
failed=0
check() {
  answer=$(psql -At -c "$2")
  echo "$answer  $1"
  [ "$answer" = t ] || failed=1
}
check "55 cells, all valid" "SELECT count(*) = 55 AND bool_and(ST_IsValid(geom)) FROM settlements"
check "13 rural districts, all valid" "SELECT count(*) = 13 AND bool_and(ST_IsValid(geom)) FROM rural_districts"
check "outer rings run counterclockwise" "SELECT bool_and(ST_IsPolygonCCW(geom)) FROM (SELECT geom FROM settlements UNION ALL SELECT geom FROM rural_districts) a"
check "no two cells overlap by more than a square metre per kilometre of border" \
  "SELECT coalesce(max(ST_Area(ST_Intersection(a.geom, b.geom)::geography) / greatest(1, ST_Length(ST_Boundary(a.geom)::geography) / 1000)), 0) < 1
   FROM settlements a JOIN settlements b ON a.row < b.row AND ST_Intersects(a.geom, b.geom)"
check "cells cover the district to a hundred-thousandth of its area" \
  "SELECT abs((SELECT sum(ST_Area(geom::geography)) FROM settlements) / (SELECT ST_Area(geom::geography) FROM districts) - 1) < 1e-5"
check "rural districts cover it too" \
  "SELECT abs((SELECT sum(ST_Area(geom::geography)) FROM rural_districts) / (SELECT ST_Area(geom::geography) FROM districts) - 1) < 1e-5"
check "every settlement inside the district lies in the cell of its own code" \
  "SELECT bool_and(ST_Contains(s.geom, p.geom)) FROM points p JOIN settlements s USING (kato), districts d WHERE ST_Contains(d.geom, p.geom)"
for table in settlements rural_districts districts; do
  psql -q -c "CREATE TABLE ${table}_ours (row serial PRIMARY KEY, m2 float8)" -c "\\copy ${table}_ours (m2) FROM '$work/$table.areas'"
  check "ST_Area of $table is ours to a square decimetre" \
    "SELECT count(*) = (SELECT count(*) FROM ${table}_ours) AND max(abs(ST_Area(geom::geography) - m2)) < 0.01 FROM $table JOIN ${table}_ours USING (row)"
done
exit $failed
