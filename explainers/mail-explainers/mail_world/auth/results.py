"""Authentication-Results: what a receiving server found, written into the mail (RFC 8601).

Decides: a field counts only if it is the topmost that bears the name of a server one trusts; and
that server takes away all that came in bearing its own name (section 5), or anybody could write
them. authres knows the grammar. Values from the mail are written only as far as they are harmless.

Refuses: to read more than MAX_FIELDS fields, or one longer than MAX_FIELD.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import authres
from authres import dmarc as authres_dmarc

from mail_world.auth.dkim import SignatureReport
from mail_world.auth.dmarc import DMARCReport
from mail_world.auth.fields import FIELD, fields_of, header_of, is_named
from mail_world.auth.spf_report import SPFReport

NAME: Final = b"authentication-results"
MAX_FIELDS: Final = 50
MAX_FIELD: Final = 8_000
WIDTH: Final = 78
"""Characters of a line that RFC 5322 section 2.1.1 asks for at most."""
_HARMLESS: Final = re.compile(r"[^A-Za-z0-9.@_+=/-]")
_FEATURES: Final = authres.FeatureContext(authres_dmarc)


@dataclass(frozen=True, slots=True)
class MethodResult:
    """One method's result; `properties`: (type, name, value), as in `smtp.mailfrom=…`."""

    method: str
    result: str
    reason: str
    properties: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Results:
    """A field, read; `field` is the whole of it as it stands in the mail."""

    server: str
    results: tuple[MethodResult, ...]
    field: bytes


def write_results(
    server: str,
    spf: SPFReport | None = None,
    signatures: Sequence[SignatureReport] = (),
    dmarc: DMARCReport | None = None,
) -> bytes:
    """Return an Authentication-Results field with its line break, to stand before a mail.

    `server`: the authserv-id, the receiver's name (section 2.5).
    """
    results = []
    if spf:
        told = f"smtp.{spf.identity}={_plain(spf.domain)}"
        results.append(f"spf={spf.result} {told}")
    results += [
        f"dkim={one.result}{_because(one.reason)}"
        + "".join(
            f" header.{name}={_plain(value)}"
            for name, value in (("d", one.domain), ("s", one.selector), ("a", one.algorithm))
            if _plain(value)
        )
        for one in signatures
    ]
    if spf and not signatures:
        results.append("dkim=none")
    if dmarc:
        asked = f" policy.dmarc={dmarc.policy}" if dmarc.tag else ""
        results.append(f"dmarc={dmarc.result} header.from={_plain(dmarc.author)}{asked}")
    lines = ["Authentication-Results: " + _plain(server), *(results or ["none"])]
    return ";\r\n\t".join(map(_folded, lines)).encode() + b"\r\n"


def _plain(value: str) -> str:
    """Keep of a value what needs no quotes and breaks no line."""
    return _HARMLESS.sub("", value)[:200]


def _because(reason: str) -> str:
    words = re.sub(r"[^A-Za-z0-9 .:=_-]", "", reason)[:80]
    return f' reason="{words}"' if words else ""


def _folded(line: str) -> str:
    """Fold a line at spaces, where it has any outside of quotes."""
    lines = [""]
    for word in re.findall(r'(?:[^\s"]|"[^"]*")+', line):
        if lines[-1] and len(lines[-1]) + len(word) > WIDTH - 2:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return "\r\n\t".join(lines)


def read_results(mail: bytes, server: str) -> Results | None:
    """Read the topmost field that bears a server's name (without case); None if there is none.

    A field that can't be read bears no name. Never raises.

    >>> found = read_results(b"Authentication-Results: a.example; spf=pass\\r\\n", "A.example")
    >>> found.results[0].method, found.results[0].result
    ('spf', 'pass')
    """
    for field in _fields(mail):
        if (found := _read(field)) and found.server.lower() == server.lower():
            return found
    return None


def take_away(mail: bytes, server: str) -> bytes:
    """Return a mail without the fields that bear a server's name (RFC 8601 section 5).

    To be done by that server with what comes in, before it writes its own. Fields whose name
    can't be read go too: nobody could tell whose they are.
    """
    header = header_of(mail)
    kept = []
    end = 0
    for matched in FIELD.finditer(header):
        kept.append(header[end : matched.start()])
        field, end = matched[0], matched.end()
        if is_named(field, NAME):
            found = _read(field) if len(field) <= MAX_FIELD else None
            if found is None or found.server.lower() == server.lower():
                continue
        kept.append(field)
    return b"".join(kept) + mail[end:]


def _fields(mail: bytes) -> Iterator[bytes]:
    for field in itertools.islice(fields_of(mail, NAME), MAX_FIELDS):
        if len(field) <= MAX_FIELD:
            yield field


def _read(field: bytes) -> Results | None:
    folded = field.partition(b":")[2].decode("utf-8", "replace")
    value = re.sub(r"\r?\n", "", folded).strip()
    try:
        header = _FEATURES.parse_value(value)
        return Results(
            server=str(header.authserv_id),
            results=tuple(
                MethodResult(
                    method=str(one.method),
                    result=str(one.result),
                    reason=str(one.reason or ""),
                    properties=tuple((p.type, p.name, str(p.value)) for p in one.properties),
                )
                for one in header.results
                if isinstance(one, authres.AuthenticationResult)
            ),
            field=field,
        )
    except Exception:
        return None
