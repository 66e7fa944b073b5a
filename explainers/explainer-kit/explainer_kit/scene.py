"""The picture of a story as data: what stands still, what changes, what travels.

A scene decides *what* is drawn; the figure decides how it is shown, and the player in the page
only moves what is already there. So every frame is drawn by Python, at build and in the browser
alike, and two renderers cannot drift apart.

Drawn elements carry class names only: no colours and no style attributes (the site's policy
forbids them). What a class means is said once, in a table: `STYLE` here, plus `Scene.style` for
classes of an explainer's own. The page's style sheet (with the season's colours, light and dark)
and the stand-alone SVG (with fixed colours, for feeds and share pictures) both come from those
tables.

Coordinates are whole numbers in units of the scene's own viewBox, so that CPython and the browser
write the same bytes. The sky behind everything is painted by the figure: a scene starts with its
hills.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from explainer_kit.markup import Element

__all__ = [
    "COLOURS",
    "STYLE",
    "Frame",
    "Knob",
    "Note",
    "Place",
    "Point",
    "Scene",
    "SceneError",
    "Style",
    "Travel",
]

type Point = tuple[int, int]
type Style = Mapping[str, Mapping[str, str]]


class SceneError(ValueError):
    """A scene that cannot be shown as it stands: the explainer's `draw` is at fault."""


COLOURS: Mapping[str, tuple[str, str]] = {
    # token: (light, dark). The page derives sky, hills, paper and text from the season where the
    # theme offers them; send (SMTP, warm) and read (IMAP, green) mean the same all year round.
    "sky": ("#fff8ee", "#20283a"),
    "sky-low": ("#fde9d3", "#323547"),
    "hill": ("#f3d7b4", "#38413f"),
    "hill-low": ("#e7c194", "#2b3432"),
    "paper": ("#fffdf9", "#2c2622"),
    "ink": ("#3a322e", "#f6ede4"),
    "sub": ("#665a53", "#cbbdb0"),
    "line": ("#c8894a", "#9a7a58"),
    "accent": ("#a05407", "#f2b577"),
    "on-accent": ("#fffdf9", "#33200c"),
    "send": ("#a05407", "#f2b577"),
    "send-soft": ("#fce8d1", "#573a20"),
    "read": ("#316745", "#98d3ab"),
    "read-soft": ("#dfe9cf", "#26442f"),
    "roof-send": ("#c8452f", "#de6d56"),
    "roof-read": ("#316745", "#5aa578"),
    "letter": ("#ffffff", "#fbf6ee"),
    "letter-ink": ("#3a322e", "#3a322e"),
    "stamp": ("#f4b3c2", "#e58fa4"),
    "lock": ("#8a5a10", "#e9c467"),
    "lock-soft": ("#f6dfa6", "#5b4820"),
    "bad": ("#b7282e", "#ffa29a"),
    "bad-soft": ("#fbe3e0", "#5a2523"),
    "good": ("#316745", "#98d3ab"),
    "glow": ("#ffedb8", "#4d4226"),
}
"""Every colour a scene may name, for light and for dark pages."""

STYLE: Style = {
    "f-none": {"fill": "none"},
    **{f"f-{token}": {"fill": token} for token in COLOURS},
    **{f"s-{token}": {"stroke": token} for token in COLOURS},
    **{f"w-{width}": {"stroke-width": str(width)} for width in range(1, 9)},
    "round": {"stroke-linecap": "round", "stroke-linejoin": "round"},
    "dotted": {"stroke-dasharray": "1 9", "stroke-linecap": "round"},
    "dashed": {"stroke-dasharray": "7 6", "stroke-linecap": "round"},
    "faint": {"opacity": "0.45"},
    "bold": {"font-weight": "700"},
    "middle": {"text-anchor": "middle"},
    "mono": {"font-family": "ui-monospace, monospace"},
    **{f"t-{size}": {"font-size": f"{size}px"} for size in (9, 10, 11, 12, 14, 16, 20)},
}
"""The classes every scene may use.

`f-TOKEN` fills and `s-TOKEN` strokes with a colour of `COLOURS`; `w-1` … `w-8` is a stroke's
width; `round`, `dotted`, `dashed`, `faint`, `bold`, `middle`, `mono`, `t-14` are what they say.
A value that is the name of a token stands for that colour; any other value is literal. An element
without a fill class is black: say `f-none` for an outline.
"""

_CLASS = re.compile(r"[a-z][a-z0-9-]*\Z")
_PROPERTY = re.compile(r"[a-z][a-z-]*\Z")
_VALUE = re.compile(r"(?!.*url)[\w .,#%()+/-]+\Z")  # nothing is fetched
_PATH = re.compile(r"[MLHVCSQTAZmlhvcsqtaz0-9 ,.-]+\Z")
_TONES = frozenset({"plain", "send", "read", "good", "bad", "lock"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where an actor's name stands: the centre of its label, over the picture.

    Labels are text of the page's own size (they stay legible at 320 px), so keep them to eight
    full-width characters and at least 34 units from one another and from the scene's edge.
    """

    actor: str
    label: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Note:
    """A few words that appear over the picture in one frame, such as a server's own `550`.

    `tone` is plain, send, read, good, bad or lock. At most twelve full-width characters.
    """

    text: str
    x: int
    y: int
    tone: str = "plain"

    def __post_init__(self) -> None:
        if self.tone not in _TONES:
            raise SceneError(f"note {self.text!r}: tone {self.tone!r} is not one of {_TONES}")


@dataclass(frozen=True, slots=True)
class Travel:
    """One thing that goes from `start` to `end` along `path` while its frame is played.

    `thing` is drawn around the origin (0, 0); a stopped frame shows it at `end`. `path` is SVG path
    data that begins at `start`, and is drawn as a dotted way in the colour of `tone`. The travels
    of one frame go one after another, in order.
    """

    thing: Element
    start: Point
    end: Point
    path: str
    tone: str = "send"

    def __post_init__(self) -> None:
        if not _PATH.match(self.path):
            raise SceneError(f"not path data: {self.path!r}")
        if self.tone not in _TONES:
            raise SceneError(f"travel: tone {self.tone!r} is not one of {_TONES}")


@dataclass(frozen=True, slots=True)
class Frame:
    """What one step of the story adds to the picture; drawn over the base, one frame at a time.

    `active` are the actors whose labels are lit. A frame is a whole picture: whatever should still
    be seen from earlier steps (a letter that waits on a counter) is drawn again in `layer`. `tone`
    says to which half of a story it belongs, send or read: its labels, number and arrows take that
    colour.
    """

    step: str
    active: tuple[str, ...]
    layer: tuple[Element, ...] = ()
    travels: tuple[Travel, ...] = ()
    notes: tuple[Note, ...] = ()
    tone: str = "send"

    def __post_init__(self) -> None:
        if self.tone not in ("send", "read"):
            raise SceneError(f"frame {self.step}: tone {self.tone!r} is neither send nor read")


@dataclass(frozen=True, slots=True)
class Knob:
    """A handle on a wheel: dragged round `centre`, or by arrow keys, it turns a `Date`'s setting.

    `at` is where it stands for the run that is drawn, `value` the day it stands for and `words`
    what a screen reader says of it; a whole turn clockwise is `days` further, in hundredths of one.
    """

    setting: str
    label: str
    value: str
    words: str
    minimum: str
    maximum: str
    at: Point
    centre: Point
    days: int = 36_524


@dataclass(frozen=True, slots=True)
class Scene:
    """A whole story as pictures: one frame for each step, with the same ids in the same order.

    360 x 300 reads well on a phone. `alt` says in one sentence what the picture shows. `style` is
    a table like `STYLE` for classes of the explainer's own. A `knob` is over the picture in every
    frame.

    Raises SceneError for a frame that occurs twice, an active actor without a place, and a table
    that could not be written as a style sheet.
    """

    width: int
    height: int
    base: tuple[Element, ...]
    places: tuple[Place, ...]
    frames: tuple[Frame, ...]
    alt: str
    style: Style = field(default_factory=dict)
    knob: Knob | None = None

    def __post_init__(self) -> None:
        problems = [*self._wrong_frames(), *wrong_style(self.style)]
        if self.width <= 0 or self.height <= 0:
            problems.append(f"size {self.width} x {self.height}")
        if not self.alt.strip():
            problems.append("alt is empty")
        if problems:
            raise SceneError("; ".join(problems))

    def _wrong_frames(self) -> Iterable[str]:
        places = [place.actor for place in self.places]
        if len(set(places)) != len(places):
            yield f"an actor has two places: {places}"
        steps = [frame.step for frame in self.frames]
        if not steps:
            yield "no frames"
        if len(set(steps)) != len(steps):
            yield f"a step has two frames: {steps}"
        for frame in self.frames:
            for actor in frame.active:
                if actor not in places:
                    yield f"frame {frame.step}: active actor {actor!r} has no place"


def wrong_style(style: Style) -> Iterable[str]:
    """Say what in a style table could not be written into a style sheet as it stands."""
    for name, declarations in style.items():
        if not _CLASS.match(name):
            yield f"class {name!r} (small letters, digits, hyphens)"
        for prop, value in declarations.items():
            if not _PROPERTY.match(prop) or not _VALUE.match(value):
                yield f"class {name}: {prop!r}: {value!r}"
