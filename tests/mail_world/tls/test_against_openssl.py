"""Both ends against OpenSSL's: each understands the other, and they find the same faults."""

import itertools
import ssl
import time

import pytest
from mail_world import tls_records
from mail_world.tls.authority import DAY, issue
from mail_world.tls.certificate import read_certificate

VERSIONS = ("1.2", "1.3")


def talk(both):
    """Let both ends say something, and goodbye."""
    both.client.write(b"EHLO phone\r\n")
    both.carry()
    assert both.server.read() == b"EHLO phone\r\n"
    both.server.write(b"250 ok\r\n" * 5000)
    both.carry()
    told = b""
    while len(told) < 40_000:
        told += both.client.read(65536)
    assert told == b"250 ok\r\n" * 5000


@pytest.mark.parametrize("newest", VERSIONS)
def test_openssls_client_talks_with_our_server(newest, pipe, openssl_client, our_server):
    both = pipe(openssl_client(newest), our_server()).shake()
    assert (both.errors, both.client.version()) == ({}, f"TLSv{newest}")
    assert both.client.getpeercert()["subjectAltName"][0] == ("DNS", "mail.example.jp")
    talk(both)


@pytest.mark.parametrize("newest", VERSIONS)
def test_our_client_talks_with_openssls_server(newest, pipe, openssl_server, our_client):
    identity = issue("mail.example.jp", begin=int(time.time()) - DAY)
    both = pipe(our_client(), openssl_server(identity, newest)).shake()
    assert (both.errors, both.client.version()) == ({}, f"TLSv{newest}")
    assert both.client.getpeercert(True) == identity.chain[0]
    talk(both)


@pytest.mark.parametrize(("ours", "theirs"), list(itertools.product(VERSIONS, VERSIONS)))
def test_the_lower_of_two_newest_versions_is_spoken(ours, theirs, pipe, openssl_client, our_server):
    both = pipe(openssl_client(theirs), our_server(newest=ours)).shake()
    assert both.client.version() == both.server.version() == f"TLSv{min(ours, theirs)}"


@pytest.mark.parametrize("newest", VERSIONS)
def test_both_clients_find_the_same_fault(
    newest, faulty, pipe, openssl_client, our_client, our_server
):
    told = []
    for client in (openssl_client(newest), our_client(newest=newest)):
        both = pipe(client, our_server(faulty)).shake()
        error = both.errors["client"]
        told.append((error.verify_code, error.verify_message, both.errors["server"].reason))
    assert told[0] == told[1]


@pytest.mark.parametrize("newest", VERSIONS)
def test_openssls_server_hears_our_alert_as_its_own_clients(
    newest, faulty, pipe, openssl_client, openssl_server, our_client
):
    heard = []
    for client in (openssl_client(newest), our_client(newest=newest)):
        both = pipe(client, openssl_server(faulty)).shake()
        heard.append(both.errors["server"].reason)
    assert heard[0] == heard[1]


@pytest.mark.parametrize(
    ("host", "fits"),
    [
        ("MAIL.Example.JP", True),
        ("a.wild.example", True),
        ("a.b.wild.example", False),
        ("wild.example", False),
        ("192.0.2.25", True),
        ("192.0.2.26", False),
        ("mail.example.jp.evil.example", False),
    ],
)
def test_a_name_fits_for_both_or_for_neither(
    host, fits, pipe, openssl_client, our_client, our_server
):
    for client in (openssl_client(), our_client()):
        both = pipe(client, our_server(), host).shake()
        assert ("client" not in both.errors) == fits


@pytest.mark.parametrize("newest", VERSIONS)
def test_the_certificate_is_seen_on_the_wire_under_1_2_only(
    newest, pipe, openssl_client, our_server
):
    both = pipe(openssl_client(newest), our_server()).shake()
    assert (b"mail.example.jp" in both.wire["server"]) == (newest == "1.2")
    assert b"mail.example.jp" in both.wire["client"]


@pytest.mark.parametrize("greeting", [b"220 mail.example.jp ESMTP\r\n", b"* OK ready\r\n"])
def test_a_greeting_instead_of_a_record_is_the_error_that_openssl_gives(
    greeting, pipe, openssl_client, our_client, our_server
):
    told = []
    for client in (openssl_client(), our_client()):
        both = pipe(client, our_server())
        with pytest.raises(ssl.SSLWantReadError):
            both.client.do_handshake()
        both.bios[0].write(greeting)
        both.shake()
        told.append(both.errors["client"].reason)
    assert told == ["WRONG_VERSION_NUMBER"] * 2


def test_openssl_reads_what_the_authority_made_as_we_do(pipe, openssl_client, our_server):
    both = pipe(openssl_client(), our_server()).shake()
    theirs, ours = both.client.getpeercert(), read_certificate(both.client.getpeercert(True))
    assert theirs["serialNumber"] == f"{ours.serial:X}".zfill(len(theirs["serialNumber"]))
    names = [value for kind, value in theirs["subjectAltName"] if kind == "DNS"]
    assert names == list(ours.names)
    assert ("IP Address", "192.0.2.25") in theirs["subjectAltName"]
    assert ours.addresses == ("192.0.2.25",)


@pytest.mark.parametrize("newest", VERSIONS)
def test_alerts_are_sealed_where_the_version_seals_them(
    newest, pipe, faulty, our_client, our_server
):
    last = pipe(our_client(newest=newest), our_server(faulty)).shake().records("client")[-1]
    sealed = last.type == tls_records.APPLICATION_DATA
    assert sealed == (newest == "1.3")
    assert sealed or (last.type == tls_records.ALERT and last.body[0] == 2)
