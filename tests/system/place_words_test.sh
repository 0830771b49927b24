#!/bin/sh
# What the commands about places say and write where a person must not be misled: small numbers, other shapes, filters,
# breaks, levels of significance, names and sentences.
set -eu
. "$(dirname "$0")/expect.sh"

# the same map in the smallest and in the largest unit: the same classes
python3 - <<'PY'
for name, unit in (("one", ""), ("small", "e-200"), ("smallest", "e-310"), ("large", "e140")):
    with open(f"{name}.csv", "w") as out:
        out.write("WKT,v,a b\n")
        for row in range(64):
            x, y = row % 8, row // 8
            out.write(f'"POINT({x} {y})",{20 + row % 5 if x < 3 and y < 3 else row * 7 % 11}.0{unit},{row}\n')
PY
for method in gi lisa; do
  for inference in analytic permutation; do
    for name in one small smallest large; do
      expect 0 "Moran's I of the whole layer: 0." -- hotspots $name.csv --value v --weights knn:6 --method $method \
        --inference $inference --permutations 999
      cut -d, -f13 out >$name.classes
      cmp -s one.classes $name.classes || fail "$method, $inference: another unit ($name), other classes"
    done
    grep -q "^h" one.classes || fail "$method, $inference: the block is not found"
  done
done

# too few random deals: why, and what would do
expect 0 "So few random deals cannot tell: at this limit 39 at least are needed." -- hotspots one.csv --value v \
  --weights knn:6 --inference permutation --permutations 38
expect 0 "" -- hotspots one.csv --value v --weights knn:6 --inference permutation --permutations 39
grep -q "So few" said && fail "enough random deals are called too few"

# texts are kinds by themselves
printf 'WKT,kind\nPOINT(0 0),a\nPOINT(1 0),b\nPOINT(2 0),a\nPOINT(3 0),b\nPOINT(4 0),a\n' >kinds.csv
expect 0 "" -- classify kinds.csv --value kind --scheme unique --json
grep -qF '"counts":[3,2]' out || fail "kinds counted"
expect 2 "This field holds texts: each is a class of its own" -- classify kinds.csv --value kind --scheme equal

# shapes of another kind are not shapes that lack
python3 - <<'PY'
import json
def square(x):
    return {"type": "Polygon", "coordinates": [[[x, 0], [x + 1, 0], [x + 1, 1], [x, 1], [x, 0]]]}
shapes = [square(n) for n in range(6)] + [{"type": "Point", "coordinates": [1, 2]}, None,
                                          {"type": "LineString", "coordinates": [[1, 2], [2, 3]]}]
features = [{"type": "Feature", "properties": {"v": n}, "geometry": shape} for n, shape in enumerate(shapes)]
open("mixed.geojson", "w").write(json.dumps({"type": "FeatureCollection", "features": features}))
PY
expect 0 "The shapes of the layer are polygons. Rows of another kind have no neighbours (2): 7 (point), 9 (line)." -- \
  hotspots mixed.geojson --value v --weights queen
grep -qF "Without a shape, and so without neighbours: row 8." said || fail "the row without a shape"
expect 0 "Rows of another kind have no neighbours (1): 7 (point)." -- \
  hotspots mixed.geojson --value v --weights queen --where 'v<8'

# numbers of a filter, and the columns there are
for number in '5;drop' 1e999 nan inf -nan; do
  for command in hotspots classify; do
    expect 2 "«v>$number»: This is not a number. Write one like 5, -2.5 or 1e6." -- \
      $command one.csv --value v --where "v>$number"
  done
done
expect 2 "The columns of the file: WKT, v, \`a b\`." -- classify one.csv --value v --where 'colour=red'
expect 2 "The columns of the file: WKT, v, \`a b\`." -- classify one.csv --value v --where '"c d">3'
grep -qF "stands between back quotes" said || fail "how a name with blanks is written"
expect 0 "" -- classify one.csv --value v --where '`a b`>3'

# breaks
for command in "classify one.csv --value v" "render one.csv --colour-by v -o never.png"; do
  expect 2 "--breaks: Write ascending numbers" -- $command --breaks ''
done
printf 'WKT,v\nPOINT(0 0),1\nPOINT(1 0),2\nPOINT(2 0),1000000000000009\n' >long.csv
expect 0 "" -- classify long.csv --value v --scheme fisher -k 2
grep -qF "(2, 1000000000000009]" out || fail "the last break is not the largest value"
expect 0 "" -- render one.csv --source-crs EPSG:4326 --colour-by v --breaks 5,100 --size 900x600 -o locked.svg
grep -q "> *100\|&gt;.100" locked.svg || fail "an empty topmost class is left out of the legend"

# levels of significance
expect 0 "Significant at 0.000000001 (bh): " -- hotspots one.csv --value v --weights knn:6 --alpha 1e-9
expect 0 "Significant at 1e-30 (bh): 0." -- hotspots one.csv --value v --weights knn:6 --alpha 1e-30
for alpha in 0 1 -0.1 2 nan inf; do
  expect 2 "above 0 and below 1" -- hotspots one.csv --value v --weights knn:6 --alpha $alpha
done

# every place has its name and its sentence, in the language that was asked for
"$RISKMAP_BIN" new district.gpkg --from "$RISKMAP_DATA" >/dev/null 2>&1
expect 0 "The filter keeps the problems of some places" -- hotspots district.gpkg --where 'rural_district=615837000'
expect 0 "" -- hotspots district.gpkg --where 'severity>=3'
! grep -q "keeps the problems of some places" said || fail "a filter that names no place"
for lang in kk ru en; do
  for asked in "gi --level settlement" "lisa --level rural_district" "scan --where category=utilities.water_drinking"; do
    for ending in geojson json csv; do
      "$RISKMAP_BIN" hotspots district.gpkg --method $asked --lang $lang -o "${asked%% *}-$lang.$ending" 2>/dev/null
    done
  done
done
python3 - <<'PY' || fail "names and sentences"
import csv
import strict_json as json
for method, places in (("gi", 55), ("lisa", 13), ("scan", 55)):
    names, sentences = {}, {}
    for lang in ("kk", "ru", "en"):
        features = json.load(open(f"{method}-{lang}.geojson"))["features"]
        listed = json.load(open(f"{method}-{lang}.json"))["places"]
        table = list(csv.DictReader(open(f"{method}-{lang}.csv")))
        assert len(features) == len(listed) == len(table) == places and "name" not in table[0]
        for feature, place in zip(features, listed):
            told = feature["properties"]
            assert feature["id"] == place["id"] and told["name"] == place["name"] and told["name"]
            assert method == "scan" or told["sentence"] == place["sentence"].strip() != ""
            assert method != "scan" or (told["sentence"] is None) == (told["cluster"] is None)
        names[lang] = [feature["properties"]["name"] for feature in features]
        sentences[lang] = [feature["properties"]["sentence"] for feature in features]
        for sentence in filter(None, sentences[lang]):
            assert " = " not in sentence and sentence.endswith(".")
    assert names["kk"] != names["en"] and any(sentences["kk"])
    assert sentences["kk"] != sentences["ru"] != sentences["en"]
PY
echo "words about places: all as meant"
