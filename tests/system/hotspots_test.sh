#!/bin/sh
# Hotspots by command: the fixed columns, what is never claimed, the same bytes when repeated, and clear refusals.
set -eu
. "$(dirname "$0")/expect.sh"

# ten by ten squares of ones with a block of tens in a corner, one square without a value, one far away
python3 - <<'PY'
rows = [(x, y) for y in range(10) for x in range(10)]
with open("map.csv", "w") as out:
    out.write("WKT,v,half,same,people\n")
    for number, (x, y) in enumerate(rows + [(50, 50)], 1):
        ring = ",".join(f"{100 * (x + a)} {100 * (y + b)}" for a, b in ((0, 0), (1, 0), (1, 1), (0, 1), (0, 0)))
        value = "" if number == 100 else 12 if number == 101 else 10 if x < 3 and y < 3 else 1
        out.write(f'"POLYGON(({ring}))",{value},{int(x < 3 and y < 3)},5,{1000 + number}\n')
PY
columns="id,value,neighbours,lag,statistic,expected,variance,z,p_high,p_low,p,p_adjusted,class"
for inference in analytic exact permutation; do
  expect 0 "" -- hotspots map.csv --value v --method gi --inference $inference
  [ "$(head -1 out)" = "$columns" ] || fail "columns"
  [ "$(wc -l <out)" -eq 102 ] || fail "one line a row"
  grep -q "^1,.*,hot$" out || fail "$inference: the block is not found"
  grep -q "^55,.*,not_significant$" out || fail "$inference: a hotspot where none is"
  grep -q "^100,,0,,,,,,,,,,no_data$" out || fail "$inference: no data is no data"
  grep -q "^101,12,0,.*,no_neighbours$" out || fail "$inference: an island is told"
done
expect 0 "" -- hotspots map.csv --value v --inference permutation --permutations 999 --seed 7 -o a.csv
expect 0 "" -- hotspots map.csv --value v --inference permutation --permutations 999 --seed 7 -o b.csv
cmp -s a.csv b.csv || fail "the same seed, other numbers"
expect 0 "" -- hotspots map.csv --value v --method lisa
grep -q "^1,.*,high_high$" out || fail "local Moran does not find the block"
expect 0 "" -- hotspots map.csv --value half --method joincount --format json
python3 - <<'PY' || fail "the JSON of join counts"
import strict_json as json
told = json.load(open("out"))
assert told["method"] == "joincount" and told["weights"] == "queen" and told["rows"] == 101
assert told["places"][11]["class"] == "cluster" and told["places"][50]["class"] == "absent"
assert told["field"] == "half" and told["base"] is None and told["value_is"] == "as_given" and told["where"] is None
assert told["links"] == 684 and told["tolerance"] > 0 and told["links_by_tolerance"] == told["overlaps"] == 0
assert "count" not in told["places"][0]
assert told["places"][50]["p"] is None and told["counted_exactly"] == told["tested"] == 9
PY
expect 0 "nothing can be said of the whole layer" -- hotspots map.csv --value same
[ "$(grep -c ",undefined$" out)" -eq 101 ] || fail "something is claimed of a constant"
expect 0 "" -- hotspots map.csv --value v --base people
grep -q "^1,.*,hot$" out || fail "rates"
expect 0 "" -- hotspots map.csv --value v --base people --where 'people<1060' --format json
python3 - <<'PY' || fail "the JSON of rates"
import strict_json as json
told = json.load(open("out"))
assert told["field"] == "v" and told["base"] == "people" and told["where"] == "people<1060" and told["value_is"] == "standardised"
for place in told["places"]:
    assert place["count"] in (1, 10) and place["base"] == 1000 + int(place["id"])
    assert place["rate"] == place["count"] / place["base"] != place["value"]
PY

# a shuffled file, the same answers: squares with equally near ones everywhere, points that stand on one another
python3 - <<'PY'
import random
def square(x, y):
    return "POLYGON((" + ",".join(f"{100 * (x + a)} {100 * (y + b)}" for a, b in ((0, 0), (1, 0), (1, 1), (0, 1), (0, 0))) + "))"
random.seed(3)
rows = [[f"s{x}{y}", square(x, y), random.randrange(9), int(random.random() < 0.3), 50 + 7 * x + y]
        for y in range(8) for x in range(8)]
points = [[name, f"POINT({100 * int(name[1])} {100 * int(name[2])})", *rest] for name, _, *rest in rows]
points += [["t" + name[1:], point, value + 1, one, people] for name, point, value, one, people in points[:20]]
for name, rows in (("squares", rows), ("points", points)):
    for copy in ("", "_mixed"):
        with open(f"{name}{copy}.csv", "w") as out:
            out.write("WKT,code,v,half,people\n" + "".join(f'"{w}",{c},{v},{h},{p}\n' for c, w, v, h, p in rows))
        random.shuffle(rows)
PY
for asked in "squares --value v --weights queen" "squares --value v --weights rook --method lisa --inference permutation" \
  "squares --value v --base people --weights knn:5" "squares --value half --weights distance:150 --method joincount" \
  "points --value v --weights knn:3 --inference permutation" "points --value v --weights distance:100 --method lisa" \
  "points --value v --base people --weights knn:6 --method lisa" "points --value v --base people --method scan"; do
  name=${asked%% *}
  for copy in "$name" "${name}_mixed"; do
    expect 0 "" -- hotspots "$copy.csv" ${asked#* } -o "$copy.json"
  done
  python3 - "$name" <<'PY' || fail "$asked: the order of the rows changes the answer"
import csv, sys
import strict_json as json
def told(name):
    codes = [row["code"] for row in csv.DictReader(open(name + ".csv"))]
    found = json.load(open(name + ".json"))
    places = {codes[int(place.pop("id")) - 1]: place for place in found.pop("places")}
    for cluster in found.get("clusters", []) + (found.get("poisson") or []):
        cluster.pop("sentence", None)
        cluster.pop("centre")  # of two circles with the same places either may be the one told
        cluster["places"] = sorted(codes[int(row) - 1] for row in cluster["places"])
    return found, places
assert told(sys.argv[1]) == told(sys.argv[1] + "_mixed")
PY
done
expect 0 "Rows that stand on one point with another (40): 1, 2" -- weights points.csv --weights knn:3
grep -q "Links that this adds: [1-9]" said || fail "links that one point adds are not told"

# twenty rows on each of three spots, values by chance: what their values are chooses no neighbours
python3 - <<'PY'
import random
for seed in range(10):
    random.seed(seed)
    with open(f"spots{seed}.csv", "w") as out:
        out.write("WKT,v\n" + "".join(f'"POINT({100 * (n % 3)} 0)",{random.randrange(100)}\n' for n in range(60)))
PY
claims=0
for seed in 0 1 2 3 4 5 6 7 8 9; do
  expect 0 "" -- hotspots spots$seed.csv --value v --weights knn:6
  ! grep -q ",\(hot\|cold\)$" out || claims=$((claims + 1))
done
[ "$claims" -le 2 ] || fail "$claims of ten maps without clusters have some"

# nothing replaces what is read
cp squares.csv own.csv
for command in "hotspots own.csv --value v --weights knn:3" "hotspots own.csv --value v --method scan" \
  "weights own.csv --weights knn:3" "weights squares.csv --weights file:own.csv"; do
  expect 1 "would replace a file that it is made from" -- $command -o ./own.csv
done
cmp -s squares.csv own.csv || fail "a command has replaced its own file"
printf 'WKT,v\nPOINT(0 0),1e-310\nPOINT(1 0),2e-310\nPOINT(2 0),3\n' >least.csv
for asked in "--scheme unique" "--breaks 1e-310" "--scheme equal"; do
  expect 0 "" -- classify least.csv --value v $asked --json
done

# what has no meaning is refused or named
python3 - <<'PY'
rows = [(x, y) for y in range(4) for x in range(4)]
with open("odd.csv", "w") as out:
    out.write("WKT,v,below,people,huge,word\n")
    for n, (x, y) in enumerate(rows, 1):
        out.write(f'"POINT({x} {y})",{n % 5},{n - 3},{0 if n == 6 else -1 if n == 4 else 9},{"1e200" if n == 2 else n},a\n')
open("none.geojson", "w").write('{"type":"FeatureCollection","features":[]}')
open("shapeless.geojson", "w").write('{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"v":1},"geometry":null}]}')
PY
for alpha in -1 0 1 x; do expect 2 "above 0 and below 1" -- hotspots odd.csv --value v --alpha $alpha; done
expect 0 "No rate where people is 0 or less (2): rows 4, 6" -- hotspots odd.csv --value v --base people
expect 1 "and here are numbers below 0" -- hotspots odd.csv --value below --base people
expect 0 "A value of huge beyond ±1e150 is no data: row 2." -- hotspots odd.csv --value huge
grep -q "^2,,.*,no_data$" out || fail "what is too large is data"
expect 1 "holds texts, not numbers" -- hotspots odd.csv --value word
expect 1 "no such field of numbers" -- hotspots odd.csv --value nowhere
for command in weights "hotspots --value v"; do
  expect 1 "holds no features" -- $command none.geojson --weights queen
  expect 1 "None of the features has a shape" -- $command shapeless.geojson --weights queen
done
expect 0 "A value of huge beyond ±1e150 is no data: row 2." -- classify odd.csv --value huge
expect 0 "" -- classify odd.csv --value huge --where 'v=0'
grep -q "1e150" said && fail "a row that was not asked for is named"
expect 1 "No row matches the filter" -- hotspots odd.csv --value v --where 'v>100'
python3 - <<'PY'
import json
def square(x, y, side=1): return [[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]
def write(name, rings):
    json.dump({"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"v": n % 5},
         "geometry": ring and {"type": "Polygon", "coordinates": [ring]}} for n, ring in enumerate(rings)]}, open(name, "w"))
squares = [square(60 + n % 4, 40 + n // 4) for n in range(16)]
write("far.geojson", squares[:15] + [square(500, 40)])
write("north.geojson", squares[:15] + [square(60, 95)])
write("bow.geojson", squares[:15] + [[[63, 43], [64, 44], [64, 43], [63, 44], [63, 43]]])
write("hollow.geojson", squares[:15] + [None])
write("one.geojson", squares[:1])
write("around.geojson", squares + [square(179, 40), square(-180, 40)])
write("many.geojson", [square(n % 40, n // 40) for n in range(1600)])
PY
for command in weights "hotspots --value v"; do
  expect 1 "row 16" -- $command far.geojson --weights queen
  expect 1 "latitudes at 90" -- $command north.geojson --weights queen
  expect 0 "" -- $command north.geojson --weights queen --planar
  expect 0 "The shape is not valid, its neighbours may be wrong: row 16." -- $command bow.geojson --weights queen
  expect 0 "Without a shape, and so without neighbours: row 16." -- $command hollow.geojson --weights queen
  expect 0 "0 links of 1 row." -- $command one.geojson --weights queen
  expect 0 "50 links of 18 rows" -- $command around.geojson --weights rook
done
expect 0 "99,999 deals of the whole layer would take too long" -- hotspots many.geojson --value v --weights queen
expect 0 "" -- hotspots odd.csv --value v --weights knn:3 --format json
grep -q '"rows_on_one_point":0' out || fail "rows on one point are not counted"

# a register: the places by their codes, the borders schematic
"$RISKMAP_BIN" new district.gpkg --from "$RISKMAP_DATA" >/dev/null 2>&1
expect 0 "Neighbours by knn:6" -- hotspots district.gpkg --indicator open --base population -o places.geojson
expect 0 "The borders are schematic" -- hotspots district.gpkg --indicator open --level rural_district --weights queen
[ "$(wc -l <out)" -eq 14 ] || fail "one line a rural district"
expect 0 "Compared by residents" -- hotspots district.gpkg --format csv -o by_default.csv
expect 0 "" -- hotspots district.gpkg --base population --format csv -o by_people.csv
cmp -s by_default.csv by_people.csv || fail "counts of a register are not by residents"
expect 0 "Bare counts are compared" -- hotspots district.gpkg --base none
expect 0 "Looked for: “Overdue problems” – " -- hotspots district.gpkg --indicator overdue --method joincount --format json
python3 - <<'PY' || fail "the join count of a register"
import strict_json as json
places = json.load(open("out"))["places"]
assert {place["class"] for place in places} & {"absent", "no_data"} and any(place["p"] for place in places)
assert any("neighbours, where about" in place["sentence"] for place in places)
PY
expect 1 "Risk levels have no mean" -- hotspots district.gpkg --indicator max_level
expect 2 "above 0 and below 1" -- export district.gpkg --what hotspots --alpha 1 -o hot.csv
expect 1 "has no yes and no" -- hotspots district.gpkg --indicator days_open --method joincount
expect 2 "asks places for a yes or no" -- hotspots district.gpkg --method joincount --base population
expect 0 "" -- hotspots district.gpkg --base population --format json
python3 - <<'PY' || fail "one sentence a place"
import strict_json as json
places = json.load(open("out"))["places"]
assert len(places) == 55 and all(place["sentence"].endswith(".") for place in places)
assert all(place["count"] >= 0 and place["base"] > 0 for place in places) and sum(place["base"] for place in places) > 50000
assert sum(" and its neighbours there " in place["sentence"] for place in places) > 40
PY
expect 0 "" -- render district.gpkg -o hot.png --size 400x300 --hotspots gi
expect 0 "" -- render district.gpkg -o plain.png --size 400x300
cmp -s hot.png plain.png && fail "hotspots look like classes"
expect 0 "" -- render district.gpkg -o scan.png --size 400x300 --hotspots scan
cmp -s scan.png plain.png && fail "a scan looks like classes"
expect 2 "Hotspots have their own colours" -- render district.gpkg -o hot.png --hotspots gi --scheme equal
expect 2 "cannot show hotspots" -- render district.gpkg -o hot.png --hotspots gi --geometry ways_to_solve
expect 2 "" -- render map.csv -o hot.png --hotspots gi
python3 - <<'PY' || fail "the GeoJSON of a register"
import strict_json as json
told = json.load(open("places.geojson"))
assert len(told["features"]) == 55 and told["tested"] == 55
assert told["features"][0]["geometry"]["type"] == "Polygon"
assert told["features"][0]["id"].startswith("6158") and "p_adjusted" in told["features"][0]["properties"]
PY
expect 0 "" -- hotspots district.gpkg --indicator open --level rural_district --weights knn:1
[ "$(grep -c ",untestable$" out)" -eq 13 ] || fail "13 areas with one neighbour can tell nothing"

expect 0 "" -- hotspots district.gpkg --indicator share_solved --level rural_district --period 2025-01-01.. --format json
python3 - <<'PY' || fail "the JSON of shares"
import strict_json as json
told = json.load(open("out"))
assert told["level"] == "rural_district" and told["indicator"] == "share_solved" and told["base"] is None
assert told["period"] == "2025-01-01.." and told["value_is"] == "standardised"
assert all(place["count"] <= place["base"] for place in told["places"] if place["count"] is not None)
PY

# as an export: every place with its sentence, the same figures as by residents, the same bytes when repeated
expect 0 "" -- export district.gpkg --what hotspots --profile internal -o hot.geojson
expect 0 "" -- export district.gpkg --what hotspots --profile internal -o again.geojson
cmp -s hot.geojson again.geojson || fail "the same hotspots, other bytes"
for ending in geojsonl gpkg csv kml xlsx; do
  expect 0 "Records exported: 55" -- export district.gpkg --what hotspots -o "hot.$ending"
done
python3 - <<'PY' || fail "the export of hotspots"
import strict_json as json
told, stated = json.load(open("hot.geojson")), json.load(open("places.geojson"))
found = {place["id"]: place["properties"] for place in stated["features"]}
assert len(told["features"]) == 55 and told["method"] == "gi" and told["base"] == "population"
for name in ("moran", "geary", "general_g"):
    for figure in ("statistic", "p"):
        assert told[f"{name}_{figure}"] == stated[f"{name}_{figure}"] or abs(told[f"{name}_{figure}"] - stated[f"{name}_{figure}"]) < 1e-8
for place in told["features"]:
    row = place["properties"]
    assert row["sentence"].endswith(".") and row["verdict"] == found[place["id"]]["class"]
    assert row["p"] is None or abs(row["p"] - found[place["id"]]["p"]) < 1e-8
assert any("seen" in place["properties"] and place["properties"]["expected"] > 0 for place in told["features"])
PY
expect 0 "Records exported: 13" -- export district.gpkg --what hotspots --level rural_district --method lisa \
  --indicator overdue --weights knn:4 --correction none --alpha 0.1 -o hot.csv
grep -q "low_low\|high_high\|not_significant" hot.csv || fail "the verdicts of local Moran"
expect 2 "It is for hotspots" -- export district.gpkg --method lisa -o hot.csv
expect 0 "Records exported: 55" -- export district.gpkg --what hotspots --method joincount --indicator no_plan -o join.csv
expect 0 "Records exported: 55" -- export district.gpkg --what hotspots --method scan -o scan.csv
expect 2 "circles, not neighbours" -- export district.gpkg --what hotspots --method scan --weights queen -o scan.csv
expect 2 "circles, not neighbours" -- export district.gpkg --what hotspots --method scan --correction bh -o scan.csv
expect 2 "riskmap hotspots only" -- export district.gpkg --what hotspots --weights file:a.gal -o hot.csv
expect 1 "There is no such indicator" -- export district.gpkg --what hotspots --indicator nothing -o hot.csv

# the spatial scan: circles, fixed columns, the same bytes when repeated, one sentence a cluster
expect 0 "Spatial scan: circles with up to half of the residents" -- hotspots map.csv --method scan --value v --base people
[ "$(head -1 out)" = "id,value,population,cluster,p" ] || fail "columns of a scan"
grep -q "^1,10,1001,1,0.0" out || fail "the scan does not find the block"
grep -q "^55,1,1055,,$" out || fail "the scan claims what is not there"
grep -q "^100,,1100,,$" out || fail "a scan without data is no data"
grep -q "chance brings such a cluster to this map in" said || fail "the cluster has no sentence"
expect 2 "99,999 times at most" -- hotspots district.gpkg --method scan --permutations 100000 -o a.json
expect 0 "" -- hotspots district.gpkg --method scan --base population --seed 3 -o a.json
expect 0 "" -- hotspots district.gpkg --method scan --base population --seed 3 -o b.json
cmp -s a.json b.json || fail "the same seed, another scan"
expect 0 "" -- hotspots district.gpkg --method scan --base population -o scan.geojson
python3 - <<'PY' || fail "the JSON of a scan"
import strict_json as json
told = json.load(open("a.json"))
assert told["method"] == "scan" and told["null"] == "overdispersed" and told["obstacle"] is None
assert told["rows"] == len(told["places"]) == 55 == told["scanned"] and told["permutations"] == 9999
assert told["level"] == "settlement" and told["indicator"] == "open" and told["base"] == "population"
assert told["dispersion_cv"] > 0.2 and told["dispersion_p"] <= 0.05 and told["poisson"] is None
for number, cluster in enumerate(told["clusters"], 1):
    assert cluster["cluster"] == (number if cluster["p"] <= 0.05 else None)
    assert cluster["centre"] in cluster["places"] and cluster["seen"] > cluster["expected"] and cluster["llr"] > 0
    assert cluster["sentence"].startswith("In ") and cluster["radius_km"] >= 0 and 42 < cluster["lat"] < 43
told = json.load(open("scan.geojson"))
assert len(told["features"]) == 55 and "cluster" in told["features"][0]["properties"]
PY
expect 0 "takes part: a scan needs 10" -- hotspots district.gpkg --method scan --level district
expect 1 "No problem matches the filter" -- hotspots district.gpkg --where 'severity>=99'
expect 1 "No problem matches the filter" -- hotspots district.gpkg --method scan --where 'severity>=99'
expect 0 "No problem matches the filter" -- render district.gpkg --where 'severity>=5 and severity<=1' -o none.png
expect 1 "counts cases" -- hotspots district.gpkg --method scan --indicator share_solved
expect 0 "Looked at: Open problems" -- hotspots district.gpkg --method scan --indicator per_1000  # the count behind it
expect 2 "by its residents already" -- hotspots district.gpkg --indicator per_1000_local --base population
expect 2 "This is no count" -- hotspots district.gpkg --indicator share_solved --base population
expect 2 "has circles, not neighbours" -- hotspots map.csv --method scan --value v --weights queen

# periods, filters and levels, of a register and of a plain file
expect 0 "" -- classify district.gpkg --value open --level district --json
grep -q '"counts":\[1' out || fail "one district"
expect 0 "" -- classify district.gpkg --value passport_centre_km --level rural_district --json
grep -q '"missing":0' out || fail "the passport of rural districts"
expect 0 "" -- classify district.gpkg --value problems --where 'category=utilities.*' --period 2025-01-01..2025-12-31 --json
expect 0 "" -- classify map.csv --value v --where 'people<1010' --json
grep -q '"missing":0' out || fail "the features of a filter"
expect 0 "" -- hotspots map.csv --value v --where 'people<1060'
[ "$(wc -l <out)" -eq 60 ] || fail "the rows of a filter"
expect 0 "" -- hotspots district.gpkg --indicator appeals --period 2025-01-01..2025-12-31 --where 'severity>=2'
expect 2 "Write the first and the last day" -- hotspots district.gpkg --period 2025
expect 2 "Only a register has periods" -- hotspots map.csv --value v --period 2025-01-01..
expect 2 "There is no such field" -- classify district.gpkg --value open --where 'colour=red'
expect 1 "The register has: open, problems, " -- classify district.gpkg --value nothing
expect 0 "Records exported: 13" -- export district.gpkg --what rural_districts --indicators open,risk_hazard -o two.csv
[ "$(head -1 two.csv | tr ',' '\n' | grep -c 'risk_\|open')" = 2 ] || fail "the columns that were asked for"
expect 2 "Only settlements" -- export district.gpkg --indicators open -o two.csv
expect 1 "begins later" -- export district.gpkg --what districts --as-of 2001-01-01 -o past.csv
expect 0 "Records exported: 1" -- export district.gpkg --what districts --as-of "$(date -u -d '+1 day' +%F)" -o past.csv

# no residents, no rates
python3 - <<'PY'
import os, shutil
shutil.copytree(os.environ["RISKMAP_DATA"], "nobody")
path = "nobody/indicator_values.csv"
lines = open(path, encoding="utf-8").readlines()
open(path, "w", encoding="utf-8").writelines(line for line in lines if ",population," not in line)
PY
"$RISKMAP_BIN" new nobody.gpkg --from nobody >/dev/null 2>&1
expect 1 "there is no rate" -- hotspots nobody.gpkg --indicator per_1000
expect 0 "How many people live anywhere is not known" -- hotspots nobody.gpkg
expect 0 "Looked for" -- hotspots nobody.gpkg --indicator per_1000 --method joincount

# the cluster that the sample tells of: the villages that hang on one pipe
expect 0 "Significant at 0.05 (bh): 7." -- hotspots district.gpkg --indicator open --where category=utilities.water_drinking
[ "$(grep -c '^615837[0-9]*,.*,hot$' out)" -ge 5 ] || fail "the planted cluster is not found"
! grep -v '^615837' out | grep -q ',hot$' || fail "a cluster where none was planted"

# a result is no part of what it is made from either
ogr2ogr -q -f 'ESRI Shapefile' parts.shp squares.csv -oo GEOM_POSSIBLE_NAMES=WKT -oo KEEP_GEOM_COLUMNS=NO -oo AUTODETECT_TYPE=YES
expect 1 "would replace a file that it is made from" -- hotspots parts.shp --value v --format csv -o "$work/parts.dbf"

# shares of what is not above 0 are left out, z and p stay; what is untestable is counted by itself
{ echo WKT,v && for x in 1 2 3 4 5 6 7 8 9; do echo "POINT($x $((x * x))),$((x - 30))"; done; } >negative.csv
expect 0 "" -- hotspots negative.csv --value v --weights knn:3 --format json
python3 - <<'PY' || fail "the JSON of a total below 0"
import strict_json as json
told = json.load(open("out"))
assert all(one["statistic"] is None and one["expected"] is None and one["z"] is not None for one in told["places"])
assert told["tested"] + told["untestable"] == 9
PY
expect 0 "" -- hotspots negative.csv --value v --weights knn:8 --format json
python3 - <<'PY' || fail "what is left of a variance where all are neighbours"
import strict_json as json
told = json.load(open("out"))
assert told["moran_z"] is None and told["geary_z"] is None and told["geary_variance"] == 0
PY
expect 2 "It is for hotspots" -- export district.gpkg --what settlements --alpha 0.1 -o never.csv
expect 2 "has its own colours" -- render squares.csv --colour-by v --heat 200 -o never.png

# what the sentences say of small layers
expect 1 "No row matches the filter" -- classify odd.csv --value v --where 'v>100'
expect 1 "No problem matches the filter" -- classify district.gpkg --value open --where 'severity>=99'
expect 0 "Nobody has a neighbour" -- hotspots odd.csv --value v --weights distance:0.001
expect 0 "Cannot be tested: 13." -- hotspots district.gpkg --indicator open --level rural_district --weights knn:1
grep -q "Tested: 0. " said || fail "what cannot be tested is said to be tested"

# what cannot be meant
expect 2 "Give the field of numbers" -- hotspots map.csv
expect 1 "no such field of numbers" -- hotspots map.csv --value nothing
expect 1 "There is no such indicator" -- hotspots district.gpkg --indicator nothing
expect 1 "There is no such category. The codes of the register: utilities, utilities.water_drinking" -- \
  hotspots district.gpkg --indicator category_water
printf 'WKT,v,nothing,words\n"POINT(1 2)",1,,a\n"POINT(3 4)",2,,b\n"POINT(5 5)",3,,c\n' >fields.csv
expect 1 "no row has a value in it" -- hotspots fields.csv --value nothing
expect 1 "no row has a value in it" -- classify fields.csv --value nothing
expect 1 "The field holds texts" -- hotspots fields.csv --value words
expect 0 "too few values" -- classify fields.csv --value v -k 5
expect 0 "values repeat" -- classify odd.csv --value v -k 9
expect 2 "Only a register has indicators" -- hotspots map.csv --indicator open
expect 1 "of 0 and 1 only" -- hotspots map.csv --value v --method joincount
expect 1 "names no coordinate system" -- hotspots map.csv --value v -o a.geojson
expect 2 "another format" -- hotspots map.csv --value v -o a.csv --format json
expect 2 "Choose one of" -- hotspots map.csv --value v --method geary
echo "hotspots: all as meant"
