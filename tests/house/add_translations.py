#!/usr/bin/env python3
"""Adds or replaces catalogue entries in data/locale/{kk,ru}.po, sorted and under a lock.

Standard input: JSON lines {"id": "English", "kk": "…", "ru": "…"} with optional "ctx" (context) and, for plurals,
"plural": "English plural", "kk": ["one form"], "ru": ["1", "2-4", "5+"]. Entries already there are replaced.
"""
import fcntl
import json
import pathlib
import re
import sys

LOCALE = pathlib.Path(__file__).resolve().parents[2] / "data" / "locale"


def unquote(lines):
    return "".join(json.loads(part) for part in re.findall(r'"(?:[^"\\]|\\.)*"', lines))


def quote(text):
    return json.dumps(text, ensure_ascii=False)


def read(path):
    header, entries = "", {}
    text = re.sub(r"^(msgstr.*\n)(?=msgid |msgctxt )", r"\1\n", path.read_text(encoding="utf-8"), flags=re.M)   # joined by a merge
    for block in re.split(r"\n\s*\n", text.strip()):
        def value(keyword):
            found = re.search(r'^%s\s+((?:"(?:[^"\\]|\\.)*"\s*)+)' % re.escape(keyword), block, re.M)
            return unquote(found.group(1)) if found else None
        key = (value("msgctxt"), value("msgid"))
        if key[1] == "":
            header = block
        elif key[1] is not None:
            plural = value("msgid_plural")
            forms = [value("msgstr[%d]" % i) for i in range(4)]
            entries[key] = (plural, [f for f in forms if f is not None] if plural else [value("msgstr")])
    return header, entries


def write(path, header, entries):
    out = [header]
    for (context, identifier), (plural, forms) in sorted(entries.items(), key=lambda e: (e[0][1].lower(), e[0][1], e[0][0] or "")):
        lines = ["msgctxt " + quote(context)] if context else []
        lines.append("msgid " + quote(identifier))
        if plural:
            lines.append("msgid_plural " + quote(plural))
            lines += ["msgstr[%d] %s" % (i, quote(form)) for i, form in enumerate(forms)]
        else:
            lines.append("msgstr " + quote(forms[0]))
        out.append("\n".join(lines))
    path.write_text("\n\n".join(out) + "\n", encoding="utf-8")


def main():
    new = [json.loads(line) for line in sys.stdin if line.strip()]
    with open(LOCALE / "CMakeLists.txt", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for language in ("kk", "ru"):
            path = LOCALE / (language + ".po")
            header, entries = read(path)
            for entry in new:
                forms = entry[language]
                entries[(entry.get("ctx"), entry["id"])] = (entry.get("plural"), forms if isinstance(forms, list) else [forms])
            write(path, header, entries)


if __name__ == "__main__":
    main()
