"""What the program asks for by its code, an office cannot remove: layers/model/code_lists.cpp names every such entry.

A literal of the sources that is the code of an entry in an open list must stand in that table.
"""
import re

import house

TABLE = house.ROOT / "layers" / "model" / "code_lists.cpp"
# They make registers that bring the standard lists along, or only choose an icon.
FREE = re.compile(r"layers/exchange/sample_\w+\.(cpp|h)|viewer/panels/appeal_card\.cpp|layers/model/code_lists\.cpp")
LITERAL = re.compile(r'"([A-Z][A-Z0-9_]*)"')


def main():
    table = house.without_comments(TABLE.read_text(encoding="utf-8"))
    closed = set(re.findall(r'"([a-z_]+)"', table[table.index("> closed ="):table.index("> known =")]))
    known = set(re.findall(r'\{"([a-z_]+)",\s*"(\w+)"\}', table))
    lists = (house.ROOT / "layers/store/schema_codes.sql").read_text(encoding="utf-8")
    entries = set(re.findall(r"^  \('([a-z_]+)', '(\w+)', '", lists, re.M))
    findings = [f"{house.name_of(TABLE)}: {entry} is in no list" for entry in sorted(known - entries)]
    findings += [f"{house.name_of(TABLE)}: {name} is no list" for name in sorted(closed - {name for name, _ in entries} - {"status"})]
    closed_codes = {code for name, code in entries if name in closed}
    free_codes = {code for name, code in entries if name not in closed} - closed_codes - {code for _, code in known}
    checked = 0
    for path in house.files("layers", "viewer", suffixes={".cpp", ".h"}):
        if FREE.fullmatch(house.name_of(path)):
            continue
        text = house.without_comments(path.read_text(encoding="utf-8"))
        for literal in LITERAL.finditer(text):
            checked += 1
            if literal.group(1) in free_codes:
                findings.append(f"{house.name_of(path)}:{house.line_of(text, literal.start())}: {literal.group(1)} is an entry of an open list: name it in code_lists.cpp")
    house.finish(findings, checked)


if __name__ == "__main__":
    main()
