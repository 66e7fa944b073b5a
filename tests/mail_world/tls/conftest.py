"""Two ends and the bytes between them; either may be ours or OpenSSL's, by Python's ssl."""

import ssl
import time

import pytest
from mail_world import tls_records
from mail_world.tls import authority
from mail_world.tls.authority import DAY, LIFE, STRANGER, issue
from mail_world.tls.connection import TLSContext

HOST = "mail.example.jp"


class Pipe:
    """A client's end and a server's end, and what passed between them."""

    def __init__(self, client, server, host=HOST):
        self.bios = [ssl.MemoryBIO() for _ in range(4)]
        to_client, from_client, to_server, from_server = self.bios
        self.client = client.wrap_bio(to_client, from_client, server_hostname=host)
        self.server = server.wrap_bio(to_server, from_server, server_side=True)
        self.wire = {"client": b"", "server": b""}
        self.errors = {}

    def carry(self):
        to_client, from_client, to_server, from_server = self.bios
        for side, out, into in (
            ("client", from_client, to_server),
            ("server", from_server, to_client),
        ):
            data = out.read()
            self.wire[side] += data
            into.write(data)

    def shake(self):
        """Shake hands as far as it goes; what went wrong at each end is in `errors`."""
        for _ in range(4):
            for side, end in (("client", self.client), ("server", self.server)):
                if side not in self.errors:
                    try:
                        end.do_handshake()
                    except ssl.SSLWantReadError:
                        pass
                    except ssl.SSLError as error:
                        self.errors[side] = error
                self.carry()
        return self

    def records(self, side):
        found = tls_records.split_records(self.wire[side])
        assert all(isinstance(record, tls_records.TLSRecord) for record in found)
        return found


@pytest.fixture
def pipe():
    return Pipe


@pytest.fixture
def openssl_client():
    """OpenSSL's client, which knows the world's authority."""

    def make(newest="1.3"):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.load_verify_locations(cadata=authority.pem(authority.authority()))
        context.maximum_version = {"1.2": ssl.TLSVersion.TLSv1_2, "1.3": ssl.TLSVersion.TLSv1_3}[
            newest
        ]
        return context

    return make


@pytest.fixture
def openssl_server(tmp_path):
    """OpenSSL's server with an identity of the world."""

    def make(identity, newest="1.3"):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        (tmp_path / "server.pem").write_text(identity.pem())
        context.load_cert_chain(tmp_path / "server.pem")
        context.maximum_version = {"1.2": ssl.TLSVersion.TLSv1_2, "1.3": ssl.TLSVersion.TLSv1_3}[
            newest
        ]
        return context

    return make


@pytest.fixture
def our_client():
    """Our client, by the machine's clock as OpenSSL's is."""
    return lambda **options: TLSContext(anchors=authority.anchors(), **options)


@pytest.fixture
def our_server():
    return lambda identity=None, **options: TLSContext(identity or in_order(), **options)


def in_order():
    """Issued yesterday; OpenSSL goes by the machine's clock, and so do all of these."""
    return issue(HOST, "*.wild.example", "192.0.2.25", begin=_today() - DAY)


def _today():
    return int(time.time()) // DAY * DAY


FAULTY = {
    "expired": lambda: issue(HOST, begin=_today() - LIFE - 4 * DAY),
    "not-yet-valid": lambda: issue(HOST, begin=_today() + 9 * DAY),
    "self-signed": lambda: issue(HOST, issuer=HOST, begin=_today() - DAY),
    "unknown-issuer": lambda: issue(HOST, issuer=STRANGER, begin=_today() - DAY),
    "no-chain": lambda: issue(HOST, send=False, begin=_today() - DAY),
    "unknown-root": lambda: with_strange_root(),
    "wrong-name": lambda: issue("sv123.rental.example", begin=_today() - DAY),
    "several": lambda: issue("sv123.rental.example", issuer=STRANGER, begin=_today() + DAY),
    "name-and-time": lambda: issue("sv123.rental.example", begin=_today() - LIFE - DAY),
    "not-an-authority": lambda: under_a_server(),
    "forged": lambda: forged(),
}
"""What can be wrong with a server's certificate."""


def with_strange_root():
    strange = issue(HOST, issuer=STRANGER, begin=_today() - DAY)
    return authority.Identity(
        (*strange.chain, authority.authority(STRANGER, STRANGER)), strange.secret
    )


def under_a_server():
    """A certificate that another server has signed, as if it were an authority."""
    middle = issue("other.example.jp", begin=_today() - DAY)
    own = issue(HOST, issuer="other.example.jp", begin=_today() - DAY)
    return authority.Identity((*own.chain, *middle.chain), own.secret)


def forged():
    """A certificate in which one bit of the name was turned after it had been signed."""
    real = in_order()
    own = bytearray(real.chain[0])
    own[own.index(b"wild.example")] ^= 1
    return authority.Identity((bytes(own), *real.chain[1:]), real.secret)


@pytest.fixture(params=FAULTY)
def faulty(request):
    """A server's identity with a fault."""
    return FAULTY[request.param]()
