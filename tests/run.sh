#!/bin/sh
# Installs what is missing, builds preset dev and runs every test: sh tests/run.sh [--with-peers] [ctest arguments]
#   --with-peers   installs QGIS, R and PostgreSQL too; without them the tests that ask them say so and are skipped
#   -L unit        one ring: unit property ui golden system peer fuzz house        -R export   tests by name
# The last lines are ctest's own summary, the status is ctest's.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
. "$root/viewer/setup.sh"

need build run test
if [ "${1:-}" = --with-peers ]; then
  need peer
  shift
fi
configure dev
build dev
# A display of its own, whatever the desk has: the system ring opens windows and presses keys.
exec xvfb-run -a -s "-screen 0 1600x1000x24 -noreset" \
  ctest --test-dir "$root/build/dev" --output-on-failure --no-tests=error -j "$(nproc)" "$@"
