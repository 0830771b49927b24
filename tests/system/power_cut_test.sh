#!/bin/sh
# Cuts the power at random moments (a file system that forgets by chance what was not synced) and proves that every
# acknowledged edit is there and the file sound. A disk that lies about syncing must be found out, else the test proves
# nothing. RISKMAP_CUTS = how often (20; 200 when an issue closes).
set -u
loop=${RISKMAP_COMMIT_LOOP:?}
cuts=${RISKMAP_CUTS:-20}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$loop" --make "$folder/model.gpkg" || exit 1

# one_cut KIND SEED: 0 = all there and sound
one_cut() {
  rm -f "$folder"/small.* "$folder"/.small.*
  cp "$folder/model.gpkg" "$folder/small.gpkg"
  operations=$(awk -v r="$2" 'BEGIN { srand(r * 104729); print 20 + int(rand() * 600) }')
  "$loop" "$1" "$2" "$operations" "$folder/small.gpkg" > "$folder/acknowledged"
  [ $? -eq 9 ] || { echo "seed $2: the power did not fail"; exit 1; }
  "$loop" --check "$folder/small.gpkg" "$folder/acknowledged" > "$folder/verdict" 2>&1
}

# The power fails for the register alone: nothing else on this machine may be written.
proj=$(find /usr/share/proj -name proj.db 2>/dev/null | head -n 1)
proj_before=$([ -z "$proj" ] || stat -c '%i %s %y %z' "$proj")

total=0
seed=0
while [ "$seed" -lt "$cuts" ]; do
  seed=$((seed + 1))
  one_cut --power "$seed" || { echo "seed $seed: lost or damaged"; cat "$folder/verdict"; exit 1; }
  total=$((total + $(wc -l < "$folder/acknowledged")))
done
[ "$total" -gt "$cuts" ] || { echo "too few commits to prove anything"; exit 1; }

[ "$([ -z "$proj" ] || stat -c '%i %s %y %z' "$proj")" = "$proj_before" ] || { echo "the test wrote to $proj"; exit 1; }

found=0
for seed in 1 2 3 4 5 6 7 8; do
  one_cut --lying-disk "$seed" || found=$((found + 1))
done
[ "$found" -gt 3 ] || { echo "a disk that lies was believed: only $found of 8 noticed"; exit 1; }
echo "$cuts power cuts, $total commits acknowledged: nothing lost; a lying disk noticed $found times of 8"
