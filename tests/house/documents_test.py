"""What the documents say is so: their commands run, the files and presets they name exist, data/tolebi names its sources.

The `sh` blocks of README.md are carried out in a folder of their own with the program of $RISKMAP_BIN, top to bottom.
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import floors_test
import house

DOCUMENTS = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"]
SOURCES_OF_DATA = ["OpenStreetMap", "ODbL", "КАТО", "made up"]
# Paths a document may name that only a build or a user makes.
MADE = re.compile(r"^(build/|.*(\.gpkg|\.geojson|\.shp|\.png|\.csv)$)")


def blocks(text, language):
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.M | re.S)


def check_paths(name, text):
    """Links and `code` that look like a path of the project lead somewhere."""
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", text)
    named = re.findall(r"`([\w.\-]+/[\w./\-]*[\w/])`", text)
    for path in links + named:
        if path in links or not MADE.match(path):
            if not list(house.ROOT.glob(path.rstrip("/"))):
                yield f"{name}: {path} does not exist"


def check_readme_names():
    """A README in a folder speaks of that folder, not of the one it was copied from."""
    for path in house.files("layers", "viewer", "tests", "shaders", "data", suffixes={".md"}):
        if path.name == "README.md" and path.parent.name not in path.read_text(encoding="utf-8"):
            yield f"{house.name_of(path)}: does not mention {path.parent.name}"


def check_floor_table(text):
    """The table of ARCHITECTURE.md says what the CMake files say, in their order."""
    rows = re.findall(r"^\| `((?:layers|viewer)/\w+)` \| ([^|]+) \|", text, re.M)
    said = [(folder, [] if knows == "–" else knows.split()) for folder, knows in rows]
    wanted = [(floor.folder, ["all"] if floor.name == "app" else floor.knows) for floor in floors_test.floors()]
    for (folder, knows), floor in zip(said, wanted):
        if (folder, knows) != floor:
            yield f"ARCHITECTURE.md: {folder} knows {' '.join(knows)}, in CMake {floor[0]} knows {' '.join(floor[1])}"
    if len(said) != len(wanted):
        yield f"ARCHITECTURE.md: {len(said)} floors, {len(wanted)} in CMake"


def check_presets(texts):
    presets = json.loads((house.ROOT / "CMakePresets.json").read_text(encoding="utf-8"))
    names = {kind: {preset["name"] for preset in presets[kind] if not preset.get("hidden")} for kind in
             ("configurePresets", "buildPresets", "testPresets")}
    for kind, option in (("configurePresets", "configure"), ("buildPresets", "build"), ("testPresets", "test")):
        listed = subprocess.run(["cmake", f"--list-presets={option}"], cwd=house.ROOT, capture_output=True, text=True)
        if listed.returncode != 0 or not all(f'"{name}"' in listed.stdout for name in names[kind]):
            yield f"CMakePresets.json: cmake --list-presets={option} does not list {sorted(names[kind])}: {listed.stderr.strip()}"
    for name, text in texts.items():
        for preset in re.findall(r"--preset[ =](\w+)", text):
            if preset not in names["configurePresets"]:
                yield f"{name}: there is no preset {preset}"


def check_scripts(name, text):
    for script in re.findall(r"\bsh ([\w./]+\.sh)", text):
        if not (house.ROOT / script).is_file():
            yield f"{name}: {script} does not exist"


def commands(readme):
    """The riskmap lines of README.md's sh blocks; one that would open a window has no subcommand and is left out."""
    text = "\n".join(blocks(readme, "sh")).replace("\\\n", " ")
    for line in text.splitlines():
        if re.search(r"(^|\| *)riskmap [a-z\-]+ ", line) and not re.search(r"riskmap [\w./]+\.(gpkg|shp)\b", line):
            yield line


def run_commands(readme, program):
    with tempfile.TemporaryDirectory() as scratch:
        (pathlib.Path(scratch) / "data").symlink_to(house.ROOT / "data")
        environment = dict(os.environ, PATH=f"{pathlib.Path(program).parent}:{os.environ['PATH']}", LC_ALL="C.UTF-8")
        for line in commands(readme):
            done = subprocess.run(["bash", "-o", "pipefail", "-c", line], cwd=scratch, env=environment, capture_output=True, text=True, timeout=120)
            print(f"{done.returncode}  {line}")
            if done.returncode != 0:
                yield f"README.md: `{line}` ends with {done.returncode}: {done.stderr.strip()[-300:]}"


def main():
    missing = [name for name in DOCUMENTS + ["LICENSE"] if not (house.ROOT / name).is_file()]
    findings = [f"{name} is missing" for name in missing]
    texts = {name: (house.ROOT / name).read_text(encoding="utf-8") for name in DOCUMENTS if name not in missing}
    for name, text in texts.items():
        findings += [*check_paths(name, text), *check_scripts(name, text)]
    findings += [*check_presets(texts), *check_readme_names(), *check_floor_table(texts.get("ARCHITECTURE.md", ""))]
    data = (house.ROOT / "data" / "tolebi" / "README.md").read_text(encoding="utf-8")
    findings += [f"data/tolebi/README.md does not name {source}" for source in SOURCES_OF_DATA if source not in data]
    program = os.environ.get("RISKMAP_BIN", "")
    if program and shutil.which(program):
        findings += run_commands(texts.get("README.md", ""), program)
    else:
        print("the commands of README.md were not run: no RISKMAP_BIN")
    house.finish(findings, len(list(commands(texts.get("README.md", "")))) + len(texts))


if __name__ == "__main__":
    main()
