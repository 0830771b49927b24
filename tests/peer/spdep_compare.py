"""Compares `riskmap weights` and `riskmap hotspots` with R's spdep, live: spdep_compare.py RISKMAP FOLDER

Layers that R's own packages bring: areas and points, values and rates, with and without islands. Neighbours must be the
same; statistics, moments, standardised rates and z to 1e-9 relative, p to 1e-9.
"""
import collections
import csv
import functools
import io
import strict_json as json
import math
import pathlib
import subprocess
import sys

riskmap, folder = sys.argv[1], pathlib.Path(sys.argv[2])
COLUMN_OF = {"value": "value", "statistic": "statistic", "expected": "expected", "variance": "variance", "z": "z", "p": "p"}


@functools.lru_cache(maxsize=None)
def output_of(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def weights_options(layer, weights):
    return (str(folder / f"{layer}.gpkg"), "--planar", "--weights", weights) + (() if ":" in weights else ("--snap", "1e-6"))


def value_options(column):
    """COLUMN/BASE is a rate."""
    value, *base = column.split("/")
    return ("--value", value) + (("--base", *base) if base else ())


@functools.lru_cache(maxsize=None)
def hotspots_of(layer, weights, column, method, correction):
    return json.loads(output_of(riskmap, "hotspots", *weights_options(layer, weights), *value_options(column), "--method", method,
                                "--inference", "analytic", "--correction", correction, "--format", "json"))


def is_close(ours, theirs, relative):
    return math.isclose(ours, theirs, rel_tol=1e-9 if relative else 0, abs_tol=1e-13 if relative else 1e-9)


@functools.lru_cache(maxsize=None)
def neighbours_of(layer, weights):
    rows = csv.DictReader(io.StringIO(output_of(riskmap, "weights", *weights_options(layer, weights))))
    return {each["id"]: each["neighbours"].split() for each in rows}


def check_neighbours(layer, weights, words):
    row, theirs = words[0], words[1:]
    ours = neighbours_of(layer, weights)[row]
    return "" if ours == theirs else f"row {row}: {ours}, spdep's {theirs}"


# Statistic, expectation, variance and p; of less than these what is there.
def check_whole(layer, weights, column, quantity, words):
    told = hotspots_of(layer, weights, column, "gi", "none")
    name = quantity.split(".")[0]
    for part, theirs in zip(("statistic", "expected", "variance", "p"), words):
        if not is_close(told[f"{name}_{part}"], float(theirs), part != "p"):
            return f"{part} {told[f'{name}_{part}']}, spdep's {theirs}"
    return ""


# Both deal at random: ours some ten thousand times, theirs 9,999. One in a million pairs lies farther apart.
def check_dealt(layer, weights, column, words):
    ours = json.loads(output_of(riskmap, "hotspots", *weights_options(layer, weights), *value_options(column),
                                "--inference", "permutation", "--format", "json"))
    p, theirs = ours["moran_p_high"], float(words[0])
    deals = min(ours["moran_deals"], 9999)
    apart = 5 * math.sqrt(2 * max(p * (1 - p), 1 / deals) / deals)
    return "" if ours["moran_deals"] > 9999 and abs(p - theirs) <= apart else f"{p}, spdep's {theirs}"


# Of single places the smaller of both tails; theirs of 499 deals. One in a million lies farther apart.
def check_dealt_places(layer, weights, column, words):
    ours = json.loads(output_of(riskmap, "hotspots", *weights_options(layer, weights), *value_options(column), "--method", "lisa",
                                "--inference", "permutation", "--permutations", "9999", "--correction", "none",
                                "--format", "json"))
    for place, theirs in zip(ours["places"], map(float, words), strict=True):
        p = min(place["p_high"], place["p_low"])
        if not abs(p - theirs) <= 5 * math.sqrt(max(p * (1 - p), 1 / 500) * (1 / 499 + 1 / 9999)):
            return f"row {place['id']}: {p}, spdep's {theirs}"
    return ""


def check_places(layer, weights, column, quantity, words):
    method, name = quantity.split(".")
    correction = name if name in ("bh", "by", "holm", "bonferroni") else "none"
    taken = COLUMN_OF.get(name, "p_adjusted")
    relative = taken not in ("p", "p_adjusted")
    for place, theirs in zip(hotspots_of(layer, weights, column, method, correction)["places"], words, strict=True):
        ours = place[taken]
        if (ours is None) != (theirs == "NA") or ours is not None and not is_close(ours, float(theirs), relative):
            return f"row {place['id']}: {ours}, spdep's {theirs}"
    return ""


def problem_in(line):
    layer, weights, column, quantity, *words = line.split()
    if quantity == "neighbours":
        return check_neighbours(layer, weights, words)
    if quantity in ("moran", "moran.of_rates", "geary", "general_g"):
        return check_whole(layer, weights, column, quantity, words)
    if quantity == "moran.mc":
        return check_dealt(layer, weights, column, words)
    if quantity == "places.mc":
        return check_dealt_places(layer, weights, column, words)
    return check_places(layer, weights, column, quantity, words)


def main():
    compared, failed = collections.Counter(), 0
    script = pathlib.Path(__file__).with_name("spdep.R")
    for line in output_of("Rscript", str(script), str(folder)).splitlines():
        problem = problem_in(line)
        compared[line.split()[3]] += 1
        if problem:
            failed += 1
            print(" ".join(line.split()[:4]) + ": " + problem)
    print(f"{compared.total()} lines of spdep compared, {failed} differ: {dict(compared)}")
    enough = compared["neighbours"] == 4 * 49 + 4 * 100 + 211 + 2 * 281 and len(compared) == 18 and min(compared.values()) >= 6
    sys.exit(0 if enough and not failed else 1)


main()
