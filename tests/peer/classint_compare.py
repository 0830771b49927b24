"""Compares `riskmap classify` with R's classInt, live: classint_compare.py RISKMAP SAMPLE-REGISTER FOLDER

Columns of the sample and seeded random columns with ties. Quantiles (type 7) and equal steps: the same breaks to 1e-12,
but for repeated ones, which classInt keeps and we drop with the empty class they make. Fisher and jenks: our sum of
squares within the classes is not above theirs, since partitions with the same sum may differ.
"""
import bisect
import itertools
import strict_json as json
import math
import pathlib
import random
import subprocess
import sys

SEED = 20260316
INDICATORS = ("open", "per_1000", "overdue", "population", "stale", "days_open")


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
        (folder / f"{name}.csv").write_text("WKT,v\n" + "".join(f'"POINT (0 {row})",{value!r}\n' for row, value in enumerate(values)))


def within_class_squares(values, breaks):
    """By (low, high], as classInt closes fisher's classes at the right."""
    classes = [[] for _ in breaks[1:]]
    for value in values:
        classes[max(0, bisect.bisect_left(breaks, value, 1, len(breaks) - 1) - 1)].append(value)
    means = [math.fsum(each) / len(each) if each else 0 for each in classes]
    return math.fsum((value - mean) ** 2 for each, mean in zip(classes, means) for value in each)


def differing_breaks(ours, theirs):
    wanted = theirs[:1] + [limit for limit, _ in itertools.groupby(theirs[1:])]
    size = max(abs(wanted[0]), abs(wanted[-1]))
    same = len(ours) == len(wanted) and all(abs(a - b) <= 1e-12 * size for a, b in zip(ours, wanted))
    return "" if same else f"breaks {ours}, classInt's {wanted}"


def worse_squares(ours, theirs, values):
    """The breaks of natural classes may lie anywhere between two values; what falls together is what counts."""
    limit = within_class_squares(values, theirs)
    told, real = ours["ssd"], within_class_squares(values, ours["breaks"])
    if not math.isclose(told, real, rel_tol=1e-9, abs_tol=1e-9):
        return f"says {told} for squares of {real}"
    return "" if real <= limit * (1 + 1e-9) + 1e-12 else f"squares {real}, classInt's {limit}"


def main():
    riskmap, register, folder = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
    columns = dict(random_columns()) | dict(sample_columns(riskmap, register, folder))
    write_columns(columns, folder)
    compared = failed = 0
    for line in output_of("Rscript", str(pathlib.Path(__file__).with_name("classint.R")), str(folder)).splitlines():
        name, style, k, *breaks = line.split()
        theirs = [float(word) for word in breaks]
        scheme = "fisher" if style == "jenks" else style
        ours = json.loads(output_of(riskmap, "classify", str(folder / f"{name}.csv"), "--value", "v", "--scheme", scheme, "-k", k, "--json"))
        problem = worse_squares(ours, theirs, columns[name]) if scheme == "fisher" else differing_breaks(ours["breaks"], theirs)
        compared += 1
        if problem:
            failed += 1
            print(f"{name}, {style}, {k} classes: {problem}")
    print(f"{len(columns)} columns, {compared} classifications compared, {failed} differ (seed {SEED})")
    sys.exit(1 if failed or compared < 200 else 0)


main()
