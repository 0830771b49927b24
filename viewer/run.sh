#!/bin/sh
# Installs what is missing, builds the viewer and opens it: sh viewer/run.sh [REGISTER|FILE…]
# Without a display it draws the sample register to build/first-look.png instead.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
. "$root/viewer/setup.sh"

need build run
configure release
build release riskmap
riskmap=$root/build/release/riskmap

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  exec "$riskmap" "$@"
fi

echo "There is no display: drawing the sample register instead of opening a window."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
"$riskmap" new "$scratch/sample.gpkg" --from "$root/data/tolebi" --lang kk
"$riskmap" render "$scratch/sample.gpkg" -o "$root/build/first-look.png" --lang kk --size 1600x1000
echo "$root/build/first-look.png"
