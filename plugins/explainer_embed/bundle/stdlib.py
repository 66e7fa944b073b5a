"""The standard library as a browser wants it: compiled, and only what is used comes first.

The npm package holds it as source, which the browser would compile at every boot. Here it is
compiled once by the same Pyodide, then split in two by what the explainers really import (see
inside/trace.py): stdlib.zip, loaded at boot, and stdlib-rest.zip, fetched only if a module that
nobody foresaw is wanted after all (see inside/rest_of_stdlib.py). Both are read by a finder that
knows them by heart (see inside/sitecustomize.py), which also spares the compiler at import (see
inside/generated_code.py).
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from .archive import read_zip, write_zip
from .interpreter import INSIDE, Interpreter, Job

FULL = "stdlib-full.zip"
TRIMMED = "stdlib.zip"
REST = "stdlib-rest.zip"
NET = "rest_of_stdlib"
QUICK = "sitecustomize"
GENERATED = "generated_code"
OWN = (NET, QUICK, GENERATED)

# Wanted in moments that no traced run comes to: when something is going wrong, or (encodings) when
# text from outside names them. A few kilobytes; fetching them just then would be a bad time.
ALWAYS = frozenset(
    {
        *OWN,
        "encodings.ascii",
        "encodings.idna",
        "encodings.iso2022_jp",
        "encodings.latin_1",
        "encodings.punycode",
        "encodings.raw_unicode_escape",
        "encodings.unicode_escape",
        "encodings.utf_8",
        "linecache",
        "stringprep",
        "traceback",
    }
)


def compile_stdlib(interpreter: Interpreter, out: Path) -> None:
    """Write the whole standard library, compiled, with our own modules in it."""
    interpreter.run(
        Job(
            script="compile_stdlib.py",
            data={
                "out": f"/out/{FULL}",
                "extra": {f"{name}.py": (INSIDE / f"{name}.py").read_text("utf-8") for name in OWN},
            },
            mounts={"/out": out},
        ),
        "標準ライブラリを、ブラウザの Python に合わせてコンパイルできませんでした。",
        "node_modules/ を消して `make setup` をやり直してください。",
    )


def split_stdlib(full: Path, wanted: Iterable[str], out: Path) -> None:
    """Split the compiled library into `out`/stdlib.zip with `wanted`, and stdlib-rest.zip."""
    modules = {module_name(name): name for name in read_zip(full)}
    names = with_parents(ALWAYS.union(wanted)) & modules.keys()
    entries = read_zip(full)
    trimmed = {modules[name]: entries[modules[name]] for name in names}
    rest = {name: data for name, data in entries.items() if name not in trimmed}
    listed = "\n".join(sorted(map(module_name, rest)))
    write_zip(out / TRIMMED, trimmed | {f"{NET}.txt": listed.encode()})
    write_zip(out / REST, rest)


def module_name(file: str) -> str:
    """Name the module that a file of the zip holds.

    >>> module_name("email/mime/__init__.pyc"), module_name("abc.pyc")
    ('email.mime', 'abc')
    """
    return file.removesuffix(".pyc").removesuffix("/__init__").replace("/", ".")


def with_parents(names: Iterable[str]) -> set[str]:
    """Add the packages that the names lie in.

    >>> sorted(with_parents({"email.mime.text"}))
    ['email', 'email.mime', 'email.mime.text']
    """
    return {
        ".".join(steps[:count])
        for steps in (name.split(".") for name in names)
        for count in range(1, len(steps) + 1)
    }
