"""The Kazakh and Russian catalogues hold every message of the sources, nothing else, whole and with the same placeholders."""
import re
import shutil
import subprocess
import sys

import add_translations
import house
import messages

FORMS = {"kk": 1, "ru": 3}
PLACEHOLDER = re.compile(r"\{[a-z_0-9]*\}")
# A Latin letter in a Cyrillic word looks right and is never found by a search.
MIXED_WORD = re.compile(r"[А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі][A-Za-z]|[A-Za-z][А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі]")
# A sentence in a panel that no translation function sees: capital, small letters, a blank.
BARE_SENTENCE = re.compile(r'"([A-Z][a-z]+ [a-z][^"]*)"')


def check_entry(language, key, plural, forms):
    context, identifier = key
    where = f"{language}.po: {identifier!r}" + (f" ({context})" if context else "")
    wanted = FORMS[language] if plural else 1
    if len(forms) != wanted:
        yield f"{where}: {len(forms)} forms, {wanted} needed"
    for form in forms:
        if not form or not form.strip():
            yield f"{where}: empty"
            continue
        if sorted(set(PLACEHOLDER.findall(form))) != sorted(set(PLACEHOLDER.findall(plural or identifier))):
            yield f"{where}: the placeholders of {form!r} differ"
        if MIXED_WORD.search(PLACEHOLDER.sub("", form)):
            yield f"{where}: Latin and Cyrillic letters in one word of {form!r}"
        if " " in identifier and identifier.endswith((".", ":", "?", "…")) != form.endswith((".", ":", "?", "…")):
            yield f"{where}: {form!r} ends differently"
        if form == identifier and " " in identifier:
            yield f"{where}: the English text stands in its place"


def check_catalogue(language, used):
    path = add_translations.LOCALE / f"{language}.po"
    _, entries = add_translations.read(path)
    if re.search(r"^#(, fuzzy|~)", path.read_text(encoding="utf-8"), re.M):
        yield f"{language}.po: a fuzzy or an obsolete entry"
    checked = subprocess.run(["msgfmt", "--check", "-o", "/dev/null", path], capture_output=True, text=True)
    if checked.returncode != 0:
        yield f"{language}.po: msgfmt: {checked.stderr.strip()}"
    wanted = {(message.context, message.id): (message.plural, where) for message, where in used.items()}
    for key, (plural, where) in sorted(wanted.items(), key=lambda item: item[0][1]):
        if key not in entries:
            yield f"{where}: {language}.po has no {key[1]!r}" + (f" in context {key[0]!r}" if key[0] else "")
        elif (entries[key][0] or None) != plural:
            yield f"{where}: {language}.po has another plural for {key[1]!r}"
    for key, (plural, forms) in entries.items():
        if key not in wanted:
            yield f"{language}.po: nothing uses {key[1]!r}"
        yield from check_entry(language, key, plural, forms)


def bare_sentences(used):
    known = "\n".join(text for message in used for text in (message.id, message.plural) if text)
    for path in house.files("viewer/panels", suffixes={".cpp", ".h"}):
        text = house.without_comments(path.read_text(encoding="utf-8"))
        for match in BARE_SENTENCE.finditer(text):
            if match.group(1).strip() not in known:
                yield f"{house.name_of(path)}:{house.line_of(text, match.start())}: {match.group(1)!r} is not translated"


def main():
    if not shutil.which("msgfmt"):
        print("skipped: no msgfmt (package gettext)")
        sys.exit(77)
    used, findings = messages.all_messages()
    for language in FORMS:
        findings += check_catalogue(language, used)
    findings += bare_sentences(used)
    house.finish(findings, len(used))


if __name__ == "__main__":
    main()
