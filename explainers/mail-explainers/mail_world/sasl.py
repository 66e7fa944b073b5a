"""SASL mechanisms (RFC 4422), the server's side and what a client shows: no I/O, no base64.

Decides: a mechanism is a generator. It yields challenges, is sent answers, and returns who is let
in, None if nobody; it raises Unreadable for an answer that is none. Who is let in is up to a Door.

OAUTHBEARER (RFC 7628) and XOAUTH2, its older spelling by Google, carry a user name and a bearer's
token in one message. A server that does not take it says why in a challenge, hears one thing more
(one byte of 1, or nothing in XOAUTH2), and only then refuses (RFC 7628 section 3.2.3). A user name
has to be there, which RFC 7628 section 3.1 leaves to servers.

CRAM-MD5 (RFC 2195) shows that a password is known without showing it: the server sets a challenge,
and the client answers with a digest of both. Who reads along learns no password, but can try out
guesses.
"""

from __future__ import annotations

import hashlib
import hmac
import random
import re
import time
from collections.abc import Callable, Generator, Mapping
from typing import Any, Final, Protocol

type Exchange[T] = Generator[bytes, bytes, T | None]

OAUTHBEARER: Final = "OAUTHBEARER"
XOAUTH2: Final = "XOAUTH2"
CRAM_MD5: Final = "CRAM-MD5"
TOKENS: Final = (OAUTHBEARER, XOAUTH2)
"""How a token can be shown, in the order in which a client prefers it."""
DUMMY: Final[Mapping[str, bytes]] = {OAUTHBEARER: b"\1", XOAUTH2: b""}
"""What a client says when it is told why its token was not taken."""
HEADER: Final = re.compile(rb"[ny],a=([^,\x01]+),")
"""The GS2 header: no channel binding, and who it is (RFC 5801 section 4)."""
NOT_TAKEN: Final[Mapping[str, bytes]] = {
    OAUTHBEARER: b'{"status":"invalid_token"}',
    XOAUTH2: b'{"status":"401","schemes":"bearer"}',
}
NOT_READ: Final[Mapping[str, bytes]] = {
    OAUTHBEARER: b'{"status":"invalid_request"}',
    XOAUTH2: b'{"status":"400","schemes":"bearer"}',
}


class Unreadable(ValueError):  # noqa: N818  the client's fault
    """An answer that is not what the mechanism asks for."""


class ActsForAnother(ValueError):  # noqa: N818
    """Somebody wants to act for somebody else, which nobody may here."""


class Door[T](Protocol):
    """Who is let in: by a user name with a password or a token; None: not with these.

    `by_digest` is given what tells of a password whether its digest was shown. `host` is the
    server's own name, empty if it does not know it.
    """

    @property
    def host(self) -> str: ...
    def by_password(self, user: str, password: str) -> T | None: ...
    def by_token(self, user: str, token: str) -> T | None: ...
    def by_digest(self, user: str, shown: Callable[[str], bool]) -> T | None: ...


def plain[T](door: Door[T]) -> Exchange[T]:
    """PLAIN (RFC 4616 section 2): who to act for, user name and password."""
    answer = yield b""
    try:
        acting, user, password = answer.decode().split("\0")
    except ValueError:
        raise Unreadable("not PLAIN") from None
    if acting.lower() not in ("", user.lower()):
        raise ActsForAnother
    return door.by_password(user, password)


def oauthbearer[T](door: Door[T]) -> Exchange[T]:
    """OAUTHBEARER (RFC 7628)."""
    return (yield from _bearer(door, OAUTHBEARER))


def xoauth2[T](door: Door[T]) -> Exchange[T]:
    """XOAUTH2: https://developers.google.com/workspace/gmail/imap/xoauth2-protocol."""
    return (yield from _bearer(door, XOAUTH2))


def _bearer[T](door: Door[T], mechanism: str) -> Exchange[T]:
    answer = yield b""
    try:
        user, token = read_token(mechanism, answer, door.host)
    except ValueError:
        yield NOT_READ[mechanism]
        return None
    found = door.by_token(user, token)
    if found is None:
        yield NOT_TAKEN[mechanism]
    return found


def cram_md5[T](door: Door[T]) -> Exchange[T]:
    """CRAM-MD5 (RFC 2195 section 2): the server begins, with digits, the time and its name."""
    host = door.host or "localhost"
    challenge = f"<{random.getrandbits(64)}.{int(time.time())}@{host}>".encode()
    answer = yield challenge
    user, blank, digest = answer.decode().rpartition(" ")
    if not blank or not user:
        raise Unreadable("not CRAM-MD5")
    return door.by_digest(user, lambda secret: digest == digest_of(secret, challenge))


def digest_of(secret: str, challenge: bytes) -> str:
    """Return the digest of a password and a challenge, in lower-case hexadecimal.

    >>> digest_of("tanstaaftanstaaf", b"<1896.697170952@postoffice.reston.mci.net>")
    'b913a602c7eda7a495b4e6e7334d3890'
    """
    return hmac.new(secret.encode(), challenge, hashlib.md5).hexdigest()


MECHANISMS: Final[Mapping[str, Callable[[Door[Any]], Exchange[Any]]]] = {
    "PLAIN": plain,
    OAUTHBEARER: oauthbearer,
    XOAUTH2: xoauth2,
    CRAM_MD5: cram_md5,
}


def begin[T](mechanism: str, door: Door[T]) -> Exchange[T]:
    """Return a mechanism at work: `next` gives its first challenge, empty if the client begins."""
    exchange: Exchange[T] = MECHANISMS[mechanism](door)
    return exchange


def show_token(mechanism: str, user: str, token: str, host: str, port: int) -> bytes:
    """Return what a client shows to a server that it knows as `host`.

    >>> show_token("OAUTHBEARER", "a,b@example.jp", "t0k", "imap.example.jp", 993)
    b'n,a=a=2Cb@example.jp,\\x01host=imap.example.jp\\x01port=993\\x01auth=Bearer t0k\\x01\\x01'
    """
    if mechanism == XOAUTH2:
        return f"user={user}\1auth=Bearer {token}\1\1".encode()
    name = user.replace("=", "=3D").replace(",", "=2C")
    return f"n,a={name},\1host={host}\1port={port}\1auth=Bearer {token}\1\1".encode()


def read_token(mechanism: str, answer: bytes, host: str = "") -> tuple[str, str]:
    """Return the user name and the token that were shown; raises ValueError if none were.

    A `host` that was shown has to be the server's, if it knows its name (RFC 7628 section 3.2).

    >>> read_token("XOAUTH2", b"user=hana@example.jp\\1auth=Bearer t0k\\1\\1")
    ('hana@example.jp', 't0k')
    """
    begin, *pairs = answer.split(b"\1")
    if len(pairs) < 2 or pairs[-2:] != [b"", b""]:
        raise Unreadable("no end")
    if mechanism == XOAUTH2:
        key, user = _pair(begin)
        if key != "user":
            raise Unreadable("no user name")
    else:
        found = HEADER.fullmatch(begin)
        if found is None:
            raise Unreadable("no header, or nobody in it")
        user = found[1].decode().replace("=2C", ",").replace("=3D", "=")
    given = dict(_pair(pair) for pair in pairs[:-2])  # keys that nobody knows are passed over
    if host and given.get("host", host).lower() != host.lower():
        raise Unreadable("for another server")
    scheme, _, token = given["auth"].partition(" ") if "auth" in given else ("none", "", "")
    if scheme.lower() not in ("", "bearer"):
        raise Unreadable("no bearer's token")
    return user, token


def _pair(pair: bytes) -> tuple[str, str]:
    key, equals, value = pair.decode().partition("=")
    if not equals or not (key.isascii() and key.isalpha()):
        raise Unreadable("no pair of key and value")
    return key.lower(), value
