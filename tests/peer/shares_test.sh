#!/bin/sh
# R's exact limits, smoothed shares and rates, and ours in an export of the sample.
set -eu
command -v Rscript >/dev/null && Rscript -e 'library(spdep)' >/dev/null 2>&1 ||
  { echo "skipped: R with spdep is absent (packages r-base-core r-cran-spdep)"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"${RISKMAP_BIN:?}" new "$work/sample.gpkg" --from "${RISKMAP_DATA:?}" >/dev/null
"$RISKMAP_BIN" export "$work/sample.gpkg" -o "$work/places.csv" --what settlements --profile internal --indicators \
  open,problems,share_solved,share_solved_smoothed,share_with_plan,share_with_plan_smoothed,population,per_1000,per_1000_smoothed,per_1000_local >/dev/null
Rscript "$(dirname "$0")/shares.R" "$work/places.csv" "$RISKMAP_DATA/settlements.csv"
