"""Compares `riskmap weights` and `riskmap hotspots` with R's spdep, live: spdep_compare.py RISKMAP FOLDER

Layers that R's own packages bring. Neighbours must be the same; statistics, moments and z to 1e-9 relative, p to 1e-9.
"""
import csv
import functools
import io
import strict_json as json
import math
import pathlib
import subprocess
import sys

riskmap, folder = sys.argv[1], pathlib.Path(sys.argv[2])
COLUMN_OF = {"statistic": "statistic", "expected": "expected", "variance": "variance", "z": "z", "p": "p"}


@functools.lru_cache(maxsize=None)
def output_of(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def weights_options(layer, weights):
    return (str(folder / f"{layer}.gpkg"), "--planar", "--weights", weights) + (() if ":" in weights else ("--snap", "1e-6"))


def hotspots_of(layer, weights, column, method, correction, form):
    return output_of(riskmap, "hotspots", *weights_options(layer, weights), "--value", column, "--method", method,
                     "--inference", "analytic", "--correction", correction, "--format", form)


def is_close(ours, theirs, relative):
    return math.isclose(ours, theirs, rel_tol=1e-9 if relative else 0, abs_tol=1e-13 if relative else 1e-9)


def check_neighbours(layer, weights, words):
    row, theirs = words[0], words[1:]
    rows = csv.DictReader(io.StringIO(output_of(riskmap, "weights", *weights_options(layer, weights))))
    ours = next(each["neighbours"].split() for each in rows if each["id"] == row)
    return "" if ours == theirs else f"row {row}: {ours}, spdep's {theirs}"


def check_whole(layer, weights, column, words):
    told = json.loads(hotspots_of(layer, weights, column, "gi", "none", "json"))
    ours = [told[f"moran_{name}"] for name in ("statistic", "expected", "variance", "p")]
    same = all(is_close(a, float(b), True) for a, b in zip(ours[:3], words)) and is_close(ours[3], float(words[3]), False)
    return "" if same else f"{ours}, spdep's {words}"


# Both deal at random: ours some ten thousand times, theirs 9,999. One in a million pairs lies farther apart.
def check_dealt(layer, weights, column, words):
    ours = json.loads(output_of(riskmap, "hotspots", *weights_options(layer, weights), "--value", column,
                                "--inference", "permutation", "--format", "json"))
    p, theirs = ours["moran_p_high"], float(words[0])
    deals = min(ours["moran_deals"], 9999)
    apart = 5 * math.sqrt(2 * max(p * (1 - p), 1 / deals) / deals)
    return "" if ours["moran_deals"] > 9999 and abs(p - theirs) <= apart else f"{p}, spdep's {theirs}"


def check_places(layer, weights, column, quantity, words):
    method, name = quantity.split(".")
    correction = name if name in ("bh", "by", "holm", "bonferroni") else "none"
    taken = COLUMN_OF.get(name, "p_adjusted")
    rows = list(csv.DictReader(io.StringIO(hotspots_of(layer, weights, column, method, correction, "csv"))))
    relative = taken not in ("p", "p_adjusted")
    for row, theirs in zip(rows, words, strict=True):
        if not is_close(float(row[taken]), float(theirs), relative):
            return f"row {row['id']}: {row[taken]}, spdep's {theirs}"
    return ""


def problem_in(line):
    layer, weights, column, quantity, *words = line.split()
    if quantity == "neighbours":
        return check_neighbours(layer, weights, words)
    if quantity == "moran":
        return check_whole(layer, weights, column, words)
    if quantity == "moran.mc":
        return check_dealt(layer, weights, column, words)
    return check_places(layer, weights, column, quantity, words)


def main():
    compared = failed = 0
    script = pathlib.Path(__file__).with_name("spdep.R")
    for line in output_of("Rscript", str(script), str(folder)).splitlines():
        problem = problem_in(line)
        compared += 1
        if problem:
            failed += 1
            print(" ".join(line.split()[:4]) + ": " + problem)
    print(f"{compared} lines of spdep compared, {failed} differ")
    sys.exit(1 if failed or compared < 600 else 0)


main()
