"""Sun, moon and the traditional Japanese year in pure Python, for the build and the browser alike.

The 24 節気 and the 72 候 with readings, when they begin, which of them a date lies in; the sun's
longitude; the moon's phase and age. Nothing here reads a clock or a file outside of the package.
All results are whole numbers, days and times in whole seconds: the same bytes in CPython and
Pyodide.

>>> from datetime import date
>>> span = sekki_on(date(2026, 11, 26))
>>> span.sekki.name, span.sekki.reading, str(span.start), str(span.end)
('小雪', 'しょうせつ', '2026-11-22', '2026-12-06')
"""

from __future__ import annotations

from .moon import Moon, meigetsu_in, moon_on, next_full_moon
from .names import Ko, Sekki, all_ko, all_sekki
from .sky import JST, MoonPhase, moon_angle, moon_phases, sun_longitude
from .year import (
    Beginning,
    KoSpan,
    SekkiSpan,
    YearError,
    ko_in,
    ko_of,
    ko_on,
    sekki_in,
    sekki_on,
)

__all__ = [
    "JST",
    "Beginning",
    "Ko",
    "KoSpan",
    "Moon",
    "MoonPhase",
    "Sekki",
    "SekkiSpan",
    "YearError",
    "all_ko",
    "all_sekki",
    "ko_in",
    "ko_of",
    "ko_on",
    "meigetsu_in",
    "moon_angle",
    "moon_on",
    "moon_phases",
    "next_full_moon",
    "sekki_in",
    "sekki_on",
    "sun_longitude",
]
