"""TLS as a sealed pipe: a MODEL of TLS 1.3, not TLS.

Decides: what an eavesdropper sees is true (real records of the right types and lengths, the asked
name readable in the ClientHello, everything after the hellos unreadable), and what the two ends
see is true (a handshake that takes its round trip, a name that is checked, errors in OpenSSL's
words). The seal itself is a toy: a keystream of SHA-256 over the two hellos' random bytes, which
anybody who watches could compute. No secret that matters may pass through it; the world's
passwords are made up. Real TLS can take its place: same context, same object, same witness.

What goes wrong is not scripted. A client that speaks TLS to a plain port finds "220 …" where a
record should be and says "wrong version number"; a server that waits for a hello waits; a name
that the certificate does not have is refused by the client.

Both classes have the shape of ssl.SSLContext and ssl.SSLObject (a stub in Pyodide), as far as
asyncio.sslproto, aiosmtpd and aiosmtplib use them.
"""

from __future__ import annotations

import hashlib
import os
import ssl
from typing import Any, Final, Protocol

from mail_world import tls_records as tls
from mail_world.tls_records import TLSRecord

TAG: Final = 16
"""Bytes that AES-GCM adds to each record (RFC 5116 section 5.1)."""
CERTIFICATE_FLIGHT: Final = 950
"""Bytes of a usual sealed server flight: a P-256 certificate with its chain, proof, finish."""
FINISHED: Final = 36
"""Bytes of a Finished message: four of header and a SHA-256 (RFC 8446 section 4.4.4)."""
CLOSE_NOTIFY: Final = b"\x01\x00"
BAD_MAC: Final = "[SSL: DECRYPTION_FAILED_OR_BAD_RECORD_MAC] decryption failed or bad record mac"


class Witness(Protocol):
    """Somebody who is told what an end of a sealed pipe says and does (see transport.py)."""

    def established(self, host: str) -> None: ...
    def failed(self, error: ssl.SSLError) -> None: ...
    def overlooked(self, error: ssl.SSLError) -> None: ...
    def said(self, data: bytes) -> None: ...


class Seals(Protocol):
    """Where the servers and clients of a run get what they seal with."""

    def server(self, host: str) -> Any: ...
    def client(self, *, check: bool = True, careless: bool = False) -> Any: ...


class SealedContext:
    """What an end brings to a handshake: a server its names, a client its wish to check them.

    `names`: host names that the server's certificate holds (empty for a client).
    `check`: whether a client insists on the name; a relay, which seals if it can, does not.
    """

    verify_mode = ssl.CERT_NONE  # asked by aiosmtpd: clients need no certificate
    check_hostname = False

    def __init__(self, names: tuple[str, ...] = (), *, check: bool = True) -> None:
        self.names = names
        self.check = check

    def wrap_bio(
        self,
        incoming: ssl.MemoryBIO,
        outgoing: ssl.MemoryBIO,
        server_side: bool = False,
        server_hostname: str | None = None,
        session: object = None,
    ) -> SealedObject:
        """Return one end of a pipe over two byte buffers, as ssl.SSLContext.wrap_bio does."""
        return SealedObject(self, incoming, outgoing, server_side, server_hostname or "")

    def wrap_socket(self, sock: Any, server_hostname: str | None = None, **_: Any) -> Any:
        """Seal a BlockingSocket in place and return it (stdlib smtplib and imaplib call this)."""
        sock.start_tls(self, server_hostname or "")
        return sock


class ModelSeals:
    """Seals of the model; a name is checked, and there is nothing else to be careless about."""

    def server(self, host: str) -> SealedContext:
        """Return what the server of this name seals with."""
        return SealedContext((host,))

    def client(self, *, check: bool = True, careless: bool = False) -> SealedContext:
        """Return what a client seals with."""
        return SealedContext(check=check and not careless)


class _Direction:
    """The toy keystream of one direction, with its record number."""

    def __init__(self, key: bytes) -> None:
        self.key = key
        self.number = 0

    def _stream(self, length: int) -> bytes:
        start = self.key + self.number.to_bytes(8, "big")
        blocks = (length + 31) // 32
        parts = (hashlib.sha256(start + i.to_bytes(4, "big")).digest() for i in range(blocks))
        return b"".join(parts)[:length]

    def _turn(self, data: bytes) -> bytes:
        key = int.from_bytes(self._stream(len(data)), "big")
        return (int.from_bytes(data, "big") ^ key).to_bytes(len(data), "big")

    def _proof(self, inner: bytes) -> bytes:
        return hashlib.sha256(self.key + self.number.to_bytes(8, "big") + inner).digest()[:TAG]

    def seal(self, kind: int, content: bytes) -> bytes:
        inner = content + bytes([kind])
        body = self._turn(inner) + self._proof(inner)
        self.number += 1
        return bytes(TLSRecord(tls.APPLICATION_DATA, tls.TLS_1_2, body))

    def open(self, body: bytes) -> tuple[int, bytes]:
        inner = self._turn(body[:-TAG])
        if not inner or self._proof(inner) != body[-TAG:]:
            raise ssl.SSLError(ssl.SSL_ERROR_SSL, BAD_MAC)
        self.number += 1
        return inner[-1], inner[:-1]


class SealedObject:
    """One end of a sealed pipe: the shape of ssl.SSLObject over two byte buffers."""

    def __init__(
        self,
        context: SealedContext,
        incoming: ssl.MemoryBIO,
        outgoing: ssl.MemoryBIO,
        server_side: bool,
        host: str,
    ) -> None:
        self.context = context
        self.server_side = server_side
        self.server_hostname = host
        self.witness: Witness | None = None
        self._incoming, self._outgoing = incoming, outgoing
        self._buffer, self._plain = bytearray(), bytearray()
        self._random = b""
        self._mine: _Direction | None = None
        self._theirs: _Direction | None = None
        self._step = self._await_client_hello if server_side else self._say_hello
        self._done = False
        self._closed_by_peer = self._closed_by_me = False

    # -- the handshake (RFC 8446 section 2) ----------------------------------------------------

    def do_handshake(self) -> None:
        """Go as far as the bytes allow; raises SSLWantReadError, or SSLError if it can't be."""
        try:
            while not self._done:
                self._step()
        except ssl.SSLWantReadError:
            raise
        except ssl.SSLError as error:
            if self.witness:
                self.witness.failed(error)
            raise
        if self.witness:
            self.witness.established(self.server_hostname)

    def _take(self) -> TLSRecord:
        self._buffer += self._incoming.read()
        while record := tls.take_record(self._buffer):
            if record.type == tls.ALERT:
                raise ssl.SSLError(ssl.SSL_ERROR_SSL, f"[SSL] alert {record.body[-1:].hex()}")
            if record.type != tls.CHANGE_CIPHER_SPEC:  # middlebox camouflage: RFC 8446 D.4
                return record
        raise ssl.SSLWantReadError(ssl.SSL_ERROR_WANT_READ, "The operation did not complete")

    def _say_hello(self) -> None:
        self._random = os.urandom(32)
        hello = tls.client_hello(self.server_hostname, self._random, os.urandom(32), os.urandom(32))
        self._outgoing.write(bytes(hello))
        self._step = self._await_server_hello

    def _await_server_hello(self) -> None:
        hello = tls.read_hello(self._take(), tls.SERVER_HELLO)
        self._derive(self._random, hello.random)
        self._step = self._await_certificate

    def _await_certificate(self) -> None:
        names = self._open(self._take())[1].split(b"\0")[0].decode().split(",")
        if self.context.check and self.server_hostname not in names:
            raise ssl.SSLCertVerificationError(
                ssl.SSL_ERROR_SSL,
                "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: Hostname mismatch, "
                f"certificate is not valid for '{self.server_hostname}'.",
            )
        self._outgoing.write(_camouflage() + self._seal(tls.HANDSHAKE, bytes(FINISHED)))
        self._done = True

    def _await_client_hello(self) -> None:
        hello = tls.read_hello(self._take(), tls.CLIENT_HELLO)
        self._random = os.urandom(32)
        self._outgoing.write(
            bytes(tls.server_hello(self._random, hello.session, os.urandom(32))) + _camouflage()
        )
        self.server_hostname = hello.host
        self._derive(hello.random, self._random)
        names = ",".join(self.context.names).encode() + b"\0"
        self._outgoing.write(self._seal(tls.HANDSHAKE, names.ljust(CERTIFICATE_FLIGHT, b"\0")))
        self._step = self._await_finished

    def _await_finished(self) -> None:
        self._open(self._take())
        self._done = True

    def _derive(self, client: bytes, server: bytes) -> None:
        keys = [hashlib.sha256(who + client + server).digest() for who in (b"client", b"server")]
        mine, theirs = reversed(keys) if self.server_side else keys
        self._mine, self._theirs = _Direction(mine), _Direction(theirs)

    def _seal(self, kind: int, content: bytes) -> bytes:
        if self._mine is None:
            raise ssl.SSLError(ssl.SSL_ERROR_SSL, "[SSL] not yet sealed")
        return self._mine.seal(kind, content)

    def _open(self, record: TLSRecord) -> tuple[int, bytes]:
        if self._theirs is None or record.type != tls.APPLICATION_DATA:
            raise ssl.SSLError(ssl.SSL_ERROR_SSL, "[SSL: UNEXPECTED_MESSAGE] unexpected message")
        return self._theirs.open(record.body)

    # -- data ----------------------------------------------------------------------------------

    def write(self, data: bytes | memoryview) -> int:
        """Seal the data into records and return its length."""
        data = bytes(data)
        if self.witness:
            self.witness.said(data)
        for start in range(0, len(data), tls.MAX_PLAIN):
            chunk = data[start : start + tls.MAX_PLAIN]
            self._outgoing.write(self._seal(tls.APPLICATION_DATA, chunk))
        return len(data)

    def read(self, size: int = 1024, buffer: Any = None) -> Any:
        """Return up to `size` opened bytes, or fill the buffer and return the count.

        Nothing left and the other end closed: empty. Nothing yet: SSLWantReadError.
        """
        while not self._plain and not self._closed_by_peer:
            try:
                record = self._take()
            except ssl.SSLWantReadError:
                if self._incoming.eof:
                    break
                raise
            kind, content = self._open(record)
            if kind == tls.ALERT:
                self._closed_by_peer = True
            elif kind == tls.APPLICATION_DATA:
                self._plain += content
        taken = bytes(self._plain[:size])
        del self._plain[: len(taken)]
        if buffer is None:
            return taken
        buffer[: len(taken)] = taken
        return len(taken)

    def unwrap(self) -> None:
        """Say close_notify, once (RFC 8446 section 6.1); the answer is not waited for."""
        if not self._closed_by_me:
            self._closed_by_me = True
            self._outgoing.write(self._seal(tls.ALERT, CLOSE_NOTIFY))

    # -- what a caller may ask -----------------------------------------------------------------

    def getpeercert(self, binary_form: bool = False) -> dict[str, Any]:
        return {}

    def cipher(self) -> tuple[str, str, int]:
        return ("TLS_AES_128_GCM_SHA256", "TLSv1.3", 128)

    def compression(self) -> None:
        return None

    def version(self) -> str:
        return "TLSv1.3"

    def pending(self) -> int:
        return len(self._plain)


def _camouflage() -> bytes:
    """Return the change_cipher_spec that TLS 1.3 sends to look like TLS 1.2 (RFC 8446 D.4)."""
    return bytes(TLSRecord(tls.CHANGE_CIPHER_SPEC, tls.TLS_1_2, b"\x01"))
