"""The sources are finished and speak of the project alone: no left-over notes, no path of somebody's machine, no banner, no tab."""
import os
import re

import house

LEFT_OVER = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b")
# /usr and /tmp are every Debian machine's; homes and work folders are one person's. Tests invent the home of somebody.
MACHINE_PATH = re.compile(r"(?<![\w.$}])/(home(?!/somebody)|root|work|Users|mnt|srv)/[\w.]+")
BANNER = re.compile(r"^\s*(//|#)\s*[-=*#/]{8,}")
TEXT = {".h", ".cpp", ".py", ".sh", ".cmake", ".txt", ".md", ".vert", ".frag", ".sql", ".json", ".yml"}


def purpose_missing(path, text):
    """C++ files open by saying what they are for; a .cpp file may leave that to its header, a test to its sentences."""
    if path.suffix == ".cpp" and (path.with_suffix(".h").exists() or "TEST_CASE" in text):
        return False
    return path.suffix in {".h", ".cpp"} and not text.startswith("//")


def sources():
    folders = house.files("layers", "viewer", "tests", "shaders", "data", ".ci", suffixes=TEXT)
    top = [path for path in house.ROOT.iterdir() if path.is_file() and path.suffix in TEXT]
    return [path for path in folders + sorted(top) + [house.ROOT / ".ci" / "run"] if "corpus" not in path.parts and path.exists()]


def main():
    findings, checked = [], 0
    for path in sources():
        text, name = path.read_text(encoding="utf-8"), house.name_of(path)
        checked += 1
        if purpose_missing(path, text):
            findings.append(f"{name}:1: the file does not open with a line that says what it is for")
        if not text.endswith("\n"):
            findings.append(f"{name}: no new line at the end")
        for number, line in enumerate(text.splitlines(), 1):
            where = f"{name}:{number}"
            if LEFT_OVER.search(line):
                findings.append(f"{where}: a left-over note: {line.strip()}")
            if MACHINE_PATH.search(line) and name != "tests/house/words_test.py":
                findings.append(f"{where}: a path of somebody's machine: {line.strip()}")
            if BANNER.search(line):
                findings.append(f"{where}: a banner line")
            if path.suffix in {".h", ".cpp", ".py"} and "\t" in line:
                findings.append(f"{where}: a tab")
    findings += [f"{house.name_of(path)}: scripts are started by sh or python3, names with blanks break them"
                 for path in sources() if " " in os.path.basename(path)]
    house.finish(findings, checked)


if __name__ == "__main__":
    main()
