"""Where the rules come from: documents that a reader can open, with the day of publication."""

from __future__ import annotations

from settings_check.rule import Source

__all__ = [
    "FAIREMAIL",
    "OP25B",
    "RFC1939",
    "RFC3207",
    "RFC3463",
    "RFC5321",
    "RFC5891",
    "RFC6409",
    "RFC6531",
    "RFC8314",
    "RFC9051",
    "SHARED_HOST",
]  # fmt: skip


def _rfc(number: int, date: str) -> Source:
    return Source(f"https://www.rfc-editor.org/rfc/rfc{number}", date)


RFC1939 = _rfc(1939, "1996-05-01")
RFC3207 = _rfc(3207, "2002-02-01")
RFC3463 = _rfc(3463, "2003-01-01")
RFC5321 = _rfc(5321, "2008-10-01")
RFC5891 = _rfc(5891, "2010-08-01")
RFC6409 = _rfc(6409, "2011-11-01")
RFC6531 = _rfc(6531, "2012-02-01")
RFC8314 = _rfc(8314, "2018-01-01")
RFC9051 = _rfc(9051, "2021-08-01")
# The FAQ of a mail app that has met most settings there are, as of this commit's day.
FAIREMAIL = Source(
    "https://github.com/M66B/FairEmail/blob/e23dd9df8002bc43e64594843ce69b52b9ad15e1/FAQ.md",
    "2026-08-22",
)
OP25B = Source(
    "https://www.sakura.ad.jp/information/announcements/2006/10/16/192/",
    "2006-10-16",
)
SHARED_HOST = Source("https://www.rfc-editor.org/rfc/rfc6125", "2011-03-01")
