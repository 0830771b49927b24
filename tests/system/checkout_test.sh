#!/bin/sh
# A reception day without a network: a copy is taken along, both sides edit, and the copy is brought back with decisions.
set -eu
command -v python3 >/dev/null || { echo "skipped: no python3"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME="$work" LANG=C.UTF-8
cd "$work"
fail() { echo "$1"; cat out said 2>/dev/null; exit 1; }
run() {  # EXPECTED-STATUS ARGUMENTS…
  wanted=$1; shift; got=0
  "$RISKMAP_BIN" "$@" --lang en >out 2>said || got=$?
  [ "$got" -eq "$wanted" ] || fail "riskmap $*: ended with $got, not $wanted"
}
says() { grep -qF -- "$1" out said || fail "does not say: $1"; }
# edited FILE WHO FIELD VALUE: the problem as it stands there
edited() {
  version=$("$RISKMAP_BIN" export "$1" --what issues --profile internal --format csv -o all.csv 2>/dev/null; python3 -c '
import csv, sys
print(next(row["version"] for row in csv.DictReader(open("all.csv", encoding="utf-8-sig")) if row["id"] == sys.argv[1]))' "$uuid")
  printf '{"op":"set","what":"issue","id":"%s","version":%s,"fields":{"%s":"%s"}}\n' "$uuid" "$version" "$3" "$4" |
    "$RISKMAP_BIN" edit "$1" --author "$2" >out 2>said || fail "an edit was refused"
}
# holds FILE FIELD VALUE
holds() {
  "$RISKMAP_BIN" export "$1" --what issues --profile internal --format csv -o all.csv 2>/dev/null
  python3 - "$uuid" "$2" "$3" <<'PY' || fail "$1: $2 is not $3"
import csv, sys
row = next(r for r in csv.DictReader(open("all.csv", encoding="utf-8-sig")) if r["id"] == sys.argv[1])
sys.exit(0 if row[sys.argv[2]] == sys.argv[3] else 1)
PY
}

"$RISKMAP_BIN" new office.gpkg --from "$RISKMAP_DATA" >/dev/null
run 1 checkout office.gpkg --area 999999999 laptop.gpkg
run 0 checkout office.gpkg --area 615837000 laptop.gpkg
says "Numbers that are given in it begin with TB-L"
run 1 checkout office.gpkg --area 615837000 laptop.gpkg
says "file of this name already"
run 0 check laptop.gpkg
run 0 info laptop.gpkg
says "A copy for a laptop"
run 0 checkin office.gpkg laptop.gpkg
says "nothing to bring back"

uuid=$("$RISKMAP_BIN" export laptop.gpkg --what issues --profile internal --format csv --where 'rural_district=615837000 and open' -o - 2>/dev/null |
  python3 -c 'import csv,sys; print(next(csv.DictReader(l.lstrip("\ufeff") for l in sys.stdin))["id"])')
edited office.gpkg Аян address "Абай көшесі, 1"
edited laptop.gpkg Дана description "Құдық та кепкен, су жоқ"
printf '%s\n' '{"op":"add","what":"issue","fields":{"settlement":"615837100","category":"utilities.water_drinking","title":"Құбыр жарылған","severity":3,"registered_on":"2026-03-10"}}' |
  "$RISKMAP_BIN" edit laptop.gpkg --author Дана >out 2>said || fail "a new problem was refused"
run 0 checkin office.gpkg laptop.gpkg
says "new: 1, changed: 1, removed: 0"
holds office.gpkg address "Абай көшесі, 1"
holds office.gpkg description "Құдық та кепкен, су жоқ"
holds laptop.gpkg address "Абай көшесі, 1"
run 0 checkin office.gpkg laptop.gpkg
says "nothing to bring back"

# both have changed one field
edited office.gpkg Аян title "Кеңседегі атау"
edited laptop.gpkg Дана title "Ауылдағы атау"
cp office.gpkg before.gpkg
run 1 checkin office.gpkg laptop.gpkg
says "$uuid title"
says "laptop: «Ауылдағы атау» (Дана,"
says "office: «Кеңседегі атау» (Аян,"
holds office.gpkg title "Кеңседегі атау"
echo "$uuid title village" >choices
run 1 checkin office.gpkg laptop.gpkg --decide choices
says "choices:1"
echo "$uuid title laptop" >choices
run 0 checkin office.gpkg laptop.gpkg --decide choices
holds office.gpkg title "Ауылдағы атау"
echo '{"op":"undo"}' | "$RISKMAP_BIN" edit office.gpkg --author Дана >out 2>said || fail "undo was refused"
holds office.gpkg title "Кеңседегі атау"
run 0 check office.gpkg laptop.gpkg

"$RISKMAP_BIN" new another.gpkg --from "$RISKMAP_DATA" >/dev/null
run 1 checkin another.gpkg laptop.gpkg
says "another register"
echo "a copy is taken along, edited on both sides and brought back"
