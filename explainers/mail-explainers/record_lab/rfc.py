"""Where the rules stand: a short name for a section, its address, its month of publication.

Section numbers of RFC 9989 are those of draft-ietf-dmarc-dmarcbis-41 (2025-04-04), which became it.
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Section", "section"]

_MONTHS = {
    "1034": "1987-11-01",
    "1035": "1987-11-01",
    "5321": "2008-10-01",
    "6376": "2011-09-01",
    "7208": "2014-04-01",
    "8301": "2018-01-01",
    "8463": "2018-09-01",
    "9989": "2026-05-01",
}


class Section(NamedTuple):
    """A section: as it is named in a sentence, its address, and the day its RFC is of."""

    name: str
    url: str
    date: str


def section(number: str, part: str = "") -> Section:
    """Find a section of an RFC.

    >>> section("7208", "4.6.4").name
    'RFC 7208 4.6.4節'
    """
    where = f"#section-{part}" if part else ""
    if part[:1].isalpha():
        where = f"#appendix-{part}"
    name = f"RFC {number} {part}{'' if part[:1].isalpha() else '節'}" if part else f"RFC {number}"
    return Section(name, f"https://www.rfc-editor.org/rfc/rfc{number}{where}", _MONTHS[number])
