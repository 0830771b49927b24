#!/bin/sh
# The subcommands work with the address of a register as they do with its file, and say no password.
set -eu
command -v pg_virtualenv >/dev/null || { echo "skipped: pg_virtualenv is absent"; exit 77; }
if [ "${1:-}" != inside ]; then
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  pg_virtualenv sh "$0" inside "$work"
  exit
fi

work=$2
failed=0
# same SENTENCE EXPECTED GIVEN
same() {
  if [ "$2" = "$3" ]; then echo "yes  $1"; else echo "NO   $1: '$2' '$3'"; failed=1; fi
}
refused() {  # SENTENCE STATUS COMMAND…
  sentence=$1 expected=$2
  shift 2
  status=0
  "$@" >"$work/said" 2>&1 || status=$?
  same "$sentence" "$expected" "$status"
}
bin=${RISKMAP_BIN:?}
psql -q -c 'CREATE DATABASE register' -c 'CREATE DATABASE other' -c 'CREATE DATABASE cadastre'
address="postgresql://$PGHOST:$PGPORT/register?user=$PGUSER"

"$bin" new "$work/sample.gpkg" --from "${RISKMAP_DATA:?}" >"$work/file.counts"
"$bin" new "$address" --from "$RISKMAP_DATA" >"$work/server.counts"
same "new makes the same register on a server" "$(cat "$work/file.counts")" "$(cat "$work/server.counts")"
refused "a second register is refused" 1 "$bin" new "$address" --from "$RISKMAP_DATA"

for what in issues settlements measures; do
  "$bin" export "$work/sample.gpkg" --what $what --profile internal -o "$work/file_$what.geojson" 2>/dev/null
  "$bin" export "$address" --what $what --profile internal -o "$work/server_$what.geojson" 2>/dev/null
  same "$what are exported alike" "$(cksum <"$work/file_$what.geojson")" "$(cksum <"$work/server_$what.geojson")"
done
"$bin" render "$address" -o "$work/map.png" --size 640x480 2>/dev/null
same "it is drawn" yes "$([ -s "$work/map.png" ] && echo yes)"
refused "it is sound" 0 "$bin" check "$address"

uuid=$(psql -At -d register -c "SELECT uuid FROM riskmap.issue WHERE status = 'registered' ORDER BY fid LIMIT 1")
version=$(psql -At -d register -c "SELECT version FROM riskmap.issue WHERE uuid = '$uuid'")
echo "{\"op\":\"set\",\"what\":\"issue\",\"id\":\"$uuid\",\"version\":$version,\"fields\":{\"title\":\"Сервердегі атау\"}}" |
  "$bin" edit "$address" >"$work/edited" 2>&1 || cat "$work/edited"
same "an edit is on the server" "Сервердегі атау" "$(psql -At -d register -c "SELECT title FROM riskmap.issue WHERE uuid = '$uuid'")"
same "its history too" "title" "$(psql -At -d register -c "SELECT field FROM riskmap.history WHERE entity_uuid = '$uuid'")"

"$bin" copy "$address" "$work/copy.gpkg" 2>/dev/null
same "copy brings the edit into a file" "Сервердегі атау" "$(sqlite3 "$work/copy.gpkg" "SELECT title FROM issue WHERE uuid = '$uuid'")"
"$bin" copy "$work/copy.gpkg" "dbname=other" 2>/dev/null
same "and back to a server" "Сервердегі атау" "$(psql -At -d other -c "SELECT title FROM riskmap.issue WHERE uuid = '$uuid'")"
refused "copy takes no place that is taken" 1 "$bin" copy "$address" "$work/copy.gpkg"

# a paper of an appeal lies beside the register there too, and comes along or stays behind as is said
appeal=$(psql -At -d register -c 'SELECT uuid FROM riskmap.appeal ORDER BY fid LIMIT 1')
printf '%%PDF-1.4 of a person' >"$work/paper.pdf"
echo "{\"op\":\"add\",\"what\":\"attachment\",\"fields\":{\"owner_entity\":\"appeal\",\"owner\":\"$appeal\",\"file\":\"$work/paper.pdf\"}}" |
  "$bin" edit "$address" >"$work/attached" 2>&1 || cat "$work/attached"
same "a paper of an appeal is not among the register's" "1 0" \
  "$(psql -At -F ' ' -d register -c 'SELECT (SELECT count(*) FROM riskmap_private.appeal_file), (SELECT count(*) FROM riskmap.attachment)')"
"$bin" copy "$address" "$work/whole.gpkg" 2>/dev/null
same "a copy has it beside the file" "paper.pdf" "$(sqlite3 "$work/whole.private.gpkg" 'SELECT file_name FROM appeal_file')"
"$bin" copy "$address" "$work/plain.gpkg" --without-applicants 2>/dev/null
refused "one without applicants has not" 2 ls "$work/plain.private.gpkg"
psql -q -c 'CREATE DATABASE third'
"$bin" copy "$work/whole.gpkg" "dbname=third" 2>/dev/null
same "and it goes back to a server" "paper.pdf" "$(psql -At -d third -c 'SELECT file_name FROM riskmap_private.appeal_file')"

# a table of an office: the good rows come in as one step of undo, the bad one goes into the error file
printf '%s\n' 'Елді мекен;Санат;Мәселе;Тіркелген күні' '615837100;utilities.water_drinking;Құбыр жарылып жатыр;10.03.2026' \
  '615837100;utilities.water_drinking;Су жоқ болды;31.02.2026' >"$work/table.csv"
before=$(psql -At -d register -c 'SELECT count(*) FROM riskmap.issue')
"$bin" import "$address" "$work/table.csv" --errors "$work/refused.csv" >"$work/imported" 2>&1 || cat "$work/imported"
same "a table is imported into a server" $((before + 1)) "$(psql -At -d register -c 'SELECT count(*) FROM riskmap.issue')"
same "its bad row is in the error file" 1 "$(grep -c 'Су жоқ болды' "$work/refused.csv")"
refused "the same table twice is refused" 1 "$bin" import "$address" "$work/table.csv"
echo '{"op":"undo"}' | "$bin" edit "$address" >"$work/undone" 2>&1 || cat "$work/undone"
same "one undo takes it back" "$before" "$(psql -At -d register -c 'SELECT count(*) FROM riskmap.issue')"

psql -q -d cadastre -c 'CREATE EXTENSION postgis'
"$bin" boundaries "$work/copy.gpkg" --derive settlement >/dev/null 2>&1
"$bin" export "$work/copy.gpkg" --what settlements --geometry area --profile internal -o "$work/areas.geojson" 2>/dev/null
ogr2ogr -q -f PostgreSQL "PG:dbname=cadastre" "$work/areas.geojson" -nln villages -lco GEOMETRY_NAME=geom
same "boundaries come from a PostGIS table" "55" \
  "$("$bin" boundaries "$address" "dbname=cadastre" --layer villages --level settlement --key kato 2>/dev/null | grep -o '[0-9]*' | head -1)"

refused "a password in an address is refused" 2 "$bin" info "postgresql://ayan:kupiya@$PGHOST/register"
same "and not repeated" 0 "$(grep -c kupiya "$work/said")"
refused "a server that is not there is status 3" 3 "$bin" info "host=127.0.0.1 port=1 dbname=register"
exit $failed
