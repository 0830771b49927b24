"""Compares what describe_table says about a file with ogrinfo and ogr2ogr: counts, extent, every field value.

Usage: ogrinfo_compare.py DESCRIBE_TABLE FILE [--values]
Our rings do not repeat their last vertex, hence OGR's points less its rings for areas.
"""
import csv
import io
import strict_json as json
import math
import subprocess
import sys

csv.field_size_limit(1 << 30)


def output_of(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def ogr_figures(path, layer):
    sql = (f'SELECT count(*) AS n, sum(ST_NPoints(g)) AS p, sum(ST_NRings(g)) AS r, min(ST_MinX(g)) AS x0, '
           f'min(ST_MinY(g)) AS y0, max(ST_MaxX(g)) AS x1, max(ST_MaxY(g)) AS y1 FROM '
           f'(SELECT geometry AS g FROM "{layer}")')
    if path.endswith(".gpkg"):
        column = output_of("ogrinfo", "-ro", "-so", path, layer).split("Geometry Column = ")[1].splitlines()[0]
        sql = sql.replace("geometry AS g", f'"{column}" AS g')
    text = output_of("ogr2ogr", "-f", "CSV", "/vsistdout/", path, "-dialect", "SQLITE", "-sql", sql, "-lco", "STRING_QUOTING=IF_NEEDED")
    row = next(csv.DictReader(io.StringIO(text)))
    return {name: float(value or 0) for name, value in row.items()}


def check(name, ours, theirs, tolerance=0.0):
    if abs(ours - theirs) > tolerance:
        sys.exit(f"{name}: ours {ours}, OGR's {theirs}")


def same_value(ours, theirs):
    if ours is None:
        return theirs == ""
    if isinstance(ours, str):
        return ours == theirs or ours.replace("-", "/") == theirs.replace("-", "/")
    return theirs != "" and math.isclose(ours, float(theirs.replace(",", ".")), rel_tol=1e-12, abs_tol=1e-12)


def check_values(path, layer, columns):
    rows = list(csv.DictReader(io.StringIO(output_of("ogr2ogr", "-f", "CSV", "/vsistdout/", path, layer))))
    for name, values in columns.items():
        check(f"{name}: rows", len(values), len(rows))
        for number, (ours, row) in enumerate(zip(values, rows), 1):
            if not same_value(ours, row[name]):
                sys.exit(f"{name}, row {number}: ours {ours!r}, OGR's {row[name]!r}")


def main():
    program, path = sys.argv[1:3]
    ours = json.loads(output_of(program, path, *sys.argv[3:]))
    theirs = ogr_figures(path, ours["layer"])
    check("features", ours["features"], theirs["n"])
    check("rings", ours["rings"], theirs["r"])
    check("vertices", ours["vertices"], theirs["p"] - theirs["r"])
    for value, key in zip(ours["extent"], ("x0", "y0", "x1", "y1")):
        check(f"extent {key}", value, theirs[key], 1e-9 * max(1.0, abs(value)))
    if "--values" in sys.argv:
        check_values(path, ours["layer"], ours["columns"])
    print(f'{path.rsplit("/", 1)[-1]}: {ours["features"]} features, {ours["rings"]} rings, {ours["vertices"]} vertices agree'
          + (f', {len(ours["columns"])} fields too' if "--values" in sys.argv else ""))


main()
