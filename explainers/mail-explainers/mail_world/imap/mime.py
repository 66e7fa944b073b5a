"""The parts of a mail (RFC 2045, 2046): a tree of slices of its bytes.

Decides: a part is cut at its boundary lines and never rewritten, so that what a device fetches is
what was delivered; what claims to be a multipart and has no parts has one empty part, as clients
need one. Bounded in depth, parts and parameters: what is beyond is one part with all the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from mail_world.imap import header

MAX_DEPTH: Final = 12
MAX_PARTS: Final = 500
MAX_PARAMETERS: Final = 50
MAX_BOUNDARY: Final = 200
MESSAGE: Final = ("message", "rfc822")
_TYPE: Final = re.compile(rb"\s*([!#-'*+.0-9A-Z^-z|~-]+)\s*/\s*([!#-'*+.0-9A-Z^-z|~-]+)")
_PARAMETER: Final = re.compile(
    rb';\s*([!#-\'*+.0-9A-Z^-z|~-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)\\?(?:"|\Z)|([^\s;"]+))',
    re.DOTALL,
)
"""An open quote runs to the end, so that a field full of them is read once."""
_QUOTED_PAIR: Final = re.compile(rb"\\(.)", re.DOTALL)


@dataclass(slots=True)
class Part:
    """A part: its header and body as bytes, its kind in small letters, its parts if any."""

    head: bytes
    body: bytes
    kind: str
    subkind: str
    parameters: list[tuple[bytes, bytes]]
    values: dict[str, bytes]
    parts: list[Part] = field(default_factory=list)

    @property
    def is_multipart(self) -> bool:
        """Whether the parts are those of a multipart."""
        return self.kind == "multipart" and bool(self.parts)

    @property
    def message(self) -> Part | None:
        """The mail within, where a mail is attached (message/rfc822)."""
        return self.parts[0] if self.kind == "message" and self.parts else None

    def walk(self) -> Iterator[Part]:
        """Yield this part and all within."""
        yield self
        for part in self.parts:
            yield from part.walk()


class _Budget:
    def __init__(self) -> None:
        self.parts = MAX_PARTS


def parse(source: bytes) -> Part:
    """Return the tree of a mail; never raises."""
    return _parse(source, b"text/plain", 0, _Budget())


def _parse(source: bytes, usual: bytes, depth: int, budget: _Budget) -> Part:
    start = header.body_start(source)
    head, body = source[:start], source[start:]
    values = header.values(head)
    given = values.get("content-type", usual)
    found = _TYPE.match(given) or _TYPE.match(usual)
    kind, subkind = (found[1], found[2]) if found else (b"text", b"plain")
    part = Part(
        head, body, kind.decode().lower(), subkind.decode().lower(), parameters(given), values
    )
    if depth < MAX_DEPTH:
        if part.kind == "multipart":
            boundary = dict(part.parameters).get(b"boundary", b"")
            inner = b"message/rfc822" if part.subkind == "digest" else b"text/plain"
            for piece in _pieces(body, boundary[:MAX_BOUNDARY]):
                if budget.parts <= 0:
                    break
                budget.parts -= 1
                part.parts.append(_parse(piece, inner, depth + 1, budget))
        elif (part.kind, part.subkind) == MESSAGE:
            part.parts.append(_parse(body, b"text/plain", depth + 1, budget))
    if (part.kind, part.subkind) == MESSAGE and not part.parts:
        part.kind, part.subkind = "application", "octet-stream"  # too deep to be looked into
    if part.kind == "multipart" and not part.parts:
        part.parts.append(_parse(b"\r\n", b"text/plain", MAX_DEPTH, budget))
    return part


def _pieces(body: bytes, boundary: bytes) -> Iterator[bytes]:
    """Yield what lies between the boundary lines; the line end before one belongs to it."""
    if not boundary:
        return
    line = re.compile(rb"(?:\A|\r?\n)--" + re.escape(boundary) + rb"(--)?[ \t]*(?:\r?(?=\n)|\Z)")
    start = None
    for found in line.finditer(body):
        if start is not None:
            yield body[start : max(start, found.start())]
        if found[1]:
            return
        start = min(found.end() + 1, len(body))
    if start is not None:
        yield body[start:]


def parameters(given: bytes) -> list[tuple[bytes, bytes]]:
    """Return the parameters of a field's value, names in small letters, as they stand.

    >>> parameters(b'text/plain; charset="utf-8"; Format=flowed')
    [(b'charset', b'utf-8'), (b'format', b'flowed')]
    """
    found = _PARAMETER.findall(given)[:MAX_PARAMETERS]
    return [
        (name.lower(), _QUOTED_PAIR.sub(rb"\1", quoted) if quoted else bare)
        for name, quoted, bare in found
    ]


def part_at(root: Part, path: tuple[int, ...]) -> Part | None:
    """Return the part that numbers name (RFC 3501 section 6.4.5), or None.

    A mail that is no multipart has one part, 1; a mail within a mail is gone into by its number.
    """
    here, entered = root, True
    for step in path:
        if not entered and here.message is not None:
            here, entered = here.message, True
        if here.is_multipart:
            if step > len(here.parts):
                return None
            here = here.parts[step - 1]
        elif not entered or step != 1:
            return None
        entered = False
    return here
