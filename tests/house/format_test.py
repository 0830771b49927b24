"""The layout is clang-format's: nobody discusses it. Skipped, visibly, without clang-format-19."""
import os
import shutil
import subprocess
import sys

import house


def main():
    formatter = shutil.which("clang-format-19")
    if not formatter:
        print("skipped: no clang-format-19")
        sys.exit(77)
    sources = [str(path) for path in house.files("layers", "viewer", "tests", suffixes={".h", ".cpp"})]
    done = subprocess.run([formatter, "--dry-run", "-Werror", "--ferror-limit=1", *sources], capture_output=True, text=True)
    findings = sorted({line.split(":")[0] for line in done.stderr.splitlines() if "-Wclang-format-violations" in line})
    house.finish([f"{os.path.relpath(name, house.ROOT)}: clang-format-19 -i changes it" for name in findings], len(sources))


if __name__ == "__main__":
    main()
