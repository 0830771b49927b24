#!/bin/sh
# Who is whose neighbour, by command: plain files and a register, every format, and what cannot be meant is refused.
set -eu
. "$(dirname "$0")/expect.sh"

# a row of four squares, a gap of 5 cm before the third, the last one apart
cat >squares.csv <<'CSV'
WKT,name
"POLYGON((0 0,100 0,100 100,0 100,0 0))",a
"POLYGON((100 0,200 0,200 100,100 100,100 0))",b
"POLYGON((200.05 0,300 0,300 100,200.05 100,200.05 0))",c
"POLYGON((900 0,1000 0,1000 100,900 100,900 0))",d
CSV
printf 'id,count,neighbours\n1,1,2\n2,2,1 3\n3,1,2\n4,0,\n' >wanted
expect 0 "Without neighbours (1): 4." -- weights squares.csv --weights queen --snap 0.1
cmp -s out wanted || fail "queen neighbours"
grep -qF "Pairs whose borders do not meet exactly (1): 2–3." said || fail "links by tolerance are not told"
expect 0 "Connected groups: 3." -- weights squares.csv --weights rook --snap 0.01
expect 0 "" -- weights squares.csv --weights queen --snap 0.1 -o queen.gal
expect 0 "" -- weights squares.csv --weights queen --snap 0.1 -o queen.gwt
for file in queen.gal queen.gwt; do
  expect 0 "" -- weights squares.csv --weights "file:$file"
  cmp -s out wanted || fail "$file reads otherwise than it was written"
done
grep -qx "1 2 100" queen.gwt || { cat queen.gwt; fail "distances between centroids"; }
printf 'id,count,neighbours\n1,1,2\n2,1,1\n3,1,2\n4,1,3\n' >wanted
expect 0 "" -- weights squares.csv --weights knn:1
cmp -s out wanted || fail "nearest neighbours"
printf 'id,count,neighbours\n1,1,2\n2,2,1 3\n3,2,2 4\n4,1,3\n' >wanted
expect 0 "both ways; that adds 2 links" -- weights squares.csv --weights knn:1:sym
cmp -s out wanted || fail "nearest neighbours both ways"
expect 0 "than there are other rows (3)" -- weights squares.csv --weights knn:9
expect 0 "in the units of the layer" -- weights squares.csv --weights distance:100.1 -o near.csv
grep -qx "2,2,1 3" near.csv || fail "neighbours within a distance"

# a register is read by the codes of its places; schematic borders are no good ground
"$RISKMAP_BIN" new district.gpkg --from "$RISKMAP_DATA" >/dev/null 2>&1
expect 0 "knn:5: 65 links of 13 rows" -- weights district.gpkg --level rural_district
expect 0 "knn:6: 330 links of 55 rows" -- weights district.gpkg
grep -q "^615820100,6,6158" out || fail "settlements go by their codes"
expect 0 "The borders are schematic" -- weights district.gpkg --weights queen
expect 0 "of 13 rows" -- weights district.gpkg --weights queen --level rural_district
expect 0 "" -- weights district.gpkg --weights distance:15

# what cannot be meant
expect 2 "for example knn:6" -- weights squares.csv --weights knight
expect 2 "Only queen and rook need it" -- weights squares.csv --weights knn:2 --snap 1
expect 2 "0 or more" -- weights squares.csv --weights queen --snap near
expect 2 "end with .gal, .gwt or .csv" -- weights squares.csv --weights queen -o queen.txt
expect 2 "Only a register has levels" -- weights squares.csv --weights queen --level settlement
expect 2 "" -- weights district.gpkg --weights queen --layer area
expect 1 "the number of rows is not the same" -- weights district.gpkg --weights file:queen.gal
printf 'WKT,n\n"POINT(1 2)",1\n"POINT(3 4)",2\n' >points.csv
expect 1 "Only areas touch" -- weights points.csv --weights queen
expect 1 "" -- weights squares.csv --weights file:missing.gal
expect 1 "" -- weights missing.gpkg --weights queen
echo "neighbours: all as meant"
