"""The quick cipher against the RFC's own example, and against the library that it stands in for."""

from hypothesis import given, settings
from hypothesis import strategies as st
from mail_world.tls import _library  # noqa: F401  puts the library in its place
from mail_world.tls.chacha import ChaCha20Poly1305, keystream, poly1305

KEY = bytes(range(0x80, 0xA0))
NONCE = bytes.fromhex("070000004041424344454647")
ASSOCIATED = bytes.fromhex("50515253c0c1c2c3c4c5c6c7")
PLAIN = (
    b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, "
    b"sunscreen would be it."
)
SEALED = bytes.fromhex(
    "d31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d6"
    "3dbea45e8ca9671282fafb69da92728b1a71de0a9e060b2905d6a5b67ecd3b36"
    "92ddbd7f2d778b8c9803aee328091b58fab324e4fad675945585808b4831d7bc"
    "3ff4def08e4b7a9de576d26586cec64b61161ae10b594f09e26a7e902ecbd0600691"
)


def test_the_example_of_rfc_8439_section_2_8_2():
    cipher = ChaCha20Poly1305(KEY)
    assert cipher.seal(NONCE, PLAIN, ASSOCIATED) == SEALED
    assert cipher.open(NONCE, SEALED, ASSOCIATED) == PLAIN


def test_the_block_of_rfc_8439_section_2_3_2():
    nonce = bytes.fromhex("000000090000004a00000000")
    block = keystream(bytes(range(32)), nonce, 2)[64:]
    assert block[:16] == bytes.fromhex("10f1e7e4d13b5915500fdd1fa32071c4")


def test_the_tag_of_rfc_8439_section_2_5_2_in_whole_blocks():
    key = bytes.fromhex("85d6be7857556d337f4452fe42d506a80103808afb0db2fd4abff6af4149f51b")
    # Section 2.5.2 has 34 bytes; the first 32 of them, by the library that wrote the old cipher.
    from tlslite.utils.poly1305 import Poly1305

    data = b"Cryptographic Forum Research Group"[:32]
    assert poly1305(key, data) == bytes(Poly1305(bytearray(key)).create_tag(bytearray(data)))


@settings(max_examples=60, deadline=None)
@given(
    st.binary(min_size=32, max_size=32),
    st.binary(min_size=12, max_size=12),
    st.binary(max_size=300),
    st.binary(max_size=40),
)
def test_it_seals_as_the_library_does(key, nonce, plain, associated):
    from tlslite.utils.python_chacha20_poly1305 import new

    theirs = new(bytearray(key)).seal(bytearray(nonce), bytearray(plain), bytearray(associated))
    ours = ChaCha20Poly1305(key)
    assert ours.seal(nonce, plain, associated) == theirs
    assert ours.open(nonce, bytes(theirs), associated) == plain


@given(st.integers(min_value=0, max_value=8 * len(SEALED) - 1))
def test_any_bit_that_was_turned_is_noticed(bit):
    touched = bytearray(SEALED)
    touched[bit // 8] ^= 1 << bit % 8
    assert ChaCha20Poly1305(KEY).open(NONCE, bytes(touched), ASSOCIATED) is None


def test_what_is_too_short_for_a_tag_is_refused():
    assert ChaCha20Poly1305(KEY).open(NONCE, b"short", b"") is None
