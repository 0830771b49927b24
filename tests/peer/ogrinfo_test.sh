#!/bin/sh
# Our reading of the real files against ogrinfo and ogr2ogr.
set -eu
command -v ogr2ogr >/dev/null || { echo "skipped: ogr2ogr is absent"; exit 77; }
data=${RISKMAP_SHARED:?}/data
[ -d "$data" ] || { echo "skipped: $data is absent"; exit 77; }
here=$(dirname "$0")
for file in boundaries/kaz_admbnda_adm1_2024.shp boundaries/kaz_admbnda_adm2_2024.shp boundaries/geoBoundaries-KAZ-ADM2.geojson \
            boundaries/turkistan_districts_geokz2024.gpkg issues/hoods.shp; do
  python3 "$here/ogrinfo_compare.py" "${RISKMAP_DESCRIBE_TABLE:?}" "$data/$file" --values
done
for file in scale/philippines_barangays_2023.gpkg scale/england_oa_2011.gpkg; do
  python3 "$here/ogrinfo_compare.py" "$RISKMAP_DESCRIBE_TABLE" "$data/$file"
done
