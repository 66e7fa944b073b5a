"""DKIM: published vectors, own seals, and what each broken seal comes to."""

import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mail_world.auth._libraries import dkim as dkimpy
from mail_world.auth.dkim import MAX_SIGNATURES, public_record, sign_mail, verify_mail
from mail_world.auth.dkim_key import read_key
from mail_world.clock import EPOCH
from mail_world.dns import Resolver
from mail_world.dns.zone_file import quote

MAIL = b"From: hana@example.jp\r\nTo: kaze@example.org\r\nSubject: autumn\r\n\r\nred leaves\r\n"
SEED = bytes(range(32))
NAME = ("aki._domainkey.example.jp", "TXT")
ZONE = {NAME: (quote(public_record(SEED)),)}


def resolver(zone=ZONE, faults=None):
    return Resolver(zone, lambda *_: None, faults)


def signed(**options):
    field = sign_mail(MAIL, "example.jp", "aki", SEED, "ed25519-sha256", **options)
    return field + MAIL


def verify(mail, zone=ZONE, faults=None, wall=EPOCH):
    (report,) = verify_mail(mail, resolver(zone, faults), wall=wall)
    return report


def with_key(**changes):
    tags = {"v": "DKIM1", "k": "ed25519", "p": public_record(SEED).rpartition("p=")[2]} | changes
    return {NAME: (quote("; ".join(f"{name}={value}" for name, value in tags.items())),)}


# -- other people's vectors --------------------------------------------------------------------

BRISBANE = "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="


@pytest.fixture(scope="module")
def vectors(dkimpy_data):
    """The zone that dkimpy's test messages are verified against."""
    return {
        ("brisbane._domainkey.football.example.com", "TXT"): (quote(BRISBANE),),
        ("test._domainkey.football.example.com", "TXT"): (quote(dkimpy_data("test.txt")),),
        ("test._domainkey.example.com", "TXT"): (quote(dkimpy_data("test.txt")),),
        ("sed._domainkey.test.ex", "TXT"): (quote(dkimpy_data("eximtest.dns")),),
    }


def test_the_example_of_rfc_8463_passes_with_both_its_signatures(vectors, dkimpy_data):
    """RFC 8463 appendix A.3: one Ed25519 and one RSA signature over the mail of RFC 6376."""
    reports = verify_mail(dkimpy_data("rfc6376.signed.msg"), resolver(vectors))
    assert [(one.algorithm, one.result) for one in reports] == [
        ("ed25519-sha256", "pass"),
        ("rsa-sha256", "pass"),
    ]
    assert {one.domain for one in reports} == {"football.example.com"}


@pytest.mark.parametrize(
    ("name", "result"),
    [
        ("rfc6376.signed.rsa.msg", "pass"),
        ("ed25519test2.msg", "pass"),
        ("rfc6376.signed.no_t.msg", "fail"),
        ("test.message.baddomain", "permerror"),
    ],
)
def test_dkimpys_messages_come_to_what_its_tests_say(vectors, dkimpy_data, name, result):
    (report, *_) = verify_mail(dkimpy_data(name), resolver(vectors))
    assert report.result == result, report


@pytest.mark.parametrize(
    ("private", "record"),
    [
        ("test.private", "test.txt"),
        ("test.private", "test2.txt"),
        ("2048_testkey.key", "2048_testkey_wo_markers.pub.txt"),
        ("2048_testkey.key", "2048_testkey_wo_markers.pub.rsa.txt"),
        ("2048_testkey_PKCS8.key", "2048_testkey_PKCS8.key.pub.txt"),
    ],
)
@pytest.mark.parametrize("header", ["simple", "relaxed"])
@pytest.mark.parametrize("body", ["simple", "relaxed"])
def test_dkimpys_rsa_keys_seal_and_open(dkimpy_data, private, record, header, body):
    key, public = dkimpy_data(private), dkimpy_data(record)
    field = sign_mail(MAIL, "example.jp", "aki", key, canonical=(header, body))
    zone = {NAME: (quote(public.strip()),)}
    report = verify(field + MAIL, zone)
    assert (report.result, report.canonical) == ("pass", f"{header}/{body}")
    assert verify(field + MAIL + b"more\r\n", zone).reason == "body hash did not verify"


def test_the_private_key_of_rfc_8463_seals(dkimpy_data):
    seed = base64.b64decode(dkimpy_data("rfc8032_7_1.key"))
    assert public_record(seed) == BRISBANE


def test_a_defective_key_of_dkimpys_tests_is_told(dkimpy_data):
    assert read_key(dkimpy_data("badk.txt").decode()).problems
    assert read_key(dkimpy_data("badversion.txt").decode()).problems


# -- our own ----------------------------------------------------------------------------------


def test_a_seal_tells_all_about_itself():
    report = verify(signed())
    assert (report.result, report.reason) == ("pass", "")
    assert (report.domain, report.selector, report.identity) == ("example.jp", "aki", "@example.jp")
    assert report.signed == ("from", "to", "subject", "from")
    assert (report.key_name, report.key_status, report.key_bits) == (NAME[0], "ok", 256)
    assert (report.testing, report.body_length) == (False, None)


def test_the_same_mail_at_the_same_time_gets_the_same_seal():
    assert signed() == signed()
    assert f"t={EPOCH};".encode() in signed()


def test_a_mail_without_seals_has_no_reports():
    assert verify_mail(MAIL, resolver()) == ()


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (b"red leaves", b"red leafs", "body hash did not verify"),
        (b"Subject: autumn", b"Subject: spring", "signature did not verify"),
        (b"From: hana", b"From: evil@example.com\r\nFrom: hana", "signature did not verify"),
    ],
)
def test_a_changed_mail_fails(old, new, reason):
    report = verify(signed().replace(old, new))
    assert (report.result, report.reason) == ("fail", reason)


def test_spaces_do_not_break_a_relaxed_seal():
    assert verify(signed().replace(b"Subject: autumn", b"SUBJECT:   autumn ")).result == "pass"


@pytest.mark.parametrize(
    ("changes", "result", "reason"),
    [
        ({"p": ""}, "permerror", "withdrawn"),
        ({"p": "A"}, "permerror", "base64"),
        ({"p": "AAAA"}, "permerror", "32 octets"),
        ({"k": "rsa"}, "permerror", "no RSA key"),
        ({"k": "dsa"}, "permerror", "unknown kind"),
        ({"v": "DKIM2"}, "permerror", "DKIM1"),
        ({"h": "sha1"}, "permerror", "hash"),
        ({"s": "tlsrpt"}, "permerror", "not for mail"),
        ({"s": "*", "h": "sha1:sha256", "t": "y"}, "pass", ""),
        ({"t": "s"}, "pass", ""),
        ({"p": base64.b64encode(b"\1" * 32).decode()}, "fail", "did not verify"),
    ],
)
def test_a_key_is_held_against_the_signature(changes, result, reason):
    report = verify(signed(), with_key(**changes))
    assert report.result == result, report
    assert reason in report.reason
    assert report.testing == ("y" in changes.get("t", ""))


@pytest.mark.parametrize(
    ("zone", "faults", "result"),
    [
        ({}, {}, "permerror"),
        (ZONE, {NAME: "SERVFAIL"}, "temperror"),
        (ZONE, {NAME: "TIMEOUT"}, "temperror"),
        ({NAME: ZONE[NAME] * 2}, {}, "permerror"),
    ],
)
def test_no_key_is_told_apart_from_no_answer(zone, faults, result):
    assert verify(signed(), zone, faults).result == result


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (b"a=ed25519-sha256", b"a=rsa-sha1", "not used any more"),
        (b"from", b"date", "From is not signed"),
        (b"d=example.jp;", b"", "without d="),
        (b"v=1", b"v=2", "v= value"),
        (b"v=1;", b"v=1; v=1;", "DuplicateTag"),
        (b"i=@example.jp", b"i=@example.com", "i= domain"),
        (b"v=1", b"v=1" + b" " * 100, "slow"),
    ],
)
def test_a_signature_that_is_none_is_told_why(old, new, reason):
    mail = signed()
    assert old in mail
    report = verify(mail.replace(old, new))
    assert report.result == "permerror"
    assert reason in report.reason


def test_a_key_can_be_kept_from_subdomains():
    """RFC 6376 section 3.6.1, the flag s."""
    mail = signed().replace(b"i=@example.jp", b"i=@sub.example.jp")
    report = verify(mail, with_key(t="s"))
    assert (report.result, report.reason) == ("permerror", "the key is not for subdomains")


def test_an_expired_seal_fails():
    mail = signed().replace(b"t=%d;" % EPOCH, b"t=%d; x=%d;" % (EPOCH, EPOCH + 60))
    report = verify(mail, wall=EPOCH + 100_000)
    assert (report.result, report.reason) == ("fail", "the signature has expired")


def test_a_short_rsa_key_is_against_policy(dkimpy_data):
    """RFC 8301 section 3.2: dkimpy's example key has 512 bits."""
    record = (
        "p=MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBANmBe10IgY+u7h3enWTukkqtUD5PR52T"
        "b/mPfjC0QJTocVBq6Za/PlzfV+Py92VaCak19F4WrbVTK5Gg5tW220MCAwEAAQ=="
    )
    field = sign_mail(MAIL, "example.jp", "aki", dkimpy_data("test.private"))
    report = verify(field + MAIL, {NAME: (quote(record),)})
    assert (report.result, report.key_bits) == ("policy", 512)


@pytest.mark.parametrize("algorithm", ["rsa-sha1", "rsa-md5", ""])
def test_an_old_algorithm_seals_nothing(algorithm):
    with pytest.raises(ValueError, match="8301"):
        sign_mail(MAIL, "example.jp", "aki", SEED, algorithm)


@pytest.mark.parametrize(("mail", "key"), [(MAIL, b"short"), (b" x\r\n\r\n", SEED), (b"a", SEED)])
def test_what_cannot_be_sealed_is_refused(mail, key):
    with pytest.raises(ValueError, match=r".+"):
        sign_mail(mail, "example.jp", "aki", key, "ed25519-sha256")


def test_only_so_many_signatures_are_looked_at():
    field = signed()[: -len(MAIL)]
    assert len(verify_mail(field * 30 + MAIL, resolver({}))) == MAX_SIGNATURES


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200), st.integers(0, 400))
def test_any_octets_in_a_sealed_mail_come_to_something(octets, place):
    mail = signed()
    for hostile in (octets, mail[:place] + octets + mail[place:], b"DKIM-Signature:" + octets):
        for report in verify_mail(hostile, resolver()):
            assert report.result in ("pass", "fail", "policy", "permerror")


@given(st.text())
def test_any_text_as_a_key_record_is_judged(text):
    for record in (text, "v=DKIM1; p=" + text, "k=ed25519; p=" + text):
        key = read_key(record)
        assert all(1 <= problem.column <= len(record) + 1 for problem in key.problems)


@pytest.mark.parametrize(
    ("algorithm", "headers", "body"),
    [
        ("relaxed", b"a:X\r\nb:Y Z\r\n", b" C\r\nD E\r\n"),
        ("simple", b"A: X\r\nB : Y\t\r\n\tZ  \r\n", b" C \r\nD \t E\r\n"),
    ],
)
def test_mails_are_made_canonical_as_in_rfc_6376(algorithm, headers, body):
    """RFC 6376 section 3.4.5, examples 1 and 2."""
    policy = dkimpy.canonicalization.CanonicalizationPolicy.from_c_value(
        f"{algorithm}/{algorithm}".encode()
    )
    fields = [(b"A", b" X\r\n"), (b"B ", b" Y\t\r\n\tZ  \r\n")]
    canonical = policy.canonicalize_headers(fields)
    assert b"".join(name + b":" + value for name, value in canonical) == headers
    assert policy.canonicalize_body(b" C \r\nD \t E\r\n\r\n\r\n") == body
