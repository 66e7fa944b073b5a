"""Real TLS 1.2 and 1.3 (RFC 5246, RFC 8446) in the shape of ssl.SSLContext and ssl.SSLObject.

Decides: tlslite-ng speaks; this gives it whole records (what is none is refused in OpenSSL's
words, as readers meet them), looks at the server's certificate while the handshake is on, as
OpenSSL does, so that the refusal goes out as an alert; and turns whatever goes wrong into
ssl.SSLError, for which asyncio, aiosmtplib and aiosmtpd wait. Of the usual groups and ciphers it
speaks those that are quickest in a page: P-256 first, and ChaCha20-Poly1305.

No session is ever resumed, and no client has a certificate.
"""

from __future__ import annotations

import errno
import ssl
import time
from collections.abc import Callable, Iterator
from typing import Any, Final, Literal

from mail_world import tls_records
from mail_world.sealed import Witness
from mail_world.tls import _library
from mail_world.tls.authority import Identity
from mail_world.tls.certificate import Certificate
from mail_world.tls.chain import verify_chain
from mail_world.tls.errors import CertificateError, from_the_other_end
from mail_world.tls.names import address_of

Version = Literal["1.2", "1.3"]
VERSIONS: Final[dict[Version, tuple[int, int]]] = {"1.2": (3, 3), "1.3": (3, 4)}
GROUPS: Final = ["secp256r1", "x25519"]
CIPHERS: Final = ["chacha20-poly1305"]
"""One cipher, which every other end of today has too: AES would cost a page half a second more."""
WANT_READ: Final = "The operation did not complete"


def _settings(newest: Version) -> Any:
    """Return what an end offers and takes: TLS 1.2 up to `newest`."""
    settings = _library.settings.HandshakeSettings()
    settings.minVersion, settings.maxVersion = VERSIONS["1.2"], VERSIONS[newest]
    settings.versions = [VERSIONS[v] for v in ("1.3", "1.2") if VERSIONS[v] <= VERSIONS[newest]]
    settings.eccCurves, settings.keyShares = list(GROUPS), GROUPS[:1]
    settings.dhGroups = []
    settings.cipherNames, settings.macNames = list(CIPHERS), ["aead"]
    settings.keyExchangeNames = ["ecdhe_ecdsa", "ecdhe_rsa"]
    settings.ecdsaSigHashes = ["sha256", "sha384", "sha512"]
    settings.rsaSigHashes = ["sha256", "sha384", "sha512"]
    settings.more_sig_schemes = []
    settings.ticket_count, settings.psk_modes = 0, ["psk_dhe_ke"]
    settings.use_heartbeat_extension = False
    settings.certificate_compression_send = settings.certificate_compression_receive = []
    settings.record_size_limit = None
    return settings


class TLSContext:
    """What an end brings to a handshake.

    `identity`: a server's certificates and key. `anchors`: the authorities that a client knows;
    None for a client that asks nobody (a relay, which seals if it can). `careless`: the client
    looks, says what is wrong, and goes on. `newest`: the highest version that it speaks. `wall`:
    seconds since 1970, by which certificates are judged.
    """

    verify_mode = ssl.CERT_NONE  # asked by aiosmtpd: clients need no certificate
    check_hostname = False

    def __init__(
        self,
        identity: Identity | None = None,
        *,
        anchors: tuple[Certificate, ...] | None = None,
        careless: bool = False,
        newest: Version = "1.3",
        wall: Callable[[], float] | None = None,
    ) -> None:
        self.identity, self.anchors, self.careless = identity, anchors, careless
        self.newest = newest
        self.wall = wall or (lambda: time.time())  # looked up late: a run has its own clock

    def wrap_bio(
        self,
        incoming: ssl.MemoryBIO,
        outgoing: ssl.MemoryBIO,
        server_side: bool = False,
        server_hostname: str | None = None,
        session: object = None,
    ) -> TLSObject:
        """Return one end of a connection over two byte buffers, as ssl.SSLContext.wrap_bio does."""
        return TLSObject(self, incoming, outgoing, server_side, server_hostname or "")

    def wrap_socket(self, sock: Any, server_hostname: str | None = None, **_: Any) -> Any:
        """Seal a BlockingSocket in place and return it (stdlib smtplib and imaplib call this)."""
        sock.start_tls(self, server_hostname or "")
        return sock


class _Socket:
    """Two byte buffers as a socket that never waits; gives whole records, and nothing else."""

    def __init__(self, incoming: ssl.MemoryBIO, outgoing: ssl.MemoryBIO) -> None:
        self._incoming, self._outgoing = incoming, outgoing
        self._buffer = bytearray()

    def recv(self, size: int) -> bytes:
        """Return the next record whole (tlslite keeps what it did not ask for).

        Raises ssl.SSLError for what is no TLS, BlockingIOError where more has to come first.
        """
        self._buffer += self._incoming.read()
        record = tls_records.take_record(self._buffer)
        if record is not None:
            return bytes(record)
        if self._incoming.eof:
            return b""
        raise BlockingIOError(errno.EWOULDBLOCK, WANT_READ)

    def send(self, data: bytes) -> int:
        self._outgoing.write(bytes(data))
        return len(data)

    def sendall(self, data: bytes) -> None:
        self._outgoing.write(bytes(data))

    def close(self) -> None:
        """Do nothing: who made the buffers closes them."""


class _Connection(_library.connection.TLSConnection):  # type: ignore[misc]
    """tlslite's connection, which asks what to make of the server's certificate."""

    judge: Callable[[list[bytes]], None]

    def _clientGetKeyFromChain(  # noqa: N802  named by tlslite
        self, certificate: Any, settings: Any, tack_ext: Any = None
    ) -> Iterator[Any]:
        chain = certificate.cert_chain
        try:
            self.judge([bytes(one.bytes) for one in chain.x509List] if chain else [])
        except CertificateError as error:
            if self.version > VERSIONS["1.2"]:
                # By now both ends have keys, and alerts are sealed (RFC 8446 section 6).
                hidden = _library.messages.ChangeCipherSpec().create()
                yield from self._sendMsg(hidden)
                self._changeWriteState()
            yield from self._sendError(error.alert)
        yield from super()._clientGetKeyFromChain(certificate, settings, tack_ext)


class TLSObject:
    """One end of a TLS connection: the shape of ssl.SSLObject over two byte buffers."""

    def __init__(
        self,
        context: TLSContext,
        incoming: ssl.MemoryBIO,
        outgoing: ssl.MemoryBIO,
        server_side: bool,
        host: str,
    ) -> None:
        self.context = context
        self.server_side = server_side
        self.server_hostname = host
        self.witness: Witness | None = None
        self._incoming = incoming
        self._tls = _Connection(_Socket(incoming, outgoing))
        self._tls.judge = self._judge
        self._tls.closeSocket = False
        self._tls.ignoreAbruptClose = True
        self._refusal: CertificateError | None = None
        self._shaking: Iterator[int] | None = None
        self._reading: Iterator[Any] | None = None
        self._done = self._closed = False

    # -- the handshake ---------------------------------------------------------------------------

    def do_handshake(self) -> None:
        """Go as far as the bytes allow; raises SSLWantReadError, or SSLError if it can't be."""
        if self._done:
            return
        if self._shaking is None:
            self._shaking = self._begin()
        try:
            self._advance(self._shaking)
        except ssl.SSLWantReadError:
            raise
        except ssl.SSLError as error:
            if self.witness:
                self.witness.failed(error)
            raise
        self._done = True
        if self.server_side:
            self.server_hostname = self._asked()
        if self.witness:
            self.witness.established(self.server_hostname)

    def _begin(self) -> Iterator[int]:
        settings = _settings(self.context.newest)
        shaking: Iterator[int]
        if not self.server_side:
            name = "" if address_of(self.server_hostname) else self.server_hostname
            shaking = self._tls.handshakeClientCert(
                settings=settings, serverName=name or None, async_=True
            )
            return shaking
        if self.context.identity is None:
            raise ssl.SSLError(ssl.SSL_ERROR_SSL, "[SSL: NO_SUITABLE_KEY] no suitable key share")
        chain = _library.x509_chain.X509CertChain([_parsed(c) for c in self.context.identity.chain])
        key = _library.ecdsa_key.Python_ECDSAKey(
            None, None, "NIST256p", self.context.identity.secret
        )
        shaking = self._tls.handshakeServerAsync(certChain=chain, privateKey=key, settings=settings)
        return shaking

    def _judge(self, chain: list[bytes]) -> None:
        if self.context.anchors is None:
            return
        try:
            verify_chain(chain, self.context.anchors, self.server_hostname, self.context.wall())
        except CertificateError as error:
            if not self.context.careless:
                self._refusal = error
                raise
            if self.witness:
                self.witness.overlooked(error)

    def _asked(self) -> str:
        name = self._tls.session.serverName if self._tls.session else ""
        return name.decode("ascii", "replace") if isinstance(name, (bytes, bytearray)) else name

    def _advance(self, work: Iterator[Any]) -> Any:
        """Let tlslite go on; give what it comes to, or raise what ssl would."""
        try:
            for result in work:
                if isinstance(result, int):
                    if result == 0:
                        raise ssl.SSLWantReadError(ssl.SSL_ERROR_WANT_READ, WANT_READ)
                    continue
                return result
        except ssl.SSLError:
            raise
        except Exception as error:
            raise self._told(error) from error
        return None

    def _told(self, error: Exception) -> ssl.SSLError:
        """Say in ssl's terms what tlslite says in its own: hostile bytes make it say anything."""
        if self._refusal is not None:
            return self._refusal
        errors = _library.errors
        if isinstance(error, errors.TLSRemoteAlert):
            return from_the_other_end(error.description)
        if isinstance(error, errors.TLSAbruptCloseError):
            words = "[SSL: UNEXPECTED_EOF_WHILE_READING] EOF occurred in violation of protocol"
            return ssl.SSLEOFError(ssl.SSL_ERROR_EOF, words)
        if isinstance(error, errors.TLSBadRecordMAC) or (
            isinstance(error, errors.TLSLocalAlert) and error.description == 20
        ):
            words = "DECRYPTION_FAILED_OR_BAD_RECORD_MAC] decryption failed or bad record mac"
            return ssl.SSLError(ssl.SSL_ERROR_SSL, f"[SSL: {words}")
        said: object = error
        if isinstance(error, errors.TLSLocalAlert):
            # As a text it takes its message for one, and it may be another exception.
            name = _library.constants.AlertDescription.toStr(error.description)
            said = f"{name}: {error.message}" if error.message else name
        return ssl.SSLError(ssl.SSL_ERROR_SSL, f"[SSL] {type(error).__name__}: {said}")

    # -- data ------------------------------------------------------------------------------------

    def write(self, data: bytes | memoryview) -> int:
        """Seal the data into records and return its length."""
        data = bytes(data)
        if self.witness:
            self.witness.said(data)
        self._advance(self._tls.writeAsync(data))
        return len(data)

    def read(self, size: int = 1024, buffer: Any = None) -> Any:
        """Return up to `size` opened bytes, or fill the buffer and return the count.

        Nothing left and the other end closed: empty. Nothing yet: SSLWantReadError.
        """
        if self._reading is None:
            self._reading = self._tls.readAsync(max=size, min=1)
        try:
            data = self._advance(self._reading) or b""
        except ssl.SSLWantReadError:
            raise
        except ssl.SSLError:
            self._reading = None
            raise
        self._reading = None
        if buffer is None:
            return data
        buffer[: len(data)] = data
        return len(data)

    def unwrap(self) -> None:
        """Say close_notify, once (RFC 8446 section 6.1); the answer is not waited for."""
        if not self._closed:
            self._closed = True
            for result in self._tls.closeAsync():
                if result == 0:
                    break

    # -- what a caller may ask -------------------------------------------------------------------

    def getpeercert(self, binary_form: bool = False) -> dict[str, Any] | bytes:
        """Give the server's certificate (DER), if it is asked for as bytes."""
        session = self._tls.session
        chain = session.serverCertChain if session and not self.server_side else None
        return bytes(chain.x509List[0].bytes) if binary_form and chain else {}

    def cipher(self) -> tuple[str, str, int]:
        return (self._tls.getCipherName() or "", self.version(), 256)

    def compression(self) -> None:
        return None

    def version(self) -> str:
        return str(self._tls.getVersionName()).replace("TLS ", "TLSv")

    def pending(self) -> int:
        return 0


def _parsed(certificate: bytes) -> Any:
    parsed = _library.x509.X509()
    parsed.parseBinary(bytearray(certificate))
    return parsed
