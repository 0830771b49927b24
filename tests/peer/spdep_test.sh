#!/bin/sh
# R's spdep and our neighbours and hotspots on the layers of R's own packages.
set -eu
command -v Rscript >/dev/null && Rscript -e 'library(spdep); library(sf); library(spData)' >/dev/null 2>&1 ||
  { echo "skipped: R with spdep is absent (packages r-base-core r-cran-spdep r-cran-sf r-cran-spdata)"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 "$(dirname "$0")/spdep_compare.py" "${RISKMAP_BIN:?}" "$work"
