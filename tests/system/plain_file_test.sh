#!/bin/sh
# Plain vector files by command: which layer is read is said, what cannot be meant is refused with what to do instead.
set -eu
command -v ogr2ogr >/dev/null || { echo "skipped: gdal-bin is not installed"; exit 77; }
. "$(dirname "$0")/expect.sh"

"$RISKMAP_BIN" new district.gpkg --from "$RISKMAP_DATA" >/dev/null
ogr2ogr -q -f GPKG several.gpkg "$RISKMAP_DATA/areas_rural_district.geojson" -nln villages
ogr2ogr -q -f GPKG -update several.gpkg "$RISKMAP_DATA/areas_district.geojson" -nln outline
ogr2ogr -q -f GPKG -update several.gpkg "$RISKMAP_DATA/areas_district.geojson" -nln nothing -nlt NONE
cat >unnamed.topojson <<'TOPO'
{"type":"Topology","objects":{"areas":{"type":"GeometryCollection","geometries":[
{"type":"Polygon","arcs":[[0]],"properties":{"code":"615800000"}}]}},
"arcs":[[[560000,4650000],[600000,4650000],[600000,4690000],[560000,4690000],[560000,4650000]]]}
TOPO
cat >far.geojson <<'FAR'
{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"Polygon",
"coordinates":[[[10,50],[11,50],[11,51],[10,51],[10,50]]]}}]}
FAR

# which layer
expect 0 "the layer villages was read. There are others: outline." -- render several.gpkg -o a.png --size 200x200
expect 1 "Layers with shapes: villages, outline." -- render several.gpkg -o a.png --layer missing
expect 1 "Layers with shapes: villages, outline." -- render several.gpkg -o a.png --layer nothing
expect 0 "" -- render several.gpkg -o b.png --layer outline --size 200x200
grep -q "outline" said && fail "a layer that was named is told of"
expect 2 "A register is drawn as a whole" -- render district.gpkg -o a.png --layer villages
expect 2 "A register is drawn as a whole" -- classify district.gpkg --value open --layer villages

# what a picture can be is said with its limits, before anything is opened
expect 2 "at least 200x150 pixels" -- render district.gpkg -o e.png --size 100x100
expect 2 "at least 625x469 pixels" -- render district.gpkg -o e.png --size 600x600 --dpi 300
expect 2 "at most 32000 pixels" -- render missing.gpkg -o e.svg --size 32001x300
expect 2 "at most 2000 million pixels" -- render missing.gpkg -o e.png --size 50000x50000
expect 0 "" -- render district.gpkg -o e.svg --size 16384x16384
expect 2 "for example 1600x900" -- render district.gpkg -o e.png --size 0x900
expect 2 "from -180 to 180 degrees" -- render missing.gpkg -o e.png --bbox 69,91,70,92
expect 2 "from -180 to 180 degrees" -- render missing.gpkg -o e.png --bbox 70,41,69,43
expect 2 "for example 69.3" -- render missing.gpkg -o e.png --bbox 69,41,70

# which coordinate system
for crs in foo EPSG:4978 EPSG:5773; do
  expect 2 "EPSG:32642" -- render district.gpkg -o c.png --crs "$crs"
  expect 2 "EPSG:32642" -- render several.gpkg -o c.png --crs "$crs"
done
[ ! -e c.png ] || fail "a picture in no coordinate system of a map"
expect 1 "Give --source-crs" -- render unnamed.topojson -o c.png
expect 1 "no place on the Earth" -- render unnamed.topojson -o c.png --source-crs EPSG:4326
[ ! -e c.png ] || fail "an empty picture"
expect 0 "" -- render unnamed.topojson -o c.png --source-crs EPSG:32642 --size 200x200
expect 0 "The file names its own coordinate system" -- render several.gpkg -o c.png --layer outline --source-crs EPSG:32642

# what only a register or only a plain file has
expect 2 "Only a register" -- render several.gpkg -o c.png --geometry tiles
expect 2 "Only a register" -- render several.gpkg -o c.png --level district
expect 2 "plain files" -- render district.gpkg -o c.png --source-crs EPSG:4326
expect 1 "None of the settlements lies inside" -- boundaries district.gpkg --derive settlement --clip far.geojson

# an option that would mean nothing is refused
expect 2 "It does not go together with --derive" -- boundaries district.gpkg --derive settlement --level settlement
expect 2 "It does not go together with --derive" -- boundaries district.gpkg --derive settlement --key code
for option in "--colour-by open" "--scheme equal" "-k 4" "--palette PuBu"; do
  # shellcheck disable=SC2086
  expect 2 "has its own colours" -- render district.gpkg -o c.png --geometry ways_to_solve $option
done
expect 2 "not by classes" -- render district.gpkg -o c.png --geometry points --scheme equal
expect 2 "Give --colour-by" -- render several.gpkg -o c.png --layer outline -k 4
expect 2 "its own number of classes" -- render district.gpkg -o c.png --scheme unique -k 4
expect 2 "its own number of classes" -- classify district.gpkg --value open --scheme box -k 4
expect 0 "" -- classify district.gpkg --value open --scheme box
expect 2 "from 1 to 64" -- classify district.gpkg --value open -k 65
expect 2 "are points" -- export district.gpkg -o c.geojson --geometry area
expect 2 "The filter is empty" -- export district.gpkg -o c.geojson --where ""
expect 2 "The filter is empty" -- render district.gpkg -o c.png --where " "

# boundaries of another register are those of the level that is asked for
cp district.gpkg another.gpkg
expect 0 "" -- boundaries district.gpkg another.gpkg --level settlement --key code
grep -q "No such place" said && fail "boundaries of other levels are taken for strangers"
expect 2 "the register itself" -- boundaries district.gpkg district.gpkg --level settlement --key code
expect 2 "Leave this out" -- boundaries district.gpkg another.gpkg --level settlement --key code --layer area

# a coordinate system that nobody knows is not taken for WGS 84, wherever the file names it
feature='"features":[{"type":"Feature","id":"a","properties":{"n":[1]},"geometry":{"type":"Polygon","coordinates":[[[69,42],[70,42],[70,43],[69,42]]]}}]'
for crs in '{"type":"name","properties":{"name":"LOCAL:mine"}}' '{"properties":{"name":"urn:ogc:def:crs:EPSG::999999"},"type":"name"}'; do
  printf '{"type":"FeatureCollection","crs":%s,%s}' "$crs" "$feature" >strange.geojson
  expect 1 "Give --source-crs" -- render strange.geojson -o c.png
  expect 1 "" -- check strange.geojson
  grep -q "which is not known here" out || fail "a strange coordinate system is passed over"
  printf '{"type":"FeatureCollection",%s,"crs":%s}' "$feature" "$crs" >strange.geojson
  expect 1 "Give --source-crs" -- render strange.geojson -o c.png
done
expect 0 "" -- render strange.geojson -o c.png --source-crs EPSG:4326 --size 300x300
printf '{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:4326"}},%s}' "$feature" >known.geojson
expect 0 "" -- render known.geojson -o c.png --size 300x300

# ids that stand twice, shapes around the back of the globe
cat >twice.geojson <<'TWICE'
{"type":"FeatureCollection","features":[
{"type":"Feature","id":7,"properties":{},"geometry":{"type":"LineString","coordinates":[[69,42],[70,42]]}},
{"type":"Feature","id":7,"properties":{},"geometry":{"type":"LineString","coordinates":[[179,42],[-179,43]]}}]}
TWICE
expect 1 "" -- check twice.geojson
grep -q "row 2: The id 7 stands at an earlier row too" out || fail "ids that stand twice are passed over"
grep -q "row 2: The shape crosses the 180th meridian" out || fail "a shape around the globe is passed over"

# neighbours that draw their border differently; the same border is no fault
cat >apart.geojson <<'APART'
{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[69.9,42],[70,42],[70.0001,42.05],[70,42.1],[69.9,42.1],[69.9,42]]]}},
{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[70,42],[70.1,42],[70.1,42.1],[70,42.1],[70,42.05],[70,42]]]}}]}
APART
expect 1 "" -- check apart.geojson
grep -q "draw their border differently: 42.05" out || fail "a sliver between neighbours is passed over"
sed 's/70.0001/70/' apart.geojson >agreed.geojson
expect 0 "" -- check agreed.geojson

# a library keeps its own words to itself
expect 0 "" -- export district.gpkg --what measures --profile internal -o measures.kml
grep -q "Warning" said && fail "GDAL speaks"

# only shapes that are there are counted
expect 0 "" -- info district.gpkg --json
python3 - <<'PY' || fail "a shape that is not there is counted"
import strict_json as json
areas = json.load(open("out"))["areas"]
for level, found in areas.items():
    assert (found["shapes"] == 0) == (found["vertices"] == 0), (level, found)
PY

# a category has one name: what an export writes is what a map is coloured by
"$RISKMAP_BIN" export district.gpkg --what settlements --profile internal -o places.geojson 2>/dev/null
grep -q '"group_utilities"' places.geojson || fail "exports write another name"
expect 0 "" -- render district.gpkg -o d.png --colour-by group_utilities --size 300x300
expect 0 "" -- classify district.gpkg --value group_utilities

# breaks as a person would write them, while every value stays in its class
printf 'WKT,rate\n' >rates.csv
for rate in 0.1 0.2 0.7 1.5; do printf '"POINT(%s 42)",%s\n' "$rate" "$rate" >>rates.csv; done
expect 0 "" -- classify rates.csv --value rate --scheme equal -k 2
grep -q "^(0.8, 1.5]" out || { cat out; fail "a sum's last digits are printed"; }

# breaks a person gave stand instead of a scheme, on any map
expect 0 "" -- classify rates.csv --value rate --breaks 0.2,1
printf '[0.1, 0.2]\t2\n(0.2, 1]\t1\n(1, 1.5]\t1\n' >wanted
head -3 out | cmp -s - wanted || { cat out; fail "breaks are not kept"; }
expect 2 "Leave this out" -- classify rates.csv --value rate --breaks 0.2 -k 4
expect 2 "Leave this out" -- render district.gpkg -o c.png --breaks 2 --scheme equal
expect 2 "ascending numbers" -- render district.gpkg -o c.png --breaks 3,2
expect 0 "" -- render district.gpkg -o d.svg --colour-by open --breaks 2,5 --size 900x600
grep -qF "(2, 5]" d.svg || fail "a picture has other breaks"

# a box map of counts tells nothing below the least count
expect 0 "" -- classify district.gpkg --value open --scheme box3
[ "$(head -c 2 out)" = "[0" ] || { cat out; fail "a fence below 0"; }
! grep -q "Fewer classes" said || fail "a class without outliers is missed"

# areas coloured by a raw number: drawn, and the rate is offered; symbols and rates are right as they are
expect 0 "--colour-by per_1000" -- render district.gpkg -o d.png --colour-by open --size 300x300
for right in "--colour-by per_1000" "--colour-by open --geometry points" "--colour-by overdue_per_1000"; do
  # shellcheck disable=SC2086
  expect 0 "" -- render district.gpkg -o d.png $right --size 300x300
  ! grep -qF -- "--colour-by" said || fail "a rate is offered beside $right"
done

# texts that come again are classes; names are none
cat >kinds.geojson <<'KINDS'
{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"name":"A","road":"track"},"geometry":{"type":"Point","coordinates":[69.9,42.2]}},
{"type":"Feature","properties":{"name":"B","road":"paved"},"geometry":{"type":"Point","coordinates":[70,42.2]}},
{"type":"Feature","properties":{"name":"C","road":"track"},"geometry":{"type":"Point","coordinates":[70,42.3]}},
{"type":"Feature","properties":{"name":"D","road":"track"},"geometry":{"type":"Point","coordinates":[70,42.1]}}]}
KINDS
expect 0 "" -- classify kinds.geojson --value road
printf 'track\t3\npaved\t1\nmissing\t0\n' >wanted
cmp -s out wanted || { cat out; fail "kinds are not counted"; }
expect 2 "each is a class of its own" -- classify kinds.geojson --value road --scheme equal
expect 1 "texts that come again" -- classify kinds.geojson --value name
expect 0 "" -- render kinds.geojson -o d.svg --colour-by road --size 900x600
grep -qF "paved" d.svg || fail "a kind is not in the legend"

# no script, no window
expect 2 "This is a folder" -- --headless --script "$work"
mkfifo nobody_writes
for endless in /dev/zero nobody_writes; do
  expect 2 "This is no plain file" -- --headless --script "$endless"
done
truncate -s 5M long.txt
expect 1 "larger than the program accepts" -- --headless --script long.txt
expect 2 "Give --script or --list-widgets" -- district.gpkg --headless
expect 2 "Give --script or --list-widgets" -- district.gpkg --headless --trace trace.json
printf 'click "no\n' >broken.txt
expect 2 "This quotation mark is not closed" -- --headless --script broken.txt
printf 'fly away\n' >broken.txt
expect 2 "This is no step" -- --headless --script broken.txt
unset DISPLAY WAYLAND_DISPLAY
expect 1 "riskmap render" -- several.gpkg
echo "plain files: all said"
