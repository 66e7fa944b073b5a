"""The sealed pipe: true on the outside, checked against real OpenSSL where it claims to be."""

import ssl

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mail_world import tls_records as tls
from mail_world.sealed import SealedContext

HOST = "mail.example.jp"
RECORD_TYPES = {tls.CHANGE_CIPHER_SPEC, tls.ALERT, tls.HANDSHAKE, tls.APPLICATION_DATA}


class Pipe:
    """A client's end and a server's end, and what passed between them."""

    def __init__(self, client=None, server=None, host=HOST):
        self.bios = [ssl.MemoryBIO() for _ in range(4)]
        to_client, from_client, to_server, from_server = self.bios
        client, server = client or SealedContext(), server or SealedContext((HOST,))
        self.client = client.wrap_bio(to_client, from_client, server_hostname=host)
        self.server = server.wrap_bio(to_server, from_server, server_side=True)
        self.wire = []

    def carry(self):
        to_client, from_client, to_server, from_server = self.bios
        for side, out, into in (
            ("client", from_client, to_server),
            ("server", from_server, to_client),
        ):
            if data := out.read():
                self.wire.append((side, data))
                into.write(data)

    def shake(self):
        done = set()
        for _ in range(4):
            for end in (self.client, self.server):
                try:
                    end.do_handshake()
                    done.add(end)
                except ssl.SSLWantReadError:
                    pass
                self.carry()
            if len(done) == 2:
                return self
        raise AssertionError("no end of shaking hands")


def records(data):
    found = tls.split_records(data)
    assert all(isinstance(record, tls.TLSRecord) for record in found)
    return found


def test_what_goes_in_comes_out():
    pipe = Pipe().shake()
    pipe.client.write(b"EHLO phone\r\n")
    pipe.carry()
    assert pipe.server.read(100) == b"EHLO phone\r\n"


@settings(max_examples=20, deadline=None)
@given(st.binary(max_size=40_000), st.integers(1, 20_000))
def test_any_bytes_in_any_reads_come_out_whole(data, size):
    pipe = Pipe().shake()
    pipe.server.write(data)
    pipe.carry()
    got = b""
    while len(got) < len(data):
        got += pipe.client.read(size)
    assert got == data


def test_the_handshake_is_a_round_trip_of_the_records_of_tls_1_3():
    pipe = Pipe().shake()
    flights = [(side, [record.type for record in records(data)]) for side, data in pipe.wire]
    assert flights == [
        ("client", [tls.HANDSHAKE]),
        ("server", [tls.HANDSHAKE, tls.CHANGE_CIPHER_SPEC, tls.APPLICATION_DATA]),
        ("client", [tls.CHANGE_CIPHER_SPEC, tls.APPLICATION_DATA]),
    ]


def test_a_record_is_seventeen_bytes_longer_than_what_it_hides():
    pipe = Pipe().shake()
    pipe.client.write(b"x" * 100)
    (record,) = records(pipe.bios[1].read())
    assert (record.type, record.version, len(record.body)) == (0x17, 0x0303, 117)


def test_no_record_hides_more_than_sixteen_kilobytes():
    pipe = Pipe().shake()
    pipe.client.write(b"x" * 40_000)
    assert [len(r.body) - 17 for r in records(pipe.bios[1].read())] == [16384, 16384, 7232]


def test_the_wire_does_not_show_what_is_said():
    pipe = Pipe().shake()
    pipe.client.write(b"AUTH PLAIN c2VjcmV0")
    assert b"AUTH" not in pipe.bios[1].read()


def test_the_wire_shows_the_name_that_is_asked_for():
    pipe = Pipe().shake()
    assert HOST.encode() in pipe.wire[0][1]
    assert pipe.server.server_hostname == HOST


def test_a_changed_record_is_refused():
    pipe = Pipe().shake()
    pipe.client.write(b"250 ok")
    sealed = bytearray(pipe.bios[1].read())
    sealed[8] ^= 1
    pipe.bios[2].write(bytes(sealed))
    with pytest.raises(ssl.SSLError, match="bad record mac"):
        pipe.server.read()


def test_a_replayed_record_is_refused():
    pipe = Pipe().shake()
    pipe.client.write(b"once")
    sealed = pipe.bios[1].read()
    pipe.bios[2].write(sealed + sealed)
    assert pipe.server.read() == b"once"
    with pytest.raises(ssl.SSLError):
        pipe.server.read()


def test_a_certificate_for_another_name_is_refused():
    pipe = Pipe(server=SealedContext(("other.example.test",)))
    with pytest.raises(ssl.SSLCertVerificationError, match="Hostname mismatch"):
        pipe.shake()


def test_a_relay_that_seals_if_it_can_takes_any_name():
    assert Pipe(SealedContext(check=False), SealedContext(("other.example.test",))).shake()


def test_goodbye_is_an_end_of_stream_for_the_other():
    pipe = Pipe().shake()
    pipe.client.unwrap()
    pipe.carry()
    assert pipe.server.read() == b""


@pytest.mark.parametrize(
    "greeting", [b"220 mail.example.jp ESMTP\r\n", b"* OK ready\r\n", b"+OK\r\n"]
)
def test_a_greeting_instead_of_a_record_is_the_error_that_openssl_gives(greeting):
    reasons = []
    real = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    for context in (real, SealedContext()):
        incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        end = context.wrap_bio(incoming, outgoing, server_hostname=HOST)
        with pytest.raises(ssl.SSLWantReadError):
            end.do_handshake()
        outgoing.read()
        incoming.write(greeting)
        with pytest.raises(ssl.SSLError) as caught:
            end.do_handshake()
        told = caught.value.args[1].partition(" (_ssl.c")[0]
        reasons.append((caught.value.reason, told, outgoing.read()))
    assert reasons[0] == reasons[1]


def test_openssl_reads_our_hello_and_the_name_in_it():
    names = []
    real = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    real.sni_callback = lambda end, name, context: names.append(name)
    incoming = ssl.MemoryBIO()
    end = real.wrap_bio(incoming, ssl.MemoryBIO(), server_side=True)
    incoming.write(bytes(tls.client_hello(HOST, b"r" * 32, b"s" * 32, b"k" * 32)))
    with pytest.raises(ssl.SSLError):  # it has no certificate, and so no way on
        end.do_handshake()
    assert names == [HOST]


def test_we_read_the_name_in_openssls_hello():
    real = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    outgoing = ssl.MemoryBIO()
    end = real.wrap_bio(ssl.MemoryBIO(), outgoing, server_hostname=HOST)
    with pytest.raises(ssl.SSLWantReadError):
        end.do_handshake()
    (record,) = records(outgoing.read())
    assert tls.read_hello(record, tls.CLIENT_HELLO).host == HOST


def test_an_address_is_not_told_as_a_name():
    hello = tls.client_hello("192.0.2.25", b"r" * 32, b"s" * 32, b"k" * 32)
    assert tls.read_hello(hello, tls.CLIENT_HELLO).host == ""


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=600), st.booleans())
def test_no_bytes_make_a_handshake_raise_anything_but_an_ssl_error(data, server_side):
    incoming = ssl.MemoryBIO()
    context = SealedContext((HOST,) if server_side else ())
    end = context.wrap_bio(incoming, ssl.MemoryBIO(), server_side, HOST)
    incoming.write(data)
    with pytest.raises(ssl.SSLError):
        end.do_handshake()


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_no_malformed_hello_raises_anything_but_an_ssl_error(body):
    incoming = ssl.MemoryBIO()
    end = SealedContext((HOST,)).wrap_bio(incoming, ssl.MemoryBIO(), True)
    incoming.write(bytes(tls.TLSRecord(tls.HANDSHAKE, 0x0301, b"\x01" + body)))
    with pytest.raises(ssl.SSLError):
        end.do_handshake()


@given(st.lists(st.tuples(st.sampled_from(sorted(RECORD_TYPES)), st.binary(max_size=50))))
def test_records_split_back_into_what_they_were(pieces):
    wanted = [tls.TLSRecord(kind, 0x0303, body) for kind, body in pieces]
    assert tls.split_records(b"".join(map(bytes, wanted))) == wanted


def test_a_tail_that_is_no_record_comes_back_as_it_is():
    record = bytes(tls.TLSRecord(tls.HANDSHAKE, 0x0303, b"x"))
    assert tls.split_records(record + b"220 hi")[1:] == [b"220 hi"]
