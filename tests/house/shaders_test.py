"""Every shader is embedded, named in a .cpp file, and has both its stages; no .cpp file holds GLSL of its own."""
import re

import house


def main():
    shaders = house.files("shaders", suffixes={".vert", ".frag"})
    sources = {path: house.without_comments(path.read_text(encoding="utf-8")) for path in house.files("layers", "viewer", suffixes={".cpp"})}
    findings = []
    for path in shaders:
        constant = "shader::" + path.name.replace(".", "_")
        if not any(re.search(re.escape(constant) + r"\b", text) for text in sources.values()):
            findings.append(f"{house.name_of(path)}: no .cpp file names {constant}")
        if not path.with_suffix(".frag" if path.suffix == ".vert" else ".vert").exists():
            findings.append(f"{house.name_of(path)}: the other stage is missing")
        if not path.read_text(encoding="utf-8").startswith("#version 330 core\n//"):
            findings.append(f"{house.name_of(path)}: opens with #version 330 core and a line that says what it draws")
    findings += [f"{house.name_of(path)}: GLSL belongs in shaders/" for path, text in sources.items() if "void main()" in text]
    house.finish(findings, len(shaders))


if __name__ == "__main__":
    main()
