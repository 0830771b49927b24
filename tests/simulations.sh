#!/bin/sh
# Whether "beyond chance" is true: sh tests/simulations.sh [MAPS], 5,000 maps of each kind unless said, an hour.
# On maps on which nothing clusters the share of places with p <= 0.05 has to be 0.05 ± 0.01, and the share of maps on
# which anything is claimed after correction at most that; of planted clusters it says how many are found.
# So for the tests of neighbours (null_maps) and for the scan (scan_maps). Status 1 where a share is not as it has to be.
# A short version with bounds is part of the property ring. Run when a statistic of place has changed.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
. "$root/viewer/setup.sh"
need build run test
configure bench
build bench null_maps scan_maps
status=0
"$root/build/bench/tests/simulations/null_maps" "$@" || status=1
"$root/build/bench/tests/simulations/scan_maps" "$@" || status=1
exit $status
