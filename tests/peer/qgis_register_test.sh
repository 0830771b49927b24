#!/bin/sh
# QGIS reads and edits the sample register; the register stays sound and keeps its books on the foreign edits.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/pyqgis.sh"
[ -n "$pyqgis" ] || { echo "skipped: PyQGIS is absent (package python3-qgis)"; exit 77; }
command -v sqlite3 >/dev/null || { echo "skipped: sqlite3 is absent"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export XDG_RUNTIME_DIR="$work" HOME="$work"
register=$work/sample.gpkg
"${RISKMAP_BIN:?}" new "$register" --from "${RISKMAP_DATA:?}" >/dev/null

qgis() { "$pyqgis" "$here/qgis_register.py" "$1" "$register" 2>"$work/qgis.log" || { cat "$work/qgis.log"; exit 1; }; }
# is SENTENCE WANTED QUERY: what the register holds.
failed=0
is() {
  got=$(sqlite3 -readonly "$register" "$3")
  [ "$got" = "$2" ] || { echo "NOT $1: $got, wanted $2"; failed=1; return 0; }
  echo "$1: $2"
}
is_sound() { "$RISKMAP_BIN" check "$register" || { echo "NOT sound after QGIS $1"; failed=1; }; }
# answers CODE VERSION UUID: what our own edit of that record answers.
answers() {
  line="{\"op\":\"set\",\"what\":\"issue\",\"id\":\"$3\",\"version\":$2,\"fields\":{\"severity\":2,\"address\":\"Төле би, 3\"}}"
  answer=$(echo "$line" | "$RISKMAP_BIN" edit "$register" --author test || true)
  case $answer in *"$1"*) echo "our edit with version $2: $1" ;; *) echo "NOT $1 with version $2: $answer"; failed=1 ;; esac
}

qgis look
is "QGIS wrote nothing while it looked" 0 "SELECT count(*) FROM history"

cp "$register" "$work/before.gpkg"
edits=$(qgis edit)
# shellcheck disable=SC2086 # five words
set -- $edits
changed=$1 moved=$2 removed=$3 x=$4 y=$5
is_sound "edited"
is "the attribute" "Абай көшесі, 1" "SELECT address FROM issue WHERE uuid = '$changed'"
is "its version and who" "2|external" "SELECT version, updated_by FROM issue WHERE uuid = '$changed'"
address=$(sqlite3 "$work/before.gpkg" "SELECT address FROM issue WHERE uuid = '$changed'")
is "its history" "external||UPDATE|address|2|$address|Абай көшесі, 1" \
  "SELECT who, batch, action, field, version, old_value, new_value FROM history WHERE entity_uuid = '$changed'"
is "history of the moved point" "external|UPDATE|geom|2" \
  "SELECT who, action, field, version FROM history WHERE entity_uuid = '$moved'"
is "the R-tree has moved along" 1 "SELECT count(*) FROM rtree_issue_geom JOIN issue ON fid = id WHERE uuid = '$moved'
  AND $x BETWEEN minx AND maxx AND $y BETWEEN miny AND maxy AND maxx - minx < 1e-4"
is "the new problem" "36|1|external|registered" \
  "SELECT length(uuid), version, created_by, status FROM issue WHERE title = 'QGIS арқылы қосылған мәселе' AND reg_no LIKE 'TB-2026-%'"
is "its history and R-tree" "external|INSERT|1" "SELECT who, action, h.version FROM history h JOIN issue i ON uuid = entity_uuid
  JOIN rtree_issue_geom ON id = i.fid WHERE title LIKE 'QGIS арқылы%'"
is "the deleted problem is gone, with its steps" "0|0" \
  "SELECT (SELECT count(*) FROM issue WHERE uuid = '$removed'), (SELECT count(*) FROM measure WHERE issue = '$removed')"
is "the history keeps what it was" "1|external" "SELECT count(*), min(who) FROM history
  WHERE entity_uuid = '$removed' AND action = 'DELETE' AND field = 'title' AND length(old_value) > 4"
is "entries in the R-tree and shapes" 1 "SELECT (SELECT count(*) FROM rtree_issue_geom) = (SELECT count(*) FROM issue WHERE geom IS NOT NULL)"
answers err.conflict 1 "$changed"
answers '"ok":true' 2 "$changed"

before=$(sqlite3 -readonly "$register" "SELECT count(*) FROM history")
qgis refuse
is "what was refused left no trace" "$before" "SELECT count(*) FROM history"
is_sound "was refused"

left=$(qgis leave)
[ -s "$register-wal" ] || { echo "NOT left in WAL"; failed=1; }
is_sound "died with the file in WAL"
answers err.conflict 1 "$left"
is "what QGIS had committed to the WAL" "WAL көшесі, 2" "SELECT address FROM issue WHERE uuid = '$left'"
answers '"ok":true' 2 "$left"
is "the file is out of WAL after our edit" delete "PRAGMA journal_mode"
is_sound "left"
exit $failed
