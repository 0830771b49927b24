#!/bin/sh
# The figures of the project, on this machine, in Release: sh tests/bench.sh [NAME…]
# Names choose among them: start, idle, window and those of the programs (raster, geo, …); none = all.
#   1. start: from the start of the process until the sample is on the screen, software GL, five runs; the phases of the best.
#      The peer is QGIS where python3-qgis is installed: from the start of its process until it has drawn the same register
#   2. idle: processor time the window takes in ten seconds in which nothing happens
#   3. window: frames while a hand drags and zooms national layers in the whole window; the peer is QGIS's redraw
#   4. every bench_* program (raster, loading, …) against its peers
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
. "$root/viewer/setup.sh"
names=" $* "
is_wanted() { [ "$names" = "  " ] || case $names in *" $1 "*) ;; *) false ;; esac; }
need build run test
configure bench
# shellcheck disable=SC2046 # one word per program
build bench riskmap make_layer $(cd "$root/tests/bench" && ls ./*_bench.cpp | sed 's|^\./\(.*\)_bench\.cpp$|bench_\1|')
program=$root/build/bench/riskmap
# is_wanted NAME: no names are all names.
names=" $* "
is_wanted() { case $names in "  " | *" $1 "*) ;; *) return 1 ;; esac; }

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export XDG_CONFIG_HOME="$scratch/config" XDG_DATA_HOME="$scratch/data" LIBGL_ALWAYS_SOFTWARE=1 RISKMAP_BENCH="$scratch"
"$program" new "$scratch/sample.gpkg" --from "$root/data/tolebi" >/dev/null

# processor_ticks PID: user and system time so far, hundredths of a second.
cat >"$scratch/window.sh" <<'END'
processor_ticks() { awk '{ print $14 + $15 }' "/proc/$1/stat"; }
seconds_idle=$1
"$2" "$RISKMAP_BENCH/sample.gpkg" --trace "$RISKMAP_BENCH/trace.json" &
window=$!
shown=$(xdotool search --sync --onlyvisible --pid "$window" | head -1)
sleep 3
before=$(processor_ticks "$window")
sleep "$seconds_idle"
after=$(processor_ticks "$window")
xdotool windowfocus --sync "$shown"
xdotool key ctrl+q
wait "$window"
[ "$seconds_idle" = 0 ] || printf '%-44s %10d %10s %8s\n' "idle: hundredths of a second of CPU in $seconds_idle s" "$((after - before))" - -
END
on_display() { xvfb-run -a -s "-screen 0 1600x1000x24 -noreset" sh "$scratch/window.sh" "$@"; }

. "$root/tests/peer/pyqgis.sh"
echo "load before: $(cut -d ' ' -f 1-3 /proc/loadavg)"
if is_wanted start; then
  for run in 1 2 3 4 5; do
    on_display 0 "$program"
    mv "$scratch/trace.json" "$scratch/trace$run.json"
    [ -z "$pyqgis" ] || "$pyqgis" "$root/tests/bench/qgis_start.py" "$scratch/sample.gpkg" \
      >>"$scratch/qgis_start" 2>"$scratch/qgis.log" || cat "$scratch/qgis.log" >&2
  done
  python3 "$root/tests/bench/start_figures.py" "$scratch"
fi
! is_wanted idle || on_display 10 "$program"

# window NAME FILE: while a layer that is there is moved in the window.
window() {
  [ -e "$2" ] || { echo "$2: not there, skipped"; return 0; }
  xvfb-run -a -s "-screen 0 1600x1000x24 -noreset" sh "$root/tests/bench/window.sh" "$program" "$2" "$scratch/window.json"
  peer_ms=
  [ -z "$pyqgis" ] || peer_ms=$("$pyqgis" "$root/tests/bench/qgis_redraw.py" "$2" 2>"$scratch/qgis.log") || cat "$scratch/qgis.log" >&2
  # shellcheck disable=SC2086 # a word or none
  python3 "$root/tests/bench/window_figures.py" "$1" "$scratch/window.json" $peer_ms
}
if is_wanted window; then
  for layer in fractal sieve points lines; do "$root/build/bench/tests/bench/make_layer" "$layer" "$scratch/$layer.gpkg"; done
  scale=${RISKMAP_SHARED:-$root/../shared}/data/scale
  window england_oa "$scale/england_oa_2011.gpkg"
  window philippines "$scale/philippines_barangays_2023.gpkg"
  window "fractal 10 M" "$scratch/fractal.gpkg"
  window "one polygon, 440 000 holes" "$scratch/sieve.gpkg"
  window "1 M points" "$scratch/points.gpkg"
  window "2.5 M vertices of lines" "$scratch/lines.gpkg"
fi

for bench in "$root"/build/bench/tests/bench/bench_*; do
  name=${bench##*/bench_}
  ! { is_wanted "$name" && [ -x "$bench" ]; } || "$bench"
done
echo "load after: $(cut -d ' ' -f 1-3 /proc/loadavg)"
