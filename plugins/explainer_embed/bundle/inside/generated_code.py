"""Classes without the compiler: the code that libraries generate at import comes compiled.

dataclasses and attrs write methods as source text while they are being imported, and
have Python compile it: a quarter of what all the imports cost. The texts are the same in every
reader's browser, so the build notes them (inside/trace.py), compiles them once, and ships the code
beside the modules.

Invisible by construction: code is used only for a text that is equal in every character, with the
same file name, mode and __future__ flags, and it is what the compiler would have made of it. Any
other text is compiled as ever. Only the modules of the table below are touched, and there only the
name of the one built-in function that each of them calls with such texts.
"""

from _blake2 import blake2b  # hashlib would first look for OpenSSL, which isn't there
from _frozen_importlib_external import MAGIC_NUMBER
from marshal import dumps, loads
from types import CodeType, ModuleType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

FUTURES = 0x1FE0000  # the compiler flags of all __future__ features: a module's texts inherit them

type Text = tuple[str, str, str, int]
"""A source text, the file name it goes by, the mode and the flags it is compiled with."""


def key(text: Text) -> bytes:
    """Tell texts apart (16 bytes, BLAKE2b)."""
    source, *circumstances = text
    whole = f"{circumstances}\0{source}".encode("utf-8", "surrogatepass")
    return blake2b(whole, digest_size=16).digest()


def compiled(text: Text) -> CodeType:
    """Compile a text as exec() and compile() do when a module with these flags calls them."""
    source, filename, mode, flags = text
    code: CodeType = compile(source, filename, mode, flags, dont_inherit=True)
    return code


def pack(texts: "Iterable[Text]") -> bytes:
    """Compile texts into the content of the file: the same bytes in whatever order they came."""
    codes = {key(text): compiled(text) for text in sorted(texts)}
    return MAGIC_NUMBER + dumps(dict(sorted(codes.items())))


class GeneratedCode:
    """The code that is known; `used` counts how often it was, `noted` collects unknown texts."""

    def __init__(self) -> None:
        self.codes: dict[bytes, CodeType] = {}
        self.used = 0
        self.noted: set[Text] | None = None

    def add(self, data: bytes | memoryview) -> None:
        """Take what `pack` has made; that of another Python is left alone."""
        if data[: len(MAGIC_NUMBER)] == MAGIC_NUMBER:
            self.codes |= loads(data[len(MAGIC_NUMBER) :])

    def prepare(self, module: ModuleType, code: CodeType) -> None:
        """Give a module that is about to run a function of its own, if it is one of ours."""
        if module.__name__ in SHADOWS:
            name, make = SHADOWS[module.__name__]
            module.__dict__[name] = make(self, code.co_flags & FUTURES)

    def of(self, text: Text) -> CodeType:
        """Give the code of a text: the known one, or a new one."""
        found = self.codes.get(key(text))
        if found is not None:
            self.used += 1
            return found
        if self.noted is not None:
            self.noted.add(text)
        return compiled(text)


def _exec(known: GeneratedCode, flags: int) -> "Callable[..., None]":
    def run(source: str, names: dict[str, object], local: dict[str, object], /) -> None:
        exec(known.of((source, "<string>", "exec", flags)), names, local)

    return run


def _compile(known: GeneratedCode, flags: int) -> "Callable[..., CodeType]":
    def make(source: str, filename: str, mode: str, /) -> CodeType:
        return known.of((source, filename, mode, flags))

    return make


# Each function takes just what its module gives it, in Python 3.14 and attrs 26: should another
# version give more, the runs of the build itself fail. namedtuple does the same, on a scale that
# doesn't pay.
SHADOWS = {"dataclasses": ("exec", _exec), "attr._make": ("compile", _compile)}
KNOWN = GeneratedCode()
