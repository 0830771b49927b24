#!/bin/sh
# A register on PostgreSQL keeps the promises of any store, and those of a server: roles, cut lines, many editors.
set -eu
command -v pg_virtualenv >/dev/null || { echo "skipped: pg_virtualenv is absent"; exit 77; }
[ -x "${RISKMAP_UNIT_STORE:-}" ] || { echo "skipped: the unit tests of the store are not built"; exit 77; }
RISKMAP_TEST_SERVER=1 exec pg_virtualenv -o max_connections=60 -o fsync=off "$RISKMAP_UNIT_STORE" --no-intro -ts="any store,a server" "$@"
