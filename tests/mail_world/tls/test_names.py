"""Host names: the table of Go's crypto/x509, and OpenSSL's own judgement.

The table is matchHostnamesTests of verify_test.go and x509_test.go, Copyright The Go Authors,
BSD-3-Clause.
"""

import pytest
from mail_world.tls.names import fits

GO = [
    ("a.b.c", "a.b.c", True),
    ("a.b.c", "b.b.c", False),
    ("", "b.b.c", False),
    ("a.b.c", "", False),
    ("example.com", "example.com", True),
    ("example.com", "www.example.com", False),
    ("*.example.com", "example.com", False),
    ("*.example.com", "www.example.com", True),
    ("*.example.com", "www.example.com.", True),
    ("*.example.com", "xyz.www.example.com", False),
    ("*.example.com", "https://www.example.com", False),
    ("*.example..com", "www.example..com", False),
    ("*.*.example.com", "xyz.www.example.com", False),
    ("*.www.*.com", "xyz.www.example.com", False),
    ("*bar.example.com", "foobar.example.com", False),
    ("f*.example.com", "foobar.example.com", False),
    ("www.example.com", "*.example.com", False),
    ("", ".", False),
    (".", "", False),
    (".", ".", False),
    ("example.com", "example.com.", True),
    ("example.com.", "example.com.", True),
    ("*.com.", "example.com.", False),
    ("*.com.", "example.com", False),
    ("*.foo:bar", "xxx.foo:bar", False),
    ("*.2.3.4", "1.2.3.4", False),
    ("*.2.3.4", "[1.2.3.4]", False),
    ("*:4860:4860::8888", "2001:4860:4860::8888", False),
    ("*:4860:4860::8888", "[2001:4860:4860::8888]", False),
    ("2001:4860:4860::8888", "2001:4860:4860::8888", False),
    ("2001:4860:4860::8888", "[2001:4860:4860::8888]", False),
    ("[2001:4860:4860::8888]", "2001:4860:4860::8888", False),
    ("[2001:4860:4860::8888]", "[2001:4860:4860::8888]", False),
]
STRICTER = [
    # Go takes these four. "*.com" is for nobody, as OpenSSL has it; a name with an empty label or
    # a colon is none; and a presented name has no last dot (RFC 5280 section 4.2.1.6).
    ("*.com", "example.com", False),
    ("*.com", "example.com.", False),
    ("www.example..com", "www.example..com", False),
    ("foo:bar", "xxx.foo:bar", False),
]


@pytest.mark.parametrize(("presented", "host", "wanted"), GO + STRICTER)
def test_a_name_fits_as_published(presented, host, wanted):
    assert fits(host, [presented]) == wanted


@pytest.mark.parametrize(
    ("host", "addresses", "wanted"),
    [
        ("127.0.0.1", ["127.0.0.1"], True),
        ("::1", ["127.0.0.1", "::1"], True),
        ("[::1]", ["::1"], True),
        ("0:0:0:0:0:0:0:1", ["::1"], True),
        ("127.0.0.2", ["127.0.0.1"], False),
    ],
)
def test_an_address_fits_an_address(host, addresses, wanted):
    assert fits(host, ["127.0.0.1", "::1", "*"], addresses) == wanted


def test_international_names_are_compared_as_a_labels():
    assert fits("例え.example", ["xn--r8jz45g.example"])
    assert fits("XN--R8JZ45G.example", ["*.example", "xn--r8jz45g.example"])
    assert not fits("例え.example", ["例え.example"])
