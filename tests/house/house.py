"""What every check of the house ring shares: where the sources are, how C++ is read, how findings are reported."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]


def files(*folders, suffixes):
    """The files below these folders of the project with one of the suffixes, sorted."""
    found = [path for folder in folders for path in (ROOT / folder).rglob("*") if path.suffix in suffixes and path.is_file()]
    return sorted(found)


def name_of(path):
    return str(path.relative_to(ROOT))


_TOKENS = re.compile(r'//[^\n]*|/\*.*?\*/|R"(?P<mark>[^\s()\\]*)\(.*?\)(?P=mark)"|"(?:[^"\\\n]|\\.)*"|(?<![0-9A-Fa-f])\'(?:[^\'\\\n]|\\.)*\'', re.S)


def without_comments(text, keep_strings=True):
    """C++ text with comments (and, if asked, what stands in quotes) blanked out; every line keeps its number."""
    def blank(match):
        token = match.group(0)
        if token.startswith(("//", "/*")):
            return "\n" * token.count("\n") or " "
        if keep_strings:
            return token
        return '""' + "\n" * token.count("\n")
    return _TOKENS.sub(blank, text)


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1


def finish(findings, checked):
    """Prints what was found, one per line, and ends the check; says how much was looked at, for a check of nothing proves nothing."""
    for finding in findings:
        print(finding)
    print(f"{checked} checked, {len(findings)} found")
    sys.exit(1 if findings or not checked else 0)
