#!/bin/sh
# Kills `riskmap edit` at random moments: every edit it answered "ok" must be in the register, and the register sound.
# RISKMAP_KILLS = how often (10; 100 when an issue closes).
set -u
riskmap=${RISKMAP_BIN:?}
loop=${RISKMAP_COMMIT_LOOP:?}
kills=${RISKMAP_KILLS:-10}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
file=$folder/small.gpkg
answers=$folder/answers
"$loop" --make "$file" || exit 1
: > "$answers"
mkfifo "$folder/lines"

endless_lines() {
  awk 'BEGIN { while (1) printf "{\"op\":\"add\",\"what\":\"issue\",\"fields\":{\"settlement\":\"615833200\"," \
    "\"category\":\"utilities.water\",\"title\":\"Problem no. %d\",\"severity\":3}}\n", ++n }'
}

round=0
while [ "$round" -lt "$kills" ]; do
  round=$((round + 1))
  before=$(wc -l < "$answers")
  endless_lines 2>/dev/null > "$folder/lines" &
  "$riskmap" edit "$file" --author test < "$folder/lines" >> "$answers" 2> "$folder/messages" &
  editor=$!
  while kill -0 "$editor" 2>/dev/null && [ "$(wc -l < "$answers")" -le "$before" ]; do sleep 0.01; done
  sleep "0.$(awk -v r="$round" 'BEGIN { srand(r * 7919); printf "%02d", int(rand() * 30) }')"
  kill -9 "$editor" 2>/dev/null ||
    { echo "round $round: the editor ended by itself"; cat "$folder/messages"; tail -1 "$answers"; exit 1; }
  wait
  grep -v '"ok":true' "$answers" && { echo "round $round: refused"; exit 1; }
  sed -n 's/.*"id":"\([^"]*\)".*/\1/p' "$answers" > "$folder/ids"
  "$loop" --has "$file" "$folder/ids" || { echo "round $round: lost or damaged"; exit 1; }
done
[ "$(wc -l < "$answers")" -gt "$kills" ] || { echo "too few edits to prove anything"; exit 1; }
echo "$kills kills, $(wc -l < "$answers") edits answered: nothing lost"
