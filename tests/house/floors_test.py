"""Each floor includes only the floors its KNOWS names, and only the libraries its USES names; third-party headers stay in .cpp files.

Both lists are read from the CMake files: what they do not name may not be included.
"""
import collections
import re

import house

# What a library's headers look like.
LIBRARIES = {
    "GDAL::GDAL": r"(gdal|ogr|cpl)[a-z_]*\.h", "PkgConfig::PROJ": r"(proj|geodesic)\.h", "${GEOS_C}": r"geos_c\.h",
    "PkgConfig::SQLITE": r"sqlite3\.h", "PkgConfig::CURL": r"curl/.*", "PkgConfig::ICU": r"unicode/.*", "PkgConfig::CRYPTO": r"openssl/.*", "PkgConfig::ZSTD": r"zstd\.h", "fmt::fmt": r"fmt/.*",
    "Boost::locale": r"boost/locale/.*", "Boost::headers": r"boost/(?!locale).*", "nlohmann_json::nlohmann_json": r"nlohmann/.*",
    "PkgConfig::TOMLPP": r"toml\+\+/.*", "CLI11::CLI11": r"CLI/.*", "PkgConfig::PANGOCAIRO": r"(pango/.*|cairo.*|fontconfig/.*)",
    "PkgConfig::IMGUI": r"(imgui.*|backends/imgui_.*)", "PkgConfig::GLFW": r"GLFW/.*", "PkgConfig::EPOXY": r"epoxy/.*",
    "PkgConfig::PNG": r"png\.h", "PkgConfig::FREETYPE": r"(ft2build\.h|freetype/.*)", "PkgConfig::LIBPQ": r"libpq.*"}
WINDOWLESS = {"PkgConfig::IMGUI", "PkgConfig::GLFW", "PkgConfig::EPOXY"}   # never below the panels, nor in the session
POSIX = re.compile(r"(unistd|fcntl|malloc|stdlib|iconv|dlfcn|poll|pwd|signal|termios|sys/[a-z]+|linux/[a-z]+|spawn)\.h")
STANDARD = re.compile(r"[a-z_]+")          # <vector>, <cmath>: no dot, no slash

Floor = collections.namedtuple("Floor", "name folder knows uses")


def floors():
    text = "\n".join(re.sub(r"#.*", "", (house.ROOT / place / "CMakeLists.txt").read_text()) for place in ("layers", "viewer"))
    out = []
    for body in re.findall(r"riskmap_floor\(([^)]*)\)", text):
        lists, current = collections.defaultdict(list), "NAME"
        for word in body.split():
            if word in ("FOLDER", "KNOWS", "USES"):
                current = word
            else:
                lists[current].append(word)
        out.append(Floor(lists["NAME"][0], lists["FOLDER"][0], lists["KNOWS"], lists["USES"]))
    app = re.search(r"target_link_libraries\(riskmap_app([^)]*)\)", text).group(1).split()
    out.append(Floor("app", "viewer/app", [floor.name for floor in out], [word for word in app[app.index("PRIVATE") + 1:]]))
    return out


def owner(header):
    for library, pattern in LIBRARIES.items():
        if re.fullmatch(pattern, header):
            return library
    return None


def check_project_header(floor, header, by_folder, where):
    folder = header.rsplit("/", 1)[0]
    if folder == "shaders":
        return [] if "riskmap_shaders" in floor.uses else [f"{where}: {floor.name} includes {header}, which only gpu may"]
    other = by_folder.get(folder)
    if other is None:
        return [f"{where}: {header} is on no floor"]
    if other.name != floor.name and other.name not in floor.knows:
        return [f"{where}: {floor.name} includes {header}, but does not know {other.name}"]
    return []


def check_foreign_header(floor, header, path, where):
    if STANDARD.fullmatch(header):
        return []
    if path.suffix == ".h":
        return [f"{where}: <{header}> in a header; third-party headers belong in .cpp files"]
    if POSIX.fullmatch(header):
        return []
    library = owner(header)
    if library is None:
        return [f"{where}: <{header}> belongs to no library that the house ring knows"]
    return [] if library in floor.uses else [f"{where}: <{header}>, but {floor.name} does not use {library}"]


def main():
    all_floors = floors()
    by_folder = {floor.folder: floor for floor in all_floors}
    findings, checked, below = [], 0, set()
    for floor in all_floors:
        findings += [f"{floor.folder}: KNOWS {name}, which is not below it" for name in floor.knows if name not in below]
        below.add(floor.name)
        if floor.folder.startswith("layers/") or floor.name == "session":
            findings += [f"{floor.folder}: USES {library}; it must know no window" for library in WINDOWLESS & set(floor.uses)]
        for path in house.files(floor.folder, suffixes={".h", ".cpp"}):
            text = house.without_comments(path.read_text(encoding="utf-8"))
            for match in re.finditer(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', text, re.M):
                checked += 1
                where, header = f"{house.name_of(path)}:{house.line_of(text, match.start(2))}", match.group(2)
                if match.group(1) == '"':
                    findings += check_project_header(floor, header, by_folder, where)
                else:
                    findings += check_foreign_header(floor, header, path, where)
    house.finish(findings, checked)


if __name__ == "__main__":
    main()
