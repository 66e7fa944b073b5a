"""The reader's own hands, drawn: a panel for each device or place, a button for each deed.

A thing is a drawer: its line can be tapped like a mail in an app's list, and what can be done with
it is inside. Every deed's button holds its action as JSON in `data-act`; the player sends that back
and builds nothing itself. Things that lie on shelves of their own are behind one more drawer each,
so that a small phone shows first what lies in front.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from explainer_kit.hands import Deed, Guest, Panel, Shelf, Thing
from explainer_kit.markup import Element, el
from explainer_kit.story import Action, canonical

__all__ = ["hands"]


TABS = "このページをもうひとつのタブで開くと、そのタブも端末になります。"


def hands(panels: Sequence[Panel], *, still: bool) -> Element:
    """Draw all panels; `still` has them switched off until the player comes."""
    return el(
        "fieldset",
        {"class": "px-hands", "disabled": still},
        el("legend", {}, "あなたの手で動かす"),
        el("div", {"class": "px-panels"}, (_panel(panel) for panel in panels)),
    )


def together(guests: Sequence[Guest], megabytes: str) -> Element:
    """The one line about other tabs: what they can be, and the button by which this one joins."""
    if not guests:
        return el("")
    told = [
        {"key": one.key, "title": one.title, "joins": dict(one.joins), "leaves": dict(one.leaves)}
        for one in guests
    ]
    return el(
        "div",
        {
            "class": "px-together",
            "data-phase": "alone",
            "data-guests": canonical(told).decode("utf-8"),
        },
        el("p", {"role": "status"}, TABS),
        el(
            "button",
            {"type": "button", "disabled": True},
            f"このタブも端末になる（Python・約{megabytes} MB）",
        ),
    )


def _panel(panel: Panel) -> Element:
    return el(
        "section",
        {
            "class": f"px-panel px-panel-{panel.tone}",
            "aria-label": panel.title,
            "data-panel": panel.key,
        },
        el(
            "p",
            {"class": "px-panel-head"},
            el("b", {}, panel.title),
            el("small", {}, panel.state) if panel.state else (),
        ),
        _things(panel, panel.things)
        if panel.things
        else el("p", {"class": "px-none"}, panel.empty)
        if panel.empty
        else (),
        (_shelf(panel, shelf) for shelf in panel.shelves),
        _deeds(panel.deeds),
    )


def _shelf(panel: Panel, shelf: Shelf) -> Element:
    return el(
        "details",
        {"class": "px-shelf", "data-key": f"{panel.key}/{shelf.label}"},
        el("summary", {}, shelf.label, el("small", {}, f" {len(shelf.things)}通")),
        _things(panel, shelf.things),
        _deeds(shelf.deeds),
    )


def _things(panel: Panel, things: Sequence[Thing]) -> Element:
    return el("ul", {"class": "px-things"}, (_thing(panel, thing) for thing in things))


def _thing(panel: Panel, thing: Thing) -> Element:
    words: Iterable[Element] = (el("small", {}, mark) for mark in thing.marks)
    return el(
        "li",
        {},
        el(
            "details",
            {
                "class": "px-thing-card is-strong" if thing.strong else "px-thing-card",
                "data-key": f"{panel.key}/{thing.key}",
            },
            el("summary", _act(thing.opening), el("span", {}, thing.label), words),
            _deeds(thing.deeds),
        ),
    )


def _deeds(deeds: Sequence[Deed]) -> Element:
    if not deeds:
        return el("")
    return el("div", {"class": "px-deeds"}, (_deed(deed) for deed in deeds))


def _deed(deed: Deed) -> Element:
    pressed = None if deed.pressed is None else "true" if deed.pressed else "false"
    return el(
        "button",
        {
            "type": "button",
            "disabled": deed.action is None and deed.sets is None,
            "aria-label": deed.name or None,
            "aria-pressed": pressed,
            **_act(deed.action),
            "data-set": None if deed.sets is None else canonical(dict(deed.sets)).decode("utf-8"),
        },
        deed.label,
    )


def _act(action: Action | None) -> dict[str, str]:
    return {} if action is None else {"data-act": canonical(dict(action)).decode("utf-8")}
