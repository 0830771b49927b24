#!/bin/sh
# PROJ's cs2cs projects the sample's settlements and the corners of the country where we do.
set -eu
command -v cs2cs >/dev/null || { echo "skipped: cs2cs is absent (package proj-bin)"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 - "${RISKMAP_DATA:?}/settlements.csv" >"$work/places" <<'END'
import csv, sys
for row in csv.DictReader(open(sys.argv[1], encoding="utf-8")):
    print(row["lon"], row["lat"])
for lon in range(47, 88, 8):
    for lat in (41, 48, 55):
        print(lon, lat)
END

# same CRS COLUMNS MILLIMETRES: cs2cs answers in the order of the CRS's own axes; COLUMNS puts east first.
failed=0
same() {
  cs2cs -f %.6f +proj=longlat +datum=WGS84 +type=crs +to "$1" <"$work/places" | awk -v columns="$2" '{ print columns == "NE" ? $2 " " $1 : $1 " " $2 }' >"$work/theirs"
  "${RISKMAP_MEASURE_PLACES:?}" project EPSG:4326 "$1" <"$work/places" >"$work/ours"
  paste -d ' ' "$work/ours" "$work/theirs" | awk -v crs="$1" -v limit="$3" '
    function far(a, b) { return a > b ? a - b : b - a }
    { d = far($1, $3); if (far($2, $4) > d) d = far($2, $4); if (!(d <= worst)) worst = d; if ($1 == "nan" || $3 == "*") bad = 1 }
    END { printf "%s: %d places, at most %.3f mm apart\n", crs, NR, worst * 1000; exit bad || NR < 70 || worst * 1000 > limit }' || failed=1
}
same EPSG:32642 EN 0.01
same EPSG:32643 EN 0.01
same EPSG:3857 EN 0.01
same EPSG:28412 NE 1
same EPSG:28413 NE 1
same +proj=laea\ +lat_0=48\ +lon_0=67\ +datum=WGS84\ +type=crs EN 0.01
exit $failed
