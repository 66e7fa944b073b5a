"""The names: 24 sekki and 72 kō with readings, as data that names.toml holds with its source.

Both are numbered by the sun. A sekki begins at each 15 degrees of the sun's longitude, a kō at each
5; the year of the calendar of kō begins with 立春 at 315 degrees.
"""

from __future__ import annotations

import pkgutil
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

FIRST_LONGITUDE = 315


@dataclass(frozen=True, slots=True)
class Sekki:
    """One of the 24 節気; `key` is its romaji, `longitude` where the sun is when it begins."""

    key: str
    name: str
    reading: str
    meaning: str
    longitude: int


@dataclass(frozen=True, slots=True)
class Ko:
    """One of the 72 候; `number` counts from 1 (東風解凍), `sekki` is the key of its 節気."""

    number: int
    name: str
    reading: str
    meaning: str
    longitude: int
    sekki: str


@cache
def all_sekki() -> tuple[Sekki, ...]:
    """The 24 節気 from 立春 to 大寒.

    >>> [sekki.name for sekki in all_sekki()][:2]
    ['立春', '雨水']
    """
    return tuple(
        Sekki(
            key=row["key"],
            name=row["name"],
            reading=row["reading"],
            meaning=row["meaning"],
            longitude=(FIRST_LONGITUDE + 15 * place) % 360,
        )
        for place, row in enumerate(read_table("names.toml")["sekki"])
    )


@cache
def all_ko() -> tuple[Ko, ...]:
    """The 72 候 from 東風解凍 to 鶏始乳.

    >>> all_ko()[57].name
    '虹蔵不見'
    """
    rows = [(sekki["key"], ko) for sekki in read_table("names.toml")["sekki"] for ko in sekki["ko"]]
    return tuple(
        Ko(
            number=place + 1,
            name=ko["name"],
            reading=ko["reading"],
            meaning=ko["meaning"],
            longitude=(FIRST_LONGITUDE + 5 * place) % 360,
            sekki=key,
        )
        for place, (key, ko) in enumerate(rows)
    )


# Any: what a TOML table holds is known only to its reader.
def read_table(name: str) -> dict[str, Any]:
    """Read one of the TOML tables that lie beside this module."""
    # Not importlib.resources, which a page would have to load for this alone.
    data = pkgutil.get_data(__package__, name)
    if data is None:
        raise FileNotFoundError(f"koyomi/{name}")
    return tomllib.loads(data.decode("utf-8"))
