"""Boxes with devices, and mails to put into them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from mail_world.imap.commands import connection
from mail_world.imap.view import QRESYNC
from mail_world.sync import Home


def mail(name: str, size: int = 200) -> bytes:
    """A mail of about so many bytes; its identity is `name`."""
    head = f"Message-ID: <{name}>\r\nSubject: {name}\r\nFrom: kaze@example.org\r\n\r\n"
    return (head + "x" * 70 + "\r\n").encode() + b"y" * max(0, size - 200) + b"\r\n"


def lack_qresync(patch: pytest.MonkeyPatch) -> None:
    """Have the server pass over ENABLE QRESYNC, as one does that has never heard of it."""
    known = {word: spelt for word, spelt in connection.KNOWN.items() if word != QRESYNC}
    patch.setattr(connection, "KNOWN", known)


@pytest.fixture(params=["qresync", "condstore"])
def server(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """What the server can tell a device that comes back; a test that asks for it runs with both."""
    kind: str = request.param
    if kind == "condstore":
        lack_qresync(monkeypatch)
    return kind


@pytest.fixture
def home() -> Iterator[Callable[..., Home]]:
    """Make a box with three mails that all its devices know; it is closed at the end."""
    made: list[Home] = []

    def make(*, mails: int = 3, **options: object) -> Home:
        one = Home(**options)  # type: ignore[arg-type]
        made.append(one)
        with one:
            for number in range(mails):
                one.receive(mail(f"m{number}"))
            one.look()
        one.hearing.take()
        return one

    yield make
    for one in made:
        with one:
            one.close()
