"""Is a file GeoJSON as RFC 7946 has it? rfc7946.py --within W,S,E,N [--decimals N] FILE… | rfc7946.py --self-test

Knows nothing of this program: Python's own JSON reader, numbers as they are written. Beyond the RFC's musts it holds our
promises: right-hand rings, string ids that are unique, a bounding box that is exactly that of the shapes, few decimals.
"""
import argparse
import decimal
import json
import pathlib
import sys

FORBIDDEN = {"FeatureCollection": {"coordinates", "geometries", "geometry", "properties"}, "Feature": {"features"}}


class Broken(Exception):
    pass


def need(truth, sentence):
    if not truth:
        raise Broken(sentence)


def members(pairs):
    names = [name for name, _ in pairs]
    need(len(set(names)) == len(names), f"a member is repeated: {names}")
    need("crs" not in names, "there is a crs member")
    return dict(pairs)


def no_constant(word):
    raise Broken(f"{word} is no JSON number")


def parsed(data):
    need(not data.startswith(b"\xef\xbb\xbf"), "it begins with a byte order mark")
    try:
        text = data.decode("utf-8", "strict")
    except UnicodeDecodeError as problem:
        raise Broken(f"not UTF-8: {problem}") from None
    try:
        document = json.loads(text, object_pairs_hook=members, parse_constant=no_constant, parse_float=decimal.Decimal,
                              parse_int=decimal.Decimal)
        json.dumps(document, ensure_ascii=False, default=str).encode("utf-8", "strict")
    except UnicodeEncodeError:
        raise Broken("half of a surrogate pair is escaped in it") from None
    except json.JSONDecodeError as problem:
        raise Broken(f"not JSON: {problem}") from None
    return document


def twice_area(ring):
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:]))


def is_inside(point, ring):
    x, y = point
    crossings = 0
    for (ax, ay), (bx, by) in zip(ring, ring[1:]):
        if (ay > y) != (by > y) and x < ax + (bx - ax) * (y - ay) / (by - ay):
            crossings += 1
    return crossings % 2 == 1


class Checker:
    """One file; collects every position for the bounding box."""

    def __init__(self, within, decimals):
        self.west, self.south, self.east, self.north = within
        self.decimals = decimals
        self.positions = []
        self.ids = set()
        self.shapes = 0

    def position(self, position):
        need(isinstance(position, list) and len(position) == 2, f"a position is {position}")
        need(all(isinstance(value, decimal.Decimal) for value in position), f"a position is {position}")
        for value in position:
            need(-value.as_tuple().exponent <= self.decimals, f"{value} has more than {self.decimals} decimals")
        lon, lat = position
        need(self.west <= lon <= self.east and self.south <= lat <= self.north, f"{lon} {lat} is elsewhere: lon, lat in that order?")
        self.positions.append((lon, lat))
        return (lon, lat)

    def line(self, positions):
        need(isinstance(positions, list) and len(positions) >= 2, "a line has two positions or more")
        return [self.position(position) for position in positions]

    def polygon(self, rings):
        need(isinstance(rings, list) and rings, "a polygon without rings")
        closed = [self.line(ring) for ring in rings]
        for number, ring in enumerate(closed):
            need(len(ring) >= 4, "a ring has four positions or more")
            need(ring[0] == ring[-1], "a ring is open")
            need(all(a != b for a, b in zip(ring, ring[1:])), "a position is repeated")
            area = twice_area(ring)
            need(area > 0 if number == 0 else area < 0, f"ring {number} breaks the right-hand rule")
        for hole in closed[1:]:
            need(any(is_inside(vertex, closed[0]) for vertex in hole), "a hole lies outside its polygon")

    def geometry(self, geometry):
        if geometry is None:
            return
        need(isinstance(geometry, dict) and set(geometry) == {"type", "coordinates"}, f"members of a geometry: {list(geometry)}")
        coordinates = geometry["coordinates"]
        one = {"Point": self.position, "LineString": self.line, "Polygon": self.polygon}
        many = {"MultiPoint": self.position, "MultiLineString": self.line, "MultiPolygon": self.polygon}
        kind = geometry["type"]
        need(kind in one or kind in many, f"geometry type {kind}")
        self.shapes += 1
        if kind in one:
            one[kind](coordinates)
            return
        need(isinstance(coordinates, list) and coordinates, f"an empty {kind}")
        for part in coordinates:
            many[kind](part)

    def feature(self, feature):
        need(isinstance(feature, dict) and feature.get("type") == "Feature", "a member of features is no Feature")
        need("geometry" in feature and "properties" in feature, "a Feature lacks geometry or properties")
        need(not FORBIDDEN["Feature"] & feature.keys(), "a Feature has a collection's member")
        need(feature["properties"] is None or isinstance(feature["properties"], dict), "properties are no object")
        name = feature.get("id")
        need(isinstance(name, str) and name != "", f"the id {name!r} is no text")
        need(name not in self.ids, f"the id {name} comes twice")
        self.ids.add(name)
        self.geometry(feature["geometry"])

    def collection(self, document):
        need(isinstance(document, dict) and document.get("type") == "FeatureCollection", "no FeatureCollection")
        need(not FORBIDDEN["FeatureCollection"] & document.keys(), "a FeatureCollection has a member of another type")
        need(isinstance(document.get("features"), list), "features is no array")
        for feature in document["features"]:
            self.feature(feature)
        if not self.positions:
            need("bbox" not in document, "there is a bbox of nothing")
            return
        lons, lats = zip(*self.positions)
        wanted = [min(lons), min(lats), max(lons), max(lats)]
        need(document.get("bbox") == wanted, f"bbox {document.get('bbox')}, the shapes' {wanted}")


def checked(data, within, decimals):
    checker = Checker(within, decimals)
    checker.collection(parsed(data))
    return checker


def bad_documents():
    """What must be refused, with a word of the complaint."""
    square = "[[[1,1],[2,1],[2,2],[1,2],[1,1]]]"

    def document(geometry, name='"a"', box="[1,1,2,2]", more=""):
        return ('{"type":"FeatureCollection",' + more + f'"bbox":{box},"features":[{{"type":"Feature","id":{name},'
                f'"geometry":{geometry},"properties":{{"t":"су"}}}}]}}').encode()

    def polygon(rings, **others):
        return document(f'{{"type":"Polygon","coordinates":{rings}}}', **others)

    good = polygon(square)
    yield "", good
    yield "", polygon("[[[1,1],[2,1],[2,2],[1,2],[1,1]],[[1.2,1.2],[1.2,1.4],[1.4,1.4],[1.4,1.2],[1.2,1.2]]]")
    yield "right-hand", polygon("[[[1,1],[1,2],[2,2],[2,1],[1,1]]]")
    yield "right-hand", polygon("[[[1,1],[2,1],[2,2],[1,2],[1,1]],[[1.2,1.2],[1.4,1.2],[1.4,1.4],[1.2,1.4],[1.2,1.2]]]")
    yield "outside its polygon", polygon("[[[1,1],[2,1],[2,2],[1,2],[1,1]],[[3,3],[3,4],[4,4],[4,3],[3,3]]]")
    yield "open", polygon("[[[1,1],[2,1],[2,2],[1,2]]]")
    yield "four positions", polygon("[[[1,1],[2,1],[1,1]]]")
    yield "decimals", polygon("[[[1,1],[2,1],[2,2.00000001],[1,2],[1,1]]]")
    yield "elsewhere", document('{"type":"Point","coordinates":[1,60]}', box="[1,60,1,60]")
    yield "bbox", polygon(square, box="[1,1,2,3]")
    yield "is no text", polygon(square, name="7")
    yield "crs member", polygon(square, more='"crs":null,')
    yield "repeated", polygon(square, more='"type":"FeatureCollection",')
    yield "no JSON number", polygon(square, more='"n":NaN,')
    yield "byte order mark", b"\xef\xbb\xbf" + good
    yield "not UTF-8", good.replace("су".encode(), "су".encode("cp1251"))
    yield "surrogate", good.replace("су".encode(), b"\\ud83d")
    yield "not JSON", good[:-1]
    one = good[good.index(b'[{"type"') + 1:-2]
    yield "comes twice", good.replace(one, one + b"," + one)


def self_test():
    for word, data in bad_documents():
        try:
            checked(data, (0, 0, 50, 50), 7)
            complaint = ""
        except Broken as problem:
            complaint = str(problem)
        if (word == "") != (complaint == "") or word not in complaint:
            sys.exit(f"the checker says {complaint!r}, not {word!r}, of {data.decode('utf-8', 'replace')}")


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--self-test", action="store_true")
    arguments.add_argument("--within", default="-180,-90,180,90")
    arguments.add_argument("--decimals", type=int, default=7)
    arguments.add_argument("files", nargs="*", type=pathlib.Path)
    options = arguments.parse_args()
    if options.self_test:
        return self_test()
    within = [decimal.Decimal(word) for word in options.within.split(",")]
    for file in options.files:
        try:
            found = checked(file.read_bytes(), within, options.decimals)
        except Broken as problem:
            sys.exit(f"{file.name}: {problem}")
        print(f"{file.name}: {len(found.ids)} features, {found.shapes} shapes, {len(found.positions)} positions")
    return None


main()
