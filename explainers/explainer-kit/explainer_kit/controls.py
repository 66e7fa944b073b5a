"""What a reader may set: kinds of control (`Date` is in dates.py), and how text becomes a value.

The form in the page, the block in an article and the command line all hand over text, and each
control turns that text into one canonical value by its own type. So the author's `no` stays the
word no, and `port: 587` is the same setting wherever it was written.
"""

from __future__ import annotations

import re
import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

__all__ = [
    "Choice",
    "Control",
    "ControlError",
    "Number",
    "Option",
    "Settings",
    "Text",
    "Toggle",
    "Value",
    "nearest",
]

type Value = str | bool | int
type Settings = Mapping[str, Value]

_TRUE = frozenset({"true", "on", "yes", "1", "はい", "オン"})
_FALSE = frozenset({"false", "off", "no", "0", "いいえ", "オフ"})
_INTEGER = re.compile(r"[+-]?[0-9]{1,12}\Z")
# Kept in free text: everything but controls (a line feed is allowed where several lines are),
# lone surrogates, and the marks that turn the direction of the text around them.
_UNTYPED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

# What no UTF-8 text holds, or no page.
_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")


class ControlError(ValueError):
    """A value that a control does not take: `message` says why, `hint` the nearest right one."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def nearest(word: str, names: Iterable[str]) -> str | None:
    """Give the name most like a word, or None where nothing is near.

    >>> nearest("ｓned_flow", ["send_flow", "sync_flow"])
    'send_flow'
    """
    import difflib  # only a slip needs it, and a page that makes none need not load it

    pool = list(names)
    folded = {name.casefold(): name for name in reversed(pool)}
    typed = unicodedata.normalize("NFKC", word).casefold()
    found = difflib.get_close_matches(typed, list(folded), n=1, cutoff=0.5)
    return folded[found[0]] if found else None


@dataclass(frozen=True)
class Option:
    """One value of a `Choice`: what is stored, what the reader sees, and a word of help."""

    value: str
    label: str
    help: str = ""


@dataclass(frozen=True)
class Control(ABC):
    """What all kinds share: `name` in settings, Japanese `label` and `help`.

    Controls of one `group` that follow each other stand in the form behind one door, which the
    reader opens; those without a group are always in sight.
    """

    name: str
    label: str
    group: str = field(default="", kw_only=True)

    kind: ClassVar[str]
    discrete: ClassVar[bool] = True

    @property
    @abstractmethod
    def initial(self) -> Value:
        """The value when nobody has set one."""

    @abstractmethod
    def parse(self, raw: object) -> Value:
        """Turn text (or a value already typed) into the canonical value, or raise ControlError."""

    def alternatives(self) -> tuple[Value, ...]:
        """Every value worth trying one by one; empty for controls with too many."""
        return ()

    def beside(self, value: Value) -> tuple[Value, ...]:
        """The values to have at hand where a figure stands at `value`: all, where they are few."""
        return self.alternatives()

    def describe(self) -> dict[str, object]:
        """Plain data about the control, in the shape of `describe NAME --json`."""
        return {
            "name": self.name,
            "kind": self.kind,
            "label": self.label,
            "default": self.initial,
            "values": None,
            "min": None,
            "max": None,
        }


@dataclass(frozen=True)
class Choice(Control):
    """One of several named values; a `<select>` in the page.

    >>> Choice("port", "ポート", (Option("587", "587"), Option("465", "465")), "587").parse(465)
    '465'
    """

    options: tuple[Option, ...]
    default: str
    help: str = ""
    kind: ClassVar[str] = "choice"

    def __post_init__(self) -> None:
        values = [option.value for option in self.options]
        if self.default not in values or len(set(values)) != len(values):
            raise ValueError(f"{self.name}: the default must be one of distinct values")

    @property
    def initial(self) -> Value:
        return self.default

    def parse(self, raw: object) -> Value:
        text = _as_text(raw)
        values = [option.value for option in self.options]
        if text in values:
            return text
        listed = "・".join(values)
        raise ControlError(
            f"{self.name} に {_shown(text)} は選べません（選べるのは {listed}）",
            nearest(text, values),
        )

    def alternatives(self) -> tuple[Value, ...]:
        return tuple(option.value for option in self.options)

    def describe(self) -> dict[str, object]:
        return super().describe() | {"values": list(self.alternatives())}


@dataclass(frozen=True)
class Toggle(Control):
    """On or off; a checkbox in the page. Text: on/off, true/false, yes/no, はい/いいえ."""

    default: bool = False
    help: str = ""
    kind: ClassVar[str] = "toggle"

    @property
    def initial(self) -> Value:
        return self.default

    def parse(self, raw: object) -> Value:
        if isinstance(raw, bool):
            return raw
        text = _as_text(raw).casefold()
        if text in _TRUE:
            return True
        if text in _FALSE:
            return False
        raise ControlError(
            f"{self.name} は on か off で書きます（{_shown(text)} は読めません）",
            nearest(text, ("on", "off")),
        )

    def alternatives(self) -> tuple[Value, ...]:
        return (False, True)

    def describe(self) -> dict[str, object]:
        return super().describe() | {"values": [False, True]}


@dataclass(frozen=True)
class Number(Control):
    """A whole number between two limits, both included, in steps counted from `minimum`."""

    default: int
    minimum: int
    maximum: int
    step: int = 1
    unit: str = ""
    help: str = ""
    kind: ClassVar[str] = "number"

    def __post_init__(self) -> None:
        if self.step < 1 or not self.minimum <= self.default <= self.maximum:
            raise ValueError(f"{self.name}: the default must lie between the limits")

    @property
    def initial(self) -> Value:
        return self.default

    def parse(self, raw: object) -> Value:
        text = unicodedata.normalize("NFKC", _as_text(raw))
        if isinstance(raw, bool) or not _INTEGER.match(text):
            raise ControlError(f"{self.name} は整数で書きます（{_shown(text)} は読めません）")
        number = int(text)
        if not self.minimum <= number <= self.maximum:
            raise ControlError(
                f"{self.name} は {self.minimum} から {self.maximum} まで（{number} は範囲の外）",
                str(min(max(number, self.minimum), self.maximum)),
            )
        if (number - self.minimum) % self.step:
            below = number - (number - self.minimum) % self.step
            raise ControlError(f"{self.name} は {self.step} きざみです", str(below))
        return number

    def alternatives(self) -> tuple[Value, ...]:
        values = range(self.minimum, self.maximum + 1, self.step)
        return tuple(values) if len(values) <= 64 else ()

    def describe(self) -> dict[str, object]:
        return super().describe() | {"min": self.minimum, "max": self.maximum}


@dataclass(frozen=True)
class Text(Control):
    """The reader's own words, at most `max_length` code points; never baked, never sent.

    Control characters and marks that turn the text around are taken out, since no mail field
    shows them; line ends become one line feed, or a blank where only one line is taken. What is
    `verbatim` keeps them all, for an explainer that looks for such marks in what was pasted.
    """

    default: str = ""
    max_length: int = 200
    multiline: bool = False
    help: str = ""
    verbatim: bool = False
    kind: ClassVar[str] = "text"
    discrete: ClassVar[bool] = False

    @property
    def initial(self) -> Value:
        return self.default

    def parse(self, raw: object) -> Value:
        text = str(raw).replace("\r\n", "\n").replace("\r", "\n")
        if not self.multiline:
            text = text.replace("\n", " ")
        untaken = _UNWRITABLE if self.verbatim else _UNTYPED
        text = unicodedata.normalize("NFC", untaken.sub("", text))
        if len(text) > self.max_length:
            raise ControlError(
                f"{self.name} は {self.max_length} 文字までです（いまは {len(text)} 文字）"
            )
        return text

    def describe(self) -> dict[str, object]:
        return super().describe() | {"min": 0, "max": self.max_length}


def _as_text(raw: object) -> str:
    if isinstance(raw, bool):
        return "true" if raw else "false"
    return str(raw).strip()


def _shown(text: str) -> str:
    return f"「{text if len(text) <= 40 else text[:40] + '…'}」"
