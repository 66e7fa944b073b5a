"""Records and mails to begin with: one that is right, and one thing wrong at a time.

All names and addresses are those kept for examples (RFC 2606, RFC 5737); the keys were made for
this page, and their private halves are gone.
"""

from __future__ import annotations

from explainer_kit.controls import Value
from explainer_kit.explainer import Preset

__all__ = ["PRESETS", "RIGHT"]

_RSA_2048 = (
    "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAzYWRYf5bhEWgD7OdUaG6X1SXAtD1cxlTdiO6ryj0hw1PjebI",
    "cmNJ4CJH1P/Ys0pVWn3LtH643jxBmGnJXLuF1G2rZYQxkQkv0P7jwMc038siODiHOqjIxt5sh46eDmBWjrTBlA9W1jCW",
    "DI1MeBiZBYgsmWQL/QbJ83TRyz+kx/jtMaytXwxii0N1u5TrubteUCj9uzmQuSpFROhiCR1Kp+vKWR5Bp26whyGKr8J6",
    "NWS89a+RqYgU3FiflhO9EomgGNE2Nnt/6BgzJQEGIv67hIzs66ZApzEesFCv5Xz0062Wvfua/aEd6oiS3MPB4QqTD96H",
    "c4UPxDdaUZuC7a2cgwIDAQAB",
)
_RSA_1024 = (
    "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQCSaftvXqpj9qAJZGX0VP7J++iEVRR7Qrk6jtpk0AYSy+0/Vg8M4z3P"
    "fph1V27jvj5CMgeMz+E0wfVL5ccKf9kUtbCUxuBYIEUmDfYeM+QjgC9IlwjnH0/achTWPPWckR+3Vpw3XQutoWFKGVwl"
    "IEu2ORPVy3pgIvhHMD11X1ikFwIDAQAB"
)
_ED25519 = "FcYzJzSynwu2e+2ssqaJrW4XuGo7oPY4gok7A4NTjco="
_SENDER_ZONE = '_spf.sender.example.  300 IN TXT "v=spf1 ip4:203.0.113.0/24 -all"'
_MX_ZONE = "example.jp.  300 IN MX 10 mail.example.jp.\nmail.example.jp.  300 IN A 192.0.2.25"

RIGHT: dict[str, Value] = {
    "domain": "example.jp",
    "spf": '"v=spf1 mx include:_spf.sender.example ~all"',
    "selector": "aki",
    "dkim": f'"v=DKIM1; k=rsa; p={_RSA_2048[0]}{_RSA_2048[1]}"\n"{"".join(_RSA_2048[2:])}"',
    "dmarc": "v=DMARC1; p=reject; rua=mailto:dmarc@example.jp",
    "author": "はな <hana@example.jp>",
    "sender": "hana@example.jp",
    "address": "203.0.113.25",
    "helo": "out.sender.example",
    "seal": "valid",
    "signer": "",
    "zone": f"{_MX_ZONE}\n{_SENDER_ZONE}",
    "whole": False,
}
_TEN = " ".join(f"include:s{number}.example" for number in range(1, 12))
_EMPTY: dict[str, Value] = {
    name: "none" if name == "seal" else "" for name in RIGHT if name != "whole"
}


def _but(**changes: Value) -> dict[str, Value]:
    return RIGHT | changes


PRESETS: tuple[Preset, ...] = (
    Preset("right", "そろった例", {}, "ok"),
    Preset("blank", "空にする", _EMPTY, "incomplete"),
    Preset("forwarded", "転送された手紙", _but(address="192.0.2.77"), "ok"),
    Preset(
        "slip",
        "つづりちがい",
        _but(spf="v=spf1 mx inlcude:_spf.sender.example ~all", seal="none"),
        "reject",
    ),
    Preset(
        "ten",
        "10回をこえる",
        _but(spf=f"v=spf1 {_TEN} ~all", dmarc="v=DMARC1; p=quarantine; rua=mailto:d@example.jp",
             seal="none"),
        "quarantine",
    ),
    Preset(
        "void",
        "消えた名前",
        _but(spf="v=spf1 a:old1.example.jp a:old2.example.jp a:old3.example.jp mx ~all",
             whole=True),
        "mend",
    ),
    Preset(
        "two",
        "SPFが二つ",
        _but(spf="v=spf1 mx ~all\nv=spf1 include:_spf.sender.example ~all"),
        "mend",
    ),
    Preset(
        "anyone",
        "+all",
        _but(spf="v=spf1 mx +all", address="198.51.100.66", helo="somewhere.example", seal="none"),
        "mend",
    ),
    Preset(
        "unaligned",
        "名前が合わない",
        _but(sender="bounce@sender.example", signer="sender.example",
             zone='sender.example. IN TXT "v=spf1 ip4:203.0.113.0/24 -all"'),
        "reject",
    ),
    Preset(
        "revoked",
        "取り消した鍵",
        _but(dkim="v=DKIM1; k=rsa; p=", address="192.0.2.77"),
        "reject",
    ),
    Preset("short", "短い鍵", _but(dkim=f"v=DKIM1; k=rsa; p={_RSA_1024}"), "warn"),
    Preset(
        "ed25519",
        "Ed25519の鍵",
        _but(dkim=f"v=DKIM1; k=ed25519; p={_ED25519}", address="192.0.2.77"),
        "ok",
    ),
    Preset(
        "no-p",
        "pがない",
        _but(dmarc="v=DMARC1; rua=mailto:dmarc@example.jp", address="192.0.2.77", seal="none"),
        "none",
    ),
    Preset(
        "old",
        "前の決まり",
        _but(dmarc="v=DMARC1; p=quarantine; pct=50; ri=86400; rua=mailto:dmarc@example.jp"),
        "ok",
    ),
    Preset(
        "trying",
        "t=y",
        _but(dmarc="v=DMARC1; p=reject; t=y; rua=mailto:dmarc@example.jp", address="192.0.2.77",
             seal="none"),
        "quarantine",
    ),
    Preset(
        "sub",
        "サブドメイン",
        _but(author="たより <tayori@news.example.jp>", seal="none",
             dmarc="v=DMARC1; p=reject; sp=quarantine; aspf=s; rua=mailto:dmarc@example.jp",
             zone=f"{_MX_ZONE}\n{_SENDER_ZONE}\nnews.example.jp. IN A 192.0.2.80"),
        "quarantine",
    ),
    Preset(
        "unpasted",
        "貼りのこし",
        _but(zone=_MX_ZONE, seal="none"),
        "depends",
    ),
)  # fmt: skip
"""Each ends as it promises; what it shows comes from examining it, as for a reader's own."""
