#!/bin/sh
# The map at rest looks as QGIS draws the same data in the same colours: smooth edges alike, the same colours elsewhere.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/pyqgis.sh"
[ -n "$pyqgis" ] || { echo "skipped: PyQGIS is absent (package python3-qgis)"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export XDG_RUNTIME_DIR="$work" HOME="$work"
colours="F2F2F2 FFFFB2 FECC5C FD8D3C F03B20 BD0026"

failed=0
# agree FILE ZOOM HOW
agree() {
  echo "$(basename "$1"), zoomed by $2:"
  # shellcheck disable=SC2086 # one word per colour
  view=$("${RISKMAP_RESTING_PICTURE:?}" "$1" "$work/ours" 1600 900 "$2" $colours)
  # shellcheck disable=SC2086
  "$pyqgis" "$here/qgis_picture.py" "$1" "$work/ours" 1600 900 "$view" "$3" $colours 2>"$work/qgis.log" ||
    { echo "NOT alike"; cat "$work/qgis.log"; failed=1; }
}

# agree_where_there FILE ZOOM
agree_where_there() {
  file=${RISKMAP_SHARED:?}/data/$1
  if [ -e "$file" ]; then agree "$file" "$2" seamless; else echo "not compared: $1 is absent"; fi
}
python3 "$here/islands.py" "$work/islands.geojson"
agree "$work/islands.geojson" 1 smooth
agree "$work/islands.geojson" 6 smooth
agree_where_there boundaries/kaz_admbnda_adm2_2024.shp 1
agree_where_there scale/philippines_barangays_2023.gpkg 8
agree_where_there scale/england_oa_2011.gpkg 8
exit $failed
