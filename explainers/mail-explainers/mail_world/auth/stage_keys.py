"""The keys of the sender's office, and those that it has no longer. They guard nothing.

An office signs twice, for receivers that know one algorithm alone: with RSA, which every signer
must use (RFC 8301 section 3.1; 2,048 bits, as its section 3.2 advises), and with Ed25519 beside it
(RFC 8463 section 6: a selector for each).
"""

from __future__ import annotations

import hashlib
from typing import Final, NamedTuple

from mail_world.auth.dkim import Algorithm, public_record
from mail_world.dns.zone_file import quote

__all__ = ["STAGE_KEYS", "StageKey"]


class StageKey(NamedTuple):
    """One key: its selector, the private key as `sign_mail` takes it, and two TXT records.

    `published` belongs to the private key, `retired` to another.
    """

    selector: str
    algorithm: Algorithm
    private: bytes
    published: str
    retired: str


_RSA_PUBLIC: Final = (
    "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAysEwUjV1LOVzlGZr0oQ6yM9d6bphA58XC7HDyQRPsCCC"
    "4Er7hgQyQwJuaoh96jZG5pF2368++lkcq7+NA+sP4xlTcdzBbDBOxLXLtw3teiD3eir2g3wZp8FxJUROnXNYnony"
    "gFOB/yOe+Z6lI5NMHexJ9+RQIrU8oapQzmbMHpABgLXG3ijjckfhTrhhITyBcyZaAKY3A6Rz7ZFHyCUQkUcTBTSn"
    "t/fc/ATW9mrnspJf4tnfJQd+2Jkc+zEy6TThTTerjb5VHIJypNh+bhASUKTywrtHCvhbLVdSTADG+zHrkcrCMnLJ"
    "IggQ0hCbFZzlFwLMcu/mvOV2tkqFF6opkQIDAQAB"
)
_RSA_PRIVATE: Final = b"""-----BEGIN RSA PRIVATE KEY-----
MIIEoQIBAAKCAQEAysEwUjV1LOVzlGZr0oQ6yM9d6bphA58XC7HDyQRPsCCC4Er7hgQyQwJuaoh96jZG5pF2368++lkcq7+N
A+sP4xlTcdzBbDBOxLXLtw3teiD3eir2g3wZp8FxJUROnXNYnonygFOB/yOe+Z6lI5NMHexJ9+RQIrU8oapQzmbMHpABgLXG
3ijjckfhTrhhITyBcyZaAKY3A6Rz7ZFHyCUQkUcTBTSnt/fc/ATW9mrnspJf4tnfJQd+2Jkc+zEy6TThTTerjb5VHIJypNh+
bhASUKTywrtHCvhbLVdSTADG+zHrkcrCMnLJIggQ0hCbFZzlFwLMcu/mvOV2tkqFF6opkQIDAQABAoH/AcKPGplcMiQEo+/N
41tCfLSlcWHz52l6HxGk2lK9esnp5yT4X03i6OrjmLPPgHHbuevCONmFeYpo7jEtQRRXgL2bGEV89o/mkOsDEpO3CjvpsSXK
xSCHikKVY4SJm/C5t8MJAoXv8EcJjAS4FOxO2Uj66Z28aa0pEncSrkY2Kg28qwBLLm3cURHUK3Si3IywT87+OMAn6Up3d5Kz
7Lydu2eRagS5IB3VVLLzh4HJzKKnvgUu/zXbdwErs3QA92Sy7eJe5g6RRcx6Pp9TLFKZrcEnebdeUBKoXjEKTw8EEcdschRj
tX67kyqxO+L5RgpE2jYGyQOUzkecelsLJxABAoGBAOx6Jza/RdlXG/EBIgj7zCFDmU29rGaJuQJ0u8kSSQuJGN/Es+kuFVIH
qYTt3yRzIFfo4Ad3r8GxGlIfEWTic/bg3MJx0k36lXW9w0bMHPFQPCmU2slmj1gj/lF+N1tNPbIWtCF9xn4jgPJF4h4IWW3e
MHOGB7UcHCNkoSueOj1RAoGBANt+UvsYawD8zmGGbLOc12Ncqe8tTlEGcxondR72aoI4/tTwJCEpJ0qdbgSG8/mOpA+sKMjm
W7wqm/mUQdDlzd7cXsId3LrEicS1LTWXWgc97zt8zBPkxgN0UGDCZANSYdLN6Z91LJyKG4n8sCqYeCoBhrL1CsZj/6874HiG
0RhBAoGBAN0vaExR3dBrJMxoheAnPIiEhPjtBzslaHH+o8JvovjyM9zhTHI3U2PVnN6j64pZUJBJVnpFnZQqxfa37noRQexR
6MrK0a10S6XEZ8lpk0y3An7WJ0on7r2/dNnel4KDnchcagHFdgp3xN1XNidnIdac826ql7zz3PHR5to4djrxAoGAfNRjLRq+
AFnGpgBlYeEZPhE9NCF4IOyiGYXHPky2VklD5KaOZa2aAv11zG1T4+ITvDYVG+ymz2UMP+zpYXzQkKaT3aJOHooYMB86Dvh8
4xF+NT7McaPyWZSVAfKMHreDmvgwnddt/7kr4FYteowsCvfDO5PRBPNqPqa3CtThpgECgYAPCQGeCJueRzoUrXCqTFM8r0sz
iF7KrglrxcZR7+14DMfzHcwM5czUqYiK4DnNTHAXwkjDNTw1RpFz/qHJnYFozQ8fa9gzEXMk14rZRGaGNt36UBVBX3js00Xl
qTTBB3AyZyVX+Dy3fPFk3zSNuOasgzBuk2w2y+oaISGw4D7PSQ==
-----END RSA PRIVATE KEY-----
"""
_ED25519: Final = hashlib.sha256(b"the world's key for fuyu._domainkey.example.jp").digest()
# Other people's: the public keys of the example in RFC 8463 appendix A.2.
_OTHER_RSA: Final = (
    "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQi"
    "Y/J16JYi0Qvx/byYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZy"
    "VYLzBfO2EeC3Ip3G+2kryOTIKT+l/K4w3QIDAQAB"
)
_OTHER_ED25519: Final = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="

STAGE_KEYS: Final = (
    StageKey(
        "aki",
        "rsa-sha256",
        _RSA_PRIVATE,
        quote(f"v=DKIM1; k=rsa; p={_RSA_PUBLIC}"),
        quote(f"v=DKIM1; k=rsa; p={_OTHER_RSA}"),
    ),
    StageKey(
        "fuyu",
        "ed25519-sha256",
        _ED25519,
        quote(public_record(_ED25519)),
        quote(f"v=DKIM1; k=ed25519; p={_OTHER_ED25519}"),
    ),
)
"""In the order in which their signatures stand above the mail."""
