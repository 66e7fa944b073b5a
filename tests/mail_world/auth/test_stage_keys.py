"""The keys of the sender's office: what they seal is found good by their own records alone."""

import pytest
from mail_world.auth.dkim import sign_mail, verify_mail
from mail_world.auth.stage_keys import STAGE_KEYS
from mail_world.dns import Resolver

MAIL = b"From: hana@example.jp\r\nTo: kaze@example.org\r\nSubject: autumn\r\n\r\nred leaves\r\n"


def reports(which):
    """What a mail with all seals comes to, with these records of the keys."""
    seals = [
        sign_mail(MAIL, "example.jp", key.selector, key.private, key.algorithm)
        for key in STAGE_KEYS
    ]
    zone = {
        (f"{key.selector}._domainkey.example.jp", "TXT"): (getattr(key, which),)
        for key in STAGE_KEYS
    }
    return verify_mail(b"".join(seals) + MAIL, Resolver(zone, lambda *_: None))


def test_the_office_signs_for_receivers_of_either_algorithm():
    found = [(one.algorithm, one.key_bits, one.result) for one in reports("published")]
    assert found == [("rsa-sha256", 2048, "pass"), ("ed25519-sha256", 256, "pass")]


def test_a_retired_record_is_a_whole_key_but_another():
    found = [(one.key_status, one.result) for one in reports("retired")]
    assert found == [("ok", "fail")] * 2
    assert all(one.key_bits for one in reports("retired"))


@pytest.mark.parametrize("key", STAGE_KEYS, ids=lambda key: key.selector)
def test_signing_twice_gives_the_same_bytes(key):
    once, again = (
        sign_mail(MAIL, "example.jp", key.selector, key.private, key.algorithm) for _ in range(2)
    )
    assert once == again
