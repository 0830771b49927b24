#!/bin/sh
# A restless hand on the real window for a long time: sh tests/soak.sh [MINUTES [SEED]], five minutes for each build unless said.
# Preset tsan looks for races, asan for misused memory, what is undefined and leaks, dev for memory that grows. Each opens
# the sample, then a national layer where there is one, while the window is pulled to other sizes. Ends with 1 if anything
# is found. Run when an issue closes.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
. "$root/viewer/setup.sh"
minutes=${1:-5} seed=${2:-$(date +%s)}
need build run test
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export XDG_CONFIG_HOME="$work/config" XDG_DATA_HOME="$work/data" LIBGL_ALWAYS_SOFTWARE=1
export ASAN_OPTIONS=detect_stack_use_after_return=1:quarantine_size_mb=16:exitcode=86 UBSAN_OPTIONS=print_stacktrace=1
export LSAN_OPTIONS="suppressions=$root/tests/sanitizers/leaks.txt:print_suppressions=0"
export TSAN_OPTIONS="suppressions=$root/tests/sanitizers/threads.txt:exitcode=87:second_deadlock_stack=1"
echo "seed $seed"

# On a display: the program, its script, a hand that resizes, and the memory it has in use every two seconds, in KiB.
cat >"$work/hand.sh" <<'STEPS'
"$1" "$2" --script "$3" --lang en 2>"$4" &
program=$! dice=$6
window=$(xdotool search --sync --onlyvisible --pid "$program" | head -1)
while sleep 2 && [ -d "/proc/$program" ] && sed -n 's/^VmRSS:[^0-9]*\([0-9]*\) kB/\1/p' "/proc/$program/status" >>"$5"; do
  dice=$(((dice * 1103515245 + 12345) % 2147483648))
  xdotool windowsize "$window" "$((1280 + dice / 65536 % 256))" "$((720 + dice / 65536 % 144))" 2>/dev/null || true
done
wait "$program"
STEPS

failed=0
# soak PRESET FILE STEPS: says what was found.
soak() {
  python3 "$root/tests/soak_steps.py" "$3" "$seed" >"$work/steps"
  rm -f "$work/memory"
  status=0
  timeout "$((minutes * 60 * 4))" xvfb-run -a -s "-screen 0 1600x1000x24 -noreset" \
    sh "$work/hand.sh" "$root/build/$1/riskmap" "$2" "$work/steps" "$work/said" "$work/memory" "$seed" || status=$?
  # 1 says only that some steps found nothing to click on.
  if [ "$status" -gt 1 ] || grep -q "Sanitizer\|runtime error" "$work/said"; then
    echo "FOUND in $1 on $(basename "$2"), status $status:"
    cat "$work/said"
    failed=1
  else
    echo "$1 on $(basename "$2"): $3 steps, nothing found; $(tail -n 1 "$work/said")"
  fi
}
# is_flat PRESET FILE: the last quarter needs no more memory than the second did, but for a tenth.
is_flat() {
  awk -v what="$1 on $(basename "$2")" '{ kib[NR] = $1 }
    END {
      for (i = 1; i <= NR; i++) { if (i > NR / 4 && i <= NR / 2) second += kib[i]; if (i > NR * 3 / 4) last += kib[i] }
      second /= int(NR / 2) - int(NR / 4); last /= NR - int(NR * 3 / 4)
      printf "%s: memory in the second quarter %.0f MiB, in the last %.0f MiB, %d measurements\n", what, second / 1024, last / 1024, NR
      exit last > second * 1.1
    }' "$work/memory" || { echo "FOUND: memory grows"; failed=1; }
}

# Steps in a minute, as a machine with two processors takes them.
for build in dev:90 asan:45 tsan:20; do
  preset=${build%:*}
  configure "$preset"
  build "$preset" riskmap
  "$root/build/$preset/riskmap" new "$work/sample.gpkg" --from "$root/data/tolebi" >/dev/null
  layer=${RISKMAP_SHARED:-$root/../shared}/data/scale/philippines_barangays_2023.gpkg
  steps=$((minutes * ${build#*:} / 2))
  for file in "$work/sample.gpkg" "$layer"; do
    [ -e "$file" ] || { echo "$file: not there, skipped"; continue; }
    soak "$preset" "$file" "$steps"
    [ "$preset" != dev ] || is_flat "$preset" "$file"
  done
  rm "$work/sample.gpkg"
done
exit $failed
