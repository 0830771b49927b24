#!/bin/sh
# Foreign files by command: a system of coordinates is asked for, never guessed; boundaries that match nothing change
# nothing; a district outline cuts the schematic cells in one step. Where the real files are, each is told and drawn.
set -eu
command -v python3 >/dev/null || { echo "skipped: python3 is not installed"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME="$work" LANG=C.UTF-8
riskmap() { "$RISKMAP_BIN" "$@" --lang en; }
fail() { echo "$1"; exit 1; }
register="$work/district.gpkg"
riskmap new "$register" --from "$RISKMAP_DATA" >/dev/null

# A TopoJSON names no coordinate system.
cat >"$work/square.topojson" <<'TOPO'
{"type":"Topology","objects":{"areas":{"type":"GeometryCollection","geometries":[
{"type":"Polygon","arcs":[[0]],"properties":{"code":"615800000","name":"Атлантида"}}]}},
"arcs":[[[69.75,42.08],[70.25,42.08],[70.25,42.32],[69.75,42.32],[69.75,42.08]]]}
TOPO
riskmap render "$work/square.topojson" -o "$work/a.png" 2>"$work/said" && fail "drawn without a coordinate system"
grep -q "names no coordinate system. Give --source-crs" "$work/said" || fail "not said: $(cat "$work/said")"
riskmap render "$work/square.topojson" -o "$work/a.png" --source-crs EPSG:999999 2>"$work/said" && fail "an unknown system"
grep -q "EPSG:999999" "$work/said" || fail "the unknown system is not named: $(cat "$work/said")"
riskmap render "$work/square.topojson" -o "$work/a.png" --source-crs EPSG:4326
head -c 4 "$work/a.png" | grep -q PNG || fail "no picture"

before=$(sha256sum <"$register")
riskmap boundaries "$register" "$work/square.topojson" --level district --key name --crs EPSG:4326 2>"$work/said" &&
  fail "boundaries that match nothing were loaded"
grep -q "Атлантида" "$work/said" || fail "not said: $(cat "$work/said")"
[ "$(sha256sum <"$register")" = "$before" ] || fail "a refused file changed the register"

riskmap boundaries "$register" "$work/square.topojson" --level district --key code --crs EPSG:4326 \
  >"$work/loaded" 2>"$work/said"
grep -q "^Matched: 1$" "$work/loaded" || fail "not matched: $(cat "$work/loaded")"
grep -q "^Schematic cells cut anew: [1-9]" "$work/loaded" || fail "cells not cut: $(cat "$work/loaded")"
grep -q "stays where it is: Qaratöbe" "$work/said" || fail "a settlement outside is not listed: $(cat "$work/said")"
undo() { echo '{"op":"undo"}' | riskmap edit "$register"; }
undo | grep -q '"ok":true' || fail "not undone"
undo 2>/dev/null | grep -q nothing_to_undo || fail "one load is more than one step"

# Nothing replaces a register: no picture, no trace, no shot of a script.
before=$(sha256sum <"$register")
cp "$register" "$work/register.png"
echo "shot $register" >"$work/steps"
riskmap render "$work/square.topojson" -o "$work/register.png" --source-crs EPSG:4326 2>/dev/null && fail "drawn over a register"
cmp -s "$register" "$work/register.png" || fail "a picture took the place of a register"
riskmap "$register" --headless --list-widgets --trace "$register" >/dev/null 2>&1 && fail "a trace over a register"
riskmap "$register" --headless --script "$work/steps" >/dev/null 2>&1 && fail "a shot over a register"
[ "$(sha256sum <"$register")" = "$before" ] || fail "a trace or a shot took the place of a register"

# Half a file is never taken for the whole.
ogr2ogr -q -f 'ESRI Shapefile' "$work/cut.shp" "$RISKMAP_DATA/areas_settlement.geojson"
truncate -s 5000 "$work/cut.shp"
for command in "render $work/cut.shp -o $work/a.png" "boundaries $register $work/cut.shp --level settlement --key code"; do
  # shellcheck disable=SC2086 # words
  riskmap $command >/dev/null 2>"$work/said"
  grep -q "Only a part could be read: [0-9]* / 55" "$work/said" || fail "$command: not said: $(cat "$work/said")"
done

real="${RISKMAP_SHARED:-/nowhere}/data"
for file in boundaries/kaz_admbnda_adm2_2024.shp:224 boundaries/geoBoundaries-KAZ-ADM2.geojson:174 \
  scale/philippines_barangays_2023.gpkg:41105 issues/hoods.shp:88; do
  path="$real/${file%:*}" count=${file#*:}
  [ -f "$path" ] || continue
  riskmap info "$path" --json | grep -q "\"features\": *$count\\b" || fail "${file%:*}: not $count features"
  riskmap render "$path" -o "$work/real.png" --size 400x300
  echo "${file%:*}: $count features, drawn"
done
