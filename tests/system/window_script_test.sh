#!/bin/sh
# A script moves the map in the real window (Xvfb) as it does without one: every step comes to rest.
set -eu
for tool in Xvfb xvfb-run; do
  command -v "$tool" >/dev/null || { echo "skipped: $tool is not installed"; exit 77; }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME="$work" XDG_CONFIG_HOME="$work/config" XDG_DATA_HOME="$work/data" LIBGL_ALWAYS_SOFTWARE=1
register="$work/district.gpkg"
"$RISKMAP_BIN" new "$register" --from "$RISKMAP_DATA" >/dev/null
cat > "$work/steps.txt" <<'STEPS'
wait idle
drag map map.zoom_in
scroll map 3
drag map legend.title
click map.mode.areas
scroll map -2
wait idle
expect map.mode.areas
STEPS
xvfb-run -a -s "-screen 0 1600x1000x24 -noreset" \
  "$RISKMAP_BIN" "$register" --script "$work/steps.txt" --lang en --trace "$work/trace.json"
python3 - "$work/trace.json" <<'PYTHON'
import strict_json as json, sys
frames = json.load(open(sys.argv[1], encoding="utf-8"))["frames"]
moved = sum(frame["map"] and frame["input"] > 0 for frame in frames)
assert moved >= 12, f"the map was drawn {moved} times for two drags and two turns of the wheel"
PYTHON
echo "window script: drags and wheel"
