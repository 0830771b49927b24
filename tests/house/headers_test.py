"""Every header of ours compiles by itself: whoever includes it needs nothing before it.

The build proves this for a header that is some .cpp file's first #include; the others are compiled here.
"""
import concurrent.futures
import os
import pathlib
import re
import shutil
import subprocess
import sys

import house

COMPILER = os.environ.get("RISKMAP_COMPILER", "c++")
BUILD = pathlib.Path(os.environ.get("RISKMAP_BUILD", house.ROOT / "build" / "dev"))
# ccache remembers an object, not a syntax check: an unchanged header then costs milliseconds.
CCACHE = [path for path in [shutil.which("ccache")] if path]


def first_include(path):
    found = re.search(r'^#include ([<"])([^>"]+)', house.without_comments(path.read_text(encoding="utf-8")), re.M)
    return found.group(2) if found and found.group(1) == '"' else None


def complaint(header):
    """What the compiler says of a file that includes this header alone; nothing when it is content."""
    source = BUILD / "house" / (header.replace("/", "_") + ".cpp")
    source.write_text(f'#include "{header}"\n', encoding="utf-8")
    command = CCACHE + [COMPILER, "-std=c++23", "-O0", f"-I{house.ROOT}", f"-I{BUILD}", "-c", source, "-o", source.with_suffix(".o")]
    done = subprocess.run(command, capture_output=True, text=True)
    return "" if done.returncode == 0 else f"{header} does not stand alone:\n" + "\n".join(done.stderr.splitlines()[:6])


def main():
    if not shutil.which(COMPILER):
        print(f"skipped: no compiler {COMPILER}")
        sys.exit(77)
    headers = {house.name_of(path) for path in house.files("layers", "viewer", suffixes={".h"})}
    proved = {first_include(path) for path in house.files("layers", "viewer", suffixes={".cpp"})}
    (BUILD / "house").mkdir(parents=True, exist_ok=True)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        findings = [text for text in pool.map(complaint, sorted(headers - proved)) if text]
    house.finish(findings, len(headers))


if __name__ == "__main__":
    main()
