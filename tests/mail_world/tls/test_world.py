"""Real TLS in whole runs: SMTP with STARTTLS and without, relays, IMAP; and what the wire shows."""

import pytest
from mail_world import Scenario, play
from mail_world.places import KAZE, OFFICE_IMAP, OFFICE_MAIL, PHONE_HOST
from mail_world.reading import MemoryIMAP4
from mail_world.tls import stage as tls_stage
from mail_world.tls.stage import IDENTITIES

FAULTS = {
    "expired": ("expired", "certificate has expired"),
    "not-yet": ("not-yet-valid", "certificate is not yet valid"),
    "self-signed": ("self-signed", "self-signed certificate"),
    "unknown": ("unknown-issuer", "unable to get local issuer certificate"),
    "no-chain": ("unknown-issuer", "unable to get local issuer certificate"),
    "wrong-name": ("wrong-name", "Hostname mismatch, certificate is not valid for"),
}
DOORS = ({}, {"port": 465, "security": "tls"})


def wire(record, conn=1):
    return [e for e in record.events if e.kind == "wire" and e.conn == conn]


def decided(record, tag):
    return [e.detail for e in record.events if e.kind == "decision" and e.tag == tag]


def test_every_certificate_has_its_fault_in_the_table():
    assert set(IDENTITIES) == {"right", *FAULTS}


@pytest.mark.parametrize("eyes", ["tls13", "tls12"])
@pytest.mark.parametrize("door", DOORS)
def test_a_mail_travels_under_real_tls(eyes, door):
    record = play(Scenario(eyes=eyes, photo=True, **door))
    assert (record.sending.sent, record.where) == (True, "friend-box")
    assert all(line.sealed for line in record.connections)
    assert len(decided(record, "tls-established")) == 3


def test_what_is_said_is_the_same_as_under_the_model():
    model, real = (play(Scenario(eyes=eyes)) for eyes in ("model", "tls13"))

    def said(record):
        # Queue ids are drawn from the same chance as TLS's random bytes.
        return [(e.source, e.tag) for e in record.events if e.kind == "data"]

    assert said(real) == said(model)


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("eyes", ["tls13", "tls12"])
@pytest.mark.parametrize("certificate", FAULTS)
def test_a_strict_app_stops_and_says_so_on_the_wire(certificate, eyes, door):
    record = play(Scenario(certificate=certificate, eyes=eyes, **door))
    why, words = FAULTS[certificate]
    assert (record.sending.stage, record.where) == ("tls", "phone")
    assert words in record.sending.error
    phone, office = decided(record, "tls-failed")
    assert phone["why"] == why
    assert "ALERT" in office["error"]
    last = [e for e in wire(record) if e.source == "phone"][-1]
    assert last.detail["type"] == (0x15 if eyes == "tls12" else 0x17)
    assert ("alert" in last.detail) == (eyes == "tls12")
    assert not [e for e in record.events if e.tag in ("AUTH", "MAIL", "message")]


@pytest.mark.parametrize("certificate", FAULTS)
def test_a_careless_app_goes_on_and_it_is_noted(certificate):
    record = play(Scenario(certificate=certificate, trust="careless"))
    assert record.sending.sent
    assert [d["why"] for d in decided(record, "certificate-overlooked")] == [FAULTS[certificate][0]]


@pytest.mark.parametrize("eyes", ["tls13", "tls12"])
def test_the_hello_tells_the_name_and_only_1_2_shows_the_certificate(eyes):
    seen = wire(play(Scenario(eyes=eyes)))
    hello = seen[0].detail
    assert (hello["messages"], hello["host"], hello["offers"]) == (
        "ClientHello",
        "mail.example.jp",
        "1.3, 1.2",
    )
    certificates = [e.detail for e in seen if "Certificate" in str(e.detail.get("messages"))]
    assert [d["names"] for d in certificates] == (["mail.example.jp"] if eyes == "tls12" else [])
    assert next(e for e in seen if "chosen" in e.detail).detail["chosen"] == f"1.{eyes[-1]}"


def test_no_secret_and_no_letter_is_on_the_wire():
    record = play(Scenario(eyes="tls13", message="a word that nobody should see"))
    carried = b"".join(e.data for e in record.events if e.kind == "wire")
    assert b"nobody should see" not in carried
    assert b"yuuyake" not in carried


@pytest.mark.parametrize(
    ("security", "stage", "office"),
    [("starttls", "no-tls", "usual"), ("if-offered", "done", "plain-too")],
)
def test_starttls_stripped_under_real_tls(security, stage, office):
    record = play(Scenario(line="stripped", security=security, office=office, eyes="tls13"))
    assert record.sending.stage == stage
    assert "tls-established" not in {e.tag for e in record.events if e.leg == "submission"}


def test_a_tls_client_at_a_plain_door_and_the_other_way_round():
    mismatch = play(Scenario(port=587, security="tls", eyes="tls13"))
    assert mismatch.sending.error == "[SSL: WRONG_VERSION_NUMBER] wrong version number"
    silent = play(Scenario(port=465, security="starttls", eyes="tls13"))
    assert silent.sending.stage == "greeting"


@pytest.fixture
def real(stage):
    """The world's servers with real TLS, and a client's context."""
    from mail_world.world import World

    seals = tls_stage.RealSeals(Scenario(eyes="tls13"))
    World(stage.network, stage.recorder, stage.resolver, Scenario(eyes="tls13"), seals)
    return seals.client()


def test_imap_begins_tls_by_starttls_and_from_the_first_byte(stage, real):
    for port, tls in ((143, None), (993, real)):
        client = MemoryIMAP4(stage.network, OFFICE_IMAP.name, port, PHONE_HOST.address, tls)
        if tls is None:
            client.starttls(real)
        client.login("hana@example.jp", "yuuyake-1122")
        assert client.select("INBOX")[0] == "OK"
        client.logout()


def test_smtplib_begins_tls_by_starttls_and_from_the_first_byte(stage, real):
    for port, tls in ((587, None), (465, real)):
        client = stage.smtp(OFFICE_MAIL.name, port, tls=tls)
        if tls is None:
            client.starttls(context=real)
        client.login("hana@example.jp", "yuuyake-1122")
        client.sendmail("hana@example.jp", [KAZE.address], "Subject: x\r\n\r\nhello\r\n")
        client.quit()
