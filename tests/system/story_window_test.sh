#!/bin/sh
# The real program in a real window (Xvfb), driven by the keyboard alone: open, filter, add a problem, undo, redo, export.
# Judged by the files it wrote, not by the screen.
set -eu
for tool in Xvfb xdotool sqlite3 python3; do
  command -v "$tool" >/dev/null || { echo "skipped: $tool is not installed"; exit 77; }
done
work=$(mktemp -d)
trap 'kill $viewer $server 2>/dev/null || true; rm -rf "$work"' EXIT
viewer= server=
export HOME="$work" XDG_CONFIG_HOME="$work/config" XDG_DATA_HOME="$work/data" LIBGL_ALWAYS_SOFTWARE=1
mkdir -p "$work/config/riskmap"
printf 'language = "en"\n[author]\nname = "Test clerk"\n' > "$work/config/riskmap/settings.toml"
register="$work/district.gpkg"
"$RISKMAP_BIN" new "$register" --from "$RISKMAP_DATA" >/dev/null
count() { sqlite3 "file:$register?mode=ro" "select count(*) from issue where $1"; }
before=$(count 1)

display=:$((70 + $$ % 900))
Xvfb "$display" -screen 0 1600x1000x24 -noreset >/dev/null 2>&1 &
server=$!
export DISPLAY="$display"
sleep 1
# start_viewer: until the register is on the screen, which the window's title says.
start_viewer() {
  "$RISKMAP_BIN" "$register" --lang en --size 1500x950 2>>"$work/messages" &
  viewer=$!
  window=$(timeout 60 xdotool search --sync --onlyvisible --pid "$viewer" | tail -n 1)
  for _ in $(seq 120); do
    xdotool getwindowname "$window" | grep -q district.gpkg && break
    sleep 0.5
  done
  sleep 2
  xdotool windowfocus --sync "$window" 2>/dev/null || true
}
start_viewer
key() { xdotool key --window "$window" "$@"; sleep 1; }
type_text() { xdotool type --window "$window" --delay 40 "$1"; sleep 1; }
# wait_for NUMBER WHERE: until as many problems match, at most half a minute.
wait_for() {
  for _ in $(seq 60); do
    [ "$(count "$2")" = "$1" ] && return 0
    sleep 0.5
  done
  return 1
}

# A new problem: Enter chooses and goes on, a digit is the severity.
key ctrl+n
sleep 3
type_text "Lenger"
key Return
type_text "Bridge"
key Return
type_text "The bridge at the bazaar has no railing"
key Tab
key 3
key ctrl+Return
typed="title='The bridge at the bazaar has no railing'"
wait_for 1 "$typed" || { echo "the problem typed was not written"; cat "$work/messages"; exit 1; }
key Escape
[ "$(count 1)" = $((before + 1)) ]

key ctrl+z
wait_for 0 "$typed" || { echo "undo did not take it back"; exit 1; }
key ctrl+y
wait_for 1 "$typed" || { echo "redo did not bring it again"; exit 1; }

# Undo survives a restart.
kill "$viewer"
wait "$viewer" 2>/dev/null || true
start_viewer
key ctrl+z
wait_for 0 "$typed" || { echo "undo after a restart did not take it back"; exit 1; }
[ "$(sqlite3 "$register" 'pragma integrity_check')" = ok ]
echo "window story: add, undo, redo, undo after restart"
