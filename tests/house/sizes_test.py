"""Files have at most 400 lines and functions at most 60; what is over stands below with its reason."""
import re

import house

FILE_LINES, FUNCTION_LINES = 400, 60

# file, or file:function -> why it may be longer. An entry that is no longer needed is a finding.
ALLOWED = {
    "tests/unit/command/edit_line_test.cpp": "one answer after the other: the edit command's whole protocol in one place",
    "tests/unit/command/edit_line_test.cpp:every refusal has its code, says where, and leaves the file as it was": "a table of refusals, one a line",
    "tests/unit/store/small_district.h:small_district": "a table of records, read from top to bottom",
}

TYPE = re.compile(r"\b(namespace|class|struct|union|enum)\b|\bextern\s+\"\"")
MEMBER_INITIALISER = re.compile(r"\)\s*(?:noexcept\s*)?:(?!:)[^;]*[\w>]\s*$", re.S)


def function_name(header):
    words = re.findall(r"[\w:~]+(?:\s*[=<>!+\-*/()\[\]]{1,2})?(?=\s*\()", header)
    return words[0].strip() if words else "?"


def matching_brace(text, start):
    depth = 0
    for match in re.compile(r"[{}]").finditer(text, start):
        depth += 1 if match.group(0) == "{" else -1
        if depth == 0:
            return match.start()
    return len(text)


def functions(text):
    """(name, first line, number of lines) of every function with a body, in namespaces and in classes."""
    original = text.splitlines()
    text = house.without_comments(text, keep_strings=False)
    text = re.sub(r"^[ \t]*#(?:.*\\\n)*.*", lambda directive: "\n" * directive.group(0).count("\n"), text, flags=re.M)
    position, header_start = 0, 0
    stop = re.compile(r"[;{}]")
    while match := stop.search(text, position):
        position = match.end()
        if match.group(0) != "{":
            header_start = position
            continue
        header = text[header_start:match.start()]
        if "(" not in header and TYPE.search(header):
            header_start = position          # its members are looked at one by one
            continue
        end = matching_brace(text, match.start())
        if MEMBER_INITIALISER.search(header) or "(" not in header or re.search(r"[=,(]\s*$", header):
            position = end + 1               # a value in braces belongs to what stands before it
            continue
        first = header_start + len(header) - len(header.lstrip())
        line = house.line_of(text, first)
        sentence = re.match(r'\s*TEST_CASE\w*\((?:\w+, *)?"(.*?)"', original[line - 1])
        yield sentence.group(1) if sentence else function_name(header), line, text.count("\n", first, end) + 1
        position = header_start = end + 1


def main():
    found, checked = {}, 0
    for path in house.files("layers", "viewer", "tests", "shaders", suffixes={".h", ".cpp", ".py", ".sh", ".vert", ".frag"}):
        text, name = path.read_text(encoding="utf-8"), house.name_of(path)
        lines = text.count("\n")
        checked += 1
        if lines > FILE_LINES:
            found[name] = f"{name}: {lines} lines, more than {FILE_LINES}"
        if path.suffix not in {".h", ".cpp"}:
            continue
        for function, line, length in functions(text):
            checked += 1
            if length > FUNCTION_LINES:
                found[f"{name}:{function}"] = f"{name}:{line}: {function} has {length} lines, more than {FUNCTION_LINES}"
    findings = [text for key, text in found.items() if key not in ALLOWED]
    findings += [f"sizes_test.py: {key} needs no exception any more" for key in ALLOWED if key not in found]
    house.finish(findings, checked)


if __name__ == "__main__":
    main()
