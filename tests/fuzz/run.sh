#!/bin/sh
# Lets libFuzzer search each harness for SECONDS (default 60) with AddressSanitizer and UBSan: sh tests/fuzz/run.sh [SECONDS] [HARNESS...]
# New inputs stay in build/fuzz; one that crashes is kept as build/fuzz/crash-*: copy it to tests/fuzz/corpus with a telling name.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
seconds=${1:-60}
[ $# -gt 0 ] && shift
build=$root/build/fuzz
sanitizers="-fsanitize=address,undefined -fno-sanitize-recover=all"
command -v clang++-19 >/dev/null || { echo "clang++-19 is absent: nothing was searched"; exit 77; }
cmake -S "$root" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=None -DCMAKE_CXX_COMPILER=clang++-19 -DRISKMAP_LIBFUZZER=ON \
  -DCMAKE_CXX_FLAGS="-O1 -g1 -fsanitize=fuzzer-no-link $sanitizers" >/dev/null
[ $# -gt 0 ] || set -- $(cd "$root/tests/fuzz" && ls ./*_fuzz.cpp | sed 's|./||; s|.cpp||')
for harness in "$@"; do
  cmake --build "$build" --target "$harness" >/dev/null
  topic=${harness%_fuzz}
  mkdir -p "$build/found/$topic"
  (cd "$build" && "tests/fuzz/$harness" -max_total_time="$seconds" -rss_limit_mb=3000 -timeout=25 \
    -max_len=32768 -print_final_stats=1 "found/$topic" "$root/tests/fuzz/corpus/$topic" 2>&1 | grep -E "^(stat::number_of_executed|ERROR|SUMMARY|#.*(DONE|pulse))|crash-" || true)
  ! ls "$build"/crash-* >/dev/null 2>&1 || { echo "$harness: see $build/crash-*"; exit 1; }
  echo "$harness: no finding in $seconds s"
done
