#!/usr/bin/env python3
"""Removes catalogue entries that no source uses any more, under the lock of add_translations.py; prints what it removed."""
import fcntl

import add_translations
import messages


def main():
    used = {(message.context, message.id) for message in messages.all_messages()[0]}
    with open(add_translations.LOCALE / "CMakeLists.txt", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for language in ("kk", "ru"):
            path = add_translations.LOCALE / f"{language}.po"
            header, entries = add_translations.read(path)
            for context, identifier in sorted(entries.keys() - used, key=lambda key: key[1]):
                print(f"{language}.po: {identifier!r}")
                del entries[(context, identifier)]
            add_translations.write(path, header, entries)


if __name__ == "__main__":
    main()
