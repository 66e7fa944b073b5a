"""A day as a setting: the fifth kind of control, a calendar's own field in the page.

Its value is text, `2026-11-26`, as the page's field gives it: one canonical form, which sorts as
days do and needs no type of its own in JSON. It means a day in Japan; what hour of it counts is for
the explainer to say.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from explainer_kit.controls import Control, ControlError, Value

__all__ = ["Date"]

_WRITTEN = re.compile(r"([0-9]{4})(?:[-/.]|年)([0-9]{1,2})(?:[-/.]|月)([0-9]{1,2})日?\Z")


@dataclass(frozen=True)
class Date(Control):
    """A day between two others, both included; all three are ISO text.

    >>> Date("day", "日", "2026-11-26", "2024-01-01", "2030-12-31").parse("2026/3/1")
    '2026-03-01'

    It has too many values to bake them all: baked are the days beside an article's own.
    """

    default: str
    minimum: str
    maximum: str
    help: str = ""
    kind: ClassVar[str] = "date"

    def __post_init__(self) -> None:
        for text in (self.minimum, self.default, self.maximum):
            if date.fromisoformat(text).isoformat() != text:
                raise ValueError(f"{self.name}: {text} is not written as 2026-11-26")
        if not self.minimum <= self.default <= self.maximum:
            raise ValueError(f"{self.name}: the default must lie between the limits")

    @property
    def initial(self) -> Value:
        return self.default

    def parse(self, raw: object) -> Value:
        text = unicodedata.normalize("NFKC", str(raw)).strip()
        shown = f"「{text if len(text) <= 40 else text[:40] + '…'}」"
        written = _WRITTEN.match(text)
        if written is None:
            raise ControlError(
                f"{self.name} は 2026-11-26 のように書きます（{shown} は読めません）"
            )
        try:
            day = date(*map(int, written.groups())).isoformat()
        except ValueError:
            raise ControlError(f"{self.name} の {shown} という日はありません") from None
        if not self.minimum <= day <= self.maximum:
            raise ControlError(
                f"{self.name} は {self.minimum} から {self.maximum} まで（{day} は範囲の外）",
                min(max(day, self.minimum), self.maximum),
            )
        return day

    def beside(self, value: Value) -> tuple[Value, ...]:
        """The day before and the day after, as far as the limits go."""
        day = date.fromisoformat(str(value))
        near = ((day + timedelta(days=step)).isoformat() for step in (-1, 1))
        return tuple(text for text in near if self.minimum <= text <= self.maximum)

    def describe(self) -> dict[str, object]:
        return super().describe() | {"min": self.minimum, "max": self.maximum}
