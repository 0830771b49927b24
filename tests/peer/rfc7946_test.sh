#!/bin/sh
# Every kind of GeoJSON we export, read by a checker of RFC 7946 that shares no code with us; written twice, the same bytes.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 "$here/rfc7946.py" --self-test
register=$work/sample.gpkg
"${RISKMAP_BIN:?}" new "$register" --from "${RISKMAP_DATA:?}" >/dev/null

# twice NAME OPTION…: writes NAME.geojson; the second time in another zone, locale and language of messages.
twice() {
  name=$1
  shift
  "$RISKMAP_BIN" export "$register" "$@" -o "$work/$name.geojson" 2>"$work/log" || { cat "$work/log"; echo "NOT exported: $name"; exit 1; }
  TZ=Pacific/Kiritimati LC_ALL=C.UTF-8 "$RISKMAP_BIN" export "$register" "$@" --format geojson -o - >"$work/again" 2>/dev/null
  cmp "$work/$name.geojson" "$work/again" || { echo "NOT the same twice: $name"; exit 1; }
}
# holds DECIMALS PATTERN: every file is right, and in or about the district (a swap of lon and lat would put it in the sea).
holds() { (cd "$work" && python3 "$here/rfc7946.py" --within=69,41.5,71,43 --decimals "$1" $2); }

for what in issues settlements rural_districts districts; do
  number=0
  for where in "open or not open" "overdue" "category=utilities.* and open" "level=high or group=DONE" "registered_on>=2025-01-01" \
    "settlement=615820100" "registered_on<1900-01-01"; do
    number=$((number + 1))
    twice "public-$what-$number" --what "$what" --profile public --where "$where"
    twice "internal-$what-$number" --what "$what" --profile internal --where "$where"
  done
done
for where in "open or not open" "overdue" "text~\"су\"" "severity>=4 or status=closed" "registered_on<1900-01-01"; do
  number=$((number + 1))
  twice "internal-measures-$number" --what measures --profile internal --where "$where"
  twice "internal-text-$number" --what issues --profile internal --where "$where"
done
for geometry in point area none; do
  for what in issues settlements rural_districts districts; do
    [ "$geometry-$what" != area-issues ] || continue  # problems are points
    twice "internal-$what-$geometry" --what "$what" --profile internal --geometry "$geometry" --where open
    twice "public-$what-$geometry" --what "$what" --profile public --geometry "$geometry" --where open
  done
done
holds 7 "*.geojson"
holds 6 "public-issues-?.geojson public-*-point.geojson public-settlements-?.geojson"

status=0
"$RISKMAP_BIN" export "$register" --what measures --profile public -o "$work/never.geojson" 2>/dev/null || status=$?
[ $status -ne 0 ] && [ ! -e "$work/never.geojson" ] || { echo "NOT refused: public measures"; exit 1; }

# Real borders have many parts, enclaves and slivers that rounding may close.
borders=${RISKMAP_SHARED:-}/data/boundaries/kaz_admbnda_adm2_2024.shp
[ -f "$borders" ] || { echo "without real borders: $borders is absent"; exit 0; }
mkdir "$work/plain"
cp "$RISKMAP_DATA/settlements.csv" "$work/plain"
register=$work/real.gpkg
"$RISKMAP_BIN" new "$register" --from "$work/plain" >/dev/null 2>&1
"$RISKMAP_BIN" boundaries "$register" "$borders" --level district --key ADM2_PCODE >/dev/null
twice real-districts --what districts --profile internal
(cd "$work" && python3 "$here/rfc7946.py" --within=46,40,88,56 real-districts.geojson | grep '^real-districts.geojson: 224 features, 224 shapes')
