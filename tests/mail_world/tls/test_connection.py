"""Our two ends with one another: hostile bytes, goodbyes, and who looks at what."""

import contextlib
import ssl

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mail_world import tls_records as records
from mail_world.tls.authority import anchors
from mail_world.tls.connection import TLSContext

VERSIONS = ("1.2", "1.3")
HOST = "mail.example.jp"


class Noted:
    """A witness that keeps what it is told."""

    def __init__(self):
        self.told = []

    def established(self, host):
        self.told.append(("established", host))

    def failed(self, error):
        self.told.append(("failed", error.reason))

    def overlooked(self, error):
        self.told.append(("overlooked", error.why))

    def said(self, data):
        self.told.append(("said", data))


@pytest.mark.parametrize("newest", VERSIONS)
def test_a_touched_record_is_refused_and_a_replayed_one_too(newest, pipe, our_client, our_server):
    for spoil in (lambda data: data[:-1] + bytes([data[-1] ^ 1]), lambda data: data + data):
        both = pipe(our_client(newest=newest), our_server()).shake()
        both.client.write(b"once")
        both.bios[2].write(spoil(both.bios[1].read()))
        with pytest.raises(ssl.SSLError, match="bad record mac"):  # noqa: PT012
            assert both.server.read() == b"once"
            both.server.read()


@pytest.mark.parametrize("newest", VERSIONS)
def test_goodbye_is_an_end_of_stream_for_the_other(newest, pipe, our_client, our_server):
    both = pipe(our_client(newest=newest), our_server()).shake()
    both.client.write(b"last words")
    both.client.unwrap()
    both.client.unwrap()
    both.carry()
    assert (both.server.read(), both.server.read()) == (b"last words", b"")


def test_a_line_that_is_cut_is_an_end_of_stream_and_in_a_handshake_an_error(
    pipe, our_client, our_server
):
    both = pipe(our_client(), our_server()).shake()
    both.bios[2].write_eof()
    assert both.server.read() == b""
    both = pipe(our_client(), our_server())
    both.bios[2].write_eof()
    with pytest.raises(ssl.SSLEOFError):
        both.server.do_handshake()


def test_a_careless_client_goes_on_and_says_what_it_saw(pipe, faulty, our_client, our_server):
    both, noted = pipe(our_client(careless=True), our_server(faulty)), Noted()
    both.client.witness = noted
    both.shake()
    assert both.errors == {}
    assert [tag for tag, _ in noted.told] == ["overlooked", "established"]


def test_a_relay_that_asks_nobody_takes_any_certificate(pipe, faulty, our_server):
    assert pipe(TLSContext(), our_server(faulty)).shake().errors == {}


def test_a_strict_clients_witness_hears_why_it_failed(pipe, faulty, our_client, our_server):
    both, ends = pipe(our_client(), our_server(faulty)), (Noted(), Noted())
    both.client.witness, both.server.witness = ends
    both.shake()
    assert [[tag for tag, _ in end.told] for end in ends] == [["failed"], ["failed"]]


def test_a_server_without_a_certificate_says_so_in_the_handshake(pipe, our_client):
    with pytest.raises(ssl.SSLError, match="NO_SUITABLE_KEY"):
        TLSContext().wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), True).do_handshake()


def test_the_certificate_is_judged_by_the_clock_that_is_given(pipe, our_server):
    late = TLSContext(anchors=anchors(), wall=lambda: 4_000_000_000)
    assert pipe(late, our_server()).shake().errors["client"].why == "expired"


def test_an_address_is_not_told_as_a_name(pipe, our_client, our_server):
    both = pipe(our_client(), our_server(), "192.0.2.25").shake()
    assert records.asked_host(both.records("client")[0]) == ""


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=400), st.booleans(), st.sampled_from(VERSIONS))
def test_no_bytes_make_a_handshake_raise_anything_but_an_ssl_error(data, server_side, newest):
    from mail_world.tls.authority import issue

    context = TLSContext(issue(HOST) if server_side else None, anchors=anchors(), newest=newest)
    incoming = ssl.MemoryBIO()
    end = context.wrap_bio(incoming, ssl.MemoryBIO(), server_side, HOST)
    incoming.write(data)
    with pytest.raises(ssl.SSLError):
        end.do_handshake()


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 255), st.sampled_from(VERSIONS), st.booleans())
def test_no_touched_flight_raises_anything_but_an_ssl_error(at, turned, newest, to_server):
    """One byte of a real hello, or of the server's answer, is turned on the way."""
    from mail_world.tls.authority import issue

    now = {"wall": lambda: 1_795_305_600}
    ends = [
        TLSContext(anchors=anchors(), newest=newest, **now),
        TLSContext(issue(HOST), newest=newest),
    ]
    bios = [ssl.MemoryBIO() for _ in range(4)]
    client = ends[0].wrap_bio(bios[0], bios[1], server_hostname=HOST)
    server = ends[1].wrap_bio(bios[2], bios[3], server_side=True)

    def step(end, source, into, spoil):
        with contextlib.suppress(ssl.SSLError):
            end.do_handshake()
        data = bytearray(source.read())
        if spoil and data:
            data[at % len(data)] ^= turned
        into.write(bytes(data))

    step(client, bios[1], bios[2], to_server)
    step(server, bios[3], bios[0], not to_server)
    step(client, bios[1], bios[2], False)
    step(server, bios[3], bios[0], False)


def test_a_server_without_a_point_format_in_common_is_refused_in_words():
    """RFC 8422 section 5.1.2: "uncompressed" has to be there. The library's alert then holds an
    exception, of which it can make no text."""
    from mail_world.tls.authority import issue

    context = TLSContext(anchors=anchors(), newest="1.2", wall=lambda: 1_795_305_600)
    bios = [ssl.MemoryBIO() for _ in range(4)]
    client = context.wrap_bio(bios[0], bios[1], server_hostname=HOST)
    server = TLSContext(issue(HOST), newest="1.2").wrap_bio(bios[2], bios[3], server_side=True)
    for end, source, into in ((client, bios[1], bios[2]), (server, bios[3], bios[0])):
        with contextlib.suppress(ssl.SSLWantReadError):
            end.do_handshake()
        flight = source.read()
        if end is server:
            formats = bytes.fromhex("000b 0003 02 0100")
            assert flight.count(formats) == 1
            flight = flight.replace(formats, formats[:-2] + b"\x02\x02")
        into.write(flight)
    with pytest.raises(ssl.SSLError, match="illegal_parameter"):
        client.do_handshake()
