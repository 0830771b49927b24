#!/bin/sh
# Kills the program while a form is half typed; the next start offers what was typed, and what an applicant said lies in
# a file that nobody else may read. Saved, nothing of it is left.
set -u
bin=${RISKMAP_BIN:?}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME="$work" XDG_CONFIG_HOME="$work/config" XDG_DATA_HOME="$work/data"
register=$work/district.gpkg
drafts=$work/drafts
"$bin" new "$register" --from "${RISKMAP_DATA:?}" >/dev/null || exit 1

cat > "$work/typing" <<STEPS
wait idle
key F4
wait idle
click appeal_form.summary
text "The bridge is down"
wait idle
click appeal_form.applicant
wait idle
click appeal_form.full_name
text "Serik Abaev"
wait idle
wait 600000
STEPS
"$bin" "$register" --headless --script "$work/typing" --drafts "$drafts" --lang en --size 1440x1400 > "$work/said" 2>&1 &
program=$!
tries=0
until grep -q "Serik Abaev" "$drafts"/*.toml 2>/dev/null; do
  tries=$((tries + 1))
  [ "$tries" -lt 600 ] || { echo "nothing was kept while it was typed"; cat "$work/said"; kill -9 "$program"; exit 1; }
  sleep 0.1
done
kill -9 "$program"
wait "$program" 2>/dev/null
[ "$(stat -c %a "$drafts"/*.toml)" = 600 ] || { echo "others may read the draft"; exit 1; }

cat > "$work/going_on" <<STEPS
wait idle
key Ctrl+4
wait idle
click today.draft.0
wait idle
expect appeal_form.summary.value = "The bridge is down"
expect appeal_form.full_name.value = "Serik Abaev"
click appeal_form.channel
text "Phone"
key Enter
wait idle
click appeal_form.save
wait idle
STEPS
"$bin" "$register" --headless --script "$work/going_on" --drafts "$drafts" --lang en --size 1440x1400 || exit 1
[ -z "$(find "$drafts" -type f)" ] || { echo "a draft is left that was saved"; exit 1; }
python3 - "$register" "$work/district.private.gpkg" <<'PYTHON' || exit 1
import sqlite3, sys
register, private = (sqlite3.connect(path) for path in sys.argv[1:])
uuid, = register.execute("SELECT uuid FROM appeal WHERE summary = 'The bridge is down'").fetchone()
assert private.execute("SELECT appeal, full_name FROM applicant").fetchall() == [(uuid, "Serik Abaev")]
PYTHON
echo "a killed program's form was found again and saved"
