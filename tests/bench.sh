#!/bin/sh
# The figures of the project, on this machine, in Release: sh tests/bench.sh
#   1. start-up: from the start of the process until the sample is on the screen, software GL, five runs; the phases of the best
#   2. idle: processor time the window takes in ten seconds in which nothing happens
#   3. the raster and every other bench_* program against its peers
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
. "$root/viewer/setup.sh"
need build run test
configure bench
# shellcheck disable=SC2046 # one word per program
build bench riskmap $(cd "$root/tests/bench" && ls ./*_bench.cpp | sed 's|^\./\(.*\)_bench\.cpp$|bench_\1|')
program=$root/build/bench/riskmap

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
[ "$seconds_idle" = 0 ] || echo "idle: $((after - before)) hundredths of a second of processor time in $seconds_idle s"
END
on_display() { xvfb-run -a -s "-screen 0 1600x1000x24 -noreset" sh "$scratch/window.sh" "$@"; }

for run in 1 2 3 4 5; do
  on_display 0 "$program"
  mv "$scratch/trace.json" "$scratch/trace$run.json"
done
python3 - "$scratch" <<'END'
import json, pathlib, sys

def shown_at(run):
    """The end of the first frame that holds the map."""
    frame = next(frame for frame in run["frames"] if frame["presented"] and frame["map"])
    return frame["at_ms"] + sum(value for name, value in frame.items() if name.endswith("_ms") and name != "at_ms")

runs = [json.loads(path.read_text()) for path in sorted(pathlib.Path(sys.argv[1]).glob("trace?.json"))]
print("start-up, ms:", *(f"{shown_at(run):.0f}" for run in runs))
best = min(runs, key=shown_at)
for phase in best["phases"] + [{"name": "on the screen", "at_ms": shown_at(best)}]:
    print(f"  {phase['at_ms']:8.1f}  {phase['name']}")
END
on_display 10 "$program"

for bench in "$root"/build/bench/tests/bench/bench_*; do
  [ ! -x "$bench" ] || "$bench"
done
