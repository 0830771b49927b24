#!/bin/sh
# Standard output that takes nothing: the command ends with 3, and what it changed in a register is said to be there.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME="$work" LANG=C.UTF-8
cd "$work"
[ -c /dev/full ] || { echo "skipped: there is no /dev/full"; exit 77; }
fail() { echo "$1"; cat said; exit 1; }
# lost WORDS OF THE MESSAGE -- COMMAND…: standard input goes through
lost() {
  words=$1
  shift 2
  got=0
  "$RISKMAP_BIN" "$@" --lang en >/dev/full 2>said || got=$?
  [ "$got" -eq 3 ] || fail "riskmap $*: ended with $got, not 3"
  grep -qF "$words" said || fail "riskmap $*: does not say: $words"
  [ "$(grep -cE "The output could not be written|no free space|is full" said)" -eq 1 ] || fail "riskmap $*: does not say once that output is lost"
}

"$RISKMAP_BIN" new district.gpkg --from "$RISKMAP_DATA" >/dev/null
lost "" -- info district.gpkg
lost "" -- info district.gpkg --json
lost "" -- info "$RISKMAP_DATA/areas_district.geojson"
lost "" -- classify district.gpkg --value open
lost "" -- check "$RISKMAP_DATA/areas_district.geojson" --help
lost "" -- --version
for format in geojson geojsonseq csv kml; do
  lost "" -- export district.gpkg -o - --format "$format"
done

# what was done is done
lost "The register itself was written." -- new made.gpkg --from "$RISKMAP_DATA"
"$RISKMAP_BIN" check made.gpkg >/dev/null || fail "the register that was made is not sound"
lost "The register itself was written." -- boundaries district.gpkg --derive rural_district
village='{"op":"add","what":"issue","fields":{"settlement":"615820100","category":"utilities.water_drinking","severity":3,"registered_on":"2026-03-15","title":"'
printf '%s\n' "${village}First\"}}" "${village}Second\"}}" >lines
lost "of line 1 was saved" -- edit district.gpkg <lines
"$RISKMAP_BIN" export district.gpkg --profile internal -o problems.csv 2>/dev/null
grep -q First problems.csv || fail "an edit that is said to be saved is not there"
grep -q Second problems.csv && fail "an edit was made that nobody could be told of"
printf '{"op":"fly"}\n' >lines
lost "of line 1 was refused" -- edit district.gpkg <lines

# a dash is standard output for what is printed, and no name of a register
for command in "new -" "backup district.gpkg -"; do
  got=0
  "$RISKMAP_BIN" $command --lang en >out 2>said || got=$?
  [ "$got" -eq 2 ] || fail "riskmap $command: ended with $got"
  grep -q "standard output" said || fail "riskmap $command: does not say why"
  [ ! -e ./- ] || fail "riskmap $command: a file named -"
done
echo "lost output: all said"
