"""Ed25519 after RFC 8032: its own test vectors, and what must not pass."""

import pytest
from mail_world.auth import ed25519

# RFC 8032 section 7.1, TEST 1 to 3: secret key, public key, message, signature.
VECTORS = [
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
        "d25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
        "387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659"
        "4a7c15e9716ed28dc027beceea1ec40a",
    ),
]
VECTORS = [tuple(map(bytes.fromhex, vector)) for vector in VECTORS]


@pytest.mark.parametrize(("seed", "key", "message", "signature"), VECTORS)
def test_the_vectors_of_the_rfc(seed, key, message, signature):
    assert ed25519.public_key(seed) == key
    assert ed25519.sign(seed, message) == signature
    assert ed25519.verify(key, message, signature)


@pytest.mark.parametrize("place", [0, 31, 32, 63])
def test_a_changed_bit_does_not_pass(place):
    _, key, message, signature = VECTORS[2]
    changed = bytes(octet ^ (number == place) for number, octet in enumerate(signature))
    assert not ed25519.verify(key, message, changed)
    assert not ed25519.verify(key, message + b"x", signature)


def test_a_second_form_of_a_signature_does_not_pass():
    """S must be below L (RFC 8032 section 5.1.7)."""
    _, key, message, signature = VECTORS[0]
    s = int.from_bytes(signature[32:], "little") + ed25519.L
    assert not ed25519.verify(key, message, signature[:32] + s.to_bytes(32, "little"))


@pytest.mark.parametrize("signature", [b"", b"x" * 63, b"\xff" * 64, b"\0" * 65])
def test_no_signature_is_no_signature(signature):
    assert not ed25519.verify(VECTORS[0][1], b"", signature)


@pytest.mark.parametrize("key", [b"", b"AA==", b"not base64!", b"/" * 43 + b"="])
def test_no_key_is_no_key(key):
    with pytest.raises(ValueError, match=r"Ed25519|base64|[Ii]ncorrect|Non|Excess|Only"):
        ed25519.VerifyKey(key)
