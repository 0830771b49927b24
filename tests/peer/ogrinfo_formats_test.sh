#!/bin/sh
# One layer written by ogr2ogr in every format we read comes back with the same shapes.
set -eu
command -v ogr2ogr >/dev/null || { echo "skipped: ogr2ogr is absent"; exit 77; }
source=${RISKMAP_SHARED:?}/data/boundaries/kaz_admbnda_adm1_2024.shp
[ -f "$source" ] || { echo "skipped: $source is absent"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
shapes() { "${RISKMAP_DESCRIBE_TABLE:?}" "$1" | python3 -c 'import strict_json as json,sys; t=json.load(sys.stdin); print(t["features"], t["rings"], t["vertices"])'; }
rows() { "$RISKMAP_DESCRIBE_TABLE" "$1" | python3 -c 'import strict_json as json,sys; t=json.load(sys.stdin); print(t["features"], sorted(t["columns"])[:3])'; }

expected=$(shapes "$source")
ogr2ogr -q -f FlatGeobuf "$work/a.fgb" "$source" -nlt PROMOTE_TO_MULTI
ogr2ogr -q -f GPKG "$work/a.gpkg" "$source" -nlt PROMOTE_TO_MULTI
ogr2ogr -q -f GML "$work/a.gml" "$source"
ogr2ogr -q -f KML "$work/a.kml" "$source"
ogr2ogr -q -f LIBKML "$work/a.kmz" "$source"
ogr2ogr -q -f "MapInfo File" "$work/a.tab" "$source" -lco ENCODING=UTF-8
ogr2ogr -q -f "MapInfo File" "$work/b.mif" "$source" -lco ENCODING=UTF-8
ogr2ogr -q -f GeoJSON "$work/a.geojson" "$source"
ogr2ogr -q -f GeoJSONSeq "$work/a.geojsonl" "$source"
ogr2ogr -q -f CSV "$work/a.csv" "$source" -lco GEOMETRY=AS_WKT
ogr2ogr -q -f "ESRI Shapefile" "$work/a.shz" "$source" -lco ENCODING=UTF-8
for file in "$work"/*.fgb "$work"/*.gpkg "$work"/*.gml "$work"/*.km? "$work"/*.tab "$work"/*.mif "$work"/*.geojson* "$work"/*.csv "$work"/*.shz; do
  got=$(shapes "$file")
  # MapInfo stores whole numbers of a grid, on which neighbouring vertices may meet.
  case $file in *.tab|*.mif) got=${got% *} wanted=${expected% *} ;; *) wanted=$expected ;; esac
  [ "$got" = "$wanted" ] || { echo "${file##*/}: read $got, wanted $wanted"; exit 1; }
  echo "${file##*/}: $got"
done

ogr2ogr -q -f XLSX "$work/a.xlsx" "$source"
ogr2ogr -q -f ODS "$work/a.ods" "$source"
for file in "$work/a.xlsx" "$work/a.ods"; do
  [ "$(rows "$file")" = "$(rows "$source")" ] || { echo "${file##*/}: read $(rows "$file")"; exit 1; }
  echo "${file##*/}: $(rows "$file")"
done
