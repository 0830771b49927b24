#!/bin/sh
# R's classInt and our classes on the same columns.
set -eu
command -v Rscript >/dev/null && Rscript -e 'library(classInt); library(sf)' >/dev/null 2>&1 ||
  { echo "skipped: R with classInt is absent (packages r-base-core r-cran-classint r-cran-sf)"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"${RISKMAP_BIN:?}" new "$work/sample.gpkg" --from "${RISKMAP_DATA:?}" >/dev/null
python3 "$(dirname "$0")/classint_compare.py" "$RISKMAP_BIN" "$work/sample.gpkg" "$work"
