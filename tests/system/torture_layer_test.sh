#!/bin/sh
# One polygon of 2.6 million vertices with 440 000 holes: described, drawn, and dragged and zoomed in the window.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME="$work" XDG_CONFIG_HOME="$work/config" XDG_DATA_HOME="$work/data"
"${RISKMAP_MAKE_LAYER:?}" sieve "$work/sieve.gpkg"
"$RISKMAP_BIN" info "$work/sieve.gpkg" --json > "$work/info.json"
"$RISKMAP_BIN" render "$work/sieve.gpkg" -o "$work/sieve.png" --size 800x800
cat > "$work/steps.txt" <<STEPS
wait idle
shot $work/whole.png
drag map map.zoom_in
click map
scroll map 6
wait idle
drag map legend.title
wait idle
shot $work/close.png
scroll map -9
key Ctrl+0
wait idle
expect map.scale_bar
STEPS
"$RISKMAP_BIN" "$work/sieve.gpkg" --headless --script "$work/steps.txt" --lang en
python3 - "$work" <<'PYTHON'
import strict_json as json, pathlib, sys
work = pathlib.Path(sys.argv[1])
layer = json.loads((work / "info.json").read_text())["layers"][0]
assert (layer["features"], layer["vertices"], layer["remarks"]) == (1, 2_600_000, 0), layer
pictures = [(work / name).stat().st_size for name in ("sieve.png", "whole.png", "close.png")]
assert min(pictures) > 20_000, f"an empty picture: {pictures}"
PYTHON
echo "torture layer: opened, drawn, moved"
