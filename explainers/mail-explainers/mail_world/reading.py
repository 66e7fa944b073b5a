"""A phone's mail app on the reading side: the standard library's imaplib, over the world's wire.

Decides what opening a box is: connect with TLS from the start (993), sign in, select the INBOX,
fetch the headers of what is unread, then the body of the newest, and mark it as read. The flag is
set by STORE after the mail was shown (BODY.PEEK[] looks without leaving a trace).
"""

from __future__ import annotations

import imaplib
import re
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from typing import Any, Final

from mail_world.blocking import BlockingSocket
from mail_world.network import Network
from mail_world.places import Host, Person
from mail_world.record import Detail, Reading
from mail_world.recorder import Recorder

PATIENCE: Final = 30
HEADERS: Final = "(FLAGS RFC822.SIZE BODY.PEEK[HEADER.FIELDS (DATE FROM SUBJECT)])"
UNREAD: Final = re.compile(rb"UID (\d+) FLAGS \(([^)]*)\)")


class MemoryIMAP4(imaplib.IMAP4):
    """imaplib's client with its socket taken from the world's network; nothing else differs."""

    def __init__(self, network: Network, host: str, port: int, source: str, tls: Any) -> None:
        self._network, self._source, self._tls = network, source, tls
        super().__init__(host, port, PATIENCE)

    def open(self, host: str = "", port: int = 143, timeout: float | None = None) -> None:
        self.host, self.port = host, port
        self.sock: Any = BlockingSocket(
            self._network, host, port, source=self._source, tls=self._tls, timeout=timeout
        )
        self._reader = self.sock.makefile("rb")

    def read(self, size: int) -> bytes:
        return self._reader.read(size)

    def readline(self) -> bytes:
        return self._reader.readline()

    def send(self, data: Any) -> None:
        self.sock.sendall(data)

    def shutdown(self) -> None:
        self.sock.close()


def open_box(
    network: Network, recorder: Recorder, phone: Host, person: Person, server: Host, tls: Any
) -> Reading | None:
    """Open a person's INBOX from a phone and read its newest unread mail; None if there is none.

    `tls` is the context that the phone seals with.
    """
    client = MemoryIMAP4(network, server.name, 993, phone.address, tls)
    try:
        client.login(person.address, person.password)
        client.select("INBOX")
        uid = _newest_unread(client)
        if uid is None:
            recorder.decide("nothing-new", phone.actor, "INBOX", {"mailbox": person.address})
            return None
        recorder.decide(
            "new-mail", phone.actor, f"UID {uid}", {"mailbox": person.address, "uid": uid}
        )
        _, answers = client.uid("FETCH", str(uid), "(BODY.PEEK[])")
        shown = _show(person.address, uid, answers[0][1])
        where: Detail = {"mailbox": person.address, "uid": uid}
        recorder.decide("opened", phone.actor, shown.subject, {**where, "subject": shown.subject})
        client.uid("STORE", str(uid), "+FLAGS", r"(\Seen)")
        recorder.decide("marked-read", phone.actor, f"UID {uid}", where)
        return shown
    finally:
        client.logout()


def _newest_unread(client: imaplib.IMAP4) -> int | None:
    """Fetch the headers of all mails, as a list on a screen would, and pick the newest unread."""
    _, answers = client.uid("FETCH", "1:*", HEADERS)
    lines = (a[0] if isinstance(a, tuple) else a for a in answers)
    found = [UNREAD.search(line) for line in lines if line]
    unread = [int(f[1]) for f in found if f and b"\\Seen" not in f[2]]
    return max(unread, default=None)


def _show(owner: str, uid: int, source: bytes) -> Reading:
    """Take a mail apart as a screen shows it."""
    mail = message_from_bytes(source)
    parts = [part for part in mail.walk() if not part.is_multipart()]
    texts = [p for p in parts if p.get_content_type() == "text/plain" and not p.get_filename()]
    return Reading(
        owner=owner,
        uid=uid,
        sender=_decoded(mail, "From"),
        subject=_decoded(mail, "Subject"),
        body=_text(texts[0]) if texts else "",
        attachments=tuple(name for p in parts if (name := p.get_filename())),
        flags=("\\Seen",),
    )


def _decoded(mail: Message, name: str) -> str:
    return str(make_header(decode_header(mail.get(name, ""))))


def _text(part: Message) -> str:
    data = part.get_payload(decode=True)
    return data.decode("utf-8", "replace").replace("\r\n", "\n") if isinstance(data, bytes) else ""
