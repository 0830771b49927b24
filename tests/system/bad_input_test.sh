#!/bin/sh
# Every command on every kind of bad input: the right exit status, one line in the person's language that names the
# file, nothing changed on disk, no noise of a library.
set -u
riskmap=${RISKMAP_BIN:?}
folder=$(mktemp -d)
holder=
trap 'chmod -R u+w "$folder"; umount -q "$folder/small" 2>/dev/null; [ -z "$holder" ] || kill "$holder"; rm -rf "$folder"' EXIT
cd "$folder" || exit 1
failed=0
cyrillic=$(printf '\320')   # the first byte of most Russian letters

fingerprint() {
  find . -type f ! -name 'said*' ! -name 'state*' ! -name locked.gpkg ! -path './locked.gpkg*' -exec cksum {} + | sort > "$1"
  find . ! -type f >> "$1"
}

# expect STATUS WORDS… : the command line without the program's name
expect() {
  status=$1
  shift
  fingerprint state.before
  "$riskmap" "$@" --lang ru > said.out 2> said < /dev/null
  got=$?
  fingerprint state.after
  trouble=
  [ "$got" -eq "$status" ] || trouble="ended with $got, not $status;"
  [ "$(wc -l < said)" -eq 1 ] || trouble="$trouble $(wc -l < said) lines;"
  LC_ALL=C grep -q "$cyrillic" said || trouble="$trouble not in Russian;"
  grep -qE 'ERROR|Warning|GDAL|sqlite|err\.' said && trouble="$trouble noise;"
  cmp -s state.before state.after || trouble="$trouble the disk changed;"
  [ -z "$trouble" ] && return
  failed=$((failed + 1))
  echo "riskmap $*: $trouble"
  head -3 said
}

"$riskmap" new good.gpkg --from "$RISKMAP_DATA" > /dev/null || exit 1
: > empty.gpkg
: > empty.geojson
echo hello > words.txt
head -c 100000 good.gpkg > cut.gpkg
head -c 20000 "$RISKMAP_DATA/areas_settlement.geojson" > cut.geojson
head -c 5000 /dev/urandom > noise.bin
mkdir folder folder.png 'Төле би'
mkfifo pipe
ln -s loop.gpkg loop.gpkg
cp good.gpkg newer.gpkg
cp good.gpkg locked.gpkg
python3 - << 'END'
import sqlite3
register = sqlite3.connect("newer.gpkg")
register.execute("UPDATE rm_meta SET value = '99' WHERE key = 'schema_version'")
register.commit()
for table in "rm_meta", "gpkg_geometry_columns":
    with open("good.gpkg", "rb") as whole, open(f"no_{table}.gpkg", "wb") as broken:
        broken.write(whole.read())
    broken = sqlite3.connect(f"no_{table}.gpkg")
    broken.execute(f"DROP TABLE {table}")
    broken.commit()
plain = sqlite3.connect("plain.gpkg")
plain.execute("CREATE TABLE a (b)")
plain.commit()
END

# what is asked of a file that should be a register or a map
on_input() {
  expect "$2" info "$1"
  expect "$2" check "$1"
  expect "$2" render "$1" -o out.png
  expect "$2" classify "$1" --value open
}
on_register() {
  expect "$2" edit "$1"
  expect "$2" export "$1" -o out.geojson
  expect "$2" backup "$1" copy.gpkg
  expect "$2" boundaries "$1" --derive settlement
}
for input in missing.gpkg no/such.geojson empty.gpkg empty.geojson words.txt noise.bin plain.gpkg folder pipe /dev/null newer.gpkg \
  loop.gpkg; do
  on_input "$input" 1
  on_register "$input" 1
done
for input in cut.gpkg no_rm_meta.gpkg no_gpkg_geometry_columns.gpkg; do
  on_input "$input" 3
  on_register "$input" 3
done
grep -q gpkg_geometry_columns said || { echo "the missing table is not named: $(cat said)"; failed=$((failed + 1)); }
expect 1 info loop.gpkg
grep -q ссылка said || { echo "a loop of links is not called so: $(cat said)"; failed=$((failed + 1)); }
on_input cut.geojson 3
on_register cut.geojson 1
expect 1 boundaries good.gpkg missing.shp --level district --key code
expect 1 boundaries good.gpkg empty.geojson --level district --key code

# where nothing can be written
for place in no/such/out; do
  expect 1 export good.gpkg -o "$place.csv"
  expect 1 render good.gpkg -o "$place.png"
  expect 1 backup good.gpkg "$place.gpkg"
  expect 1 new "$place.gpkg" --from "$RISKMAP_DATA"
done
expect 1 export good.gpkg --format csv -o folder
expect 1 render good.gpkg -o folder.png
expect 1 backup good.gpkg folder
expect 1 new good.gpkg --from "$RISKMAP_DATA"
expect 1 backup good.gpkg good.gpkg
expect 1 export good.gpkg -o good.gpkg
cp "$RISKMAP_DATA/areas_settlement.geojson" areas.png
expect 1 render areas.png -o areas.png
expect 3 export good.gpkg --format csv -o /dev/full
for words in "info good.gpkg" "info good.gpkg --json" "classify good.gpkg --value open" "--version"; do
  # shellcheck disable=SC2086 # words
  "$riskmap" $words --lang ru > /dev/full 2> said < /dev/null
  status=$?
  { [ "$status" -eq 3 ] && grep -q "нет свободного места" said; } ||
    { echo "$words on a full disk: ended with $status: $(cat said)"; failed=1; }
done
mkdir small
if mount -t tmpfs -o size=64k tmpfs small 2>/dev/null; then
  expect 3 export good.gpkg --format geojson --profile internal -o small/out.geojson
  expect 3 render good.gpkg -o small/out.png
  expect 3 backup good.gpkg small/copy.gpkg
  expect 3 new small/new.gpkg --from "$RISKMAP_DATA"
  umount small
else
  echo "no right to mount a small disk: not tried"
fi

# somebody else holds the register
python3 -c 'import sqlite3, time
lock = sqlite3.connect("locked.gpkg", isolation_level=None)
lock.execute("BEGIN EXCLUSIVE")
open("state.locked", "w").close()
time.sleep(600)' &
holder=$!
while [ ! -e state.locked ]; do sleep 0.05; done
on_input locked.gpkg 3
on_register locked.gpkg 3

# lines that cannot be read, a register that cannot be written
"$riskmap" edit good.gpkg --lang ru < folder > said.out 2> said
status=$?
{ [ "$status" -eq 1 ] && grep -q "папка" said; } || { echo "edit < folder: ended with $status: $(cat said)"; failed=$((failed + 1)); }
cp good.gpkg sealed.gpkg
if chattr +i sealed.gpkg 2>/dev/null || { chmod a-w sealed.gpkg; [ ! -w sealed.gpkg ]; }; then
  expect 3 boundaries sealed.gpkg "$RISKMAP_DATA/areas_settlement.geojson" --level settlement --key code
  grep -q ^sealed.gpkg said || { echo "not the register is named: $(cat said)"; failed=$((failed + 1)); }
  chattr -i sealed.gpkg 2>/dev/null
else
  echo "a file that root cannot write: not tried"
fi

# the command itself
expect 2 info
expect 2 info good.gpkg --jsn
expect 2 export good.gpkg --what isues -o out.csv
expect 2 export good.gpkg --format csv -o out.geojson
grep -q 'format csv.*out.geojson' said || { echo "a contradiction without its sides: $(cat said)"; failed=$((failed + 1)); }
expect 2 export good.gpkg --where 'open and colour=red' -o out.csv
expect 2 render good.gpkg --where 'severity>=' -o out.png
expect 2 render good.gpkg -k many -o out.png
expect 2 good.gpkg --headless --size 320x240
grep -q 8192 said || { echo "--size does not say its limits: $(cat said)"; failed=$((failed + 1)); }
expect 2 exprot
expect 1 export good.gpkg --where 'title~су' -o out.csv

# what is fine stays fine, with blanks and Kazakh letters in the name
cp good.gpkg 'Төле би/тізілім 1.gpkg'
"$riskmap" export 'Төле би/тізілім 1.gpkg' -o 'Төле би/мәселе 1.geojson' --lang kk 2> said || { cat said; failed=$((failed + 1)); }
[ "$failed" -eq 0 ] || { echo "$failed failed"; exit 1; }
echo "every refusal was one line, and nothing was changed"
