#!/bin/sh
# The stories by --script without a display: linked filter, language switch, selection, export from the window.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME="$work" XDG_CONFIG_HOME="$work/config" XDG_DATA_HOME="$work/data"
register="$work/district.gpkg"
"$RISKMAP_BIN" new "$register" --from "$RISKMAP_DATA" >/dev/null
cat > "$work/steps.txt" <<STEPS
wait idle
expect map.mode.tiles
key Ctrl+2
wait idle
expect table.new
click filter.overdue
wait idle
expect filter.overdue.value = "on"
key Ctrl+1
click map.mode.symbols
wait idle
click map.mode.ways_to_solve
wait idle
click map.mode.areas
wait idle
click top.language.ru
wait idle
click top.language.kk
wait idle
key Ctrl+K
wait idle
text "Koksaek"
wait idle
key Enter
wait idle
key Ctrl+E
wait idle
expect export.path
STEPS
"$RISKMAP_BIN" "$register" --headless --script "$work/steps.txt" --lang en || exit 1
"$RISKMAP_BIN" export "$register" --what issues --where "overdue" -o "$work/overdue.geojson" 2>/dev/null
python3 - "$work/overdue.geojson" <<'PYTHON'
import strict_json as json, sys
collection = json.load(open(sys.argv[1], encoding="utf-8"))
assert collection["features"], "nothing is overdue in the sample"
assert all(feature["properties"]["overdue"] == 1 for feature in collection["features"])
PYTHON
"$RISKMAP_BIN" info "$register" --today 31.12.2025 --json | grep -q '"today": *"2025-12-31"' || exit 1
echo "script story: filter, modes, languages, search, export"
