"""Finds every message of the interface in the sources: what tr, trc and trn are given, and the tables they read from."""
import collections
import json
import re

import house

# Tables of ids that are translated elsewhere: file -> what an entry looks like (group 1 is the id).
STRING = r'"((?:[^"\\\n]|\\.)*)"'
TABLES = {
    "layers/text/messages.cpp": r"\{ErrorCode::\w+,\s*" + STRING,
    "layers/text/reason_messages.cpp": r'\{"(?:[^"\\\n]|\\.)*",\s*' + STRING,
    "layers/text/reason_table_store.h": r'\{"(?:[^"\\\n]|\\.)*",\s*' + STRING,
    "layers/text/reason_table.h": r'\{"(?:[^"\\\n]|\\.)*",\s*' + STRING,
    "layers/text/entity_labels.cpp": r'\{"[A-Za-z_]+",\s*' + STRING,
    "layers/text/field_labels.cpp": r'\{"[^"]*",\s*"[^"]*",\s*' + STRING,
    "layers/exchange/import_findings.cpp": r"\{Finding::\w+,\s*\"[^\"]*\",\s*\w+,\s*" + STRING,
    "viewer/panels/shortcuts.cpp": r'(?:Shortcut|KeyHelp)\{"[^"]*",\s*' + STRING,
    "viewer/command/command.cpp": r'CommandSpec\{"[^"]*",\s*' + STRING,
    "viewer/command/repair.cpp": r'\{"[a-z_]+",\s*' + STRING,
    "viewer/command/describe_words.cpp": r'\{"[a-z_ ]+",\s*' + STRING,
    "viewer/panels/file_dialogs.cpp": r'\{"[a-z_]+",\s*"([A-Z](?:[^"\\\n]|\\.)*)"',
    "viewer/panels/crs_dialog.cpp": r'\{"EPSG:\d+",\s*' + STRING,
}
# Other files where tr(variable) reads one of these tables.
READERS = {"viewer/app/run.cpp", "viewer/panels/palette_dialog.cpp", "viewer/panels/small_dialogs.cpp"}

Message = collections.namedtuple("Message", "context id plural")
_CALL = re.compile(r"(?<![\w.])(tr|trc|trn)\(")
_LITERALS = re.compile(r'\s*((?:"(?:[^"\\\n]|\\.)*"\s*)+)')


def unquoted(literals):
    """The text of adjacent string literals."""
    return "".join(json.loads(re.sub(r"\\x([0-9A-Fa-f]{2})", r"\\u00\1", part)) for part in re.findall(r'"(?:[^"\\\n]|\\.)*"', literals))


def arguments(text, start):
    """The arguments of a call whose '(' is just before start."""
    out, depth, begin, position = [], 0, start, start
    token = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\]|\\.)*\'|[(){}\[\],]')
    while match := token.search(text, position):
        position = match.end()
        mark = match.group(0)
        if mark in "({[":
            depth += 1
        elif mark in ")}]":
            if depth == 0:
                return out + [text[begin:match.start()]]
            depth -= 1
        elif mark == "," and depth == 0:
            out.append(text[begin:match.start()])
            begin = position
    return out


def literals_of(argument):
    """The texts an argument can be: a literal, or the branches of a conditional; None when it is something else."""
    if re.fullmatch(_LITERALS, argument):
        return [unquoted(argument)]
    branches = re.findall(r"[?:]\s*" + _LITERALS.pattern, argument)
    return [unquoted(branch) for branch in branches] or None


def messages_in(path):
    """(messages with their line, complaints) of one file."""
    name, text = house.name_of(path), house.without_comments(path.read_text(encoding="utf-8"))
    found, complaints = [], []
    for call in _CALL.finditer(text):
        before = text[text.rfind("\n", 0, call.start()) + 1:call.start()]
        if re.search(r"\bstd::string\s+$", before):
            continue   # its declaration
        where = f"{name}:{house.line_of(text, call.start())}"
        values = [literals_of(argument) for argument in arguments(text, call.end())]
        wanted = values[:1] if call.group(1) == "tr" else values[:2]
        if None in wanted:
            if name not in READERS and name not in TABLES:
                complaints.append(f"{where}: {call.group(1)}() of something that is no literal; add its table to messages.py")
            continue
        if call.group(1) == "tr":
            found += [(Message(None, text, None), where) for text in wanted[0]]
        elif call.group(1) == "trc":
            found += [(Message(context, text, None), where) for context in wanted[0] for text in wanted[1]]
        else:
            found += [(Message(None, one, many), where) for one, many in zip(*wanted)]
    if name in TABLES:
        entries = list(re.finditer(TABLES[name], text))
        found += [(Message(None, unquoted(f'"{entry.group(1)}"'), None), f"{name}:{house.line_of(text, entry.start())}") for entry in entries]
        if not entries:
            complaints.append(f"{name}: no entry looks like {TABLES[name]}")
    return found, complaints


def all_messages():
    """{message: where it is used first} and complaints, over layers and viewer."""
    used, complaints = {}, []
    for path in house.files("layers", "viewer", suffixes={".cpp", ".h"}):
        found, more = messages_in(path)
        complaints += more
        for message, where in found:
            used.setdefault(message, where)
    return used, complaints
