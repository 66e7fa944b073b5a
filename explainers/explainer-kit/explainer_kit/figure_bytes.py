"""The bytes lens: every byte that was said, made visible, and what the way between could see.

Bytes stay bytes: line ends are shown as marks, UTF-8 as the text it is, and whatever is neither
as hexadecimal. A sealed connection shows no bytes on the wire, only how many there were.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from explainer_kit.figure_stage import Halves, half_of, shown
from explainer_kit.figure_words import clock
from explainer_kit.markup import Child, Element, el
from explainer_kit.story import Event, Step, Story

__all__ = ["bytes_lens", "visible"]

_LEGEND = "CR LF は行の終わりの2バイト、枠の中の2けたは文字でない1バイトです。"
MAX_SHOWN = 1_200  # bytes of one event; the rest is counted, not shown

# Letters rather than ␍ and ␊, for which many phones have no glyph.
_MARKS: Mapping[str, str] = {"\r": "CR", "\n": "LF", "\t": "TAB"}


def bytes_lens(story: Story, step: str, halves: Halves) -> Element:
    """List the bytes of all steps, those of `step` marked."""
    names = {actor.id: actor.label for actor in story.actors}
    return el(
        "details",
        {"class": "px-lens px-drawer", "data-lens": "bytes"},
        el("summary", {}, "実際のバイト列"),
        el(
            "div",
            {"class": "px-scroll", "tabindex": 0, "role": "group", "aria-label": "実際のバイト列"},
            el("p", {"class": "px-legend"}, _LEGEND),
            el(
                "ol",
                {"class": "px-groups"},
                (
                    _group(
                        number,
                        one,
                        names,
                        shown("px-group", half_of(halves, one.id), on=one.id == step),
                    )
                    for number, one in enumerate(story.steps, 1)
                ),
            ),
        ),
    )


def visible(data: bytes) -> tuple[Child, ...]:
    """Make bytes readable: text as text, line ends as marks, everything else in hexadecimal.

    >>> "".join(map(str, visible(b"HELO\\xff\\r\\n")))
    'HELO<i class="px-hex">ff</i><i>CR LF</i>'
    """
    return tuple(_pieces(data[:MAX_SHOWN])) + _rest(len(data) - MAX_SHOWN)


def _pieces(data: bytes) -> Iterable[Child]:
    text = data.decode("utf-8", errors="surrogateescape")
    run, odd = "", ""
    marks: list[str] = []
    for letter in text:
        mark = _MARKS.get(letter, "")
        byte = "" if mark else _odd(letter)
        if marks and (not mark or marks[-1] == "LF"):
            yield el("i", {}, " ".join(marks))
            if marks[-1] == "LF":
                yield "\n"
            marks = []
        if odd and not byte:
            yield el("i", {"class": "px-hex"}, odd)
            odd = ""
        if run and (mark or byte):
            yield run
            run = ""
        if mark:
            marks.append(mark)
        elif byte:
            odd += (" " if odd else "") + byte
        else:
            run += letter
    if run:
        yield run
    if odd:
        yield el("i", {"class": "px-hex"}, odd)
    if marks:
        yield el("i", {}, " ".join(marks))


def _odd(letter: str) -> str:
    """Hexadecimal of what can't be shown: a byte that is no UTF-8, or a control character."""
    code = ord(letter)
    if 0xDC80 <= code <= 0xDCFF:
        return f"{code - 0xDC00:02x}"
    if code < 0x20 or 0x7F <= code < 0xA0:
        return letter.encode("utf-8").hex(" ")
    return ""


def _rest(count: int) -> tuple[Child, ...]:
    return (el("i", {}, f"…のこり{count}バイト"),) if count > 0 else ()


def _group(number: int, step: Step, names: Mapping[str, str], classes: str) -> Element:
    events = [event for event in step.events if event.kind in ("data", "wire")]
    return el(
        "li",
        {"class": classes, "data-step": step.id},
        el("p", {"class": "px-head"}, el("b", {}, str(number)), step.say),
        el("ol", {"class": "px-lines"}, (_line(event, names) for event in events))
        if events
        else el("p", {"class": "px-quiet"}, "この場面では、バイトは流れません。"),
    )


def _line(event: Event, names: Mapping[str, str]) -> Element:
    sealed = event.kind == "wire" and not _is_text(event.data or b"\xff")
    size = [] if sealed or event.data is None else [f"{len(event.data)}バイト"]
    return el(
        "li",
        {"class": f"px-{event.kind}"},
        el(
            "p",
            {"class": "px-meta"},
            el("b", {}, f"{names[event.source]}から"),
            f"{names[event.target]}へ",
            el("small", {}, "・".join([clock(event.at_ms), *size])),
            el("em", {}, "途中で見えるもの（モデル）" if sealed else "途中で見えるもの")
            if event.kind == "wire"
            else (),
        ),
        el("code", {}, _sealed(event) if sealed else visible(event.data or b"")),
    )


def _sealed(event: Event) -> tuple[Child, ...]:
    """What the way between sees of something sealed: the bytes in the clear, and what it is."""
    if not event.data:
        return (event.text,)
    return (el("i", {"class": "px-hex"}, event.data.hex(" ")), f" {event.text}")


def _is_text(data: bytes) -> bool:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not any(_odd(letter) for letter in text if letter not in _MARKS)
