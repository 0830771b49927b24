"""Compares `riskmap classify` with R's classInt, live: classint_compare.py RISKMAP SAMPLE-REGISTER FOLDER

Columns of the sample, of R's own packages, and seeded random columns with ties. Quantiles (type 7), equal steps, standard
deviations and the fences of boxes: the same breaks to 1e-12, but for repeated ones, which classInt keeps and we drop with
the empty class they make, and for the ends of a box map, where classInt writes -Inf or Inf. Round numbers (pretty): the
same, but of whole values ours are whole. Fisher and jenks: our sum of squares within the classes is not above theirs, since
partitions with the same sum may differ.
"""
import bisect
import collections
import functools
import itertools
import strict_json as json
import math
import pathlib
import random
import subprocess
import sys

SEED = 20260316
SCHEMES = {"jenks": "fisher", "sd": "stddev"}
INDICATORS = ("open", "per_1000", "overdue", "population", "stale", "days_open")


@functools.lru_cache(maxsize=None)
def output_of(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def random_columns():
    """Columns of many shapes; half of them have ties."""
    chance = random.Random(SEED)
    yield "uniform", [chance.random() for _ in range(211)]
    yield "skewed", [chance.lognormvariate(3, 1.5) for _ in range(300)]
    yield "offset", [1e6 + chance.gauss(0, 1) for _ in range(97)]
    yield "negative", [chance.gauss(-5, 40) for _ in range(55)]
    yield "counts", [float(min(int(chance.expovariate(0.2)), 40)) for _ in range(400)]
    yield "dice", [float(chance.randint(1, 12)) for _ in range(250)]
    yield "halves", [chance.randint(-20, 20) / 2 for _ in range(120)]
    yield "mostly_zero", [float(max(0, chance.randint(-30, 25))) for _ in range(150)]


def sample_columns(riskmap, register, work):
    places = work / "settlements.geojson"
    output_of(riskmap, "export", register, "--what", "settlements", "--profile", "internal", "-o", str(places))
    rows = [feature["properties"] for feature in json.loads(places.read_text(encoding="utf-8"))["features"]]
    for name in INDICATORS:
        values = [float(row[name]) for row in rows if row[name] is not None]
        if len(set(values)) > 7:
            yield name, values


def write_columns(columns, folder):
    for name, values in columns.items():
        (folder / f"{name}.txt").write_text("".join(f"{value!r}\n" for value in values))


def columns_in(folder):
    """Those that R has written beside ours, too."""
    for path in sorted(folder.glob("*.txt")):
        values = [float(line) for line in path.read_text().split()]
        path.with_suffix(".csv").write_text("WKT,v\n" + "".join(f'"POINT (0 {row})",{value!r}\n' for row, value in enumerate(values)))
        yield path.stem, values


def within_class_squares(values, breaks):
    """By (low, high], as classInt closes fisher's classes at the right."""
    classes = [[] for _ in breaks[1:]]
    for value in values:
        classes[max(0, bisect.bisect_left(breaks, value, 1, len(breaks) - 1) - 1)].append(value)
    means = [math.fsum(each) / len(each) if each else 0 for each in classes]
    return math.fsum((value - mean) ** 2 for each, mean in zip(classes, means) for value in each)


def difference(ours, theirs):
    size = max(abs(theirs[0]), abs(theirs[-1]))
    same = len(ours) == len(theirs) and all(abs(a - b) <= 1e-12 * size for a, b in zip(ours, theirs))
    return "" if same else f"breaks {ours}, classInt's {theirs}"


def differing_breaks(ours, theirs):
    return difference(ours, theirs[:1] + [limit for limit, _ in itertools.groupby(theirs[1:])])


def differing_fences(ours, theirs):
    """classInt's ends are -Inf and Inf where nothing lies beyond a fence, ours the fence itself."""
    return difference(ours[1:-1], theirs[1:-1])


def differing_round_numbers(ours, theirs, values):
    """No problem is half a problem: of whole values our breaks are whole, where classInt's need not be."""
    is_whole = all(value == int(value) for value in values)
    if is_whole and any(limit != int(limit) for limit in theirs):
        return "" if all(limit == int(limit) for limit in ours) else f"breaks {ours} of whole values"
    return differing_breaks(ours, theirs)


def worse_squares(ours, theirs, values):
    """The breaks of natural classes may lie anywhere between two values; what falls together is what counts."""
    limit = within_class_squares(values, theirs)
    told, real = ours["ssd"], within_class_squares(values, ours["breaks"])
    if not math.isclose(told, real, rel_tol=1e-9, abs_tol=1e-9):
        return f"says {told} for squares of {real}"
    return "" if real <= limit * (1 + 1e-9) + 1e-12 else f"squares {real}, classInt's {limit}"


def problem_with(style, ours, theirs, values):
    if style in ("fisher", "jenks"):
        return worse_squares(ours, theirs, values)
    if style.startswith("box"):
        return differing_fences(ours["breaks"], theirs)
    if style == "pretty":
        return differing_round_numbers(ours["breaks"], theirs, values)
    return differing_breaks(ours["breaks"], theirs)


def main():
    riskmap, register, folder = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
    write_columns(dict(random_columns()) | dict(sample_columns(riskmap, register, folder)), folder)
    told = output_of("Rscript", str(pathlib.Path(__file__).with_name("classint.R")), str(folder))
    columns, compared, failed = dict(columns_in(folder)), collections.Counter(), 0
    for line in told.splitlines():
        name, style, k, *breaks = line.split()
        scheme = SCHEMES.get(style, style)
        count = () if style.startswith("box") else ("-k", k)
        ours = json.loads(output_of(riskmap, "classify", str(folder / f"{name}.csv"), "--value", "v", "--scheme", scheme, *count, "--json"))
        problem = problem_with(style, ours, [float(word) for word in breaks], columns[name])
        compared[style] += 1
        if problem:
            failed += 1
            print(f"{name}, {style}, {k} classes: {problem}")
    print(f"{len(columns)} columns, {compared.total()} classifications compared, {failed} differ (seed {SEED})")
    enough = len(compared) == 8 and min(compared.values()) == len(columns) >= 18
    sys.exit(0 if enough and not failed else 1)


main()
