#!/bin/sh
# Kills a program that commits, at random moments, and proves after each kill that every acknowledged edit is there,
# whole in the register and in the file of applicants, and both sound. RISKMAP_KILLS = how often (30; 100 when an issue
# closes).
set -u
loop=${RISKMAP_COMMIT_LOOP:?}
kills=${RISKMAP_KILLS:-30}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
file=$folder/small.gpkg
acknowledged=$folder/acknowledged
"$loop" --make "$file" || exit 1
: > "$acknowledged"

round=0
while [ "$round" -lt "$kills" ]; do
  round=$((round + 1))
  before=$(wc -l < "$acknowledged")
  "$loop" "$file" >> "$acknowledged" &
  writer=$!
  # From its first commit on, at a moment within the next 0.6 s: each writes two files.
  while kill -0 "$writer" 2>/dev/null && [ "$(wc -l < "$acknowledged")" -le "$before" ]; do sleep 0.01; done
  sleep "0.$(awk -v r="$round" 'BEGIN { srand(r * 7919); printf "%02d", int(rand() * 60) }')"
  kill -9 "$writer" 2>/dev/null || { echo "round $round: the writer ended by itself"; exit 1; }
  wait "$writer" 2>/dev/null
  "$loop" --check "$file" "$acknowledged" > "$folder/verdict" ||
    { echo "round $round: lost or damaged"; cat "$folder/verdict"; exit 1; }
done
cat "$folder/verdict"
[ "$(wc -l < "$acknowledged")" -gt $((kills * 3)) ] || { echo "too few commits to prove anything"; exit 1; }
echo "$kills kills: nothing lost"
